// Sixteen NF4 codes to their values.
#pragma once

#include "backends/cpu/simd/vec.h"
#include "core/quant/nf4_table.h"

namespace df::cpu::DF_ISA {
namespace {

// The 16 values held in registers.
struct Nf4Table {
#if defined(__AVX512F__)
  __m512 values;
#elif defined(__AVX2__)
  __m256 low;
  __m256 high;
#else
  const float* values;
#endif
};

DF_INLINE Nf4Table nf4_table() {
#if defined(__AVX512F__)
  return Nf4Table{_mm512_loadu_ps(kNf4Values)};
#elif defined(__AVX2__)
  return Nf4Table{_mm256_loadu_ps(kNf4Values), _mm256_loadu_ps(kNf4Values + 8)};
#else
  return Nf4Table{kNf4Values};
#endif
}

DF_INLINE Vec nf4_values(const Nf4Table& table, IVec codes) {
#if defined(__AVX512F__)
  return Vec{{(FloatPiece)_mm512_permutexvar_ps((__m512i)codes.p[0], table.values)}};
#elif defined(__AVX2__)
  // A permute reads the low three bits; bit 3, moved to the sign, chooses the half.
  Vec r;
  DF_EACH_PIECE {
    const __m256i code = (__m256i)codes.p[piece];
    const __m256 upper = _mm256_castsi256_ps(_mm256_slli_epi32(code, 28));
    r.p[piece] = (FloatPiece)_mm256_blendv_ps(_mm256_permutevar8x32_ps(table.low, code),
                                              _mm256_permutevar8x32_ps(table.high, code), upper);
  }
  return r;
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  float values[kLanes] __attribute__((aligned(64)));
  istore(lanes, codes);
  for (int lane = 0; lane < kLanes; ++lane) values[lane] = table.values[lanes[lane]];
  return load(values);
#endif
}

// The codes of 16 consecutive values: 8 packed bytes, high nibble first.
DF_INLINE IVec nf4_codes(const uint8_t* packed) {
#if defined(__AVX2__)
  const __m128i bytes = _mm_loadl_epi64((const __m128i*)packed);
  const __m128i nibble = _mm_set1_epi8(15);
  const __m128i codes = _mm_unpacklo_epi8(_mm_and_si128(_mm_srli_epi16(bytes, 4), nibble),
                                          _mm_and_si128(bytes, nibble));
#if defined(__AVX512F__)
  return IVec{{(IntPiece)_mm512_cvtepu8_epi32(codes)}};
#else
  return IVec{{(IntPiece)_mm256_cvtepu8_epi32(codes),
               (IntPiece)_mm256_cvtepu8_epi32(_mm_srli_si128(codes, 8))}};
#endif
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  for (int byte = 0; byte < kLanes / 2; ++byte) {
    lanes[2 * byte] = packed[byte] >> 4;
    lanes[2 * byte + 1] = packed[byte] & 15;
  }
  return iload(lanes);
#endif
}

}  // namespace
}  // namespace df::cpu::DF_ISA
