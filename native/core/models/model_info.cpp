#include "core/models/model_info.h"

#include <nlohmann/json.hpp>

#include "core/formats/model_folder.h"
#include "core/formats/model_tensors.h"

namespace df {
namespace {

// NF4 with double quantization: half a byte a value, one byte for 64 values, four for 16,384.
uint64_t nf4_bytes(uint64_t values) {
  const uint64_t blocks = (values + 63) / 64;
  return values / 2 + blocks + (blocks + 255) / 256 * 4;
}

uint64_t elements_of(const ExpectedTensor& tensor) {
  uint64_t n = 1;
  for (const int64_t dimension : tensor.shape) n *= static_cast<uint64_t>(dimension);
  return n;
}

}  // namespace

std::string model_info_json(const std::filesystem::path& directory) {
  const ModelFolder folder = ModelFolder::open(directory);
  check_model_tensors(folder);
  const ModelConfig& c = folder.config();
  uint64_t parameters = 0, quantized = 0;
  for (const ExpectedTensor& tensor : expected_tensors(c)) {
    if (!tensor.required) continue;
    const uint64_t n = elements_of(tensor);
    parameters += n;
    quantized += tensor.kind == TensorKind::kLinearWeight ? nf4_bytes(n) : n * 2;
  }
  nlohmann::json modules = nlohmann::json::array();
  for (const std::string& module : linear_modules(c)) modules.push_back(module.substr(module.rfind('.') + 1));
  nlohmann::json j{{"architecture", architecture_name(c.architecture)},
                   {"parameters", parameters},
                   {"layers", c.layers},
                   {"hiddenSize", c.hidden_size},
                   {"intermediateSize", c.intermediate_size},
                   {"heads", c.heads},
                   {"kvHeads", c.kv_heads},
                   {"headDim", c.head_dim},
                   {"vocabularySize", c.vocab_size},
                   {"contextLength", c.max_position_embeddings},
                   {"tiedHead", c.tie_word_embeddings},
                   {"dtype", dtype_name(c.dtype)},
                   {"quantization", c.bnb ? "bitsandbytes-nf4" : "none"},
                   {"bytesOnDisk", folder.total_bytes()},
                   {"nf4Bytes", quantized},
                   {"linearModules", std::move(modules)},
                   {"eosTokenIds", c.eos_token_ids}};
  j["bosTokenId"] = c.bos_token_id ? nlohmann::json(*c.bos_token_id) : nlohmann::json();
  return j.dump();
}

}  // namespace df
