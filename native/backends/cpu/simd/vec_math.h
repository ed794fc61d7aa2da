// Elementary functions on Vec. Include after vec.h.
//
// exp and exp2 reduce the argument to [-1/2, 1/2] binary orders (Cody and Waite) and evaluate a
// minimax polynomial; log reduces to [sqrt(1/2), sqrt(2)). The polynomials are those of the Cephes
// library (Moshier, 1989), single precision. Relative error of exp, exp2 and sigmoid: below 2e-7
// where the result is a normal number; results below the smallest normal number are 0.
#pragma once

#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

// 1.5 * 2^23: adding it rounds to the nearest integer, which then sits in the low mantissa bits.
constexpr float kRounder = 12582912.0f;
constexpr float kLog2E = 1.44269504088896341f;
constexpr float kLn2 = 0.693147180559945309f;

// 2^n * v for the integer n that `rounded` = n + kRounder carries; v and the result are normal.
DF_INLINE Vec scale_by_power(Vec v, Vec rounded) {
  return as_float(as_int(v) + shift_left(as_int(rounded), 23));
}

// 2^x for x <= 127; a NaN stays one.
DF_INLINE Vec exp2(Vec x) {
  const Vec rounded = x + splat(kRounder);
  const Vec r = x - (rounded - splat(kRounder));
  Vec p = splat(1.535336188319500e-4f);
  p = fma(p, r, splat(1.339887440266574e-3f));
  p = fma(p, r, splat(9.618437357674640e-3f));
  p = fma(p, r, splat(5.550332471162809e-2f));
  p = fma(p, r, splat(2.402264791363012e-1f));
  p = fma(p, r, splat(6.931472028550421e-1f));
  p = fma(p, r, splat(1.0f));
  return select(x < splat(-126.0f), Vec{}, scale_by_power(p, rounded));
}

// e^x. Saturates at about 1.7e38 (x = 88.03) instead of reaching infinity.
DF_INLINE Vec exp(Vec x) {
  const Vec ceiling = splat(88.029691f);
  const Vec bounded = select(x > ceiling, ceiling, x);
  const Vec rounded = fma(bounded, splat(kLog2E), splat(kRounder));
  const Vec n = rounded - splat(kRounder);
  // ln 2 in two parts, the first exact in few bits, so that n * ln 2 loses nothing.
  Vec r = fma(n, splat(-0.693359375f), bounded);
  r = fma(n, splat(2.12194440e-4f), r);
  Vec p = splat(1.9875691500e-4f);
  p = fma(p, r, splat(1.3981999507e-3f));
  p = fma(p, r, splat(8.3334519073e-3f));
  p = fma(p, r, splat(4.1665795894e-2f));
  p = fma(p, r, splat(1.6666665459e-1f));
  p = fma(p, r, splat(5.0000001201e-1f));
  p = fma(p, r * r, r + splat(1.0f));
  return select(x < splat(-87.3f), Vec{}, scale_by_power(p, rounded));
}

// 1 / (1 + e^-x).
DF_INLINE Vec sigmoid(Vec x) { return splat(1.0f) / (splat(1.0f) + exp(-x)); }

// Natural logarithm of a positive normal number; 0 gives -infinity, a NaN stays one.
DF_INLINE Vec log(Vec x) {
  const IVec bits = as_int(x);
  // Exponent and mantissa in [1/2, 1), then shifted so that the mantissa is around 1.
  Vec exponent = to_float((shift_right(bits, 23) & isplat(0xff)) - isplat(126));
  Vec m = as_float((bits & isplat(0x007fffff)) | isplat(0x3f000000));
  const IVec low = m < splat(0.707106781186547524f);
  exponent = select(low, exponent - splat(1.0f), exponent);
  m = select(low, m + m, m) - splat(1.0f);
  const Vec square = m * m;
  Vec p = splat(7.0376836292e-2f);
  p = fma(p, m, splat(-1.1514610310e-1f));
  p = fma(p, m, splat(1.1676998740e-1f));
  p = fma(p, m, splat(-1.2420140846e-1f));
  p = fma(p, m, splat(1.4249322787e-1f));
  p = fma(p, m, splat(-1.6668057665e-1f));
  p = fma(p, m, splat(2.0000714765e-1f));
  p = fma(p, m, splat(-2.4999993993e-1f));
  p = fma(p, m, splat(3.3333331174e-1f));
  p = p * m * square;
  p = fma(exponent, splat(-2.12194440e-4f), p);
  p = fma(square, splat(-0.5f), p);
  Vec result = m + p;
  result = fma(exponent, splat(0.693359375f), result);
  result = select(x == Vec{}, splat(-__builtin_inff()), result);
  return select(x == x, result, x);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
