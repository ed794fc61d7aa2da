#include "core/formats/model_folder.h"

#include <algorithm>
#include <map>

#include "core/error.h"
#include "core/formats/pickle_guard.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"
#include "core/util/sha256.h"

namespace df {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIndexName = "model.safetensors.index.json";
constexpr uint64_t kHashChunk = 8u << 20;

// A shard must be a file of this folder: an index that names another place could make us read it.
void check_shard_name(const std::string& shard, const std::string& field) {
  const bool plain = !shard.empty() && shard.size() <= 255 &&
                     shard.find_first_of("/\\:") == std::string::npos &&
                     shard.find('\0') == std::string::npos && shard[0] != '.';
  if (!plain) {
    throw Error(ErrorCode::kInvalidInput, field,
                "'" + printable(shard) + "' is not the name of a file in this folder");
  }
  if (has_pickle_name(shard)) {
    throw Error(ErrorCode::kUnsupported, field,
                "'" + printable(shard) + "' is a pickle file by its name, and pickle is never read",
                "Convert the model to safetensors.");
  }
  if (!shard.ends_with(".safetensors")) {
    throw Error(ErrorCode::kInvalidInput, field,
                "'" + printable(shard) + "' is not a safetensors file");
  }
}

// shard name -> tensor names
std::map<std::string, std::vector<std::string>> read_index(const fs::path& path) {
  const JsonLimits limits{.max_bytes = 32u << 20, .max_values = 300'000, .max_depth = 8};
  const JsonDocument document = JsonDocument::read(path, limits);
  const JsonObject root = document.root();
  const JsonObject weight_map = root.object("weight_map");
  std::map<std::string, std::vector<std::string>> shards;
  for (const std::string& tensor : weight_map.keys()) {
    const std::string shard = weight_map.text(tensor);
    check_shard_name(shard, weight_map.field(tensor));
    shards[shard].push_back(tensor);
  }
  if (shards.empty()) {
    throw Error(ErrorCode::kCorrupt, root.field("weight_map"), "it names no tensors");
  }
  return shards;
}

// The shard must hold exactly the tensors that the index places in it.
void check_shard(const SafetensorsFile& file, const std::string& shard,
                 const std::vector<std::string>& tensors) {
  for (const std::string& tensor : tensors) {
    if (file.find(tensor) != nullptr) continue;
    throw Error(ErrorCode::kCorrupt,
                std::string(kIndexName) + ": weight_map." + printable(tensor),
                printable(shard) + " does not hold this tensor");
  }
  for (const TensorView& tensor : file.tensors()) {
    // The keys of a JSON object come sorted, so `tensors` is.
    if (std::binary_search(tensors.begin(), tensors.end(), tensor.name)) continue;
    throw Error(ErrorCode::kCorrupt, printable(shard) + ": header." + printable(tensor.name),
                std::string(kIndexName) + " does not place this tensor here");
  }
}

void hash_number(Sha256& hash, uint64_t value) {
  uint8_t bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<uint8_t>(value >> (8 * i));
  hash.update(bytes, sizeof(bytes));
}

void hash_text(Sha256& hash, std::string_view text) {
  hash_number(hash, text.size());
  hash.update(text.data(), text.size());
}

}  // namespace

ModelFolder ModelFolder::open(const fs::path& directory) {
  require_directory(directory, "model folder");
  ModelFolder folder;
  folder.directory_ = directory;
  folder.config_ = read_model_config(directory);
  const fs::path single = directory / "model.safetensors";
  const fs::path index = directory / kIndexName;
  if (path_exists(single)) {
    folder.shards_.push_back(SafetensorsFile::open(single));
  } else if (path_exists(index)) {
    folder.open_sharded(index);
  } else {
    refuse_pickle_folder(directory);
    throw Error(ErrorCode::kNotFound, "model.safetensors",
                "the folder has neither model.safetensors nor " + std::string(kIndexName));
  }
  folder.index_tensors();
  return folder;
}

void ModelFolder::open_sharded(const fs::path& index) {
  const auto shards = read_index(index);
  for (const auto& [shard, tensors] : shards) {
    if (path_exists(directory_ / shard)) continue;
    throw Error(ErrorCode::kNotFound,
                std::string(kIndexName) + ": weight_map." + printable(tensors[0]),
                "its shard " + printable(shard) + " is missing",
                "Copy or download the whole model folder again.");
  }
  for (const auto& [shard, tensors] : shards) {
    shards_.push_back(SafetensorsFile::open(directory_ / shard));
    check_shard(shards_.back(), shard, tensors);
  }
}

void ModelFolder::index_tensors() {
  for (size_t shard = 0; shard < shards_.size(); ++shard) {
    for (const TensorView& tensor : shards_[shard].tensors()) {
      by_name_.emplace(tensor.name, Entry{&tensor, shard});
      tensors_.push_back(&tensor);
      total_bytes_ += tensor.bytes;
    }
  }
  sort_tensors();
}

void ModelFolder::sort_tensors() {
  std::sort(tensors_.begin(), tensors_.end(),
            [](const TensorView* a, const TensorView* b) { return a->name < b->name; });
}

ModelFolder ModelFolder::in_memory(ModelConfig config, std::vector<TensorView> tensors,
                                   std::shared_ptr<const std::vector<uint8_t>> bytes) {
  ModelFolder folder;
  folder.config_ = std::move(config);
  folder.own_tensors_ = std::move(tensors);
  folder.own_bytes_ = std::move(bytes);
  for (const TensorView& tensor : folder.own_tensors_) {
    folder.by_name_.emplace(tensor.name, Entry{&tensor, 0});
    folder.tensors_.push_back(&tensor);
    folder.total_bytes_ += tensor.bytes;
  }
  folder.sort_tensors();
  return folder;
}

const TensorView* ModelFolder::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second.tensor;
}

