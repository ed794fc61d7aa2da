#include "core/formats/safetensors_header.h"

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/error.h"
#include "core/formats/safetensors.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

constexpr size_t kMaxString = 16u << 20;
constexpr size_t kMaxGap = 1u << 20;
constexpr size_t kMaxMetadata = 65'536;

class HeaderReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit HeaderReader(std::string file) : file_(std::move(file)) {}

  SafetensorsHeader take();

  bool null() override { unexpected(); }
  bool boolean(bool) override { unexpected(); }
  bool number_integer(number_integer_t) override { unexpected(); }  // only negative ones come here
  bool number_unsigned(number_unsigned_t value) override;
  bool number_float(number_float_t, const string_t&) override { unexpected(); }
  bool string(string_t& value) override;
  bool binary(binary_t&) override { unexpected(); }
  bool start_object(std::size_t) override;
  bool key(string_t& name) override;
  bool end_object() override;
  bool start_array(std::size_t) override;
  bool end_array() override;
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    fail("it is not valid JSON at byte " + std::to_string(position));
  }

 private:
  enum class Place { kStart, kTop, kMetadata, kTensor, kShape, kOffsets, kDone };

  std::string field() const;
  [[noreturn]] void fail(const std::string& message,
                         ErrorCode code = ErrorCode::kCorrupt) const {
    throw Error(code, field(), message);
  }
  [[noreturn]] void unexpected() const;
  void set_dtype(const std::string& name);
  void finish_tensor();

  std::string file_;
  SafetensorsHeader header_;
  Place place_ = Place::kStart;
  std::string entry_;  // tensor name or "__metadata__"
  std::string part_;   // "dtype", "shape", "data_offsets" or the metadata key
  bool has_metadata_ = false;
  bool has_dtype_ = false, has_shape_ = false;
  std::vector<uint64_t> offsets_;
};

std::string HeaderReader::field() const {
  std::string text = file_ + ": header";
  if (!entry_.empty()) text += "." + printable(entry_);
  if (!part_.empty()) text += "." + printable(part_);
  return text;
}

void HeaderReader::unexpected() const {
  switch (place_) {
    case Place::kMetadata: fail("it must be a text");
    case Place::kShape:
    case Place::kOffsets: fail("it must be a list of whole numbers that are not negative");
    case Place::kTensor: fail("it has the wrong type");
    default: fail("it must be an object");
  }
}

bool HeaderReader::start_object(std::size_t) {
  if (place_ == Place::kStart) {
    place_ = Place::kTop;
  } else if (place_ == Place::kTop && entry_ == "__metadata__") {
    place_ = Place::kMetadata;
  } else if (place_ == Place::kTop) {
    place_ = Place::kTensor;
    header_.tensors.emplace_back();
    offsets_.clear();
    has_dtype_ = has_shape_ = false;
  } else {
    unexpected();
  }
  return true;
}

bool HeaderReader::key(string_t& name) {
  if (place_ != Place::kTop) {
    part_ = name;
    if (place_ == Place::kTensor && name != "dtype" && name != "shape" && name != "data_offsets") {
      fail("the format has no such field");
    }
    return true;
  }
  entry_ = name;
  if (name.empty()) fail("a tensor has no name");
  if (name == "__metadata__") {
    if (has_metadata_) fail("the name appears twice");
    has_metadata_ = true;
  } else if (header_.tensors.size() >= kSafetensorsMaxTensors) {
    fail("there are more than " + std::to_string(kSafetensorsMaxTensors) + " tensors");
  } else if (name.size() > 4096) {
    fail("the name is longer than 4096 bytes");
  }
  return true;
}

bool HeaderReader::string(string_t& value) {
  if (place_ == Place::kMetadata) {
    if (header_.metadata.size() >= kMaxMetadata) fail("there are too many metadata entries");
    if (!header_.metadata.emplace(part_, std::move(value)).second) fail("the name appears twice");
  } else if (place_ == Place::kTensor && part_ == "dtype") {
    set_dtype(value);
  } else {
    unexpected();
  }
  return true;
}

void HeaderReader::set_dtype(const std::string& name) {
  if (has_dtype_) fail("the name appears twice");
  const auto dtype = dtype_from_name(name);
  if (!dtype && is_unsupported_dtype_name(name)) {
    fail("tensors of type " + name + " are not supported", ErrorCode::kUnsupported);
  }
  if (!dtype) fail("'" + printable(name, 32) + "' is not a tensor type");
  header_.tensors.back().dtype = *dtype;
  has_dtype_ = true;
}

bool HeaderReader::start_array(std::size_t) {
  if (place_ != Place::kTensor || part_ == "dtype") unexpected();
  const bool is_shape = part_ == "shape";
  if (is_shape ? has_shape_ : !offsets_.empty()) fail("the name appears twice");
  place_ = is_shape ? Place::kShape : Place::kOffsets;
  return true;
}

bool HeaderReader::number_unsigned(number_unsigned_t value) {
  if (place_ == Place::kShape) {
    std::vector<int64_t>& shape = header_.tensors.back().shape;
    if (shape.size() >= kTensorMaxRank) fail("it has more than 8 dimensions");
    if (value > uint64_t{INT64_MAX}) fail("a dimension is too large");
    shape.push_back(static_cast<int64_t>(value));
  } else if (place_ == Place::kOffsets) {
    if (offsets_.size() >= 2) fail("it must be two numbers");
    offsets_.push_back(value);
  } else {
    unexpected();
  }
  return true;
}

bool HeaderReader::end_array() {
  if (place_ == Place::kShape) has_shape_ = true;
  if (place_ == Place::kOffsets && offsets_.size() != 2) fail("it must be two numbers");
  place_ = Place::kTensor;
  return true;
}

bool HeaderReader::end_object() {
  if (place_ == Place::kTensor) finish_tensor();
  part_.clear();
  entry_.clear();
  place_ = place_ == Place::kTop ? Place::kDone : Place::kTop;
  return true;
}

void HeaderReader::finish_tensor() {
  const auto require = [this](bool present, const char* part) {
    part_ = part;
    if (!present) fail("it is missing");
  };
  require(has_dtype_, "dtype");
  require(has_shape_, "shape");
  require(offsets_.size() == 2, "data_offsets");
  HeaderTensor& tensor = header_.tensors.back();
  tensor.name = std::move(entry_);
  tensor.begin = offsets_[0];
  tensor.end = offsets_[1];
}

SafetensorsHeader HeaderReader::take() {
  std::unordered_set<std::string_view> names;
  for (const HeaderTensor& tensor : header_.tensors) {
    entry_ = tensor.name;
    if (!names.insert(tensor.name).second) fail("the name appears twice");
  }
  return std::move(header_);
}

// The JSON library buffers the token it is in, twice: bound tokens before it sees them.
void refuse_long_tokens(std::string_view text, const std::string& file) {
  bool in_string = false;
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"' || (!in_string && std::string_view("{}[]:,").find(c) != text.npos)) {
      if (c == '"') in_string = !in_string;
      start = i;
    }
    if (i - start > (in_string ? kMaxString : kMaxGap)) {
      throw Error(ErrorCode::kCorrupt, file + ": header",
                  "a text or number at byte " + std::to_string(start) + " is too long");
    }
  }
}

}  // namespace

SafetensorsHeader parse_safetensors_header(std::string_view text, const std::string& file) {
  refuse_null_bytes(text, file + ": header");
  refuse_long_tokens(text, file);
  HeaderReader reader(file);
  nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
  return reader.take();
}

}  // namespace df
