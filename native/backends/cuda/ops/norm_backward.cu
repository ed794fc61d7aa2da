// Backward of RMSNorm and LayerNorm. With g = dy o weight and xhat = (x - mean) * rstd:
//   dx = rstd * (g - mean(g) - xhat * mean(g o xhat)), without mean(g) for RMS.
// Gradients of weight and bias are summed per chunk of rows into scratch, then joined in the order of
// the chunks: no atomics, the same bits every time.
#include "backends/cuda/norm_rows.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "norm_backward";
constexpr int64_t kChunks = 128;  // partial sums of dweight and dbias
constexpr int kChunkWarps = 8;

template <typename T>
struct BackwardArgs {
  View<const T> x, dy;
  View<T> dx;
  const float* weight;
  const float* rstd;
  const float* mean;
  int64_t rows;
  int cols;
  bool layer, accumulate;
};

template <typename T, int N, int kPacks>
__global__ void __launch_bounds__(1024) norm_backward_kernel(BackwardArgs<T> n) {
  __shared__ float shared[32];
  const int64_t row = static_cast<int64_t>(blockIdx.x) * blockDim.y + threadIdx.y;
  if (row >= n.rows) return;
  const int first = static_cast<int>(threadIdx.x) * N;
  const int step = static_cast<int>(blockDim.x) * N;
  const float rstd = n.rstd[row];
  const float mean = n.layer ? n.mean[row] : 0.0f;
  constexpr int kKept = kPacks > 0 ? kPacks : 1;
  float g[kKept][N], xhat[kKept][N];

  const auto load = [&](int col, float(&gs)[N], float(&xs)[N]) {
    float w[N];
    load_floats<N>(n.x.at(row, col), xs);
    load_floats<N>(n.dy.at(row, col), gs);
    load_floats<N>(n.weight + col, w);
#pragma unroll
    for (int i = 0; i < N; ++i) {
      xs[i] = (xs[i] - mean) * rstd;
      gs[i] *= w[i];
    }
  };
  float sum_g = 0.0f, sum_gx = 0.0f;
  const auto add = [&](const float(&gs)[N], const float(&xs)[N]) {
#pragma unroll
    for (int i = 0; i < N; ++i) {
      sum_g += gs[i];
      sum_gx += gs[i] * xs[i];
    }
  };
  if constexpr (kPacks > 0) {
#pragma unroll
    for (int p = 0; p < kPacks; ++p) {
      const int col = first + p * step;
      if (col < n.cols) {
        load(col, g[p], xhat[p]);
        add(g[p], xhat[p]);
      }
    }
  } else {
    for (int col = first; col < n.cols; col += step) {
      load(col, g[0], xhat[0]);
      add(g[0], xhat[0]);
    }
  }
  const float inverse_cols = 1.0f / static_cast<float>(n.cols);
  const float mean_gx = row_sum(sum_gx, shared) * inverse_cols;
  const float mean_g = n.layer ? row_sum(sum_g, shared) * inverse_cols : 0.0f;
  const auto write = [&](int col, float(&gs)[N], const float(&xs)[N]) {
    float before[N] = {};
    if (n.accumulate) load_floats<N>(n.dx.at(row, col), before);
#pragma unroll
    for (int i = 0; i < N; ++i) gs[i] = (gs[i] - mean_g - xs[i] * mean_gx) * rstd + before[i];
    store_floats<N>(n.dx.at(row, col), gs);
  };
  if constexpr (kPacks > 0) {
#pragma unroll
    for (int p = 0; p < kPacks; ++p) {
      const int col = first + p * step;
      if (col < n.cols) write(col, g[p], xhat[p]);
    }
  } else {
    for (int col = first; col < n.cols; col += step) {
      load(col, g[0], xhat[0]);
      write(col, g[0], xhat[0]);
    }
  }
}

// Partial sums over a chunk of rows: partials[chunk][0][col] of dy o xhat, [1][col] of dy. A block
// takes 32 * N columns; its warps take every eighth row and are added in order.
template <typename T, int N>
__global__ void __launch_bounds__(kChunkWarps * 32) parameter_partials(BackwardArgs<T> n,
                                                                       int64_t rows_each,
                                                                       float* partials) {
  __shared__ float shared[kChunkWarps][2][32 * N];
  const int warp = static_cast<int>(threadIdx.x) / 32;
  const int lane = static_cast<int>(threadIdx.x) % 32;
  const int col = (static_cast<int>(blockIdx.x) * 32 + lane) * N;
  const int64_t begin = blockIdx.y * rows_each;
  const int64_t end = begin + rows_each < n.rows ? begin + rows_each : n.rows;
  float sums[2][N] = {};
  if (col < n.cols) {
    for (int64_t row = begin + warp; row < end; row += kChunkWarps) {
      float xs[N], ds[N];
      load_floats<N>(n.x.at(row, col), xs);
      load_floats<N>(n.dy.at(row, col), ds);
      const float rstd = n.rstd[row];
      const float mean = n.layer ? n.mean[row] : 0.0f;
#pragma unroll
      for (int i = 0; i < N; ++i) {
        sums[0][i] += ds[i] * ((xs[i] - mean) * rstd);
        sums[1][i] += ds[i];
      }
    }
  }
#pragma unroll
  for (int i = 0; i < N; ++i) {
    shared[warp][0][lane * N + i] = sums[0][i];
    shared[warp][1][lane * N + i] = sums[1][i];
  }
  __syncthreads();
  for (int at = static_cast<int>(threadIdx.x); at < 2 * 32 * N; at += kChunkWarps * 32) {
    const int which = at / (32 * N), c = at % (32 * N);
    const int column = static_cast<int>(blockIdx.x) * 32 * N + c;
    if (column >= n.cols) continue;
    float total = 0.0f;
    for (int w = 0; w < kChunkWarps; ++w) total += shared[w][which][c];
    partials[(static_cast<int64_t>(blockIdx.y) * 2 + which) * n.cols + column] = total;
  }
}

