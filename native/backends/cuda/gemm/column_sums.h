// Sums over the rows of dy, for bias and magnitude gradients.
#pragma once

#include <algorithm>

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// dbias[j] += sum_t dy[t,j]; dmagnitude[j] += sum_t dy[t,j] (y[t,j] - y_minus[t,j] - bias[j]) / magnitude[j].
// What is null is not computed. Two passes in a fixed order: pieces of rows, then the pieces.
struct ColumnSums {  // dy, y and y_minus share a dtype
  DfMatrix dy;
  DfMatrix y;
  DfMatrix y_minus;
  const float* bias;
  const float* magnitude;
  float* dbias;
  float* dmagnitude;
  float* partials;  // column_sum_bytes
};
uint64_t column_sum_bytes(int64_t rows, int64_t cols);
DfStatus column_sums(DfContext* context, const ColumnSums& sums);

// Pieces of the rows of such a sum: enough blocks for narrow matrices, and the same on every card.
inline int64_t column_pieces(int64_t rows) { return std::max<int64_t>(std::min<int64_t>(256, rows / 32), 1); }

// The second pass, of two sums at most: out[s][j] += sum over p of partials[s][p][j], divided by
// divide[s][j] where that is given. A null out is left out.
struct ColumnFinish {
  const float* partials;
  int64_t pieces;
  int64_t cols;
  float* out[2];
  const float* divide[2];
};
DfStatus finish_columns(DfContext* context, const ColumnFinish& finish);

}  // namespace df::cuda
