// Device types of the activation dtypes, and vectors of them.
#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <cstdint>

#include "backends/cuda/dtype.h"
#include "differential/types.h"

namespace df::cuda {

using bf16 = __nv_bfloat16;
using f16 = __half;

__device__ __forceinline__ float to_float(float x) { return x; }
__device__ __forceinline__ float to_float(bf16 x) { return __bfloat162float(x); }
__device__ __forceinline__ float to_float(f16 x) { return __half2float(x); }

// Rounds to nearest even.
template <typename T>
__device__ __forceinline__ T from_float(float x);
template <>
__device__ __forceinline__ float from_float<float>(float x) { return x; }
template <>
__device__ __forceinline__ bf16 from_float<bf16>(float x) { return __float2bfloat16_rn(x); }
template <>
__device__ __forceinline__ f16 from_float<f16>(float x) { return __float2half_rn(x); }

// exp of a value that is stored as T: exact to the last bits for float32, the fast instruction where
// the result is rounded to 16 bits anyway.
template <typename T>
__device__ __forceinline__ float exp_for(float x) {
  if constexpr (sizeof(T) == 4) {
    return expf(x);
  } else {
    return __expf(x);
  }
}

template <typename T>
struct DtypeOf;
template <>
struct DtypeOf<float> { static constexpr int32_t value = DF_F32; };
template <>
struct DtypeOf<bf16> { static constexpr int32_t value = DF_BF16; };
template <>
struct DtypeOf<f16> { static constexpr int32_t value = DF_F16; };

// N values moved by one access of N * sizeof(T) bytes (at most 16).
template <typename T, int N>
struct alignas(N * sizeof(T)) Pack {
  T values[N];
};

// N values as float32; p must be aligned to the whole access. More than 16 bytes take several.
template <int N, typename T>
__device__ __forceinline__ void load_floats(const T* p, float (&out)[N]) {
  constexpr int kStep = N * sizeof(T) > 16 ? 16 / sizeof(T) : N;
#pragma unroll
  for (int i = 0; i < N; i += kStep) {
    const Pack<T, kStep> pack = *reinterpret_cast<const Pack<T, kStep>*>(p + i);
#pragma unroll
    for (int k = 0; k < kStep; ++k) out[i + k] = to_float(pack.values[k]);
  }
}

template <int N, typename T>
__device__ __forceinline__ void store_floats(T* p, const float (&in)[N]) {
  constexpr int kStep = N * sizeof(T) > 16 ? 16 / sizeof(T) : N;
#pragma unroll
  for (int i = 0; i < N; i += kStep) {
    Pack<T, kStep> pack;
#pragma unroll
    for (int k = 0; k < kStep; ++k) pack.values[k] = from_float<T>(in[i + k]);
    *reinterpret_cast<Pack<T, kStep>*>(p + i) = pack;
  }
}

// Calls function(T{}) with the device type of an activation dtype; the caller has checked it.
template <typename Function>
auto with_dtype(int32_t dtype, Function function) {
  switch (dtype) {
    case DF_BF16: return function(bf16{});
    case DF_F16: return function(f16{});
    default: return function(float{});
  }
}

}  // namespace df::cuda
