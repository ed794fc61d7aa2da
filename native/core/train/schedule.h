// Learning rate as a function of the step: nothing to store, nothing to lose on resume.
#pragma once

#include <cstdint>

#include "core/train/run_config.h"

namespace df {

// Learning rate of 1-based `step` of `total` steps.
// Warm-up is linear from 0 over warmup_ratio * total steps; then cosine to, linear to, or constant
// above min_learning_rate_ratio * peak. one-cycle (Smith, arXiv 1803.09820, in fast.ai's cosine form):
// cosine from peak/25 up over warmup_ratio (0.25 when 0), cosine down to peak/1e5.
double learning_rate(const RunConfig& config, int64_t step, int64_t total);

}  // namespace df
