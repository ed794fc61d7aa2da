#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/formats/safetensors.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

using Order = std::vector<const TensorEntry*>;

std::string field_of(const TensorEntry& entry) { return "safetensors: " + printable(entry.name); }

uint64_t bytes_of(const TensorEntry& entry) {
  uint64_t bytes = dtype_bytes(entry.dtype);
  for (const int64_t dimension : entry.shape) {
    if (dimension < 0 ||
        __builtin_mul_overflow(bytes, static_cast<uint64_t>(dimension), &bytes)) {
      throw Error(ErrorCode::kInvalidInput, field_of(entry), "its shape is not valid");
    }
  }
  return bytes;
}

Order file_order(const std::vector<TensorEntry>& entries) {
  Order order;
  for (const TensorEntry& entry : entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const TensorEntry* a, const TensorEntry* b) {
    return a->dtype != b->dtype ? a->dtype > b->dtype : a->name < b->name;
  });
  Order names = order;
  std::sort(names.begin(), names.end(),
            [](const TensorEntry* a, const TensorEntry* b) { return a->name < b->name; });
  for (size_t i = 0; i < names.size(); ++i) {
    const TensorEntry& entry = *names[i];
    const bool twice = i > 0 && names[i - 1]->name == entry.name;
    if (twice || entry.name.empty() || entry.name == "__metadata__") {
      throw Error(ErrorCode::kInvalidInput, field_of(entry),
                  twice ? "the name appears twice" : "this name cannot be written");
    }
    if (entry.shape.size() > kTensorMaxRank) {
      throw Error(ErrorCode::kInvalidInput, field_of(entry), "it has more than 8 dimensions");
    }
  }
  if (order.size() > kSafetensorsMaxTensors) {
    throw Error(ErrorCode::kInvalidInput, "safetensors", "there are too many tensors");
  }
  return order;
}

std::string json_text(const nlohmann::ordered_json& value, const std::string& field) {
  try {
    return value.dump();
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorCode::kInvalidInput, field, "the name is not valid UTF-8");
  }
}

// The 8-byte length and the padded JSON header.
std::string header_bytes(const Order& order, const SafetensorsMetadata& metadata) {
  using nlohmann::ordered_json;
  ordered_json header = ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  uint64_t offset = 0;
  std::string text = json_text(header, "safetensors: __metadata__");
  text.pop_back();
  // Tensors are appended as text: an ordered_json object looks names up one by one.
  for (const TensorEntry* entry : order) {
    const uint64_t end = offset + bytes_of(*entry);
    ordered_json info;
    info["dtype"] = dtype_name(entry->dtype);
    info["shape"] = entry->shape;
    info["data_offsets"] = {offset, end};
    if (text.size() > 1) text += ',';
    text += json_text(entry->name, field_of(*entry)) + ":" + info.dump();
    offset = end;
  }
  text += '}';
  text.resize((text.size() + 7) / 8 * 8, ' ');
  if (text.size() > kSafetensorsMaxHeaderBytes) {
    throw Error(ErrorCode::kInvalidInput, "safetensors", "the header is larger than 100 MB");
  }
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(uint64_t{text.size()} >> (8 * i));
  return bytes + text;
}

class CountingSink final : public ByteSink {
 public:
  explicit CountingSink(ByteSink& target) : target_(target) {}
  void write(const void* data, size_t bytes) override {
    target_.write(data, bytes);
    count_ += bytes;
  }
  uint64_t count() const { return count_; }

 private:
  ByteSink& target_;
  uint64_t count_ = 0;
};

void write_tensor(ByteSink& sink, const TensorEntry& entry) {
  const uint64_t expected = bytes_of(entry);
  if (expected == 0) return;
  if (entry.data != nullptr) {
    sink.write(entry.data, expected);
    return;
  }
  if (!entry.produce) {
    throw Error(ErrorCode::kInvalidInput, field_of(entry), "it has neither data nor a producer");
  }
  CountingSink counting(sink);
  entry.produce(counting);
  if (counting.count() != expected) {
    throw Error(ErrorCode::kInvalidInput, field_of(entry),
                "its producer wrote " + std::to_string(counting.count()) + " bytes instead of " +
                    std::to_string(expected));
  }
}

}  // namespace

uint64_t safetensors_bytes(const std::vector<TensorEntry>& entries,
                           const SafetensorsMetadata& metadata) {
  const Order order = file_order(entries);
  uint64_t bytes = header_bytes(order, metadata).size();
  for (const TensorEntry* entry : order) bytes += bytes_of(*entry);
  return bytes;
}

void write_safetensors(ByteSink& sink, const std::vector<TensorEntry>& entries,
                       const SafetensorsMetadata& metadata) {
  const Order order = file_order(entries);
  const std::string header = header_bytes(order, metadata);
  sink.write(header.data(), header.size());
  for (const TensorEntry* entry : order) write_tensor(sink, *entry);
}

void write_safetensors(const std::filesystem::path& path, const std::vector<TensorEntry>& entries,
                       const SafetensorsMetadata& metadata) {
  const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
  const uint64_t needed = safetensors_bytes(entries, metadata);
  require_free_bytes(parent, needed, printable(path.filename().string()));
  with_needed_bytes(parent, needed, [&] {
    write_file_atomic(path, [&](ByteSink& sink) { write_safetensors(sink, entries, metadata); });
  });
}

}  // namespace df
