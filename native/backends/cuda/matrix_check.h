// Checks of arguments at the entry of an op. The messages name the op, the argument and the numbers,
// so that a wrong shape is found without a debugger.
#pragma once

#include <cstdint>

#include "backends/cuda/context.h"
#include "backends/cuda/dtype.h"
#include "backends/cuda/status.h"

namespace df::cuda {

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
  DF_REQUIRE(m.rows == rows && m.cols == cols, "%s: %s is %lld x %lld, expected %lld x %lld", op,
             name, static_cast<long long>(m.rows), static_cast<long long>(m.cols),
             static_cast<long long>(rows), static_cast<long long>(cols));
  DF_REQUIRE(m.ld >= m.cols, "%s: %s has ld %lld, less than its %lld columns", op, name,
             static_cast<long long>(m.ld), static_cast<long long>(m.cols));
  return ok();
}

// A matrix of activations that gives the op its shape and dtype.
inline DfStatus check_activations(const DfContext* context, const DfMatrix& m, const char* op,
                                  const char* name) {
  DF_CHECK(check_runs(context, op));
  DF_REQUIRE(m.rows >= 0 && m.cols >= 0, "%s: %s is %lld x %lld", op, name,
             static_cast<long long>(m.rows), static_cast<long long>(m.cols));
  if (m.dtype == DF_BF16 && !context->has_bf16()) {
    return fail(DF_UNSUPPORTED,
                "%s: bfloat16 needs compute capability 8.0, this card has %d.%d; use float16", op,
                context->compute_capability / 10, context->compute_capability % 10);
  }
  return check_matrix(m, op, name, m.dtype, m.rows, m.cols);
}

inline DfStatus check_scratch(const DfScratch& scratch, const char* op, uint64_t needed) {
  DF_REQUIRE(needed == 0 || (scratch.data != nullptr && scratch.bytes >= needed),
             "%s: scratch has %llu bytes, %llu are needed", op,
             static_cast<unsigned long long>(scratch.data != nullptr ? scratch.bytes : 0),
             static_cast<unsigned long long>(needed));
  return ok();
}

// Whether vectors of `bytes` bytes may be used on every row.
inline bool aligned_to(const DfMatrix& m, int64_t bytes) {
  return m.data == nullptr || (reinterpret_cast<uintptr_t>(m.data) % static_cast<uintptr_t>(bytes) == 0 &&
                               m.ld * dtype_bytes(m.dtype) % bytes == 0);
}
inline bool aligned_to(const void* data, int64_t bytes) {
  return reinterpret_cast<uintptr_t>(data) % static_cast<uintptr_t>(bytes) == 0;
}

// Whether the format, sizes and pointers of a weight can be read by an op (weight_check.cpp).
DfStatus check_weight(const DfWeight& weight, const char* op);

// Shapes and pointers of an adapter against its weight.
DfStatus check_adapter(const DfAdapter& adapter, const DfWeight& weight, const char* op);

inline int64_t weight_count(const DfWeight& weight) {
  return weight.out_features * weight.in_features;
}
inline int64_t weight_blocks(const DfWeight& weight) {
  return (weight_count(weight) + weight.block_size - 1) / weight.block_size;
}

}  // namespace df::cuda
