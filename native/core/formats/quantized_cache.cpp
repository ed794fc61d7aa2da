#include "core/formats/quantized_cache.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/formats/quantized_cache_folder.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"
#include "core/util/sha256.h"

namespace df {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr int64_t kVersion = 1;
// Hashing is slower than a good disk, so several tensors are hashed at once: of the four that a linear layer
// has, one is large.
constexpr size_t kVerifiers = 12, kPrefetched = 24;
constexpr const char* kDiscarded = "QUANTIZED_CACHE_DISCARDED";
constexpr const char* kNotWritten = "QUANTIZED_CACHE_NOT_WRITTEN";

// Name, size and time of each weight file: a base whose files were replaced under the same hash is caught.
ordered_json source_stamp(const ModelFolder& source) {
  ordered_json files = ordered_json::array();
  for (const fs::path& path : source.files()) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) throw_errno(errno, path.filename().string(), "looking at it");
    const int64_t modified = int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
    files.push_back({{"name", path.filename().string()}, {"bytes", info.st_size}, {"modified", modified}});
  }
  return files;
}

std::string hash_of(const TensorView& tensor) {
  Sha256 hash;
  hash.update(tensor.data, tensor.bytes);
  return hash.finish_hex();
}

// Passes bytes on and hashes them.
class HashingSink final : public ByteSink {
 public:
  explicit HashingSink(ByteSink& target) : target_(target) {}
  void write(const void* data, size_t bytes) override {
    hash_.update(data, bytes);
    target_.write(data, bytes);
  }
  std::string hex() { return hash_.finish_hex(); }

 private:
  ByteSink& target_;
  Sha256 hash_;
};

}  // namespace

QuantizedCache::QuantizedCache(QuantizedCacheOptions options, const ModelFolder& source, const std::string& settings,
                               std::vector<std::string> names, CacheNotice notice)
    : options_(std::move(options)),
      source_(source),
      settings_(settings),
      names_(std::move(names)),
      notice_(std::move(notice)) {
  const std::string key = sha256_hex("quantized-cache " + std::to_string(kVersion) + "\n" + options_.base_hash + "\n" + settings_);
  tensors_path_ = options_.directory / (key + kCacheTensorsSuffix);
  manifest_path_ = options_.directory / (key + kCacheManifestSuffix);
  open();
}

QuantizedCache::~QuantizedCache() { wait_for_verifiers(); }

// They read the mapped file.
void QuantizedCache::wait_for_verifiers() {
  for (auto& verifier : verified_) verifier.wait();
  verified_.clear();
}

void QuantizedCache::open() {
  try {
    if (!path_exists(manifest_path_)) return;
    read_manifest();
    touch_cache(manifest_path_);
    verify_ahead();
  } catch (const Error& error) {
    discard(error.field() + ": " + error.what());
  }
}

