// An open regular file, closed when it goes out of scope.
#pragma once

#include <cstdint>
#include <filesystem>

namespace df {

class FileHandle {
 public:
  // For reading. Throws kNotFound, kPermissionDenied, or kInvalidInput for anything that is not a
  // regular file: a pipe or device would block or never end.
  static FileHandle open_regular(const std::filesystem::path& path);

  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle();

  int fd() const { return fd_; }
  uint64_t bytes() const { return bytes_; }

 private:
  FileHandle(int fd, uint64_t bytes) : fd_(fd), bytes_(bytes) {}

  int fd_;
  uint64_t bytes_;
};

}  // namespace df
