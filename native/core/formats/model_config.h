// config.json of a Hugging Face model folder, read and checked field by field.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/tensor_dtype.h"

namespace df {

enum class Architecture { kLlama, kMistral, kPhi };
enum class NormKind { kRms, kLayer };
enum class Activation { kSilu, kGeluNew };
enum class RopeScalingKind { kNone, kLinear, kLlama3 };

// linear: positions / factor. llama3: Llama 3.1's wavelength-dependent factor.
struct RopeScaling {
  RopeScalingKind kind = RopeScalingKind::kNone;
  double factor = 1.0;
  double low_freq_factor = 1.0;
  double high_freq_factor = 4.0;
  int64_t original_max_position_embeddings = 0;
};

// quantization_config of a folder that bitsandbytes packed as NF4.
struct BnbQuantization {
  bool double_quantization = false;
  std::vector<std::string> skip_modules;  // llm_int8_skip_modules
};

struct ModelConfig {
  Architecture architecture = Architecture::kLlama;
  int64_t vocab_size = 0;
  int64_t hidden_size = 0;
  int64_t intermediate_size = 0;
  int64_t layers = 0;
  int64_t heads = 0;
  int64_t kv_heads = 0;
  int64_t head_dim = 0;
  int64_t rotary_dim = 0;  // even, <= head_dim; smaller for partial rotary (Phi)
  int64_t max_position_embeddings = 0;
  NormKind norm = NormKind::kRms;
  double norm_eps = 1e-6;
  double rope_theta = 10000.0;
  RopeScaling rope_scaling;
  Activation activation = Activation::kSilu;
  bool tie_word_embeddings = false;
  bool attention_bias = false;  // q, k, v and output projections
  bool mlp_bias = false;
  bool head_bias = false;
  bool parallel_block = false;  // attention and MLP read the same normed input (Phi)
  std::optional<int64_t> bos_token_id;
  std::vector<int64_t> eos_token_ids;
  std::optional<int64_t> pad_token_id;
  TensorDtype dtype = TensorDtype::kF32;  // of the stored weights, as the file claims
  std::optional<BnbQuantization> bnb;

  int64_t query_width() const { return heads * head_dim; }
  int64_t kv_width() const { return kv_heads * head_dim; }
};

const char* architecture_name(Architecture architecture);  // "LlamaForCausalLM"

// Throws kInvalidInput, kUnsupported or kCorrupt with the field "config.json: hidden_size".
ModelConfig parse_model_config(std::string_view json, const std::string& file = "config.json");
ModelConfig read_model_config(const std::filesystem::path& directory);

// config.json for a model that was trained in full; parses back to the same value (without bnb).
std::string to_json(const ModelConfig& config);

}  // namespace df
