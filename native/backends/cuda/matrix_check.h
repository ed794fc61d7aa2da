// Checks of arguments at the entry of an op. The messages name the op, the argument and the numbers,
// so that a wrong shape is found without a debugger.
#pragma once

#include <cstdint>

#include "backends/cuda/context.h"
#include "backends/cuda/dtype.h"
#include "backends/cuda/status.h"
#include "core/plugin/argument_check.h"

namespace df::cuda {

using plugin::check_scratch;
using plugin::check_weight;
using plugin::weight_blocks;
using plugin::weight_count;

// Every op begins with this: a context that only plans runs nothing, and CUDA's current device
// belongs to the calling thread, which may be another one than made the context.
inline DfStatus check_runs(const DfContext* context, const char* op) {
  if (!context->plan_only) {
    DF_CUDA(cudaSetDevice(context->device), op);
    return ok();
  }
  return fail(DF_UNSUPPORTED, "%s: this context only plans for a device that is not here", op);
}

// A matrix of this dtype and shape.
inline DfStatus check_matrix(const DfMatrix& m, const char* op, const char* name, int32_t dtype,
                             int64_t rows, int64_t cols) {
  DF_REQUIRE(m.data != nullptr, "%s: %s has no data", op, name);
  if (m.dtype != dtype || !is_float(m.dtype)) {
    return fail(DF_UNSUPPORTED, "%s: %s has dtype %d; %d is needed beside the other arguments", op,
                name, m.dtype, dtype);
  }
  return plugin::check_shape(m, op, name, rows, cols);
}

// A matrix of activations that gives the op its shape and dtype.
inline DfStatus check_activations(const DfContext* context, const DfMatrix& m, const char* op,
                                  const char* name) {
  DF_CHECK(check_runs(context, op));
  DF_CHECK(plugin::check_extent(m, op, name));
  if (m.dtype == DF_BF16 && !context->has_bf16()) {
    return fail(DF_UNSUPPORTED,
                "%s: bfloat16 needs compute capability 8.0, this card has %d.%d; use float16", op,
                context->compute_capability / 10, context->compute_capability % 10);
  }
  return check_matrix(m, op, name, m.dtype, m.rows, m.cols);
}

// Whether vectors of `bytes` bytes may be used on every row.
inline bool aligned_to(const DfMatrix& m, int64_t bytes) {
  return m.data == nullptr || (reinterpret_cast<uintptr_t>(m.data) % static_cast<uintptr_t>(bytes) == 0 &&
                               m.ld * dtype_bytes(m.dtype) % bytes == 0);
}
inline bool aligned_to(const void* data, int64_t bytes) {
  return reinterpret_cast<uintptr_t>(data) % static_cast<uintptr_t>(bytes) == 0;
}

// Shapes and pointers of an adapter against its weight (adapter_check.cpp).
DfStatus check_adapter(const DfAdapter& adapter, const DfWeight& weight, const char* op);

}  // namespace df::cuda
