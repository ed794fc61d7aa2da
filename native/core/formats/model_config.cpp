#include "core/formats/model_config.h"

#include <array>

#include "core/error.h"
#include "core/formats/model_config_parts.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

struct ArchitectureName {
  const char* name;
  const char* model_type;
  Architecture value;
};

constexpr std::array<ArchitectureName, 3> kArchitectures = {{
    {"LlamaForCausalLM", "llama", Architecture::kLlama},
    {"MistralForCausalLM", "mistral", Architecture::kMistral},
    {"PhiForCausalLM", "phi", Architecture::kPhi},
}};

[[noreturn]] void invalid(const std::string& field, const std::string& message,
                          const std::string& hint = "") {
  throw Error(ErrorCode::kInvalidInput, field, message, hint);
}

[[noreturn]] void unsupported(const std::string& field, const std::string& message,
                              const std::string& hint = "") {
  throw Error(ErrorCode::kUnsupported, field, message, hint);
}

Architecture parse_architecture(const JsonObject& root) {
  const bool listed = root.has("architectures");
  std::string field = root.field(listed ? "architectures" : "model_type");
  std::string name;
  if (listed) {
    const std::vector<std::string> names = root.texts("architectures", 16);
    if (names.size() != 1) invalid(field, "it must name one architecture");
    name = names[0];
  } else {
    name = root.text("model_type", 128);
  }
  for (const ArchitectureName& known : kArchitectures) {
    if (name != (listed ? known.name : known.model_type)) continue;
    if (listed && root.text("model_type", known.model_type, 128) != known.model_type) {
      invalid(root.field("model_type"), std::string("it contradicts the architecture ") + name);
    }
    return known.value;
  }
  unsupported(field, "'" + printable(name, 100) + "' is not supported",
              "Supported are LlamaForCausalLM, MistralForCausalLM and PhiForCausalLM.");
}

