#include "core/models/quantized_store.h"

#include <cstring>

#include "core/util/byte_sink.h"

namespace df {
namespace {

// One stored tensor of a weight and where it belongs.
struct Part {
  std::string name;
  TensorDtype dtype;
  uint64_t bytes;
  void* data;  // null: the offset of absmax, which lives on the host
};

int64_t blocks_of(int64_t n, int64_t size) { return (n + size - 1) / size; }

std::vector<Part> parts_of(const QuantizedBuffers& buffers) {
  const DfWeight& w = *buffers.weight;
  const int64_t n = w.out_features * w.in_features, blocks = blocks_of(n, w.block_size);
  std::vector<Part> parts{{buffers.name, TensorDtype::kU8, static_cast<uint64_t>((n + 1) / 2), buffers.data}};
  if (buffers.absmax != nullptr) {
    parts.push_back({buffers.name + ".absmax", TensorDtype::kF32, 4 * static_cast<uint64_t>(blocks), buffers.absmax});
    return parts;
  }
  const auto nested = static_cast<uint64_t>(blocks_of(blocks, w.nested_block_size));
  parts.push_back({buffers.name + ".absmax", TensorDtype::kU8, static_cast<uint64_t>(blocks), buffers.absmax_q});
  parts.push_back({buffers.name + ".nested_absmax", TensorDtype::kF32, 4 * nested, buffers.absmax_nested});
  parts.push_back({buffers.name + ".absmax_offset", TensorDtype::kF32, 4, nullptr});
  return parts;
}

std::vector<std::string> names_of(const std::vector<QuantizedBuffers>& weights) {
  std::vector<std::string> names;
  for (const QuantizedBuffers& weight : weights) {
    for (const Part& part : parts_of(weight)) names.push_back(part.name);
  }
  return names;
}

// Backends agree on every bit of the codes by test, not by construction: each keeps its own.
std::string settings_of(const std::vector<QuantizedBuffers>& weights, const Device& device) {
  const DfWeight none{};
  const DfWeight& w = weights.empty() ? none : *weights.front().weight;
  return "nf4, block " + std::to_string(w.block_size) + ", nested block " + std::to_string(w.nested_block_size) + ", " +
         device.backend().name;
}

TensorEntry entry_of(const Device& device, const Part& part, const DfWeight& weight) {
  const auto count = static_cast<int64_t>(part.bytes / dtype_bytes(part.dtype));
  const auto produce = [&device, &weight, data = part.data, bytes = part.bytes](ByteSink& sink) {
    if (data == nullptr) return sink.write(&weight.absmax_offset, sizeof weight.absmax_offset);
    std::vector<uint8_t> host(bytes);  // fetched when it is written: one tensor at a time
    device.download(host.data(), data, bytes);
    sink.write(host.data(), host.size());
  };
  return {part.name, part.dtype, {count}, nullptr, produce};
}

}  // namespace

QuantizedStore::QuantizedStore(const QuantizedCacheOptions& options, const ModelFolder& source, const Device& device,
                               std::vector<QuantizedBuffers> weights, CacheNotice notice)
    : device_(device),
      weights_(std::move(weights)),
      cache_(options, source, settings_of(weights_, device), names_of(weights_), std::move(notice)) {}

bool QuantizedStore::load(size_t index) {
  DfWeight& weight = *weights_[index].weight;
  for (const Part& part : parts_of(weights_[index])) {
    const TensorView* stored = complete_ ? cache_.take(part.name) : nullptr;
    if (stored == nullptr || stored->dtype != part.dtype || stored->bytes != part.bytes) return complete_ = false;
    if (part.data != nullptr) {
      device_.upload(part.data, stored->data, stored->bytes);
    } else {
      std::memcpy(&weight.absmax_offset, stored->data, sizeof weight.absmax_offset);
    }
    device_.synchronize();
    cache_.release(*stored);
  }
  return true;
}

void QuantizedStore::keep() {
  if (complete_) return;
  std::vector<TensorEntry> entries;
  for (const QuantizedBuffers& buffers : weights_) {
    for (const Part& part : parts_of(buffers)) entries.push_back(entry_of(device_, part, *buffers.weight));
  }
  cache_.write(std::move(entries));
}

}  // namespace df
