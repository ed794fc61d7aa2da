// The low-rank terms of short segments: rows of a batch that each have their own adapter, or none.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// Segments of at least this many rows are worth a product of their own.
inline constexpr int64_t kLongSegment = 64;

// y (+)= row_scale o (product + scale * B A drop(x)) + bias for the rows of segments [first, end) of
// args; `product` holds W x of all rows and may be y itself. row_xa: [T, ld] float32 scratch, ld at
// least the widest rank.
DfStatus add_row_adapters(DfContext* context, const DfLinearForward& args, const DfMatrix& product,
                          int32_t first, int32_t end, float* row_xa, int64_t ld);

}  // namespace df::cuda
