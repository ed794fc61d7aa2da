// A Hugging Face model folder: config.json and model.safetensors, or its shards with
// model.safetensors.index.json. Weights stay mapped, nothing is copied.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/formats/model_config.h"
#include "core/formats/safetensors.h"

namespace df {

// Called with bytes done and bytes in all; false cancels (kCancelled).
using HashProgress = std::function<bool(uint64_t done, uint64_t total)>;

class ModelFolder {
 public:
  // Throws kNotFound (no folder, no config, a missing shard), kUnsupported (pickle weights),
  // kCorrupt or kInvalidInput with the file and field.
  static ModelFolder open(const std::filesystem::path& directory);
  // A model that lies in memory. `bytes` is what the tensors' data points into.
  static ModelFolder in_memory(ModelConfig config, std::vector<TensorView> tensors,
                               std::shared_ptr<const std::vector<uint8_t>> bytes);

  const std::filesystem::path& directory() const { return directory_; }
  const ModelConfig& config() const { return config_; }

  const TensorView* find(std::string_view name) const;
  // Throws kNotFound naming the tensor.
  const TensorView& at(std::string_view name) const;
  // Sorted by name.
  const std::vector<const TensorView*>& tensors() const { return tensors_; }
  uint64_t total_bytes() const { return total_bytes_; }
  // Starts reading a weight that is needed next.
  void prefetch(const TensorView& tensor) const;
  // Drops a weight that was copied or quantized from resident memory.
  void release(const TensorView& tensor) const;
  // Paths of the safetensors files, for size-and-time keyed caches.
  std::vector<std::filesystem::path> files() const;

  // SHA-256 over (name, dtype, shape, bytes) of all tensors sorted by name: the same for one file
  // or many shards. Reads every byte; the caller caches.
  std::string content_sha256(const HashProgress& progress = {}) const;

 private:
  struct Entry {
    const TensorView* tensor;
    size_t shard;
  };

  void open_sharded(const std::filesystem::path& index);
  void index_tensors();
  void sort_tensors();

  std::filesystem::path directory_;
  ModelConfig config_;
  std::vector<SafetensorsFile> shards_;
  std::vector<TensorView> own_tensors_;  // in_memory() only
  std::shared_ptr<const std::vector<uint8_t>> own_bytes_;
  std::vector<const TensorView*> tensors_;
  std::unordered_map<std::string_view, Entry> by_name_;
  uint64_t total_bytes_ = 0;
};

}  // namespace df
