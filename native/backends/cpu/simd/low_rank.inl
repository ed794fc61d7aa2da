#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

// Register blocks: as many accumulators as the register file holds beside the operands.
#if defined(__AVX512F__)
constexpr int kProjectRows = 8;   // x 2 interleaved sums, to cover the latency of the additions
constexpr int kOuterCols = 24;
constexpr int kUpdateRows = 4;
constexpr int kUpdateVecs = 4;
#elif defined(__AVX2__)
constexpr int kProjectRows = 3;
constexpr int kOuterCols = 6;
constexpr int kUpdateRows = 3;
constexpr int kUpdateVecs = 2;
#else
constexpr int kProjectRows = 1;
constexpr int kOuterCols = 3;
constexpr int kUpdateRows = 1;
constexpr int kUpdateVecs = 2;
#endif

// kRows rows of one vector of ranks. Even and odd columns are summed apart.
template <int kRows>
DF_INLINE void project_block(const Projection& a, int64_t row, int64_t rank) {
  Vec even[kRows];
  Vec odd[kRows];
  const float* x[kRows];
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r) {
    even[r] = Vec{};
    odd[r] = Vec{};
    x[r] = a.x + (row + r) * a.x_ld;
  }
  const float* p = a.p + rank;
  int64_t col = 0;
  for (; col + 2 <= a.cols; col += 2, p += 2 * a.p_ld) {
    const Vec p_even = load(p);
    const Vec p_odd = load(p + a.p_ld);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      even[r] = fma(splat(x[r][col]), p_even, even[r]);
      odd[r] = fma(splat(x[r][col + 1]), p_odd, odd[r]);
    }
  }
  if (col < a.cols) {
    const Vec last = load(p);
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) even[r] = fma(splat(x[r][col]), last, even[r]);
  }
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r) {
    float* out = a.out + (row + r) * a.out_ld + rank;
    const Vec sum = even[r] + odd[r];
    store(out, a.accumulate ? load(out) + sum : sum);
  }
}

void project(const Projection& args) {
  const Projection a = args;
  for (int64_t rank = 0; rank < a.wide; rank += kLanes) {
    int64_t row = 0;
    for (; row + kProjectRows <= a.rows; row += kProjectRows) {
      project_block<kProjectRows>(a, row, rank);
    }
    for (; row < a.rows; ++row) project_block<1>(a, row, rank);
  }
}

// kCols columns of x by one vector of ranks, over all rows.
template <int kCols>
DF_INLINE void outer_block(const OuterSum& a, int64_t col, int64_t rank) {
  Vec sum[kCols];
#pragma GCC unroll 24
  for (int c = 0; c < kCols; ++c) sum[c] = load(a.sum + (col + c) * a.sum_ld + rank);
  const float* x = a.x + col;
  const float* factor = a.factor + rank;
  const int64_t ahead = a.rows * a.x_ld;
  for (int64_t row = 0; row < a.rows; ++row, x += a.x_ld, factor += a.factor_ld) {
    __builtin_prefetch(x + ahead);
    if (kCols > kLanes) __builtin_prefetch(x + ahead + kLanes);
    const Vec f = load(factor);
#pragma GCC unroll 24
    for (int c = 0; c < kCols; ++c) sum[c] = fma(splat(x[c]), f, sum[c]);
  }
#pragma GCC unroll 24
  for (int c = 0; c < kCols; ++c) store(a.sum + (col + c) * a.sum_ld + rank, sum[c]);
}

void outer_sum(const OuterSum& args) {
  const OuterSum a = args;
  for (int64_t rank = 0; rank < a.wide; rank += kLanes) {
    int64_t col = 0;
    for (; col + kOuterCols <= a.cols; col += kOuterCols) outer_block<kOuterCols>(a, col, rank);
    for (; col + kOuterCols / 3 <= a.cols; col += kOuterCols / 3) {
      outer_block<kOuterCols / 3>(a, col, rank);
    }
    for (; col < a.cols; ++col) outer_block<1>(a, col, rank);
  }
}

