#include "core/util/file_handle.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "core/error.h"
#include "core/util/fs_sync.h"

namespace df {

FileHandle FileHandle::open_regular(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) throw_errno(errno, name, "opening");
  struct stat info {};
  const int result = ::fstat(fd, &info);
  const int error_number = errno;
  if (result == 0 && S_ISREG(info.st_mode)) {
    return FileHandle(fd, static_cast<uint64_t>(info.st_size));
  }
  ::close(fd);
  if (result != 0) throw_errno(error_number, name, "opening");
  throw Error(ErrorCode::kInvalidInput, name, "it is not a regular file");
}

FileHandle::~FileHandle() { ::close(fd_); }

}  // namespace df
