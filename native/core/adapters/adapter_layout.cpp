#include "core/adapters/adapter_layout.h"

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/models/host_tensor.h"
#include "core/tensor/matrix.h"

namespace df {
namespace {

std::string last_part(const std::string& module) { return module.substr(module.rfind('.') + 1); }

}  // namespace

bool AdapterLayout::adapts(Linear kind) const {
  return std::any_of(slots.begin(), slots.end(), [&](const AdapterSlot& s) { return s.kind == kind; });
}

AdapterLayout adapter_layout(const DecoderWeights& weights, const std::vector<std::string>& targets, int32_t rank,
                             bool magnitude) {
  AdapterLayout layout;
  layout.rank = rank;
  layout.has_magnitude = magnitude;
  std::set<std::string> present;
  const auto& blocks = weights.blocks();
  for (size_t layer = 0; layer < blocks.size(); ++layer) {
    for (int kind = 0; kind < kLinearCount; ++kind) {
      const LinearLayer& linear = blocks[layer].linears[kind];
      if (!linear.present) continue;
      const std::string name = last_part(linear.module);
      present.insert(name);
      if (!targets.empty() && std::find(targets.begin(), targets.end(), name) == targets.end()) continue;
      AdapterSlot slot{static_cast<int32_t>(layer), static_cast<Linear>(kind), linear.module,
                       linear.weight.in_features, linear.weight.out_features, 0, 0, 0, 0};
      slot.a = layout.elements;
      slot.b = slot.a + static_cast<uint64_t>(rank * slot.in_features);
      slot.magnitude = slot.b + static_cast<uint64_t>(rank * slot.out_features);
      layout.elements = slot.magnitude + static_cast<uint64_t>(magnitude ? slot.out_features : 0);
      slot.row_scale = layout.row_scale_elements;
      if (magnitude) layout.row_scale_elements += static_cast<uint64_t>(slot.out_features);
      layout.slots.push_back(std::move(slot));
    }
  }
  for (const std::string& target : targets) {
    if (present.count(target)) continue;
    std::string have;
    for (const std::string& name : present) have += (have.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::kInvalidInput, "config.targetModules", "this model has no module '" + target + "'",
                "it has: " + have);
  }
  return layout;
}

std::vector<PeftLayerData> peft_layers(const AdapterLayout& layout, const float* params) {
  std::vector<PeftLayerData> layers;
  for (const AdapterSlot& s : layout.slots) {
    layers.push_back({s.module, s.in_features, s.out_features, params + s.a, params + s.b,
                      layout.has_magnitude ? params + s.magnitude : nullptr});
  }
  return layers;
}

void read_peft(const PeftAdapter& stored, const AdapterLayout& layout, float* params) {
  if (stored.layers().size() != layout.slots.size()) {
    throw Error(ErrorCode::kInvalidInput, "adapter_model.safetensors",
                "the adapter has " + std::to_string(stored.layers().size()) + " modules, this base takes " +
                    std::to_string(layout.slots.size()),
                "use the base model that the adapter was trained on");
  }
  for (const AdapterSlot& s : layout.slots) {
    const PeftLayer* layer = stored.find(s.module);
    if (!layer || layer->in_features != s.in_features || layer->out_features != s.out_features) {
      throw Error(ErrorCode::kInvalidInput, "adapter_model.safetensors: " + s.module,
                  layer ? "the adapter's shape does not fit this base" : "the adapter has no such module",
                  "use the base model that the adapter was trained on");
    }
    const auto copy = [&](const TensorView* tensor, uint64_t offset) {
      const auto values = read_float32(*tensor);
      std::copy(values.begin(), values.end(), params + offset);
    };
    copy(layer->a, s.a);
    copy(layer->b, s.b);
    if (layout.has_magnitude) copy(layer->magnitude, s.magnitude);
  }
}

DfAdapter slot_adapter(const AdapterLayout& layout, const AdapterSlot& slot, float* params, const float* row_scale,
                       float scale) {
  DfAdapter a{};
  a.rank = layout.rank;
  a.scale = scale;
  a.a = matrix(params + slot.a, layout.rank, slot.in_features);
  a.b = matrix(params + slot.b, slot.out_features, layout.rank);
  if (layout.has_magnitude) {
    a.magnitude = params + slot.magnitude;
    a.row_scale = row_scale + slot.row_scale;
  }
  return a;
}

namespace {

DfDoraRowScale row_scale_arguments(const DecoderWeights& weights, const AdapterLayout& layout, const AdapterSlot& slot,
                                   float* params, float* row_scale, float scale, bool initialise, DfScratch scratch) {
  const LinearLayer& linear = weights.blocks()[slot.layer].linears[slot.kind];
  DfDoraRowScale d{};
  d.weight = linear.weight;
  d.norm_sq = linear.norm_sq;
  d.a = matrix(params ? params + slot.a : nullptr, layout.rank, slot.in_features);
  d.b = matrix(params ? params + slot.b : nullptr, slot.out_features, layout.rank);
  d.scale = scale;
  d.magnitude = params ? params + slot.magnitude : nullptr;
  d.row_scale = row_scale ? row_scale + slot.row_scale : nullptr;
  d.magnitude_init = initialise ? params + slot.magnitude : nullptr;
  d.scratch = scratch;
  return d;
}

}  // namespace

uint64_t row_scale_scratch(const Device& device, const DecoderWeights& weights, const AdapterLayout& layout) {
  uint64_t bytes = 0;
  if (!layout.has_magnitude) return bytes;
  for (const AdapterSlot& slot : layout.slots) {
    const auto arguments = row_scale_arguments(weights, layout, slot, nullptr, nullptr, 1, false, {});
    bytes = std::max(bytes, device.workspace(DF_OP_DORA_ROW_SCALE, arguments));
  }
  return bytes;
}

void row_scales(const Device& device, const DecoderWeights& weights, const AdapterLayout& layout, float* params,
                float* row_scale, float scale, bool initialise, DfScratch scratch) {
  if (!layout.has_magnitude) return;
  for (const AdapterSlot& slot : layout.slots) {
    device.run(&DfBackend::dora_row_scale,
               row_scale_arguments(weights, layout, slot, params, row_scale, scale, initialise, scratch));
  }
}

}  // namespace df
