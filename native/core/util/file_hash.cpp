#include "core/util/file_hash.h"

#include "core/util/mapped_file.h"
#include "core/util/sha256.h"

namespace df {

std::string file_sha256(const std::filesystem::path& path) {
  const MappedFile file = MappedFile::open(path);
  Sha256 hash;
  hash.update(file.data(), file.size());
  return hash.finish_hex();
}

}  // namespace df
