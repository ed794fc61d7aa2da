// Loops over the elements of matrices: a functor is called for vectors of N neighbours in a row,
// with N = 1 where alignment or the number of columns forbids vectors.
#pragma once

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {

// A matrix as a kernel sees it.
template <typename T>
struct View {
  T* data;
  int64_t ld;
  __device__ __forceinline__ T* at(int64_t row, int64_t col) const { return data + row * ld + col; }
};

template <typename T>
View<T> view(const DfMatrix& m) {
  return View<T>{static_cast<T*>(m.data), m.ld};
}

template <int N, typename Function>
__global__ void __launch_bounds__(256) each_kernel(int64_t rows, int64_t vectors, Function f) {
  const int64_t step = static_cast<int64_t>(gridDim.x) * blockDim.x;
  const int64_t first = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  if (rows == 1) {
    for (int64_t i = first; i < vectors; i += step) f.template apply<N>(0, i * N);
    return;
  }
  const int64_t count = rows * vectors;
  for (int64_t i = first; i < count; i += step) {
    const int64_t row = i / vectors;
    f.template apply<N>(row, (i - row * vectors) * N);
  }
}

// f.apply<N>(row, col) for every vector of a rows x cols matrix. `dense`: all matrices have ld ==
// cols and may be taken as one row. `aligned`: all rows allow vectors of kWidth elements.
template <int kWidth, typename Function>
DfStatus launch_each(const DfContext* context, const char* op, int64_t rows, int64_t cols,
                     bool dense, bool aligned, Function f) {
  if (rows <= 0 || cols <= 0) return ok();
  if (dense) {
    cols *= rows;
    rows = 1;
  }
  constexpr int kThreads = 256;
  if (aligned && cols % kWidth == 0) {
    const int64_t vectors = cols / kWidth;
    each_kernel<kWidth><<<grid_stride_blocks(context, rows * vectors, kThreads, 16), kThreads, 0,
                          context->stream>>>(rows, vectors, f);
  } else {
    each_kernel<1><<<grid_stride_blocks(context, rows * cols, kThreads, 16), kThreads, 0,
                     context->stream>>>(rows, cols, f);
  }
  DF_LAUNCHED(op);
  return ok();
}

template <typename T>
inline constexpr int kVector = 16 / sizeof(T);

inline bool dense(const DfMatrix& m) { return m.data == nullptr || m.ld == m.cols; }

// N neighbours of a matrix whose dtype is known at run time only. p points at element 0.
template <int N>
__device__ __forceinline__ void load_any(const void* p, int32_t dtype, int64_t at, float (&out)[N]) {
  if (dtype == DF_BF16) {
    load_floats<N>(static_cast<const bf16*>(p) + at, out);
  } else if (dtype == DF_F16) {
    load_floats<N>(static_cast<const f16*>(p) + at, out);
  } else {
    load_floats<N>(static_cast<const float*>(p) + at, out);
  }
}

template <int N>
__device__ __forceinline__ void store_any(void* p, int32_t dtype, int64_t at, const float (&in)[N]) {
  if (dtype == DF_BF16) {
    store_floats<N>(static_cast<bf16*>(p) + at, in);
  } else if (dtype == DF_F16) {
    store_floats<N>(static_cast<f16*>(p) + at, in);
  } else {
    store_floats<N>(static_cast<float*>(p) + at, in);
  }
}

}  // namespace df::cuda