// kRows rows of kVecs vectors; `lanes` of the last vector are valid.
template <int kRows, int kVecs>
DF_INLINE void update_block(const RankUpdate& a, int64_t row, int64_t col, int64_t lanes) {
  const bool whole = lanes == kLanes;
  Vec sum[kRows][kVecs];
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      sum[r][v] = Vec{};
      if (a.base != nullptr) {
        const float* base = a.base + (row + r) * a.base_ld + col + v * kLanes;
        sum[r][v] = v + 1 < kVecs || whole ? load(base) : load_first(base, lanes);
      }
    }
  }
  for (int64_t k = 0; k < a.rank; ++k) {
    const float* right = a.right + k * a.right_ld + col;
    Vec factor[kVecs];
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      factor[v] = v + 1 < kVecs || whole ? load(right + v * kLanes)
                                         : load_first(right + v * kLanes, lanes);
    }
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) {
      const Vec left = splat(a.left[(row + r) * a.left_ld + k] * a.left_scale);
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) sum[r][v] = fma(left, factor[v], sum[r][v]);
    }
  }
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
    const Vec row_scale = splat(a.row_scale != nullptr ? a.row_scale[row + r] : 1.0f);
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      const int64_t at = col + v * kLanes;
      const int64_t valid = v + 1 < kVecs ? kLanes : lanes;
      Vec value = sum[r][v] * row_scale;
      if (a.col_scale != nullptr) value = value * load_first(a.col_scale + at, valid);
      if (a.bias != nullptr) value = value + load_first(a.bias + at, valid);
      float* y = a.y + (row + r) * a.y_ld + at;
      if (a.accumulate) value = value + load_first(y, valid);
      if (valid == kLanes) {
        store(y, value);
      } else {
        store_first(y, value, valid);
      }
    }
  }
}

template <int kVecs>
static void update_columns(const RankUpdate& a, int64_t col, int64_t lanes) {
  int64_t row = 0;
  for (; row + kUpdateRows <= a.rows; row += kUpdateRows) {
    update_block<kUpdateRows, kVecs>(a, row, col, lanes);
  }
  for (; row < a.rows; ++row) update_block<1, kVecs>(a, row, col, lanes);
}

void rank_update(const RankUpdate& args) {
  // Rows are taken in strips that stay in the first-level cache while the columns pass.
  constexpr int64_t kStrip = 48;
  for (int64_t begin = 0; begin < args.rows; begin += kStrip) {
    RankUpdate a = args;
    a.rows = args.rows - begin < kStrip ? args.rows - begin : kStrip;
    a.left += begin * a.left_ld;
    a.y += begin * a.y_ld;
    if (a.base != nullptr) a.base += begin * a.base_ld;
    if (a.row_scale != nullptr) a.row_scale += begin;
    int64_t col = 0;
    for (; col + kUpdateVecs * kLanes <= a.cols; col += kUpdateVecs * kLanes) {
      update_columns<kUpdateVecs>(a, col, kLanes);
    }
    for (; col < a.cols; col += kLanes) {
      update_columns<1>(a, col, a.cols - col < kLanes ? a.cols - col : kLanes);
    }
  }
}

void column_sums(const ColumnSums& args) {
  const ColumnSums a = args;
  for (int64_t col = 0; col < a.cols; col += kLanes) {
    const int64_t lanes = a.cols - col < kLanes ? a.cols - col : kLanes;
    const bool whole = lanes == kLanes;
    Vec sum = load_first(a.sum + col, lanes);
    Vec product = Vec{};
    const Vec bias = a.bias != nullptr ? load_first(a.bias + col, lanes) : Vec{};
    if (a.y != nullptr) product = load_first(a.product + col, lanes);
    const int64_t ahead = a.rows * a.y_ld;
    for (int64_t row = 0; row < a.rows; ++row) {
      const float* dy_row = a.dy + row * a.dy_ld + col;
      const Vec dy = whole ? load(dy_row) : load_first(dy_row, lanes);
      sum += dy;
      if (a.y != nullptr) {
        const float* y_row = a.y + row * a.y_ld + col;
        __builtin_prefetch(y_row + ahead);
        Vec y = whole ? load(y_row) : load_first(y_row, lanes);
        if (a.y_minus != nullptr) {
          const float* minus = a.y_minus + row * a.y_minus_ld + col;
          y = y - (whole ? load(minus) : load_first(minus, lanes));
        }
        product = fma(dy, y - bias, product);
      }
    }
    store_first(a.sum + col, sum, lanes);
    if (a.y != nullptr) store_first(a.product + col, product, lanes);
  }
}

}  // namespace

extern const LowRankKernels kLowRankKernels = {project, outer_sum, rank_update, column_sums};

}  // namespace df::cpu::DF_ISA
