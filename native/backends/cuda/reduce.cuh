// Reductions inside a warp and a block, in a fixed order.
#pragma once

#include <cuda_runtime.h>

namespace df::cuda {

template <typename T>
__device__ __forceinline__ T warp_sum(T value) {
#pragma unroll
  for (int lane = 16; lane > 0; lane /= 2) value += __shfl_xor_sync(0xffffffffu, value, lane);
  return value;
}

__device__ __forceinline__ float warp_max(float value) {
#pragma unroll
  for (int lane = 16; lane > 0; lane /= 2) {
    value = fmaxf(value, __shfl_xor_sync(0xffffffffu, value, lane));
  }
  return value;
}

// Sum over the x dimension of the block, known to every thread. Blocks of several rows (y) must have
// 32 threads in x; `shared` has one T a warp. May be called again without a barrier between.
template <typename T>
__device__ __forceinline__ T row_sum(T value, T* shared) {
  value = warp_sum(value);
  if (blockDim.x == 32) return value;
  const int warp = static_cast<int>(threadIdx.x) / 32;
  const int warps = static_cast<int>(blockDim.x) / 32;
  __syncthreads();
  if (threadIdx.x % 32 == 0) shared[warp] = value;
  __syncthreads();
  T total = shared[0];
  for (int i = 1; i < warps; ++i) total += shared[i];
  return total;
}

__device__ __forceinline__ float row_max(float value, float* shared) {
  value = warp_max(value);
  if (blockDim.x == 32) return value;
  const int warp = static_cast<int>(threadIdx.x) / 32;
  const int warps = static_cast<int>(blockDim.x) / 32;
  __syncthreads();
  if (threadIdx.x % 32 == 0) shared[warp] = value;
  __syncthreads();
  float largest = shared[0];
  for (int i = 1; i < warps; ++i) largest = fmaxf(largest, shared[i]);
  return largest;
}

}  // namespace df::cuda
