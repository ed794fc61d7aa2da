// Philox-4x32-10 in sixteen lanes: one call gives the random bits of 64 consecutive indices.
#pragma once


#if defined(__x86_64__)
#include <emmintrin.h>
#endif

#include "backends/cpu/simd/vec.h"
#include "core/rng/philox_constants.h"

namespace df::cpu::DF_ISA {
namespace {

// One 32-bit word of a counter in every 64-bit lane. What stands in the upper halves is never read:
// a multiplication takes the lower halves only, so the words need no masking between rounds.
typedef uint64_t WidePiece __attribute__((vector_size(kPieceBytes)));
typedef uint64_t WidePieceAt __attribute__((vector_size(kPieceBytes), aligned(8), may_alias));

DF_INLINE WidePiece multiply_low(WidePiece a, uint32_t b) {
#if defined(__AVX512F__)
  return (WidePiece)_mm512_mul_epu32((__m512i)a, _mm512_set1_epi64(b));
#elif defined(__AVX2__)
  return (WidePiece)_mm256_mul_epu32((__m256i)a, _mm256_set1_epi64x(b));
#elif defined(__SSE2__)
  return (WidePiece)_mm_mul_epu32((__m128i)a, _mm_set1_epi64x(b));
#else
  return (a & 0xffffffffull) * (uint64_t)b;
#endif
}

struct Counter {
  WidePiece words[4];
};

DF_INLINE void philox_rounds(Counter& c, uint64_t seed) {
  uint32_t key0 = (uint32_t)seed;
  uint32_t key1 = (uint32_t)(seed >> 32);
#pragma GCC unroll 10
  for (int round = 0; round < kPhiloxRounds; ++round) {
    const WidePiece product0 = multiply_low(c.words[0], kPhiloxMultiplier0);
    const WidePiece product1 = multiply_low(c.words[2], kPhiloxMultiplier1);
    c.words[0] = (product1 >> 32) ^ c.words[1] ^ (uint64_t)key0;
    c.words[1] = product1;
    c.words[2] = (product0 >> 32) ^ c.words[3] ^ (uint64_t)key1;
    c.words[3] = product0;
    key0 += kPhiloxWeyl0;
    key1 += kPhiloxWeyl1;
  }
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
  // Lane 4g + j holds counter group + 4j + g, so that after ten rounds a transpose inside the
  // groups of four lanes, which every set has, leaves consecutive indices in each vector. Even and
  // odd lanes are computed apart.
  static const uint64_t kOffsets[2][kLanes / 2] = {{0, 8, 1, 9, 2, 10, 3, 11},
                                                   {4, 12, 5, 13, 6, 14, 7, 15}};
  DF_EACH_PIECE {
    Counter halves[2];
#pragma GCC unroll 2
    for (int odd = 0; odd < 2; ++odd) {
      const WidePiece index =
          *(const WidePieceAt*)(kOffsets[odd] + piece * (kPieceLanes / 2)) + group;
      halves[odd].words[0] = index;
      halves[odd].words[1] = index >> 32;
      halves[odd].words[2] = WidePiece{} + stream;
      halves[odd].words[3] = WidePiece{} + (stream >> 32);
      philox_rounds(halves[odd], seed);
    }
#pragma GCC unroll 4
    for (int word = 0; word < 4; ++word) {
      bits[word].p[piece] = (IntPiece)((halves[0].words[word] & 0xffffffffull) |
                                       (halves[1].words[word] << 32));
    }
  }
  transpose_groups(bits);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
