// Products with one narrow side (the rank of an adapter), where a general matrix product would
// spend its time on packing. "Wide ranks" are ranks rounded up to whole vectors, zero behind.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

constexpr int64_t kRankStep = 16;

inline constexpr int64_t wide_rank(int64_t rank) {
  return (rank + kRankStep - 1) / kRankStep * kRankStep;
}

// out[rows, wide] (+)= x[rows, cols] * p[cols, wide]
struct Projection {
  const float* x;
  int64_t x_ld;
  int64_t rows;
  int64_t cols;
  const float* p;
  int64_t p_ld;
  int64_t wide;
  float* out;
  int64_t out_ld;
  bool accumulate;
};

// sum[cols, wide] += x[rows, cols]^T * factor[rows, wide], rows in ascending order. The same
// columns of the next `rows` rows are fetched ahead: a caller walks down a matrix strip by strip.
struct OuterSum {
  const float* x;
  int64_t x_ld;
  int64_t rows;
  int64_t cols;
  const float* factor;
  int64_t factor_ld;
  int64_t wide;
  float* sum;
  int64_t sum_ld;
};

// y = row_scale[t] * col_scale[j] * (base + left_scale * left[rows, rank] * right[rank, cols])
//     + bias[j], added to y when accumulate. What is null counts as zero (base, bias) or one
// (scales). base may be y.
struct RankUpdate {
  int64_t rows;
  int64_t cols;
  int64_t rank;
  const float* base;
  int64_t base_ld;
  const float* left;
  int64_t left_ld;
  float left_scale;
  const float* right;
  int64_t right_ld;
  const float* row_scale;
  const float* col_scale;
  const float* bias;
  float* y;
  int64_t y_ld;
  bool accumulate;
};

// sum[j] += sum over t of dy[t,j]; product[j] += sum over t of dy[t,j] * (y[t,j] - y_minus[t,j] - bias[j]).
struct ColumnSums {
  const float* dy;
  int64_t dy_ld;
  const float* y;  // null: no products
  int64_t y_ld;
  const float* y_minus;  // null: zero
  int64_t y_minus_ld;
  const float* bias;  // null: zero
  int64_t rows;
  int64_t cols;
  float* sum;
  float* product;
};

struct LowRankKernels {
  void (*project)(const Projection& args);
  void (*outer_sum)(const OuterSum& args);
  void (*rank_update)(const RankUpdate& args);
  void (*column_sums)(const ColumnSums& args);
};

const LowRankKernels& low_rank_kernels(Isa isa);

}  // namespace df::cpu
