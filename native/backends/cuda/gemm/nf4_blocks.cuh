// absmax of NF4 blocks without divisions, for sizes that are powers of two (all that are in use): a
// 64-bit division costs more than all else a kernel does with a block.
#pragma once

#include <bit>

#include "backends/cuda/nf4.cuh"

namespace df::cuda {

struct Nf4Blocks {
  const uint8_t* packed;
  const float* absmax;  // without double quantization
  const uint8_t* absmax_q;
  const float* absmax_nested;
  const float* nested_code;
  float offset;
  int block_shift;   // log2 of the block size
  int nested_shift;  // of the nested block size; -1: no double quantization
};

inline bool nf4_blocks_take(const DfWeight& w) {
  const auto power = [](int32_t size) { return size > 0 && std::has_single_bit(static_cast<uint32_t>(size)); };
  return w.format == DF_NF4 && power(w.block_size) && (w.nested_block_size == 0 || power(w.nested_block_size)) &&
         w.out_features * w.in_features / w.block_size < INT32_MAX;
}

inline Nf4Blocks nf4_blocks(const DfWeight& w) {
  const auto shift = [](int32_t size) { return std::countr_zero(static_cast<uint32_t>(size)); };
  return Nf4Blocks{static_cast<const uint8_t*>(w.data), w.absmax, w.absmax_q, w.absmax_nested, w.nested_code,
                   w.absmax_offset, shift(w.block_size), w.nested_block_size > 0 ? shift(w.nested_block_size) : -1};
}

// In bitsandbytes' order: code * nested absmax, rounded, + offset, rounded.
__device__ __forceinline__ float block_absmax(const Nf4Blocks& w, int block) {
  if (w.nested_shift < 0) return __ldg(w.absmax + block);
  const float scaled =
      __fmul_rn(__ldg(w.nested_code + __ldg(w.absmax_q + block)), __ldg(w.absmax_nested + (block >> w.nested_shift)));
  return __fadd_rn(scaled, w.offset);
}

}  // namespace df::cuda
