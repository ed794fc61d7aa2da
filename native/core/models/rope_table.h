// Cosines and sines of rotary embeddings, as Hugging Face computes them (float32 throughout).
#pragma once

#include <cstdint>
#include <vector>

#include "core/formats/model_config.h"

namespace df {

// [positions, rotary_dim]: cos in the first half of a row, sin in the second. The llama3 scaling
// is Transformers' `_compute_llama3_parameters`.
std::vector<float> rope_table(const ModelConfig& config, int64_t positions);

}  // namespace df
