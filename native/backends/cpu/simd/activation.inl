// SiLU (arXiv 1702.03118) and GELU in its tanh form (arXiv 1606.08415), alone or gating `up`.
// Both are x * sigmoid(u): u = x for SiLU and u = 2 sqrt(2/pi) (x + 0.044715 x^3) for GELU, because
// (1 + tanh(z)) / 2 = sigmoid(2 z).
#pragma once

#include "backends/cpu/simd/row_kernels.h"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_math.h"
#include "backends/cpu/simd/vec_rows.h"

namespace df::cpu::DF_ISA {
namespace {

constexpr float kGeluSlope = 1.5957691216057308f;  // 2 sqrt(2/pi)
constexpr float kGeluCube = 0.044715f;

template <bool kSilu>
DF_INLINE Vec activation_exponent(Vec x) {
  if constexpr (kSilu) return -x;
  return -(x * kGeluSlope * fma(x * x, splat(kGeluCube), splat(1.0f)));
}

template <bool kSilu>
DF_INLINE Vec activate(Vec x) {
  return x / (splat(1.0f) + exp(activation_exponent<kSilu>(x)));
}

// Value and derivative. With e = exp(-u), s = 1 / (1 + e): s' = s * (1 - s) u' = s * (e s) u'; e s
// keeps its digits where 1 - s would lose them.
template <bool kSilu>
DF_INLINE void activate_with_slope(Vec x, Vec* value, Vec* slope) {
  const Vec e = exp(activation_exponent<kSilu>(x));
  const Vec s = splat(1.0f) / (splat(1.0f) + e);
  Vec du = splat(1.0f);
  if constexpr (!kSilu) {
    du = fma(x * x, splat(3.0f * kGeluCube), splat(1.0f)) * kGeluSlope;
  }
  *value = x * s;
  *slope = s * fma(x * du, e * s, splat(1.0f));
}

template <bool kSilu, bool kGated>
static void activation_forward_rows(const float* gate, const float* up, float* out,
                                    int64_t count) {
  for (int64_t i = 0; i < count; i += kLanes) {
    const int64_t lanes = lanes_at(i, count);
    prefetch(gate + i + kFloatsAhead);
    if constexpr (kGated) prefetch(up + i + kFloatsAhead);
    prefetch(out + i + kFloatsAhead);
    Vec v = activate<kSilu>(load_upto(gate + i, lanes));
    if constexpr (kGated) v = v * load_upto(up + i, lanes);
    store_upto(out + i, v, lanes);
  }
}

template <bool kSilu, bool kGated>
static void activation_backward_rows(const float* gate, const float* up, const float* dout,
                                     float* dgate, float* dup, int64_t count) {
  for (int64_t i = 0; i < count; i += kLanes) {
    const int64_t lanes = lanes_at(i, count);
    prefetch(gate + i + kFloatsAhead);
    prefetch(dout + i + kFloatsAhead);
    prefetch(dgate + i + kFloatsAhead);
    Vec value, slope;
    activate_with_slope<kSilu>(load_upto(gate + i, lanes), &value, &slope);
    const Vec d = load_upto(dout + i, lanes);
    if constexpr (kGated) {
      prefetch(up + i + kFloatsAhead);
      const Vec u = load_upto(up + i, lanes);
      if (dup != nullptr) store_upto(dup + i, d * value, lanes);
      store_upto(dgate + i, d * u * slope, lanes);
    } else {
      store_upto(dgate + i, d * slope, lanes);
    }
  }
}

static void activation_forward(bool silu, const float* gate, const float* up, float* out,
                               int64_t count) {
  if (silu) {
    up != nullptr ? activation_forward_rows<true, true>(gate, up, out, count)
                  : activation_forward_rows<true, false>(gate, up, out, count);
  } else {
    up != nullptr ? activation_forward_rows<false, true>(gate, up, out, count)
                  : activation_forward_rows<false, false>(gate, up, out, count);
  }
}

static void activation_backward(bool silu, const float* gate, const float* up, const float* dout,
                                float* dgate, float* dup, int64_t count) {
  if (silu) {
    up != nullptr ? activation_backward_rows<true, true>(gate, up, dout, dgate, dup, count)
                  : activation_backward_rows<true, false>(gate, up, dout, dgate, dup, count);
  } else {
    up != nullptr ? activation_backward_rows<false, true>(gate, up, dout, dgate, dup, count)
                  : activation_backward_rows<false, false>(gate, up, dout, dgate, dup, count);
  }
}

static void add_rows(const float* a, const float* b, float* out, int64_t count) {
  for (int64_t i = 0; i < count; i += kLanes) {
    const int64_t lanes = lanes_at(i, count);
    prefetch(a + i + kFloatsAhead);
    prefetch(b + i + kFloatsAhead);
    store_upto(out + i, load_upto(a + i, lanes) + load_upto(b + i, lanes), lanes);
  }
}

}  // namespace
}  // namespace df::cpu::DF_ISA
