// Builds small model folders for tests.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/formats/model_tensors.h"
#include "formats_test_util.h"

namespace df::test {

// A Llama of 2 layers, hidden 8, vocabulary 16.
nlohmann::json tiny_llama_config();

// All tensors that the configuration asks for, filled with numbers, in one list.
class TinyModel {
 public:
  explicit TinyModel(const nlohmann::json& config);

  const nlohmann::json& config() const { return config_; }
  std::vector<TensorEntry>& entries() { return entries_; }
  TensorEntry& entry(const std::string& name);
  void remove(const std::string& name);
  // The entry then points to `data`, which must outlive the model.
  void add(const std::string& name, TensorDtype dtype, std::vector<int64_t> shape,
           const void* data);

  void write_single(const std::filesystem::path& directory) const;
  // Spreads the tensors over `count` shards with an index; returns the index.
  nlohmann::json write_shards(const std::filesystem::path& directory, size_t count) const;

 private:
  nlohmann::json config_;
  std::vector<TensorEntry> entries_;
  std::vector<std::vector<float>> values_;
};

}  // namespace df::test
