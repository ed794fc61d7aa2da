// Maximum and sum of exponentials of a long row (the vocabulary), by one block in one pass.
#pragma once

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/reduce.cuh"

namespace df::cuda {

inline constexpr int kSoftmaxThreads = 512;

struct SoftmaxStats {
  float maximum;
  float sum;  // of exp(x - maximum)
};

// `shared` has one float a warp.
template <int N, typename T>
__device__ __forceinline__ SoftmaxStats softmax_stats(const T* x, int count, float* shared) {
  // Finite, so that -infinity (a token that cannot occur) minus it stays -infinity.
  float top = -3.402823466e38f;
  float sum = 0.0f;
  for (int col = static_cast<int>(threadIdx.x) * N; col < count; col += kSoftmaxThreads * N) {
    float v[N];
    load_floats<N>(x + col, v);
    float highest = v[0];
#pragma unroll
    for (int i = 1; i < N; ++i) highest = fmaxf(highest, v[i]);
    const float before = top;
    top = fmaxf(top, highest);
    float part = 0.0f;
#pragma unroll
    for (int i = 0; i < N; ++i) part += exp_for<T>(v[i] - top);
    sum = fmaf(sum, exp_for<T>(before - top), part);
  }
  const float maximum = row_max(top, shared);
  return {maximum, row_sum(sum * exp_for<T>(top - maximum), shared)};
}

}  // namespace df::cuda
