#include "core/util/fs_sync.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include "core/error.h"
#include "core/util/file_handle.h"

namespace df {
namespace {

namespace fs = std::filesystem;

// Linux refuses single writes above 2^31 - 4096 bytes.
constexpr size_t kWriteChunk = size_t{1} << 30;
constexpr double kMib = 1048576.0;

ErrorCode code_of(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT: return ErrorCode::kDiskFull;
    case EROFS: return ErrorCode::kReadOnly;
    case EACCES:
    case EPERM: return ErrorCode::kPermissionDenied;
    case ENOENT:
    case ENOTDIR: return ErrorCode::kNotFound;
    case ENOMEM: return ErrorCode::kOutOfMemory;
    default: return ErrorCode::kEngine;
  }
}

std::string hint_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kDiskFull: return "Free space on this disk, or choose another folder.";
    case ErrorCode::kReadOnly: return "Choose a folder on a disk that can be written.";
    case ErrorCode::kPermissionDenied: return "Give your account access to it.";
    default: return "";
  }
}

fs::path parent_of(const fs::path& path) {
  const fs::path parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

}  // namespace

void throw_errno(int error_number, const std::string& field, const std::string& doing) {
  const ErrorCode code = code_of(error_number);
  throw Error(code, field, doing + " failed: " + std::generic_category().message(error_number),
              hint_of(code));
}

FileWriter::FileWriter(const fs::path& path, std::string field) : field_(std::move(field)) {
  fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd_ < 0) throw_errno(errno, field_, "creating");
}

FileWriter::~FileWriter() {
  if (fd_ >= 0) ::close(fd_);
}

void FileWriter::write(const void* data, size_t bytes) {
  const auto* p = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t done = ::write(fd_, p, std::min(bytes, kWriteChunk));
    if (done < 0) {
      if (errno == EINTR) continue;
      throw_errno(errno, field_, "writing");
    }
    p += done;
    bytes -= static_cast<size_t>(done);
    bytes_ += static_cast<uint64_t>(done);
  }
}

void FileWriter::close() {
  if (::fsync(fd_) != 0) throw_errno(errno, field_, "syncing");
  const int fd = fd_;
  fd_ = -1;
  // Network file systems report a full disk only here.
  if (::close(fd) != 0 && errno != EINTR) throw_errno(errno, field_, "closing");
}

void write_file_atomic(const fs::path& path, const std::function<void(ByteSink&)>& produce) {
  const std::string name = path.filename().string();
  fs::path temporary = path;
  temporary += ".tmp";
  remove_tree(temporary);
  try {
    FileWriter writer(temporary, name);
    produce(writer);
    writer.close();
    rename_durable(temporary, path);
  } catch (...) {
    // The cause is what the caller must hear, not a failure to clean up after it.
    ::unlink(temporary.c_str());
    throw;
  }
}

void write_file_atomic(const fs::path& path, std::string_view bytes) {
  write_file_atomic(path, [&](ByteSink& sink) { sink.write(bytes.data(), bytes.size()); });
}

void sync_directory(const fs::path& directory) {
  const std::string name = directory.filename().string();
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) throw_errno(errno, name, "opening");
  const int result = ::fsync(fd);
  const int error_number = errno;
  ::close(fd);
  // Some network file systems cannot sync a directory and say so with EINVAL.
  if (result != 0 && error_number != EINVAL) throw_errno(error_number, name, "syncing");
}

void rename_durable(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) {
    throw_errno(errno, to.filename().string(), "renaming");
  }
  sync_directory(parent_of(to));
}

bool exchange_durable(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) != 0) {
    if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) return false;
    throw_errno(errno, b.filename().string(), "renaming");
  }
  sync_directory(parent_of(b));
  return true;
}

bool create_private_directory(const fs::path& directory) {
  if (::mkdir(directory.c_str(), 0700) == 0) {
    sync_directory(parent_of(directory));
    return true;
  }
  const int error_number = errno;
  struct stat info {};
  if (error_number == EEXIST && ::stat(directory.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    return false;
  }
  throw_errno(error_number, directory.filename().string(), "creating the folder");
}

void remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) throw_errno(error.value(), path.filename().string(), "removing");
}

bool path_exists(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  throw_errno(errno, path.filename().string(), "looking for it");
}

void require_directory(const fs::path& path, const std::string& what) {
  const std::string field = what + " " + path.filename().string();
  if (!path_exists(path)) throw Error(ErrorCode::kNotFound, field, "it does not exist");
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    throw Error(ErrorCode::kInvalidInput, field, "it is not a folder");
  }
}

uint64_t free_bytes(const fs::path& directory) {
  struct statvfs info {};
  if (::statvfs(directory.c_str(), &info) != 0) {
    throw_errno(errno, directory.filename().string(), "asking for free space");
  }
  return static_cast<uint64_t>(info.f_bavail) * info.f_frsize;
}

void require_free_bytes(const fs::path& directory, uint64_t bytes, const std::string& field) {
  const uint64_t free = free_bytes(directory);
  // bytes <= free / 1.2 without overflow.
  if (bytes <= free / 6 * 5) return;
  const double needed = 1.2 * static_cast<double>(bytes);
  const auto available = static_cast<double>(free);
  char message[160];
  std::snprintf(message, sizeof(message),
                "%.0f bytes are needed (%.1f MiB), %.0f are free (%.1f MiB)", needed,
                needed / kMib, available, available / kMib);
  throw Error(ErrorCode::kDiskFull, field, message, hint_of(ErrorCode::kDiskFull));
}

void with_needed_bytes(const fs::path& directory, uint64_t needed,
                       const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kDiskFull) throw;
    // What could not be created cannot be asked.
    const fs::path existing = path_exists(directory) ? directory : parent_of(directory);
    throw Error(error.code(), error.field(),
                std::string(error.what()) + "; about " + std::to_string(needed) +
                    " bytes are needed in all, " + std::to_string(free_bytes(existing)) +
                    " are free",
                error.hint());
  }
}

std::string read_small_file(const fs::path& path, const std::string& field, uint64_t max_bytes) {
  const FileHandle file = FileHandle::open_regular(path);
  if (file.bytes() > max_bytes) {
    throw Error(ErrorCode::kInvalidInput, field,
                "it has " + std::to_string(file.bytes()) + " bytes, more than the " +
                    std::to_string(max_bytes) + " that are read");
  }
  std::string text(file.bytes(), '\0');
  size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t done = ::read(file.fd(), text.data() + filled, text.size() - filled);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) throw_errno(errno, field, "reading");
    if (done == 0) break;  // it was shortened while we read: what is left is judged as it is
    filled += static_cast<size_t>(done);
  }
  text.resize(filled);
  return text;
}

}  // namespace df
