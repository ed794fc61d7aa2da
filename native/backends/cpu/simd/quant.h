// NF4 blocks to and from float32.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

struct QuantKernels {
  // out[0, count) = values [begin, begin + count) of the flattened weight. absmax[0] belongs to the
  // block of value `begin`. One multiplication a value, as bitsandbytes: bit-identical.
  void (*dequantize_nf4)(const uint8_t* packed, int64_t begin, int64_t count, int64_t block_size,
                         const float* absmax, float* out);
  // Quantizes one block of `count` values into count/2 bytes (rounded up) and returns its absmax.
  float (*quantize_nf4)(const float* values, int64_t count, uint8_t* packed);
};

const QuantKernels& quant_kernels(Isa isa);

}  // namespace df::cpu
