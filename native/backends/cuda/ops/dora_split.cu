#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops/dependent_launch.cuh"
#include "backends/cuda/ops/dora_product.h"
#include "backends/cuda/reduce.cuh"

namespace df::cuda {
namespace {

constexpr int kThreads = 512;

__device__ __forceinline__ void load_four(const float* row, int64_t col, bool vectors, float (&v)[4]) {
  if (vectors) {
    load_floats<4>(row + col, v);
    return;
  }
#pragma unroll
  for (int i = 0; i < 4; ++i) v[i] = row[col + i];
}

// The power of two that brings `top` into [2^13, 2^14); 1 where there is none.
__device__ __forceinline__ int exponent_for(float top) {
  if (!(top > 0.0f) || !isfinite(top)) return 0;
  int exponent;
  frexpf(top, &exponent);
  return min(max(14 - exponent, -126), 126);
}

__device__ __forceinline__ void store_pair(__half* high, __half* low, float x, float y) {
  const __half2 top = __floats2half2_rn(x, y);
  *reinterpret_cast<__half2*>(high) = top;
  *reinterpret_cast<__half2*>(low) = __floats2half2_rn(x - __low2float(top), y - __high2float(top));
}

__device__ __forceinline__ void store_four(const SplitFactors& out, int64_t row, int64_t col, float factor,
                                           const float (&v)[4]) {
  int64_t at = row * out.cols + col, next = at + 2;
  if (out.shuffled) {
    const int t = static_cast<int>(col % 64) / 16, s = static_cast<int>(col % 16) / 4;
    at = row * out.cols + col / 64 * 64 + 16 * s + 2 * t;
    next = at + 8;
  }
  store_pair(out.high + at, out.low + at, v[0] * factor, v[1] * factor);
  store_pair(out.high + next, out.low + next, v[2] * factor, v[3] * factor);
}

// A block a row; runs of four neighbours a thread, the first kKept of them in registers.
__global__ void __launch_bounds__(kThreads) split_kernel(View<const float> a, bool vectors, SplitFactors out) {
  __shared__ float shared[kThreads / 32];
  constexpr int kKept = 8, kStep = kThreads * 4;
  launch_dependents();
  const int64_t row = blockIdx.x, first = threadIdx.x * 4;
  const float* from = a.at(row, 0);
  float kept[kKept][4], top = 0.0f;
  bool number = true;
  const auto look = [&](const float(&v)[4]) {
#pragma unroll
    for (int i = 0; i < 4; ++i) {
      top = fmaxf(top, fabsf(v[i]));
      number = number && !isnan(v[i]);
    }
  };
#pragma unroll
  for (int k = 0; k < kKept; ++k) {
    if (first + k * kStep < out.cols) load_four(from, first + k * kStep, vectors, kept[k]);
  }
#pragma unroll
  for (int k = 0; k < kKept; ++k) {
    if (first + k * kStep < out.cols) look(kept[k]);
  }
  for (int64_t col = first + kKept * kStep; col < out.cols; col += kStep) {
    float v[4];
    load_four(from, col, vectors, v);
    look(v);
  }
  // fmaxf drops NaN; the split keeps it.
  const int exponent = exponent_for(row_max(number ? top : INFINITY, shared));
  const float factor = ldexpf(1.0f, exponent);
  if (threadIdx.x == 0) {
    out.unscale[row] = ldexpf(1.0f, -exponent);
    if (row == 0 && out.finished != nullptr) *out.finished = 0;
  }
#pragma unroll
  for (int k = 0; k < kKept; ++k) {
    if (first + k * kStep < out.cols) store_four(out, row, first + k * kStep, factor, kept[k]);
  }
  for (int64_t col = first + kKept * kStep; col < out.cols; col += kStep) {
    float v[4];
    load_four(from, col, vectors, v);
    store_four(out, row, col, factor, v);
  }
}

}  // namespace

DfStatus split_factors(const DfContext* context, const DfMatrix& a, const SplitFactors& out) {
  split_kernel<<<static_cast<unsigned>(a.rows), kThreads, 0, context->stream>>>(view<const float>(a),
                                                                                aligned_to(a, 16), out);
  DF_LAUNCHED("dora_row_scale");
  return ok();
}

}  // namespace df::cuda
