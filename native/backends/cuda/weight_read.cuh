// Single values and short runs of a weight of any format, as float32.
#pragma once

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/nf4.cuh"

namespace df::cuda {

// A weight by value. nf4.packed points at the data, whatever the format.
struct WeightView {
  Nf4View nf4;
  int32_t format;
  int64_t out_features;
  int64_t in_features;
};

inline WeightView weight_view(const DfWeight& w) {
  return WeightView{nf4_view(w), w.format, w.out_features, w.in_features};
}

// Value `at` of the flattened weight; `table` is the NF4 table in shared memory.
__device__ __forceinline__ float weight_value(const WeightView& w, const float* table, int64_t at) {
  if (w.format != DF_NF4) {
    float value[1];
    load_any<1>(w.nf4.packed, w.format, at, value);
    return value[0];
  }
  const uint8_t byte = w.nf4.packed[at / 2];
  const int code = at % 2 == 0 ? byte >> 4 : byte & 15;
  return __fmul_rn(table[code], block_absmax(w.nf4, at / w.nf4.block_size));
}

// Whether runs of `width` values, starting at multiples of it, stay inside a row and an NF4 block
// and are aligned.
inline bool weight_in_runs(const DfWeight& w, int64_t width) {
  if (w.in_features % width != 0 || !aligned_to(w.data, 16)) return false;
  return w.format != DF_NF4 || w.block_size % width == 0;
}

// Eight neighbours from `at` on, a multiple of 8 of a weight with weight_in_runs(w, 8).
__device__ __forceinline__ void weight_run(const WeightView& w, const float* table, int64_t at,
                                           float (&out)[8]) {
  if (w.format != DF_NF4) {
    load_any<8>(w.nf4.packed, w.format, at, out);
    return;
  }
  const uint32_t four = *reinterpret_cast<const uint32_t*>(w.nf4.packed + at / 2);
  const float absmax = block_absmax(w.nf4, at / w.nf4.block_size);
#pragma unroll
  for (int i = 0; i < 4; ++i) {
    const uint32_t byte = four >> (8 * i) & 255;
    out[2 * i] = __fmul_rn(table[byte >> 4], absmax);
    out[2 * i + 1] = __fmul_rn(table[byte & 15], absmax);
  }
}

}  // namespace df::cuda
