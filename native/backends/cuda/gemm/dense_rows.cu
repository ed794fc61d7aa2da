// A warp takes 16 rows of the weight, 128 columns at a time, straight from memory into the fragments of
// tensor cores: lane l of four has 8 neighbouring columns of every 32, of rows g and g + 8. x lies in
// shared memory in the same order of columns. The next columns are on their way during the products.
#include "backends/cuda/gemm/dense_rows.h"

#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/gemm/nf4_decode.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kWarps = kThreads / 32;
constexpr int kResident = 2;
constexpr int kRows = 16;
constexpr int kColumns = 128;
constexpr int kPadBytes = 64;  // of a row of x, so that two rows meet in no bank

struct Call {
  const void* weight;
  int out, columns, tiles, tokens;
  const void* x;
  int64_t x_ld;
  Epilogue epilogue;
};

template <typename T>
struct Columns {
  uint4 values[4][2];  // [32 columns][row g, g + 8]

  __device__ __forceinline__ void load(const Call& call, int tile, int column) {
    const int lane = static_cast<int>(threadIdx.x) % 32;
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const int64_t row = min(tile * kRows + 8 * h + lane / 4, call.out - 1);
      const uint4* from = reinterpret_cast<const uint4*>(static_cast<const T*>(call.weight) + row * call.columns + column) + lane % 4;
#pragma unroll
      for (int i = 0; i < 4; ++i) values[i][h] = __ldcs(from + i * 4);
    }
  }
};

template <typename T>
__device__ __forceinline__ void multiply(const Columns<T>& w, const char* x, bool there, float (&sums)[2][4]) {
#pragma unroll
  for (int i = 0; i < 4; ++i) {
    uint4 v{0, 0, 0, 0};
    if (there) v = *reinterpret_cast<const uint4*>(x + i * 64);
    const uint4 &low = w.values[i][0], &high = w.values[i][1];
    const uint32_t a[4] = {low.x, high.x, low.y, high.y}, c[4] = {low.z, high.z, low.w, high.w};
    const uint32_t b[2] = {v.x, v.y}, d[2] = {v.z, v.w};
    mma_16x8x16<T>(a, b, sums[0]);
    mma_16x8x16<T>(c, d, sums[1]);
  }
}

template <typename T>
__global__ void __launch_bounds__(kThreads, kResident) dense_rows_kernel(const __grid_constant__ Call call) {
  extern __shared__ __align__(16) char shared[];
  const int lane = static_cast<int>(threadIdx.x) % 32, g = lane / 4, l = lane % 4;
  const int step = static_cast<int>(gridDim.x) * kWarps;
  int tile = static_cast<int>(blockIdx.x) + static_cast<int>(threadIdx.x) / 32 * static_cast<int>(gridDim.x);
  let_later_kernels_start();
  Columns<T> now;
  now.load(call, tile, 0);
  wait_for_earlier_kernels();
  const int stride = call.columns * 2 + kPadBytes, vectors = call.columns / 8;
  for (int i = static_cast<int>(threadIdx.x); i < call.tokens * vectors; i += kThreads) {
    const int token = i / vectors, v = i % vectors;
    *reinterpret_cast<uint4*>(shared + token * stride + v * 16) =
        *reinterpret_cast<const uint4*>(static_cast<const T*>(call.x) + token * call.x_ld + v * 8);
  }
  __syncthreads();
  const bool there = g < call.tokens;
  const char* x = shared + (there ? g * stride : 0) + l * 16;
  for (; tile < call.tiles; tile += step) {
    float sums[2][4] = {};
    for (int column = 0; column < call.columns; column += kColumns) {
      const bool last = column + kColumns >= call.columns;
      Columns<T> next;
      next.load(call, last ? tile + step : tile, last ? 0 : column + kColumns);
      multiply<T>(now, x + column * 2, there, sums);
      now = next;
    }
#pragma unroll
    for (int i = 0; i < 4; ++i) {
      const int row = tile * kRows + i / 2 * 8 + g, token = 2 * l + i % 2;
      if (row < call.out && token < call.tokens) write_one(call.epilogue, token, row, sums[0][i] + sums[1][i]);
    }
  }
}

int shared_bytes(int64_t rows, int64_t columns) { return static_cast<int>(rows * (columns * 2 + kPadBytes)); }

}  // namespace

bool dense_rows_takes(const DfContext* context, const DfWeight& w, const DfMatrix& x) {
  return context->has_bf16() && w.format == x.dtype && x.dtype != DF_F32 && x.rows > 0 && x.rows <= kDenseRows &&
         w.in_features % kColumns == 0 && w.out_features < INT32_MAX - kRows && aligned_to(x, 16) &&
         aligned_to(w.data, 16) && kResident * (shared_bytes(x.rows, w.in_features) + 1024) <= context->shared_bytes_per_block;
}

DfStatus dense_rows(DfContext* context, const DfWeight& w, const DfMatrix& x, const DfMatrix& y, bool accumulate) {
  const Call call{w.data, static_cast<int>(w.out_features), static_cast<int>(w.in_features),
                  static_cast<int>(ceil_div(w.out_features, kRows)), static_cast<int>(x.rows), x.data, x.ld,
                  Epilogue{y.data, y.ld, nullptr, w.bias, 1.0f, y.dtype, accumulate}};
  const int bytes = shared_bytes(x.rows, w.in_features);
  const int64_t blocks = std::min<int64_t>(ceil_div(call.tiles, kWarps), context->multiprocessors * kResident);
  const auto run = [&](auto kernel) -> DfStatus {
    DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes), "linear_forward");
    DF_CUDA(launch_early(context, kernel, dim3(static_cast<unsigned>(blocks)), dim3(kThreads), static_cast<size_t>(bytes), 1, call),
            "linear_forward");
    return ok();
  };
  return x.dtype == DF_BF16 ? run(dense_rows_kernel<bf16>) : run(dense_rows_kernel<f16>);
}

}  // namespace df::cuda
