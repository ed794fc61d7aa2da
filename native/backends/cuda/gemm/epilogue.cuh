// The last step of every product: float32 sums to C. Shared by the kernels, so that scale, bias and
// accumulation mean the same in all of them.
#pragma once

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/gemm.h"

namespace df::cuda {

struct Epilogue {
  void* c;
  int64_t ldc;
  const float* col_scale;
  const float* bias;
  float alpha;
  int32_t c_dtype;
  bool accumulate;
};

inline Epilogue epilogue_of(const GemmCall& call) {
  return Epilogue{call.c,     call.ldc,     call.col_scale, call.bias,
                  call.alpha, call.c_dtype, call.accumulate};
}

__device__ __forceinline__ float finished(const Epilogue& e, float sum, int64_t col) {
  float value = e.alpha * sum;
  if (e.col_scale != nullptr) value *= e.col_scale[col];
  if (e.bias != nullptr) value += e.bias[col];
  return value;
}

template <typename T>
__device__ __forceinline__ void put(const Epilogue& e, int64_t row, int64_t col, float value) {
  T* at = static_cast<T*>(e.c) + row * e.ldc + col;
  if (e.accumulate) value += to_float(*at);
  *at = from_float<T>(value);
}

__device__ __forceinline__ void write_one(const Epilogue& e, int64_t row, int64_t col, float sum) {
  const float value = finished(e, sum, col);
  if (e.c_dtype == DF_F32) {
    put<float>(e, row, col, value);
  } else if (e.c_dtype == DF_BF16) {
    put<bf16>(e, row, col, value);
  } else {
    put<f16>(e, row, col, value);
  }
}

// Two neighbouring columns, col even. `whole`: rows of C are aligned to pairs.
__device__ __forceinline__ void write_pair(const Epilogue& e, int64_t row, int64_t col, int64_t n,
                                           bool whole, float first, float second) {
  if (!whole || col + 1 >= n || e.c_dtype == DF_F16) {
    if (col < n) write_one(e, row, col, first);
    if (col + 1 < n) write_one(e, row, col + 1, second);
    return;
  }
  float a = finished(e, first, col), b = finished(e, second, col + 1);
  if (e.c_dtype == DF_F32) {
    float2* at = reinterpret_cast<float2*>(static_cast<float*>(e.c) + row * e.ldc + col);
    if (e.accumulate) {
      const float2 old = *at;
      a += old.x;
      b += old.y;
    }
    *at = make_float2(a, b);
    return;
  }
  __nv_bfloat162* at =
      reinterpret_cast<__nv_bfloat162*>(static_cast<bf16*>(e.c) + row * e.ldc + col);
  if (e.accumulate) {
    const float2 old = __bfloat1622float2(*at);
    a += old.x;
    b += old.y;
  }
  *at = __floats2bfloat162_rn(a, b);
}

// Whether write_pair may write pairs at once.
inline bool pairs_aligned(const GemmCall& call) {
  const int64_t bytes = 2 * dtype_bytes(call.c_dtype);
  return call.ldc % 2 == 0 && reinterpret_cast<uintptr_t>(call.c) % static_cast<uintptr_t>(bytes) == 0;
}

// Whether (row, col) is kept; outside the mask: no.
__device__ __forceinline__ bool kept(const GemmDropout& d, int64_t row, int64_t col) {
  if (row >= d.rows || col >= d.cols) return false;
  return (d.bits[row * d.words + col / 32] >> (col % 32) & 1u) != 0;
}

// Bits 0 and 1: whether (row, col) and (row, col + 1) are kept, for an even col.
__device__ __forceinline__ uint32_t kept_pair(const GemmDropout& d, int64_t row, int64_t col) {
  if (row >= d.rows || col >= d.cols) return 0;
  return d.bits[row * d.words + col / 32] >> (col % 32) & 3u;
}

}  // namespace df::cuda