void parse_sizes(const JsonObject& root, ModelConfig& config) {
  config.vocab_size = root.integer("vocab_size", 1, 1'048'576);
  config.hidden_size = root.integer("hidden_size", 2, 65'536);
  config.intermediate_size = root.integer("intermediate_size", 1, 262'144);
  config.layers = root.integer("num_hidden_layers", 1, 1000);
  config.heads = root.integer("num_attention_heads", 1, 1024);
  config.max_position_embeddings = root.integer("max_position_embeddings", 1, kMaxPositions);
  // Mistral's own default is 8 heads, not all of them: do not guess.
  config.kv_heads = config.architecture == Architecture::kMistral
                        ? root.integer("num_key_value_heads", 1, 1024)
                        : root.integer("num_key_value_heads", 1, 1024, config.heads);
  if (config.heads % config.kv_heads != 0) {
    invalid(root.field("num_key_value_heads"), "it must divide num_attention_heads (" +
                                                   std::to_string(config.heads) + ")");
  }
  if (config.hidden_size % config.heads != 0) {
    invalid(root.field("hidden_size"), "it must be a multiple of num_attention_heads (" +
                                           std::to_string(config.heads) + ")");
  }
  const int64_t even_share = config.hidden_size / config.heads;
  config.head_dim = root.integer("head_dim", 1, 1024, even_share);
  if (config.head_dim > 1024 || config.head_dim % 2 != 0) {
    invalid(root.field("head_dim"), "it is " + std::to_string(config.head_dim) +
                                        "; it must be even and at most 1024");
  }
  if (config.architecture == Architecture::kPhi && config.head_dim != even_share) {
    invalid(root.field("head_dim"), "it must be hidden_size / num_attention_heads");
  }
}

// Mistral attends to a window of the last tokens; within it, it is plain causal attention.
void refuse_sliding_window(const JsonObject& root, const ModelConfig& config) {
  if (!root.has("sliding_window") || !root.boolean("use_sliding_window", true)) return;
  const int64_t window = root.integer("sliding_window", 1, kMaxPositions);
  if (window >= config.max_position_embeddings) return;
  unsupported(root.field("sliding_window"),
              "a sliding window of " + std::to_string(window) + " tokens is not supported",
              "Set max_position_embeddings to " + std::to_string(window) +
                  ": up to that length the window cuts nothing.");
}

void parse_block(const JsonObject& root, ModelConfig& config) {
  const bool phi = config.architecture == Architecture::kPhi;
  const char* eps = phi ? "layer_norm_eps" : "rms_norm_eps";
  config.norm = phi ? NormKind::kLayer : NormKind::kRms;
  config.norm_eps = root.number(eps, 1e-12, 0.1, phi ? 1e-5 : 1e-6);
  config.activation = phi ? Activation::kGeluNew : Activation::kSilu;
  const std::string wanted = phi ? "gelu_new" : "silu";
  const std::string activation = root.text("hidden_act", wanted.c_str(), 64);
  if (activation != wanted && !(wanted == "silu" && activation == "swish")) {
    unsupported(root.field("hidden_act"),
                "'" + printable(activation, 64) + "' is not supported; only " + wanted + " is");
  }
  config.tie_word_embeddings = root.boolean("tie_word_embeddings", false);
  if (phi) {
    config.attention_bias = config.mlp_bias = config.head_bias = config.parallel_block = true;
    if (config.tie_word_embeddings) {
      unsupported(root.field("tie_word_embeddings"), "Phi with tied embeddings is not supported");
    }
    if (root.boolean("qk_layernorm", false)) {
      unsupported(root.field("qk_layernorm"), "norms on queries and keys are not supported");
    }
    // Dropouts of the base are checked, not applied: fine-tuning here has its own.
    for (const char* key : {"resid_pdrop", "embd_pdrop"}) root.number(key, 0.0, 1.0, 0.0);
  } else if (config.architecture == Architecture::kLlama) {
    config.attention_bias = root.boolean("attention_bias", false);
    config.mlp_bias = root.boolean("mlp_bias", false);
  }
  root.number("attention_dropout", 0.0, 1.0, 0.0);
}

void parse_tokens(const JsonObject& root, ModelConfig& config) {
  const int64_t last = config.vocab_size - 1;
  if (root.has("bos_token_id")) config.bos_token_id = root.integer("bos_token_id", 0, last);
  if (root.is_array("eos_token_id")) {
    config.eos_token_ids = root.integers("eos_token_id", 0, last, 256);
  } else if (root.has("eos_token_id")) {
    config.eos_token_ids = {root.integer("eos_token_id", 0, last)};
  }
  // -1 is an old spelling of "none"; some models name a token past their embedding, never used.
  const int64_t pad = root.integer("pad_token_id", -1, 1'048'576, -1);
  if (pad >= 0) config.pad_token_id = pad;
}

TensorDtype parse_dtype(const JsonObject& root) {
  const char* key = root.has("dtype") ? "dtype" : "torch_dtype";
  std::string name = root.text(key, "float32", 64);
  if (name.rfind("torch.", 0) == 0) name = name.substr(6);
  if (name == "float32") return TensorDtype::kF32;
  if (name == "float16") return TensorDtype::kF16;
  if (name == "bfloat16") return TensorDtype::kBF16;
  unsupported(root.field(key), "weights of type '" + printable(name, 64) + "' are not supported",
              "Supported are float32, float16 and bfloat16.");
}

}  // namespace

const char* architecture_name(Architecture architecture) {
  return kArchitectures[static_cast<size_t>(architecture)].name;
}

ModelConfig parse_model_config(std::string_view json, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(json, file);
  const JsonObject root = document.root();
  ModelConfig config;
  config.architecture = parse_architecture(root);
  parse_sizes(root, config);
  if (config.architecture == Architecture::kMistral) refuse_sliding_window(root, config);
  parse_block(root, config);
  parse_rope(root, config);
  parse_tokens(root, config);
  config.dtype = parse_dtype(root);
  config.bnb = parse_quantization(root);
  return config;
}

ModelConfig read_model_config(const std::filesystem::path& directory) {
  return parse_model_config(
      read_small_file(directory / "config.json", "config.json", JsonLimits{}.max_bytes));
}

}  // namespace df
