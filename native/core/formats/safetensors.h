// The safetensors container: 8 bytes little-endian header length, a JSON header, tensor bytes.
// Format: github.com/huggingface/safetensors. The guards are those of its 2023 security audit
// (header cap, contiguous offsets, checked sizes, no bytes that no tensor owns); names are unique.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/formats/tensor_dtype.h"
#include "core/util/byte_sink.h"
#include "core/util/mapped_file.h"

namespace df {

inline constexpr uint64_t kSafetensorsMaxHeaderBytes = 100'000'000;
inline constexpr size_t kSafetensorsMaxTensors = 262'144;
inline constexpr size_t kTensorMaxRank = 8;

struct TensorView {
  std::string name;
  TensorDtype dtype = TensorDtype::kF32;
  std::vector<int64_t> shape;  // empty: a scalar
  // Into the mapped file. Other writers pad differently, so it may be unaligned: copy with memcpy.
  const uint8_t* data = nullptr;
  uint64_t bytes = 0;

  int64_t elements() const;
};

class SafetensorsFile {
 public:
  // Throws kCorrupt (field "model.safetensors: header.NAME.data_offsets"), kUnsupported for pickle
  // content and for dtypes that are not read.
  static SafetensorsFile open(const std::filesystem::path& path);

  const TensorView* find(std::string_view name) const;
  // In file order.
  const std::vector<TensorView>& tensors() const { return tensors_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const std::filesystem::path& path() const { return file_.path(); }
  uint64_t tensor_bytes() const;
  // See MappedFile.
  void prefetch(const TensorView& tensor) const { file_.prefetch(tensor.data, tensor.bytes); }
  void release(const TensorView& tensor) const { file_.release(tensor.data, tensor.bytes); }

 private:
  MappedFile file_;
  std::vector<TensorView> tensors_;
  std::unordered_map<std::string_view, size_t> by_name_;  // keys point into tensors_
  std::map<std::string, std::string> metadata_;
};

// A tensor to write. Bytes come from `data`, or where that is null from `produce`, which must write
// exactly elements x size bytes (for weights that are made or fetched piece by piece).
struct TensorEntry {
  std::string name;
  TensorDtype dtype = TensorDtype::kF32;
  std::vector<int64_t> shape;
  const void* data = nullptr;
  std::function<void(ByteSink&)> produce;
};

using SafetensorsMetadata = std::map<std::string, std::string>;

// Bytes that the file will have: for free-space checks.
uint64_t safetensors_bytes(const std::vector<TensorEntry>& entries,
                           const SafetensorsMetadata& metadata);

// Byte for byte what the reference library writes: dtype rank descending then name, header padded
// with spaces to 8 bytes. Give {{"format", "pt"}} so that other tools accept model weights.
void write_safetensors(ByteSink& sink, const std::vector<TensorEntry>& entries,
                       const SafetensorsMetadata& metadata);
// Atomic: temporary file, fsync, rename, fsync of the folder. Throws kDiskFull before writing when
// less than 1.2 x the size is free.
void write_safetensors(const std::filesystem::path& path, const std::vector<TensorEntry>& entries,
                       const SafetensorsMetadata& metadata);

}  // namespace df
