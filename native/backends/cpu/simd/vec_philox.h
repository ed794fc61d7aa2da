// Philox-4x32-10 in sixteen lanes: one call gives the random bits of 64 consecutive indices.
#pragma once


#include "backends/cpu/simd/vec.h"
#include "core/rng/philox_constants.h"

namespace df::cpu::DF_ISA {
namespace {

// High and low 32 bits of every lane times a constant.
struct Product {
  IVec high;
  IVec low;
};

DF_INLINE Product multiply(IVec a, uint32_t b) {
  Product r;
#if defined(__AVX512F__)
  const __m512i factor = _mm512_set1_epi64(b);
  const __m512i even = _mm512_mul_epu32((__m512i)a.p[0], factor);
  const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64((__m512i)a.p[0], 32), factor);
  r.low.p[0] = (IntPiece)_mm512_mask_blend_epi32(0xaaaa, even, _mm512_slli_epi64(odd, 32));
  r.high.p[0] = (IntPiece)_mm512_mask_blend_epi32(0xaaaa, _mm512_srli_epi64(even, 32), odd);
#elif defined(__AVX2__)
  const __m256i factor = _mm256_set1_epi64x(b);
  DF_EACH_PIECE {
    const __m256i value = (__m256i)a.p[piece];
    const __m256i even = _mm256_mul_epu32(value, factor);
    const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(value, 32), factor);
    r.low.p[piece] = (IntPiece)_mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa);
    r.high.p[piece] = (IntPiece)_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa);
  }
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  int32_t high[kLanes] __attribute__((aligned(64)));
  istore(lanes, a);
  for (int lane = 0; lane < kLanes; ++lane) {
    const uint64_t product = (uint64_t)(uint32_t)lanes[lane] * b;
    lanes[lane] = (int32_t)(uint32_t)product;
    high[lane] = (int32_t)(uint32_t)(product >> 32);
  }
  r.low = iload(lanes);
  r.high = iload(high);
#endif
  return r;
}

// Four 4x4 transposes inside the 128-bit groups of four vectors.
DF_INLINE void transpose_groups(IVec w[4]) {
#if defined(__AVX2__)
#define DF_UNPACK(width, kind, a, b) (IntPiece) _mm##width##_unpack##kind((a), (b))
#if defined(__AVX512F__)
  typedef __m512i Raw;
#define DF_LOW32(a, b) DF_UNPACK(512, lo_epi32, a, b)
#define DF_HIGH32(a, b) DF_UNPACK(512, hi_epi32, a, b)
#define DF_LOW64(a, b) DF_UNPACK(512, lo_epi64, a, b)
#define DF_HIGH64(a, b) DF_UNPACK(512, hi_epi64, a, b)
#else
  typedef __m256i Raw;
#define DF_LOW32(a, b) DF_UNPACK(256, lo_epi32, a, b)
#define DF_HIGH32(a, b) DF_UNPACK(256, hi_epi32, a, b)
#define DF_LOW64(a, b) DF_UNPACK(256, lo_epi64, a, b)
#define DF_HIGH64(a, b) DF_UNPACK(256, hi_epi64, a, b)
#endif
  DF_EACH_PIECE {
    const Raw a = (Raw)DF_LOW32((Raw)w[0].p[piece], (Raw)w[1].p[piece]);
    const Raw b = (Raw)DF_LOW32((Raw)w[2].p[piece], (Raw)w[3].p[piece]);
    const Raw c = (Raw)DF_HIGH32((Raw)w[0].p[piece], (Raw)w[1].p[piece]);
    const Raw d = (Raw)DF_HIGH32((Raw)w[2].p[piece], (Raw)w[3].p[piece]);
    w[0].p[piece] = DF_LOW64(a, b);
    w[1].p[piece] = DF_HIGH64(a, b);
    w[2].p[piece] = DF_LOW64(c, d);
    w[3].p[piece] = DF_HIGH64(c, d);
  }
#undef DF_UNPACK
#undef DF_LOW32
#undef DF_HIGH32
#undef DF_LOW64
#undef DF_HIGH64
#else
  DF_EACH_PIECE {
    const IntPiece a = __builtin_shufflevector(w[0].p[piece], w[1].p[piece], 0, 4, 1, 5);
    const IntPiece b = __builtin_shufflevector(w[2].p[piece], w[3].p[piece], 0, 4, 1, 5);
    const IntPiece c = __builtin_shufflevector(w[0].p[piece], w[1].p[piece], 2, 6, 3, 7);
    const IntPiece d = __builtin_shufflevector(w[2].p[piece], w[3].p[piece], 2, 6, 3, 7);
    w[0].p[piece] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
    w[1].p[piece] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    w[2].p[piece] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
    w[3].p[piece] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
  }
#endif
}

// bits[k], lane l: the random bits of index 4 * group + 16 * k + l, for k in 0..3.
DF_INLINE void random_bits_64(uint64_t seed, uint64_t stream, uint64_t group, IVec bits[4]) {
  // Lane 4g + j starts as counter group + 4j + g, so that after ten rounds a transpose inside the
  // groups of four lanes, which every set has, leaves consecutive indices in each vector.
  static const int32_t kOffsets[kLanes] = {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15};
  const IVec offsets = iload(kOffsets);
  const uint32_t base = (uint32_t)group;
  bits[0] = isplat((int32_t)base) + offsets;
  // Lanes whose low word passed 2^32 carry into the high word: unsigned comparison by flipped signs.
  const IVec sign = isplat((int32_t)0x80000000u);
  const IVec carried = (bits[0] ^ sign) < (isplat((int32_t)base) ^ sign);
  bits[1] = isplat((int32_t)(uint32_t)(group >> 32)) - carried;
  bits[2] = isplat((int32_t)(uint32_t)stream);
  bits[3] = isplat((int32_t)(uint32_t)(stream >> 32));
  uint32_t key0 = (uint32_t)seed;
  uint32_t key1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < kPhiloxRounds; ++round) {
    const Product p0 = multiply(bits[0], kPhiloxMultiplier0);
    const Product p1 = multiply(bits[2], kPhiloxMultiplier1);
    bits[0] = p1.high ^ bits[1] ^ isplat((int32_t)key0);
    bits[1] = p1.low;
    bits[2] = p0.high ^ bits[3] ^ isplat((int32_t)key1);
    bits[3] = p0.low;
    key0 += kPhiloxWeyl0;
    key1 += kPhiloxWeyl1;
  }
  transpose_groups(bits);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
