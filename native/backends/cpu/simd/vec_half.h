// Sixteen lanes from and to bfloat16 and IEEE half. Stores round to nearest even; NaN stays NaN.
#pragma once

#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE IVec load_u16(const uint16_t* from) {
#if defined(__AVX512F__)
  return IVec{{(IntPiece)_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)from))}};
#elif defined(__AVX2__)
  return IVec{{(IntPiece)_mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i*)from)),
               (IntPiece)_mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i*)(from + 8)))}};
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  for (int lane = 0; lane < kLanes; ++lane) lanes[lane] = from[lane];
  return iload(lanes);
#endif
}
DF_INLINE void store_u16(uint16_t* to, IVec v) {
#if defined(__AVX512F__)
  _mm256_storeu_si256((__m256i*)to, _mm512_cvtepi32_epi16((__m512i)v.p[0]));
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  istore(lanes, v);
  for (int lane = 0; lane < kLanes; ++lane) to[lane] = (uint16_t)lanes[lane];
#endif
}

DF_INLINE Vec load_bf16(const uint16_t* from) { return as_float(shift_left(load_u16(from), 16)); }

DF_INLINE void store_bf16(uint16_t* to, Vec v) {
  const IVec bits = as_int(v);
  const IVec odd = shift_right(bits, 16) & isplat(1);
  const IVec rounded = shift_right(bits + isplat(0x7fff) + odd, 16);
  // Rounding could carry a NaN into infinity: set its quiet bit instead.
  const IVec quiet = shift_right(bits, 16) | isplat(0x40);
  store_u16(to, iselect(v == v, rounded, quiet));
}

#if !defined(__AVX2__)
// The half formats by integer arithmetic, for the set without F16C.
DF_INLINE float half_to_float(uint16_t half) {
  const uint32_t sign = (uint32_t)(half & 0x8000) << 16;
  const uint32_t exponent = (half >> 10) & 31;
  const uint32_t fraction = half & 1023;
  uint32_t bits;
  if (exponent == 31) {
    bits = sign | 0x7f800000u | fraction << 13 | (fraction != 0 ? 0x400000u : 0);
  } else if (exponent != 0) {
    bits = sign | (exponent + 112) << 23 | fraction << 13;
  } else {
    // Subnormal: fraction * 2^-24 is exact in float32.
    const float value = (float)fraction * 5.9604644775390625e-8f;
    __builtin_memcpy(&bits, &value, sizeof bits);
    bits |= sign;
  }
  float result;
  __builtin_memcpy(&result, &bits, sizeof result);
  return result;
}
DF_INLINE uint16_t float_to_half(float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  const uint16_t sign = (uint16_t)((bits >> 16) & 0x8000);
  bits &= 0x7fffffffu;
  if (bits > 0x7f800000u) return (uint16_t)(sign | 0x7e00 | (bits >> 13 & 0x3ff));
  if (bits >= 0x47800000u) return (uint16_t)(sign | 0x7c00);  // 65536 and above
  if (bits < 0x38800000u) {
    // Below 2^-14: adding 0.5 leaves the rounded multiple of 2^-24 in the low fraction bits.
    float shifted;
    __builtin_memcpy(&shifted, &bits, sizeof shifted);
    shifted += 0.5f;
    __builtin_memcpy(&bits, &shifted, sizeof bits);
    return (uint16_t)(sign | (bits - 0x3f000000u));
  }
  const uint32_t odd = bits >> 13 & 1;
  return (uint16_t)(sign | (uint16_t)((bits - 0x38000000u + 0xfffu + odd) >> 13));
}
#endif

DF_INLINE Vec load_f16(const uint16_t* from) {
#if defined(__AVX512F__)
  return Vec{{(FloatPiece)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i*)from))}};
#elif defined(__AVX2__)
  return Vec{{(FloatPiece)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)from)),
              (FloatPiece)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)(from + 8)))}};
#else
  float lanes[kLanes] __attribute__((aligned(64)));
  for (int lane = 0; lane < kLanes; ++lane) lanes[lane] = half_to_float(from[lane]);
  return load(lanes);
#endif
}
DF_INLINE void store_f16(uint16_t* to, Vec v) {
#if defined(__AVX512F__)
  _mm256_storeu_si256((__m256i*)to, _mm512_cvtps_ph((__m512)v.p[0], _MM_FROUND_TO_NEAREST_INT |
                                                                         _MM_FROUND_NO_EXC));
#elif defined(__AVX2__)
  _mm_storeu_si128((__m128i*)to, _mm256_cvtps_ph((__m256)v.p[0], _MM_FROUND_TO_NEAREST_INT));
  _mm_storeu_si128((__m128i*)(to + 8), _mm256_cvtps_ph((__m256)v.p[1], _MM_FROUND_TO_NEAREST_INT));
#else
  float lanes[kLanes] __attribute__((aligned(64)));
  store(lanes, v);
  for (int lane = 0; lane < kLanes; ++lane) to[lane] = float_to_half(lanes[lane]);
#endif
}

}  // namespace
}  // namespace df::cpu::DF_ISA
