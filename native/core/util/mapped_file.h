// A regular file mapped read-only. The bytes are untrusted and may be unaligned for their type.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace df {

class MappedFile {
 public:
  // Throws kNotFound, kPermissionDenied, or kInvalidInput for anything that is not a regular file
  // (a pipe or device would block or never end). An empty file maps to size 0.
  static MappedFile open(const std::filesystem::path& path);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  const uint8_t* data() const { return data_; }
  size_t size() const { return size_; }
  const std::filesystem::path& path() const { return path_; }

  // Tells the system that these bytes are not needed again soon, so that a weight that was copied
  // or quantized does not stay in this process's resident memory. Reading them again stays valid.
  void release(const void* data, size_t bytes) const;
  // Asks the system to read these bytes from the disk now, while the caller works on others.
  void prefetch(const void* data, size_t bytes) const;

 private:
  const uint8_t* data_ = nullptr;
  size_t size_ = 0;
  std::filesystem::path path_;
};

}  // namespace df
