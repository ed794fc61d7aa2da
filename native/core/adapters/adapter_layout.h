// Where the parameters of a low-rank adapter lie in one flat float32 buffer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/formats/peft_adapter.h"
#include "core/models/decoder_weights.h"

namespace df {

// A, B and (DoRA) the magnitude of one linear layer; offsets in elements.
struct AdapterSlot {
  int32_t layer;
  Linear kind;
  std::string module;
  int64_t in_features, out_features;
  uint64_t a, b, magnitude;
  uint64_t row_scale;  // offset in the row-scale buffer (DoRA)
};

struct AdapterLayout {
  int32_t rank = 0;
  bool has_magnitude = false;
  std::vector<AdapterSlot> slots;
  uint64_t elements = 0;
  uint64_t row_scale_elements = 0;

  bool adapts(Linear kind) const;
};

// `targets`: module names as in PEFT ("q_proj"); empty = all linear layers of the blocks. A name
// that matches no layer throws kInvalidInput listing what the model has.
AdapterLayout adapter_layout(const DecoderWeights& weights, const std::vector<std::string>& targets, int32_t rank,
                             bool magnitude);

// PEFT view of a flat host buffer: what checkpoints and exports write.
std::vector<PeftLayerData> peft_layers(const AdapterLayout& layout, const float* params);

// Copies a stored adapter into a flat host buffer; every slot must be there with the same shape.
// Throws kInvalidInput naming the module that does not fit the base.
void read_peft(const PeftAdapter& stored, const AdapterLayout& layout, float* params);

// The slot's adapter as the ops see it, over flat device buffers (row_scale may be null).
DfAdapter slot_adapter(const AdapterLayout& layout, const AdapterSlot& slot, float* params, const float* row_scale,
                       float scale);

// Scratch that row_scales() needs, and the op for every slot: row_scale = magnitude / norm.
// With `initialise` the magnitude is first set to the norm (DoRA's start, where B = 0).
uint64_t row_scale_scratch(const Device& device, const DecoderWeights& weights, const AdapterLayout& layout);
void row_scales(const Device& device, const DecoderWeights& weights, const AdapterLayout& layout, float* params,
                float* row_scale, float scale, bool initialise, DfScratch scratch);

}  // namespace df
