// Table look-up by lane, and codes of bytes.
#pragma once

#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE Vec gather(const float* table, IVec index) {
#if defined(__AVX512F__)
  return Vec{{(FloatPiece)_mm512_i32gather_ps((__m512i)index.p[0], table, 4)}};
#elif defined(__AVX2__)
  Vec r;
  DF_EACH_PIECE r.p[piece] = (FloatPiece)_mm256_i32gather_ps(table, (__m256i)index.p[piece], 4);
  return r;
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  float values[kLanes] __attribute__((aligned(64)));
  istore(lanes, index);
  for (int lane = 0; lane < kLanes; ++lane) values[lane] = table[lanes[lane]];
  return load(values);
#endif
}

// The first n (0 to 16) bytes as integers, zero behind them.
DF_INLINE IVec load_bytes(const uint8_t* from, int64_t n) {
  uint8_t bytes[kLanes] __attribute__((aligned(16))) = {};
  __builtin_memcpy(bytes, from, (uint64_t)n);
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  for (int lane = 0; lane < kLanes; ++lane) lanes[lane] = bytes[lane];
  return iload(lanes);
}
DF_INLINE void store_bytes(uint8_t* to, IVec v, int64_t n) {
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  uint8_t bytes[kLanes] __attribute__((aligned(16)));
  istore(lanes, v);
  for (int lane = 0; lane < kLanes; ++lane) bytes[lane] = (uint8_t)lanes[lane];
  __builtin_memcpy(to, bytes, (uint64_t)n);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
