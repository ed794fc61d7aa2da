#include "backends/cuda/gemm/column_sums.h"

#include <type_traits>

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 128;
constexpr int kFinishCols = 32, kFinishLines = 8;

// partials[0][piece][col] = sum of dy, partials[1][piece][col] = sum of dy (y - y_minus - bias). A
// thread takes kCols columns: 8 where rows are aligned to them. The loads of several rows are under
// way at once, because everything that is optional is known to the compiler.
template <typename T, int kCols, bool kProduct, bool kMinus>
__global__ void __launch_bounds__(kThreads) piece_kernel(ColumnSums s, int64_t pieces) {
  const int64_t col = (int64_t{blockIdx.x} * kThreads + threadIdx.x) * kCols;
  const int64_t cols = s.dy.cols;
  if (col >= cols) return;
  const int64_t begin = s.dy.rows * blockIdx.y / pieces, end = s.dy.rows * (blockIdx.y + 1) / pieces;
  const T* __restrict__ dy = static_cast<const T*>(s.dy.data) + col;
  const T* __restrict__ y = static_cast<const T*>(s.y.data) + col;
  const T* __restrict__ minus = static_cast<const T*>(s.y_minus.data) + col;
  float bias[kCols], sum[kCols] = {}, product[kCols] = {};
#pragma unroll
  for (int i = 0; i < kCols; ++i) bias[i] = kProduct && s.bias != nullptr ? s.bias[col + i] : 0.0f;
#pragma unroll 4
  for (int64_t t = begin; t < end; ++t) {
    float d[kCols], value[kCols], less[kCols] = {};
    load_floats<kCols>(dy + t * s.dy.ld, d);
    if constexpr (kProduct) load_floats<kCols>(y + t * s.y.ld, value);
    if constexpr (kMinus) load_floats<kCols>(minus + t * s.y_minus.ld, less);
#pragma unroll
    for (int i = 0; i < kCols; ++i) {
      sum[i] += d[i];
      if constexpr (kProduct) product[i] = fmaf(d[i], value[i] - less[i] - bias[i], product[i]);
    }
  }
  float* out = s.partials + blockIdx.y * cols + col;
#pragma unroll
  for (int i = 0; i < kCols; ++i) {
    if (s.dbias != nullptr) out[i] = sum[i];
    if constexpr (kProduct) out[pieces * cols + i] = product[i];
  }
}

// A line of threads adds every kFinishLines-th piece; then the lines are added in order.
__global__ void __launch_bounds__(kFinishCols* kFinishLines) finish_kernel(ColumnFinish f) {
  __shared__ float lines[kFinishLines][kFinishCols];
  float* out = f.out[blockIdx.y];
  if (out == nullptr) return;
  const int64_t col = int64_t{blockIdx.x} * kFinishCols + threadIdx.x;
  float sum = 0;
  if (col < f.cols) {
    const float* partials = f.partials + blockIdx.y * f.pieces * f.cols + col;
#pragma unroll 4
    for (int64_t p = threadIdx.y; p < f.pieces; p += kFinishLines) sum += partials[p * f.cols];
  }
  lines[threadIdx.y][threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.y != 0 || col >= f.cols) return;
  float total = 0;
#pragma unroll
  for (int line = 0; line < kFinishLines; ++line) total += lines[line][threadIdx.x];
  const float* divide = f.divide[blockIdx.y];
  out[col] += divide != nullptr ? total / divide[col] : total;
}

template <typename T, int kCols>
void launch_pieces(DfContext* context, const ColumnSums& s, int64_t pieces) {
  const dim3 grid(static_cast<unsigned>(ceil_div(s.dy.cols, kThreads * kCols)), static_cast<unsigned>(pieces));
  if (s.dmagnitude == nullptr) {
    piece_kernel<T, kCols, false, false><<<grid, kThreads, 0, context->stream>>>(s, pieces);
  } else if (s.y_minus.data == nullptr) {
    piece_kernel<T, kCols, true, false><<<grid, kThreads, 0, context->stream>>>(s, pieces);
  } else {
    piece_kernel<T, kCols, true, true><<<grid, kThreads, 0, context->stream>>>(s, pieces);
  }
}

}  // namespace

uint64_t column_sum_bytes(int64_t rows, int64_t cols) {
  return static_cast<uint64_t>(2 * column_pieces(rows) * cols) * sizeof(float);
}

DfStatus finish_columns(DfContext* context, const ColumnFinish& finish) {
  const dim3 grid(static_cast<unsigned>(ceil_div(finish.cols, kFinishCols)), 2);
  finish_kernel<<<grid, dim3(kFinishCols, kFinishLines), 0, context->stream>>>(finish);
  DF_LAUNCHED("column_sums");
  return ok();
}

DfStatus column_sums(DfContext* context, const ColumnSums& sums) {
  if (sums.dbias == nullptr && sums.dmagnitude == nullptr) return ok();
  const int64_t pieces = column_pieces(sums.dy.rows);
  const bool whole = sums.dy.cols % 8 == 0 && aligned_to(sums.dy, 16) &&
                     (sums.dmagnitude == nullptr || aligned_to(sums.y, 16)) &&
                     (sums.y_minus.data == nullptr || aligned_to(sums.y_minus, 16));
  with_dtype(sums.dy.dtype, [&](auto tag) {
    using T = decltype(tag);
    if (whole) {
      launch_pieces<T, 8>(context, sums, pieces);
    } else {
      launch_pieces<T, 1>(context, sums, pieces);
    }
  });
  DF_LAUNCHED("column_sums");
  return finish_columns(context, ColumnFinish{sums.partials, pieces, sums.dy.cols, {sums.dbias, sums.dmagnitude},
                                              {nullptr, sums.magnitude}});
}

}  // namespace df::cuda
