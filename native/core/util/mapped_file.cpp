#include "core/util/mapped_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/util/file_handle.h"
#include "core/util/fs_sync.h"

namespace df {

MappedFile MappedFile::open(const std::filesystem::path& path) {
  const FileHandle file = FileHandle::open_regular(path);
  MappedFile mapped;
  mapped.path_ = path;
  if (file.bytes() == 0) return mapped;
  void* address = ::mmap(nullptr, file.bytes(), PROT_READ, MAP_PRIVATE, file.fd(), 0);
  if (address == MAP_FAILED) throw_errno(errno, path.filename().string(), "mapping");
  mapped.data_ = static_cast<const uint8_t*>(address);
  mapped.size_ = file.bytes();
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept { *this = std::move(other); }

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(path_, other.path_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<uint8_t*>(data_), size_);
}

void MappedFile::prefetch(const void* data, size_t bytes) const {
  if (bytes == 0) return;
  const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<uintptr_t>(data);
  const uintptr_t first = begin / page * page;
  // Advice: when it is not taken, the pages are read when they are touched.
  (void)::madvise(reinterpret_cast<void*>(first), begin + bytes - first, MADV_WILLNEED);
}

void MappedFile::release(const void* data, size_t bytes) const {
  const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<uintptr_t>(data);
  // Whole pages only: the edges may hold a neighbour's bytes that are still in use.
  const uintptr_t first = (begin + page - 1) / page * page;
  const uintptr_t last = (begin + bytes) / page * page;
  if (first >= last) return;
  // Advice: when it is not taken, the pages only stay resident.
  (void)::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

}  // namespace df
