// A decoder's NF4 linear layers in the quantized cache: taken from it, or written into it.
#pragma once

#include <string>
#include <vector>

#include "core/formats/quantized_cache.h"
#include "core/tensor/device.h"

namespace df {

// Where one quantized weight lies on the device.
struct QuantizedBuffers {
  std::string name;  // "model.layers.0.self_attn.q_proj.weight"
  DfWeight* weight;
  void* data;
  void* absmax;        // null with double quantization
  void* absmax_q;      // null without
  void* absmax_nested;
};

class QuantizedStore {
 public:
  // `weights` in the order in which they will be loaded.
  QuantizedStore(const QuantizedCacheOptions& options, const ModelFolder& source, const Device& device,
                 std::vector<QuantizedBuffers> weights, CacheNotice notice);

  // Fills the next weight from the cache. False: quantize it from the base.
  bool load(size_t index);
  // After all weights are on the device: writes them when some were quantized.
  void keep();

 private:
  const Device& device_;
  std::vector<QuantizedBuffers> weights_;
  QuantizedCache cache_;
  bool complete_ = true;  // every weight came from the cache
};

}  // namespace df
