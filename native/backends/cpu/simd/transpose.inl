// Transposes between rows of a matrix and queries in lanes, four by four.
#pragma once

#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

typedef float QuadAt __attribute__((vector_size(16), aligned(4), may_alias));

DF_INLINE void transpose_quads(Quad& a, Quad& b, Quad& c, Quad& d) {
  const Quad ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const Quad ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const Quad cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const Quad cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  a = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  b = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  c = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  d = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}

// to[c][r] = factor * from[r][c].
static void transpose(const float* from, int64_t from_ld, int64_t rows, int64_t cols, float factor,
                      float* to, int64_t to_ld) {
  int64_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    const float* row = from + r * from_ld;
    int64_t c = 0;
    for (; c + 4 <= cols; c += 4) {
      Quad q0 = *(const QuadAt*)(row + c) * factor;
      Quad q1 = *(const QuadAt*)(row + from_ld + c) * factor;
      Quad q2 = *(const QuadAt*)(row + 2 * from_ld + c) * factor;
      Quad q3 = *(const QuadAt*)(row + 3 * from_ld + c) * factor;
      transpose_quads(q0, q1, q2, q3);
      float* out = to + c * to_ld + r;
      *(QuadAt*)out = q0;
      *(QuadAt*)(out + to_ld) = q1;
      *(QuadAt*)(out + 2 * to_ld) = q2;
      *(QuadAt*)(out + 3 * to_ld) = q3;
    }
    for (; c < cols; ++c) {
      for (int i = 0; i < 4; ++i) to[c * to_ld + r + i] = row[i * from_ld + c] * factor;
    }
  }
  for (; r < rows; ++r) {
    for (int64_t c = 0; c < cols; ++c) to[c * to_ld + r] = from[r * from_ld + c] * factor;
  }
}

// The same with zeros in the lanes behind `rows`.
static void transpose_to_lanes(const float* from, int64_t from_ld, int64_t rows, int64_t cols,
                               float factor, float* to, int64_t lanes) {
  if (rows < lanes) {
    for (int64_t i = 0; i < cols * lanes; ++i) to[i] = 0.0f;
  }
  transpose(from, from_ld, rows, cols, factor, to, lanes);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
