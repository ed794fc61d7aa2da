// The weight as the big products read it: rows of the compute dtype, in scratch unless the weight is
// stored that way.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// The weight's own memory serves: same dtype, nothing to fold in.
inline bool panel_is_weight(const DfWeight& weight, int32_t dtype, const float* row_scale) {
  return weight.format == dtype && row_scale == nullptr;
}

// Rows [first, first + rows) into out [rows, in_features], row j times row_scale[j] when it is given.
DfStatus build_panel(DfContext* context, const DfWeight& weight, const float* row_scale, int64_t first,
                     int64_t rows, void* out, int32_t dtype);

// Values of one float dtype to another, rows by rows.
DfStatus convert_rows(DfContext* context, const DfMatrix& in, void* out, int64_t out_ld, int32_t dtype);

}  // namespace df::cuda
