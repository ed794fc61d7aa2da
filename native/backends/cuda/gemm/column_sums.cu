#include "backends/cuda/gemm/column_sums.h"

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 64;
constexpr int64_t kPieces = 64;  // of the rows: enough blocks for narrow matrices

int64_t pieces_of(int64_t rows) { return std::max<int64_t>(std::min(kPieces, rows / 64), 1); }

// partials[0][piece][col] = sum of dy, partials[1][piece][col] = sum of dy (y - y_minus - bias). A thread takes
// kCols columns: 8 where rows are aligned to them.
template <typename T, int kCols>
__global__ void __launch_bounds__(kThreads) piece_kernel(ColumnSums s, int64_t pieces) {
  const int64_t col = (int64_t{blockIdx.x} * kThreads + threadIdx.x) * kCols;
  const int64_t cols = s.dy.cols;
  if (col >= cols) return;
  const int64_t begin = s.dy.rows * blockIdx.y / pieces, end = s.dy.rows * (blockIdx.y + 1) / pieces;
  const T* dy = static_cast<const T*>(s.dy.data) + col;
  const T* y = static_cast<const T*>(s.y.data) + col;
  const T* minus = s.y_minus.data != nullptr ? static_cast<const T*>(s.y_minus.data) + col : nullptr;
  float bias[kCols], sum[kCols] = {}, product[kCols] = {};
#pragma unroll
  for (int i = 0; i < kCols; ++i) bias[i] = s.bias != nullptr ? s.bias[col + i] : 0.0f;
#pragma unroll 4
  for (int64_t t = begin; t < end; ++t) {
    float d[kCols], value[kCols], less[kCols] = {};
    load_floats<kCols>(dy + t * s.dy.ld, d);
    if (s.dmagnitude != nullptr) load_floats<kCols>(y + t * s.y.ld, value);
    if (minus != nullptr) load_floats<kCols>(minus + t * s.y_minus.ld, less);
#pragma unroll
    for (int i = 0; i < kCols; ++i) {
      sum[i] += d[i];
      if (s.dmagnitude != nullptr) product[i] = fmaf(d[i], value[i] - less[i] - bias[i], product[i]);
    }
  }
  float* out = s.partials + blockIdx.y * cols + col;
#pragma unroll
  for (int i = 0; i < kCols; ++i) {
    out[i] = sum[i];
    out[pieces * cols + i] = product[i];
  }
}

__global__ void __launch_bounds__(kThreads) finish_kernel(ColumnSums s, int64_t pieces) {
  const int64_t cols = s.dy.cols;
  const int64_t col = int64_t{blockIdx.x} * kThreads + threadIdx.x;
  if (col >= cols) return;
  float sum = 0, product = 0;
  for (int64_t p = 0; p < pieces; ++p) {
    sum += s.partials[p * cols + col];
    product += s.partials[(pieces + p) * cols + col];
  }
  if (s.dbias != nullptr) s.dbias[col] += sum;
  if (s.dmagnitude != nullptr) s.dmagnitude[col] += product / s.magnitude[col];
}

}  // namespace

uint64_t column_sum_bytes(int64_t rows, int64_t cols) {
  return static_cast<uint64_t>(2 * pieces_of(rows) * cols) * sizeof(float);
}

DfStatus column_sums(DfContext* context, const ColumnSums& sums) {
  if (sums.dbias == nullptr && sums.dmagnitude == nullptr) return ok();
  const int64_t pieces = pieces_of(sums.dy.rows);
  const bool whole = sums.dy.cols % 8 == 0 && aligned_to(sums.dy, 16) &&
                     (sums.dmagnitude == nullptr || aligned_to(sums.y, 16)) &&
                     (sums.y_minus.data == nullptr || aligned_to(sums.y_minus, 16));
  const auto blocks = static_cast<unsigned>(ceil_div(sums.dy.cols, kThreads * (whole ? 8 : 1)));
  const dim3 grid(blocks, static_cast<unsigned>(pieces));
  with_dtype(sums.dy.dtype, [&](auto tag) {
    using T = decltype(tag);
    if (whole) {
      piece_kernel<T, 8><<<grid, kThreads, 0, context->stream>>>(sums, pieces);
    } else {
      piece_kernel<T, 1><<<grid, kThreads, 0, context->stream>>>(sums, pieces);
    }
  });
  DF_LAUNCHED("column_sums");
  finish_kernel<<<static_cast<unsigned>(ceil_div(sums.dy.cols, kThreads)), kThreads, 0, context->stream>>>(sums,
                                                                                                          pieces);
  DF_LAUNCHED("column_sums");
  return ok();
}

}  // namespace df::cuda
