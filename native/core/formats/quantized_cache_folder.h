// The folder of quantized caches: what lies there, and removing it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace df {

inline constexpr const char* kCacheTensorsSuffix = ".safetensors";
inline constexpr const char* kCacheManifestSuffix = ".json";

struct CacheEntry {
  std::string key;
  uint64_t bytes = 0;  // of both files
  int64_t used = 0;    // when it was last opened; nanoseconds since 1970
};

// Longest unused first; what an interrupted write left counts as never used. A folder that is not there is
// empty.
std::vector<CacheEntry> list_cache(const std::filesystem::path& directory);

// Absent is fine. The manifest goes first: tensors without it do not count.
void remove_cache(const std::filesystem::path& directory, const std::string& key);

// Notes that the cache of this manifest was used now.
void touch_cache(const std::filesystem::path& manifest);

// The folder and those above it that are missing, for this user alone.
void make_private_directories(const std::filesystem::path& directory);

}  // namespace df