const TensorView& ModelFolder::at(std::string_view name) const {
  const TensorView* tensor = find(name);
  if (tensor != nullptr) return *tensor;
  throw Error(ErrorCode::kNotFound, "model.safetensors: header." + printable(name),
              "the model folder does not hold this tensor");
}

void ModelFolder::prefetch(const TensorView& tensor) const {
  const auto found = by_name_.find(tensor.name);
  if (own_bytes_ == nullptr && found != by_name_.end()) shards_[found->second.shard].prefetch(*found->second.tensor);
}

void ModelFolder::release(const TensorView& tensor) const {
  const auto found = by_name_.find(tensor.name);
  if (own_bytes_ == nullptr && found != by_name_.end()) shards_[found->second.shard].release(*found->second.tensor);
}

std::vector<fs::path> ModelFolder::files() const {
  std::vector<fs::path> paths;
  for (const SafetensorsFile& shard : shards_) paths.push_back(shard.path());
  return paths;
}

std::string ModelFolder::content_sha256(const HashProgress& progress) const {
  Sha256 hash;
  uint64_t done = 0;
  for (const TensorView* tensor : tensors_) {
    hash_text(hash, tensor->name);
    hash_text(hash, dtype_name(tensor->dtype));
    hash_number(hash, tensor->shape.size());
    for (const int64_t dimension : tensor->shape) {
      hash_number(hash, static_cast<uint64_t>(dimension));
    }
    for (uint64_t offset = 0; offset < tensor->bytes; offset += kHashChunk) {
      const uint64_t bytes = std::min(kHashChunk, tensor->bytes - offset);
      hash.update(tensor->data + offset, bytes);
      done += bytes;
      if (progress && !progress(done, total_bytes_)) {
        throw Error(ErrorCode::kCancelled, "model", "hashing was cancelled");
      }
    }
    release(*tensor);
  }
  return hash.finish_hex();
}

}  // namespace df
