// Products of a few rows with an NF4 weight that is read as it is stored: decoding is bound by the
// bytes of the weight, and a panel of 16-bit values would be nine times as many.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

inline constexpr int64_t kNf4Rows = 64;  // at most

bool nf4_rows_takes(const DfContext* context, const DfWeight& weight, const DfMatrix& x);

// y (+)= x W^T + bias for x of at most kNf4Rows rows; bias of the weight, may be null.
DfStatus nf4_rows(DfContext* context, const DfWeight& weight, const DfMatrix& x, const DfMatrix& y, bool accumulate);

}  // namespace df::cuda
