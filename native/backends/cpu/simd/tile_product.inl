// Small matrix products for attention: C[rows, cols] (+)= A * B with B and C in whole vectors, so
// that a value of A is broadcast over the lanes. Operands are a few kilobytes and stay in the
// first-level cache; packing, as a general matrix product does it, would cost more than it gains.
#pragma once

#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

// Register block: rows x vectors of accumulators that fit the register file of the set.
#if defined(__AVX512F__)
constexpr int kBlockRows = 8;
constexpr int kBlockVecs = 3;
#elif defined(__AVX2__)
constexpr int kBlockRows = 4;
constexpr int kBlockVecs = 1;
#else
constexpr int kBlockRows = 2;
constexpr int kBlockVecs = 1;
#endif

struct TileProduct {
  const float* a;
  int64_t lda;
  const float* b;  // [depth, ldb], whole vectors
  int64_t ldb;
  float* c;
  int64_t ldc;
  int64_t rows;
  int64_t depth;
  int64_t cols;  // of C; B has whole vectors, zero behind cols
};

// kAcross: A is stored [depth, rows], else [rows, depth]. kAdd: C += instead of C =. last_lanes:
// valid lanes of C's last vector.
template <int kRows, int kVecs, bool kAcross, bool kAdd>
DF_INLINE void product_block(const float* a, int64_t lda, const float* b, int64_t ldb, float* c,
                             int64_t ldc, int64_t depth, int64_t last_lanes) {
  Vec sum[kRows][kVecs];
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) sum[r][v] = Vec{};
  }
  for (int64_t k = 0; k < depth; ++k) {
    Vec right[kVecs];
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) right[v] = load(b + k * ldb + v * kLanes);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      const Vec left = splat(kAcross ? a[k * lda + r] : a[r * lda + k]);
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) sum[r][v] = fma(left, right[v], sum[r][v]);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      float* to = c + r * ldc + v * kLanes;
      if (v + 1 < kVecs || last_lanes == kLanes) {
        store(to, kAdd ? load(to) + sum[r][v] : sum[r][v]);
      } else {
        store_first(to, kAdd ? load_first(to, last_lanes) + sum[r][v] : sum[r][v], last_lanes);
      }
    }
  }
}

// All rows of one group of kVecs columns: whole register blocks, then halves for the rest.
template <int kVecs, bool kAcross, bool kAdd>
static void product_columns(const TileProduct& t, int64_t first_vec, int64_t last_lanes) {
  const float* b = t.b + first_vec * kLanes;
  float* c = t.c + first_vec * kLanes;
  const int64_t step = kAcross ? 1 : t.lda;
  int64_t row = 0;
  for (; row + kBlockRows <= t.rows; row += kBlockRows) {
    product_block<kBlockRows, kVecs, kAcross, kAdd>(t.a + row * step, t.lda, b, t.ldb,
                                                    c + row * t.ldc, t.ldc, t.depth, last_lanes);
  }
  if constexpr (kBlockRows > 4) {
    if (row + 4 <= t.rows) {
      product_block<4, kVecs, kAcross, kAdd>(t.a + row * step, t.lda, b, t.ldb, c + row * t.ldc,
                                             t.ldc, t.depth, last_lanes);
      row += 4;
    }
  }
  if constexpr (kBlockRows > 2) {
    if (row + 2 <= t.rows) {
      product_block<2, kVecs, kAcross, kAdd>(t.a + row * step, t.lda, b, t.ldb, c + row * t.ldc,
                                             t.ldc, t.depth, last_lanes);
      row += 2;
    }
  }
  if (row < t.rows) {
    product_block<1, kVecs, kAcross, kAdd>(t.a + row * step, t.lda, b, t.ldb, c + row * t.ldc,
                                           t.ldc, t.depth, last_lanes);
  }
}

template <bool kAcross, bool kAdd>
static void tile_product(const TileProduct& t) {
  const int64_t vecs = (t.cols + kLanes - 1) / kLanes;
  const int64_t tail = t.cols - (vecs - 1) * kLanes;
  int64_t vec = 0;
  while (vec < vecs) {
    const int64_t left = vecs - vec;
    // Four vectors as two and two: the narrow remainder would leave registers idle.
    const int64_t group = left >= kBlockVecs && left != 4 ? kBlockVecs : left >= 2 ? 2 : 1;
    const int64_t step = group < kBlockVecs ? group : kBlockVecs;
    const int64_t last_lanes = vec + step == vecs ? tail : kLanes;
    if constexpr (kBlockVecs >= 3) {
      if (step == 3) product_columns<3, kAcross, kAdd>(t, vec, last_lanes);
      if (step == 2) product_columns<2, kAcross, kAdd>(t, vec, last_lanes);
    }
    if (step == 1) product_columns<1, kAcross, kAdd>(t, vec, last_lanes);
    vec += step;
  }
}

}  // namespace
}  // namespace df::cpu::DF_ISA