__global__ void parameter_totals(const float* partials, int64_t chunks, int cols, float* dweight,
                                 float* dbias) {
  const int col = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (col >= cols) return;
  float totals[2] = {0.0f, 0.0f};
  for (int64_t chunk = 0; chunk < chunks; ++chunk) {
    totals[0] += partials[chunk * 2 * cols + col];
    totals[1] += partials[(chunk * 2 + 1) * cols + col];
  }
  if (dweight != nullptr) dweight[col] += totals[0];
  if (dbias != nullptr) dbias[col] += totals[1];
}

DfStatus check(DfContext* context, const DfNormBackward* args) {
  const DfNormBackward& n = *args;
  DF_REQUIRE(n.kind == DF_NORM_RMS || n.kind == DF_NORM_LAYER,
             "%s: kind %d is neither RMS nor LAYER", kOp, n.kind);
  DF_REQUIRE(n.weight != nullptr, "%s: weight is missing", kOp);
  DF_REQUIRE(n.rstd != nullptr, "%s: rstd of the forward pass is missing", kOp);
  DF_REQUIRE(n.kind == DF_NORM_RMS || n.mean != nullptr,
             "%s: mean of the forward pass is missing; LAYER needs it", kOp);
  DF_CHECK(check_activations(context, n.x, kOp, "x"));
  DF_REQUIRE(n.x.cols > 0 && n.x.cols <= INT32_MAX, "%s: x has %lld columns", kOp,
             static_cast<long long>(n.x.cols));
  DF_CHECK(check_matrix(n.dy, kOp, "dy", n.x.dtype, n.x.rows, n.x.cols));
  if (n.dx.data != nullptr) {
    DF_CHECK(check_matrix(n.dx, kOp, "dx", n.x.dtype, n.x.rows, n.x.cols));
  }
  DF_REQUIRE(n.accumulate_dx == 0 || n.dx.data != n.dy.data,
             "%s: dx may be dy only when it is not accumulated", kOp);
  if (n.dweight == nullptr && n.dbias == nullptr) return ok();
  return check_scratch(n.scratch, kOp, df_cuda_norm_backward_workspace(context, args));
}

template <typename T>
DfStatus parameter_gradients(const DfContext* context, const DfNormBackward& n,
                             const BackwardArgs<T>& each, bool aligned) {
  const int64_t rows_each = std::max<int64_t>(ceil_div(n.x.rows, kChunks), kChunkWarps);
  const int64_t chunks = ceil_div(n.x.rows, rows_each);
  float* partials = static_cast<float*>(n.scratch.data);
  constexpr int kWidth = 4;
  if (aligned && each.cols % kWidth == 0) {
    const dim3 grid(static_cast<unsigned>(ceil_div(each.cols, 32 * kWidth)),
                    static_cast<unsigned>(chunks));
    parameter_partials<T, kWidth>
        <<<grid, kChunkWarps * 32, 0, context->stream>>>(each, rows_each, partials);
  } else {
    const dim3 grid(static_cast<unsigned>(ceil_div(each.cols, 32)), static_cast<unsigned>(chunks));
    parameter_partials<T, 1>
        <<<grid, kChunkWarps * 32, 0, context->stream>>>(each, rows_each, partials);
  }
  DF_LAUNCHED(kOp);
  parameter_totals<<<static_cast<unsigned>(ceil_div(each.cols, 128)), 128, 0, context->stream>>>(
      partials, chunks, each.cols, n.dweight, n.dbias);
  DF_LAUNCHED(kOp);
  return ok();
}

}  // namespace

uint64_t df_cuda_norm_backward_workspace(DfContext*, const DfNormBackward* args) {
  return static_cast<uint64_t>(2 * kChunks * args->x.cols) * sizeof(float);
}

DfStatus df_cuda_norm_backward(DfContext* context, const DfNormBackward* args) {
  DF_CHECK(check(context, args));
  const DfNormBackward& n = *args;
  if (n.x.rows == 0) return ok();
  bool aligned = aligned_to(n.weight, 16);
  for (const DfMatrix* m : {&n.x, &n.dy, &n.dx}) aligned = aligned && aligned_to(*m, 16);
  return with_dtype(n.x.dtype, [&](auto sample) {
    using T = decltype(sample);
    const BackwardArgs<T> each{view<const T>(n.x), view<const T>(n.dy), view<T>(n.dx), n.weight,
                               n.rstd, n.mean, n.x.rows, static_cast<int>(n.x.cols),
                               n.kind == DF_NORM_LAYER, n.accumulate_dx != 0};
    // The parameters first: dx may be written over dy.
    if (n.dweight != nullptr || n.dbias != nullptr) {
      DF_CHECK(parameter_gradients<T>(context, n, each, aligned));
    }
    if (n.dx.data == nullptr) return ok();
    const NormShape shape = norm_shape(n.x.rows, n.x.cols, kVector<T>, aligned);
    if (shape.kept) {
      norm_backward_kernel<T, kVector<T>, kNormPacks>
          <<<shape.blocks, shape.threads, 0, context->stream>>>(each);
    } else {
      norm_backward_kernel<T, 1, 0><<<shape.blocks, shape.threads, 0, context->stream>>>(each);
    }
    DF_LAUNCHED(kOp);
    return ok();
  });
}
