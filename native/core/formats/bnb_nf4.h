// Linear weights as bitsandbytes stores them in safetensors: packed NF4 (QLoRA, arXiv 2305.14314).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/model_folder.h"

namespace df {

struct Nf4Weight {
  int64_t out_features = 0;
  int64_t in_features = 0;
  int64_t block_size = 0;
  int64_t nested_block_size = 0;  // 0: absmax holds float32, no double quantization
  float absmax_offset = 0.0f;
  const TensorView* packed = nullptr;  // two values a byte, high nibble first
  // Copies, because a file need not align them.
  std::vector<float> absmax;         // without double quantization: one a block
  std::vector<uint8_t> absmax_q;     // with it: 8-bit codes, one a block
  std::vector<float> absmax_nested;  // with it: one for nested_block_size blocks
  std::vector<float> nested_code;    // with it: 256 levels
};

// True if `weight_name` ("...q_proj.weight") has bitsandbytes quantization state beside it.
bool is_bnb_nf4(const ModelFolder& folder, std::string_view weight_name);

// Reads and checks one weight: types, lengths against shape and block sizes, finite scales, the NF4
// table. Throws kCorrupt, kNotFound or kUnsupported naming the tensor.
Nf4Weight read_bnb_nf4(const ModelFolder& folder, const std::string& weight_name);

}  // namespace df
