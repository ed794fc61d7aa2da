// The quantized weights of a base, kept on disk so that the next load reads a quarter of the bytes and
// quantizes nothing. One file pair a base and setting, named by SHA-256 of (format version, content hash of
// the base, settings):
//   KEY.safetensors   the tensors            KEY.json   SHA-256 of each, and the base's files as they were
// Both are written to .tmp, synced and renamed, the manifest last: without it the tensors do not count. A
// cache is never needed: what is damaged, stale or cannot be written is told and the base is read instead.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/formats/model_folder.h"

namespace df {

struct QuantizedCacheOptions {
  std::filesystem::path directory;  // made when missing; empty: no cache
  std::string base_hash;            // content hash of the base
  uint64_t budget_bytes = 0;        // most that the folder's files may have together
};

// `code` for programs ("QUANTIZED_CACHE_DISCARDED"), `message` for a person.
using CacheNotice = std::function<void(const std::string& code, const std::string& message)>;

class QuantizedCache {
 public:
  // `settings` says how the weights are quantized and by which backend. `names`: every tensor, in the order
  // in which it will be taken. Sees at once whether a cache for them is there; discards a stale one.
  QuantizedCache(QuantizedCacheOptions options, const ModelFolder& source, const std::string& settings,
                 std::vector<std::string> names, CacheNotice notice);
  ~QuantizedCache();
  QuantizedCache(const QuantizedCache&) = delete;
  QuantizedCache& operator=(const QuantizedCache&) = delete;

  // True while tensors can be taken.
  bool usable() const { return file_ != nullptr; }
  // The next tensor, its bytes verified; those after it are read and verified meanwhile. Null when they are
  // damaged: the cache is discarded then, and the base has to be read for this and all later tensors.
  const TensorView* take(const std::string& name);
  // Drops a tensor that was copied from resident memory.
  void release(const TensorView& tensor) const;

  // Writes the cache of a base that had to be quantized; older ones of other bases make room for it within
  // the budget, those longest unused first. Failing is told, not thrown.
  void write(std::vector<TensorEntry> entries);

 private:
  void open();
  void read_manifest();
  void verify_ahead();
  void wait_for_verifiers();
  void discard(const std::string& why);
  void make_room(uint64_t bytes) const;
  std::string manifest_text(const std::map<std::string, std::string>& hashes) const;

  QuantizedCacheOptions options_;
  const ModelFolder& source_;
  std::string settings_;
  std::vector<std::string> names_;
  CacheNotice notice_;
  std::filesystem::path tensors_path_, manifest_path_;
  std::unique_ptr<SafetensorsFile> file_;
  std::map<std::string, std::string> hashes_;
  size_t next_ = 0, prefetched_ = 0;
  std::deque<std::future<bool>> verified_;  // of the tensors from next_ on
};

}  // namespace df
