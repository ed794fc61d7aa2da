// Products of at most eight rows with 16-bit weights: the head in decoding, and all layers of a model
// that is not quantized. Bound by the bytes of the weight.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

inline constexpr int64_t kDenseRows = 8;  // at most

bool dense_rows_takes(const DfContext* context, const DfWeight& weight, const DfMatrix& x);

// y (+)= x W^T + bias.
DfStatus dense_rows(DfContext* context, const DfWeight& weight, const DfMatrix& x, const DfMatrix& y, bool accumulate);

}  // namespace df::cuda
