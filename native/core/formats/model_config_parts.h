// Parts of the config.json reader. For model_config*.cpp alone.
#pragma once

#include "core/formats/model_config.h"
#include "core/util/json_guard.h"

namespace df {

inline constexpr int64_t kMaxPositions = 16'777'216;

// Sets rope_theta, rope_scaling and rotary_dim; needs architecture, head_dim and
// max_position_embeddings.
void parse_rope(const JsonObject& root, ModelConfig& config);

std::optional<BnbQuantization> parse_quantization(const JsonObject& root);

}  // namespace df
