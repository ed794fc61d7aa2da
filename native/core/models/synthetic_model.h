// Models of any shape with random weights in memory, for benchmarks: no file of their size is needed.
#pragma once

#include <cstdint>
#include <string>

#include "core/formats/model_folder.h"

namespace df {

// `config`: text of a config.json. Weights are bfloat16, uniform with a deviation of 0.02, norms 1.
// All tensors share one block of random numbers as large as the largest of them.
ModelFolder synthetic_model(const std::string& config, uint64_t seed);

}  // namespace df
