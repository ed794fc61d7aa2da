// Sums over the rows of dy, for bias and magnitude gradients.
#pragma once

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

}  // namespace df::cuda
