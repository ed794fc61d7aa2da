#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/formats/model_config.h"

namespace df {
namespace {

using nlohmann::json;

const char* torch_name(TensorDtype dtype) {
  switch (dtype) {
    case TensorDtype::kF32: return "float32";
    case TensorDtype::kF16: return "float16";
    case TensorDtype::kBF16: return "bfloat16";
    default: break;
  }
  throw Error(ErrorCode::kInvalidInput, "config.json: torch_dtype",
              std::string(dtype_name(dtype)) + " is not a type of weights");
}

// Readers compute int(head_dim * factor), so the factor must not round below rotary_dim.
double partial_rotary_factor(const ModelConfig& config) {
  const auto head_dim = static_cast<double>(config.head_dim);
  const double factor = static_cast<double>(config.rotary_dim) / head_dim;
  const bool exact = static_cast<int64_t>(head_dim * factor) == config.rotary_dim;
  return exact ? factor : std::nextafter(factor, 2.0);
}

json rope_scaling(const RopeScaling& scaling) {
  switch (scaling.kind) {
    case RopeScalingKind::kNone: return nullptr;
    case RopeScalingKind::kLinear:
      return {{"factor", scaling.factor}, {"rope_type", "linear"}, {"type", "linear"}};
    case RopeScalingKind::kLlama3: break;
  }
  return {{"factor", scaling.factor},
          {"high_freq_factor", scaling.high_freq_factor},
          {"low_freq_factor", scaling.low_freq_factor},
          {"original_max_position_embeddings", scaling.original_max_position_embeddings},
          {"rope_type", "llama3"}};
}

void add_tokens(json& out, const ModelConfig& config) {
  if (config.bos_token_id) out["bos_token_id"] = *config.bos_token_id;
  if (config.pad_token_id) out["pad_token_id"] = *config.pad_token_id;
  if (config.eos_token_ids.size() == 1) out["eos_token_id"] = config.eos_token_ids[0];
  if (config.eos_token_ids.size() > 1) out["eos_token_id"] = config.eos_token_ids;
}

}  // namespace

std::string to_json(const ModelConfig& config) {
  // The spelling of transformers 4: version 5 reads it too, the other way round fails.
  json out = {{"architectures", {architecture_name(config.architecture)}},
              {"attention_dropout", 0.0},
              {"hidden_size", config.hidden_size},
              {"intermediate_size", config.intermediate_size},
              {"max_position_embeddings", config.max_position_embeddings},
              {"num_attention_heads", config.heads},
              {"num_hidden_layers", config.layers},
              {"num_key_value_heads", config.kv_heads},
              {"rope_scaling", rope_scaling(config.rope_scaling)},
              {"rope_theta", config.rope_theta},
              {"tie_word_embeddings", config.tie_word_embeddings},
              {"torch_dtype", torch_name(config.dtype)},
              {"use_cache", true},
              {"vocab_size", config.vocab_size}};
  add_tokens(out, config);
  if (config.architecture == Architecture::kPhi) {
    out["model_type"] = "phi";
    out["hidden_act"] = "gelu_new";
    out["layer_norm_eps"] = config.norm_eps;
    out["partial_rotary_factor"] = partial_rotary_factor(config);
    out["qk_layernorm"] = false;
    out["embd_pdrop"] = out["resid_pdrop"] = 0.0;
    return out.dump(2) + "\n";
  }
  out["hidden_act"] = "silu";
  out["rms_norm_eps"] = config.norm_eps;
  out["head_dim"] = config.head_dim;
  if (config.architecture == Architecture::kMistral) {
    out["model_type"] = "mistral";
    out["sliding_window"] = nullptr;
  } else {
    out["model_type"] = "llama";
    out["attention_bias"] = config.attention_bias;
    out["mlp_bias"] = config.mlp_bias;
  }
  return out.dump(2) + "\n";
}

}  // namespace df
