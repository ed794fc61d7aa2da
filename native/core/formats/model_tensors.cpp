#include "core/formats/model_tensors.h"

#include "core/error.h"
#include "core/formats/bnb_nf4.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

struct Linear {
  const char* module;
  int64_t out_features;
  int64_t in_features;
  bool bias;
};

std::vector<Linear> linears(const ModelConfig& c) {
  const int64_t h = c.hidden_size, ffn = c.intermediate_size, q = c.query_width();
  const bool attention = c.attention_bias, mlp = c.mlp_bias;
  std::vector<Linear> list = {{"self_attn.q_proj", q, h, attention},
                              {"self_attn.k_proj", c.kv_width(), h, attention},
                              {"self_attn.v_proj", c.kv_width(), h, attention}};
  if (c.architecture == Architecture::kPhi) {
    list.push_back({"self_attn.dense", h, q, attention});
    list.push_back({"mlp.fc1", ffn, h, mlp});
    list.push_back({"mlp.fc2", h, ffn, mlp});
  } else {
    list.push_back({"self_attn.o_proj", h, q, attention});
    list.push_back({"mlp.gate_proj", ffn, h, mlp});
    list.push_back({"mlp.up_proj", ffn, h, mlp});
    list.push_back({"mlp.down_proj", h, ffn, mlp});
  }
  return list;
}

void add_norm(std::vector<ExpectedTensor>& list, const ModelConfig& config, const std::string& path,
              int64_t layer) {
  list.push_back({path + ".weight", {config.hidden_size}, TensorKind::kNormWeight, layer});
  if (config.norm == NormKind::kLayer) {
    list.push_back({path + ".bias", {config.hidden_size}, TensorKind::kNormBias, layer});
  }
}

std::string text_of(const std::vector<int64_t>& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
  }
  return text + "]";
}

std::string field_of(const std::string& tensor) {
  return "model.safetensors: header." + printable(tensor);
}

bool is_weight_dtype(TensorDtype dtype) {
  return dtype == TensorDtype::kF32 || dtype == TensorDtype::kF16 || dtype == TensorDtype::kBF16;
}

void check_shape(const std::string& name, const std::vector<int64_t>& actual,
                 const std::vector<int64_t>& expected) {
  if (actual == expected) return;
  throw Error(ErrorCode::kInvalidInput, field_of(name) + ".shape",
              "it is " + text_of(actual) + "; config.json asks for " + text_of(expected));
}

void check_tensor(const ModelFolder& folder, const ExpectedTensor& expected) {
  const TensorView* tensor = folder.find(expected.name);
  if (tensor == nullptr) {
    if (!expected.required) return;
    throw Error(ErrorCode::kNotFound, field_of(expected.name),
                "config.json asks for this tensor and the model folder does not hold it");
  }
  if (expected.kind == TensorKind::kLinearWeight && is_bnb_nf4(folder, expected.name)) {
    const Nf4Weight weight = read_bnb_nf4(folder, expected.name);
    check_shape(expected.name, {weight.out_features, weight.in_features}, expected.shape);
    return;
  }
  if (!is_weight_dtype(tensor->dtype)) {
    throw Error(ErrorCode::kUnsupported, field_of(expected.name) + ".dtype",
                std::string("weights of type ") + dtype_name(tensor->dtype) + " are not supported",
                "Supported are F32, F16 and BF16, and linear weights packed by bitsandbytes.");
  }
  check_shape(expected.name, tensor->shape, expected.shape);
}

// Tied: the embedding where both are stored, as transformers ties them.
const TensorView& table_tensor(const ModelFolder& folder, const char* name) {
  if (!folder.config().tie_word_embeddings) return folder.at(name);
  const TensorView* embedding = folder.find(kEmbeddingName);
  return embedding != nullptr ? *embedding : folder.at(kHeadName);
}

}  // namespace

std::vector<ExpectedTensor> expected_tensors(const ModelConfig& config) {
  const std::vector<int64_t> table = {config.vocab_size, config.hidden_size};
  std::vector<ExpectedTensor> list;
  list.push_back({kEmbeddingName, table, TensorKind::kEmbedding});
  for (int64_t layer = 0; layer < config.layers; ++layer) {
    const std::string prefix = "model.layers." + std::to_string(layer) + ".";
    add_norm(list, config, prefix + "input_layernorm", layer);
    for (const Linear& linear : linears(config)) {
      const std::string path = prefix + linear.module;
      list.push_back({path + ".weight",
                      {linear.out_features, linear.in_features},
                      TensorKind::kLinearWeight,
                      layer});
      if (linear.bias) {
        list.push_back({path + ".bias", {linear.out_features}, TensorKind::kLinearBias, layer});
      }
    }
    if (!config.parallel_block) add_norm(list, config, prefix + "post_attention_layernorm", layer);
  }
  const bool phi = config.architecture == Architecture::kPhi;
  add_norm(list, config, phi ? "model.final_layernorm" : "model.norm", -1);
  list.push_back({kHeadName, table, TensorKind::kHead, -1, !config.tie_word_embeddings});
  if (config.head_bias) {
    list.push_back({"lm_head.bias", {config.vocab_size}, TensorKind::kHeadBias});
  }
  return list;
}

std::vector<std::string> linear_modules(const ModelConfig& config) {
  std::vector<std::string> modules;
  for (const Linear& linear : linears(config)) modules.emplace_back(linear.module);
  return modules;
}

std::vector<int64_t> linear_shape(const ModelConfig& config, const std::string& module) {
  for (const Linear& linear : linears(config)) {
    if (module == linear.module) return {linear.out_features, linear.in_features};
  }
  throw Error(ErrorCode::kInvalidInput, "target_modules",
              "the model has no linear module '" + printable(module) + "'");
}

void check_model_tensors(const ModelFolder& folder) {
  const ModelConfig& config = folder.config();
  const bool one_of_two = config.tie_word_embeddings && folder.find(kHeadName) != nullptr;
  for (ExpectedTensor& expected : expected_tensors(config)) {
    if (one_of_two && expected.kind == TensorKind::kEmbedding) expected.required = false;
    check_tensor(folder, expected);
  }
}

const TensorView& embedding_tensor(const ModelFolder& folder) {
  return table_tensor(folder, kEmbeddingName);
}

const TensorView& head_tensor(const ModelFolder& folder) {
  return table_tensor(folder, kHeadName);
}

}  // namespace df
