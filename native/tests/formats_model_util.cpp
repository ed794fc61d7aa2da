#include "formats_model_util.h"

#include <algorithm>
#include <stdexcept>

namespace df::test {

using nlohmann::json;

json tiny_llama_config() {
  return json::parse(R"({
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 16,
    "hidden_size": 8, "intermediate_size": 12, "num_hidden_layers": 2, "num_attention_heads": 2,
    "num_key_value_heads": 1, "max_position_embeddings": 32, "rms_norm_eps": 1e-06,
    "rope_theta": 10000.0, "rope_scaling": null, "hidden_act": "silu",
    "tie_word_embeddings": false, "torch_dtype": "float32", "bos_token_id": 1,
    "eos_token_id": 2})");
}

TinyModel::TinyModel(const json& config) : config_(config) {
  float next = 0.0f;
  for (const ExpectedTensor& tensor : expected_tensors(parse_model_config(config.dump()))) {
    if (!tensor.required) continue;
    size_t count = 1;
    for (const int64_t dimension : tensor.shape) count *= static_cast<size_t>(dimension);
    std::vector<float>& values = values_.emplace_back(count);
    for (float& value : values) value = next += 0.25f;
    entries_.push_back({tensor.name, TensorDtype::kF32, tensor.shape, values.data(), {}});
  }
}

TensorEntry& TinyModel::entry(const std::string& name) {
  for (TensorEntry& entry : entries_) {
    if (entry.name == name) return entry;
  }
  throw std::runtime_error("the tiny model has no " + name);
}

void TinyModel::remove(const std::string& name) {
  entry(name);
  std::erase_if(entries_, [&](const TensorEntry& entry) { return entry.name == name; });
}

void TinyModel::add(const std::string& name, TensorDtype dtype, std::vector<int64_t> shape,
                    const void* data) {
  entries_.push_back({name, dtype, std::move(shape), data, {}});
}

void TinyModel::write_single(const std::filesystem::path& directory) const {
  std::filesystem::create_directories(directory);
  spit(directory / "config.json", config_.dump());
  StringSink sink;
  write_safetensors(sink, entries_, {{"format", "pt"}});
  spit(directory / "model.safetensors", sink.text);
}

json TinyModel::write_shards(const std::filesystem::path& directory, size_t count) const {
  std::filesystem::create_directories(directory);
  spit(directory / "config.json", config_.dump());
  json index = {{"metadata", {{"total_size", 0}}}, {"weight_map", json::object()}};
  for (size_t shard = 0; shard < count; ++shard) {
    const std::string name = "model-" + std::to_string(shard + 1) + ".safetensors";
    std::vector<TensorEntry> part;
    for (size_t i = shard; i < entries_.size(); i += count) {
      part.push_back(entries_[i]);
      index["weight_map"][entries_[i].name] = name;
    }
    StringSink sink;
    write_safetensors(sink, part, {{"format", "pt"}});
    spit(directory / name, sink.text);
  }
  spit(directory / "model.safetensors.index.json", index.dump());
  return index;
}

}  // namespace df::test