void QuantizedCache::read_manifest() {
  const JsonLimits limits{.max_bytes = 16u << 20, .max_values = 300'000, .max_depth = 8};
  const std::string text = read_small_file(manifest_path_, "manifest", limits.max_bytes);
  const JsonDocument document = JsonDocument::parse(text, "manifest", limits);
  const JsonObject root = document.root();
  const JsonObject tensors = root.object("tensors");
  for (const std::string& name : names_) hashes_[name] = tensors.text(name, 64);
  if (manifest_text(hashes_) != text) {
    throw Error(ErrorCode::kCorrupt, "manifest", "the base's files or the settings are not those it was made from");
  }
  auto file = std::make_unique<SafetensorsFile>(SafetensorsFile::open(tensors_path_));
  for (const std::string& name : names_) {
    if (file->find(name) == nullptr) throw Error(ErrorCode::kCorrupt, printable(name), "the tensor is missing");
  }
  file_ = std::move(file);
}

std::string QuantizedCache::manifest_text(const std::map<std::string, std::string>& hashes) const {
  ordered_json out;
  out["version"] = kVersion;
  out["base"] = options_.base_hash;
  out["settings"] = settings_;
  out["source"] = source_stamp(source_);
  out["tensors"] = hashes;
  return out.dump(1) + "\n";
}

// The disk works on a window of tensors, a few threads on its beginning, the caller on the one before.
void QuantizedCache::verify_ahead() {
  for (; prefetched_ < names_.size() && prefetched_ < next_ + kPrefetched; ++prefetched_) {
    file_->prefetch(*file_->find(names_[prefetched_]));
  }
  while (verified_.size() < kVerifiers && next_ + verified_.size() < names_.size()) {
    const std::string& name = names_[next_ + verified_.size()];
    const auto verify = [tensor = file_->find(name), expected = hashes_.at(name)] { return hash_of(*tensor) == expected; };
    verified_.push_back(std::async(std::launch::async, verify));
  }
}

const TensorView* QuantizedCache::take(const std::string& name) {
  if (!usable()) return nullptr;
  if (next_ >= names_.size() || names_[next_] != name) {
    throw Error(ErrorCode::kEngine, printable(name), "a quantized tensor is taken out of order");
  }
  const TensorView* tensor = file_->find(name);
  const bool whole = verified_.front().get();
  verified_.pop_front();
  if (!whole) {
    discard(printable(name) + ": its bytes are not those that were written");
    return nullptr;
  }
  ++next_;
  verify_ahead();
  return tensor;
}

void QuantizedCache::release(const TensorView& tensor) const { file_->release(tensor); }

void QuantizedCache::discard(const std::string& why) {
  wait_for_verifiers();
  file_.reset();
  hashes_.clear();
  std::string more = "the base is read and quantized again";
  try {
    remove_tree(manifest_path_);
    remove_tree(tensors_path_);
  } catch (const Error& error) {
    more += "; the damaged files stay (" + std::string(error.what()) + ")";
  }
  if (notice_) notice_(kDiscarded, "the quantized copy of the base was not used (" + why + "): " + more);
}

void QuantizedCache::make_room(uint64_t bytes) const {
  uint64_t held = 0;
  auto entries = list_cache(options_.directory);
  for (const CacheEntry& entry : entries) held += entry.bytes;
  for (const CacheEntry& entry : entries) {
    if (held + bytes <= options_.budget_bytes) return;
    remove_cache(options_.directory, entry.key);
    held -= entry.bytes;
  }
}

void QuantizedCache::write(std::vector<TensorEntry> entries) {
  std::map<std::string, std::string> hashes;
  for (TensorEntry& entry : entries) {
    entry.produce = [&hashes, name = entry.name, produce = std::move(entry.produce)](ByteSink& sink) {
      HashingSink hashing(sink);
      produce(hashing);
      hashes[name] = hashing.hex();
    };
  }
  try {
    make_private_directories(options_.directory);
    const uint64_t bytes = safetensors_bytes(entries, {});
    if (bytes > options_.budget_bytes) {
      throw Error(ErrorCode::kDiskFull, "budget",
                  "it has " + std::to_string(bytes >> 20) + " MiB, the folder may hold " +
                      std::to_string(options_.budget_bytes >> 20) + " MiB");
    }
    remove_tree(manifest_path_);
    remove_tree(tensors_path_);
    make_room(bytes);
    write_safetensors(tensors_path_, entries, {});
    write_file_atomic(manifest_path_, manifest_text(hashes));
  } catch (const Error& error) {
    // Disk trouble only: a device that fails while the tensors are fetched is the run's own trouble.
    if (error.code() == ErrorCode::kEngine && error.field().rfind("backend ", 0) == 0) throw;
    if (notice_) {
      notice_(kNotWritten, std::string("the quantized copy of the base was not kept (") + error.field() + ": " +
                               error.what() + "); the next load quantizes again");
    }
  }
}

}  // namespace df
