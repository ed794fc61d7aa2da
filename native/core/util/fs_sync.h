// Durable file writing: every call here has either reached the disk or thrown a df::Error.
// Order that keeps a file whole over a power cut: write, fsync file, rename, fsync directory
// (Pillai et al., "All File Systems Are Not Created Equal", OSDI '14).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "core/util/byte_sink.h"

namespace df {

// ENOSPC/EDQUOT -> kDiskFull, EROFS -> kReadOnly, EACCES/EPERM -> kPermissionDenied,
// ENOENT -> kNotFound, else kEngine. `doing` is a verb phrase: "writing", "renaming".
[[noreturn]] void throw_errno(int error_number, const std::string& field, const std::string& doing);

// A new file. Fails if the path exists. Without close() the destructor closes and leaves the file
// as it is, for the caller's clean-up.
class FileWriter final : public ByteSink {
 public:
  // `field` names the file in errors.
  FileWriter(const std::filesystem::path& path, std::string field);
  ~FileWriter() override;
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  void write(const void* data, size_t bytes) override;
  // fsync and close.
  void close();
  uint64_t bytes_written() const { return bytes_; }

 private:
  int fd_ = -1;
  uint64_t bytes_ = 0;
  std::string field_;
};

// Replaces `path` as a whole: readers see the old file or the new one, also after a power cut.
void write_file_atomic(const std::filesystem::path& path,
                       const std::function<void(ByteSink&)>& produce);
void write_file_atomic(const std::filesystem::path& path, std::string_view bytes);

void sync_directory(const std::filesystem::path& directory);
// Renames and fsyncs the parent of `to`. `to` must not exist when it is a directory.
void rename_durable(const std::filesystem::path& from, const std::filesystem::path& to);
// Swaps two paths of one folder in one step. False where the file system cannot.
bool exchange_durable(const std::filesystem::path& a, const std::filesystem::path& b);
// Creates one directory (mode 0700: weights can memorise notes) and fsyncs its parent. False if it
// exists already.
bool create_private_directory(const std::filesystem::path& directory);
// Deletes a file or a tree; symbolic links are removed, never followed. Absent is fine.
void remove_tree(const std::filesystem::path& path);

// Follows symbolic links. Throws when it cannot tell (no permission), unlike std::filesystem.
bool path_exists(const std::filesystem::path& path);
// Throws kNotFound or kInvalidInput unless it is a directory; `what` is "model folder".
void require_directory(const std::filesystem::path& path, const std::string& what);

uint64_t free_bytes(const std::filesystem::path& directory);
// Throws kDiskFull, with the bytes needed and the bytes free, unless 1.2 x `bytes` are free.
void require_free_bytes(const std::filesystem::path& directory, uint64_t bytes,
                        const std::string& field);

// Runs `action`; when the disk is full, adds to the error how many bytes it needs in all and how
// many are free in `directory` or its parent.
void with_needed_bytes(const std::filesystem::path& directory, uint64_t needed,
                       const std::function<void()>& action);

// The whole file as text; kInvalidInput when it is longer than `max_bytes`.
std::string read_small_file(const std::filesystem::path& path, const std::string& field,
                            uint64_t max_bytes);

}  // namespace df
