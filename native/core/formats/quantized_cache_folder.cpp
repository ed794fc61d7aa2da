#include "core/formats/quantized_cache_folder.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "core/util/fs_sync.h"

namespace df {
namespace fs = std::filesystem;

std::vector<CacheEntry> list_cache(const fs::path& directory) {
  std::map<std::string, CacheEntry> by_key;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    struct stat info {};
    if (::lstat(it->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    const std::string key = name.substr(0, name.find('.'));
    CacheEntry& entry = by_key[key];
    entry.key = key;
    entry.bytes += static_cast<uint64_t>(info.st_size);
    if (name == key + kCacheManifestSuffix) {
      entry.used = int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
    }
  }
  std::vector<CacheEntry> entries;
  for (auto& [key, entry] : by_key) entries.push_back(std::move(entry));
  std::stable_sort(entries.begin(), entries.end(),
                   [](const CacheEntry& a, const CacheEntry& b) { return a.used < b.used; });
  return entries;
}

void remove_cache(const fs::path& directory, const std::string& key) {
  for (const char* suffix : {kCacheManifestSuffix, kCacheTensorsSuffix}) {
    remove_tree(directory / (key + suffix));
    remove_tree(directory / (key + suffix + ".tmp"));
  }
}

void touch_cache(const fs::path& manifest) {
  // Only the order of making room depends on it: a folder that cannot be written is no error here.
  (void)::utimensat(AT_FDCWD, manifest.c_str(), nullptr, 0);
}

void make_private_directories(const fs::path& directory) {
  if (path_exists(directory)) return require_directory(directory, "cache folder");
  if (directory.has_parent_path()) make_private_directories(directory.parent_path());
  create_private_directory(directory);
}

}  // namespace df
