// Training of a synthetic model, measured.
#pragma once

#include <nlohmann/json.hpp>

#include "bench/options.h"
#include "differential/backend.h"

namespace df::bench {

// Tokens per second, milliseconds a step, peak and planned bytes, and the matmul ceiling of the same
// run. Prints a line a round.
nlohmann::json train_bench(const Options& options, const DfBackend& backend);

// Bytes of every kind of buffer the run would take on a card of compute capability o.plan / 10.
nlohmann::json plan_bench(const Options& options, const DfBackend& backend);

// The longest context that fits o.memory_limit bytes (o.longest: bytes of pinned host memory at most,
// 1: unbounded), on this device or, with o.plan, on a card that is not here. `--seq` is not read.
nlohmann::json longest_bench(const Options& options, const DfBackend& backend);

}  // namespace df::bench
