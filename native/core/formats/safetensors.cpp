#include "core/formats/safetensors.h"

#include <algorithm>
#include <span>

#include "core/error.h"
#include "core/formats/pickle_guard.h"
#include "core/formats/safetensors_header.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

constexpr size_t kPrefix = 8;

uint64_t little_endian_64(const uint8_t* p) {
  uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = value << 8 | p[i];
  return value;
}

// The header text, after the checks that need no JSON.
std::string_view header_text(const MappedFile& file, const std::string& name) {
  const std::string field = name + ": header_length";
  const std::span<const uint8_t> head(file.data(), std::min<size_t>(file.size(), 512));
  if (file.size() < kPrefix) {
    refuse_pickle_content(head, name);
    throw Error(ErrorCode::kCorrupt, field,
                "the file has " + std::to_string(file.size()) + " bytes, too few for a header");
  }
  const uint64_t length = little_endian_64(file.data());
  const uint64_t remaining = file.size() - kPrefix;
  if (length > kSafetensorsMaxHeaderBytes || length > remaining || length < 2 ||
      file.data()[kPrefix] != '{') {
    refuse_pickle_content(head, name);
    const std::string why =
        length > kSafetensorsMaxHeaderBytes ? ", more than the 100,000,000 that are read"
        : length > remaining                ? " but only " + std::to_string(remaining) + " follow"
                                            : ", and no header starts there";
    throw Error(ErrorCode::kCorrupt, field, "it says " + std::to_string(length) + " bytes" + why);
  }
  return {reinterpret_cast<const char*>(file.data()) + kPrefix, static_cast<size_t>(length)};
}

class Placer {
 public:
  Placer(const std::string& file, uint64_t available) : file_(file), available_(available) {}

  // Tensors must be given in order of their offsets and leave no byte between them unowned, or a
  // second file could hide there.
  void place(const HeaderTensor& tensor) {
    const std::string field = file_ + ": header." + printable(tensor.name) + ".data_offsets";
    const auto fail = [&](const std::string& message) {
      throw Error(ErrorCode::kCorrupt, field, message);
    };
    if (tensor.begin > tensor.end) fail("they are reversed");
    if (tensor.end > available_) {
      fail("they end at " + std::to_string(tensor.end) + ", but the file holds " +
           std::to_string(available_) + " tensor bytes");
    }
    if (tensor.begin < next_) fail("they overlap another tensor");
    if (tensor.begin > next_) fail("they leave bytes before them that no tensor owns");
    uint64_t bytes = dtype_bytes(tensor.dtype);
    for (const int64_t dimension : tensor.shape) {
      if (__builtin_mul_overflow(bytes, static_cast<uint64_t>(dimension), &bytes)) {
        throw Error(ErrorCode::kCorrupt, file_ + ": header." + printable(tensor.name) + ".shape",
                    "its size is too large");
      }
    }
    const uint64_t span = tensor.end - tensor.begin;
    if (bytes != span) {
      fail("they span " + std::to_string(span) + " bytes, but the shape needs " +
           std::to_string(bytes));
    }
    next_ = tensor.end;
  }

  void finish() const {
    if (next_ == available_) return;
    throw Error(ErrorCode::kCorrupt, file_ + ": header",
                std::to_string(available_ - next_) + " bytes at the end belong to no tensor");
  }

 private:
  const std::string& file_;
  uint64_t available_;
  uint64_t next_ = 0;
};

}  // namespace

int64_t TensorView::elements() const {
  return static_cast<int64_t>(bytes / dtype_bytes(dtype));
}

SafetensorsFile SafetensorsFile::open(const std::filesystem::path& path) {
  SafetensorsFile result;
  result.file_ = MappedFile::open(path);
  const std::string name = printable(path.filename().string());
  const std::string_view text = header_text(result.file_, name);
  SafetensorsHeader header = parse_safetensors_header(text, name);
  result.metadata_ = std::move(header.metadata);

  std::sort(header.tensors.begin(), header.tensors.end(),
            [](const HeaderTensor& a, const HeaderTensor& b) {
              return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
            });
  const uint8_t* data = result.file_.data() + kPrefix + text.size();
  Placer placer(name, result.file_.size() - kPrefix - text.size());
  result.tensors_.reserve(header.tensors.size());
  for (HeaderTensor& tensor : header.tensors) {
    placer.place(tensor);
    result.tensors_.push_back({std::move(tensor.name), tensor.dtype, std::move(tensor.shape),
                               data + tensor.begin, tensor.end - tensor.begin});
  }
  placer.finish();
  for (size_t i = 0; i < result.tensors_.size(); ++i) {
    result.by_name_.emplace(result.tensors_[i].name, i);
  }
  return result;
}

const TensorView* SafetensorsFile::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &tensors_[found->second];
}

uint64_t SafetensorsFile::tensor_bytes() const {
  uint64_t sum = 0;
  for (const TensorView& tensor : tensors_) sum += tensor.bytes;
  return sum;
}

}  // namespace df
