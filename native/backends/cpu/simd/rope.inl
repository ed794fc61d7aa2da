// Rotary embedding in the half-split form: with h = rotary_dim / 2, the pair (x[i], x[i + h]) of
// every head turns by the angle of its position and i < h.
#pragma once

#include "backends/cpu/simd/row_kernels.h"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_rows.h"

namespace df::cpu::DF_ISA {
namespace {

static void rope(const RopeRows& r) {
  const int64_t half = r.rotary_dim / 2;
  const Vec direction = splat(r.inverse ? -1.0f : 1.0f);
  for (int64_t row = 0; row < r.rows; ++row) {
    const float* cosine = r.table + (int64_t)r.positions[row] * r.rotary_dim;
    const float* sine = cosine + half;
    for (int64_t i = 0; i < half; i += kLanes) {
      const int64_t lanes = lanes_at(i, half);
      const Vec c = load_upto(cosine + i, lanes);
      const Vec s = load_upto(sine + i, lanes) * direction;
      float* first = r.x + row * r.ld + i;
      for (int32_t head = 0; head < r.heads; ++head, first += r.head_dim) {
        const Vec a = load_upto(first, lanes);
        const Vec b = load_upto(first + half, lanes);
        store_upto(first, a * c - b * s, lanes);
        store_upto(first + half, fma(a, s, b * c), lanes);
      }
    }
  }
}

}  // namespace
}  // namespace df::cpu::DF_ISA
