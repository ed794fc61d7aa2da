// NF4 on the device: the 16 values, and absmax with double quantization undone in bitsandbytes'
// order (code * nested absmax, rounded, + offset, rounded).
#pragma once

#include <cstdint>

#include "core/quant/nf4_table.h"
#include "differential/types.h"

namespace df::cuda {

using df::kNf4Levels;
using df::kNf4Thresholds;
using df::kNf4Values;

// Copies the values into shared memory; the block must synchronise afterwards. Divergent indices
// cost nothing there (16 banks), while constant memory would serialise them.
__device__ __forceinline__ void load_nf4_table(float* shared) {
  constexpr float kTable[kNf4Levels] = {
      kNf4Values[0],  kNf4Values[1],  kNf4Values[2],  kNf4Values[3],
      kNf4Values[4],  kNf4Values[5],  kNf4Values[6],  kNf4Values[7],
      kNf4Values[8],  kNf4Values[9],  kNf4Values[10], kNf4Values[11],
      kNf4Values[12], kNf4Values[13], kNf4Values[14], kNf4Values[15]};
  if (threadIdx.x == 0 && threadIdx.y == 0 && threadIdx.z == 0) {
#pragma unroll
    for (int i = 0; i < kNf4Levels; ++i) shared[i] = kTable[i];
  }
}

// What a kernel needs of an NF4 weight, by value.
struct Nf4View {
  const uint8_t* packed;
  const float* absmax;         // without double quantization
  const uint8_t* absmax_q;     // with it
  const float* absmax_nested;
  const float* nested_code;
  float offset;
  int block_size;
  int nested_block_size;
};

inline Nf4View nf4_view(const DfWeight& w) {
  return Nf4View{static_cast<const uint8_t*>(w.data), w.absmax, w.absmax_q, w.absmax_nested,
                 w.nested_code, w.absmax_offset, w.block_size, w.nested_block_size};
}

// The absmax of a block.
__device__ __forceinline__ float block_absmax(const Nf4View& w, int64_t block) {
  if (w.nested_block_size == 0) return w.absmax[block];
  const float scaled =
      __fmul_rn(w.nested_code[w.absmax_q[block]], w.absmax_nested[block / w.nested_block_size]);
  return __fadd_rn(scaled, w.offset);
}

}  // namespace df::cuda
