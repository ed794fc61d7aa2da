// Which tensors a model must have, by the names Hugging Face gives them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/formats/model_config.h"
#include "core/formats/model_folder.h"

namespace df {

enum class TensorKind {
  kEmbedding,
  kNormWeight,
  kNormBias,
  kLinearWeight,
  kLinearBias,
  kHead,
  kHeadBias
};

struct ExpectedTensor {
  std::string name;  // "model.layers.0.self_attn.q_proj.weight"
  std::vector<int64_t> shape;
  TensorKind kind = TensorKind::kLinearWeight;
  int64_t layer = -1;  // -1: not in a layer
  // False only for the second of two tied tensors.
  bool required = true;
};

inline constexpr const char* kEmbeddingName = "model.embed_tokens.weight";
inline constexpr const char* kHeadName = "lm_head.weight";

std::vector<ExpectedTensor> expected_tensors(const ModelConfig& config);
// Paths of the linear modules of one layer relative to it: "self_attn.q_proj", "mlp.fc1"...
std::vector<std::string> linear_modules(const ModelConfig& config);
// {out_features, in_features} of such a module.
std::vector<int64_t> linear_shape(const ModelConfig& config, const std::string& module);

// Throws kInvalidInput or kNotFound naming the first tensor that is missing, has another shape or a
// type that weights cannot have. NF4 weights of bitsandbytes folders are checked in full.
void check_model_tensors(const ModelFolder& folder);

// The stored tensor of the embedding or the head; of two tied tensors the one that the file holds.
const TensorView& embedding_tensor(const ModelFolder& folder);
const TensorView& head_tensor(const ModelFolder& folder);

}  // namespace df
