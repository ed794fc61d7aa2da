// RMSNorm (arXiv 1910.07467) and LayerNorm (arXiv 1607.06450) with the residual addition in the same
// pass. The sum is rounded to the activation dtype before it is normalised: backward and recompute
// read the rounded sum, and must see the same numbers.
#include "backends/cuda/norm_rows.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "norm_forward";

template <typename T>
struct ForwardArgs {
  View<const T> x, residual;
  View<T> sum, y;
  const float* weight;
  const float* bias;
  float* rstd;
  float* mean;
  int64_t rows;
  int cols;
  float eps;
  bool layer;
};

template <typename T, int N>
__device__ __forceinline__ void load_sum(const ForwardArgs<T>& n, int64_t row, int col,
                                         float (&s)[N]) {
  load_floats<N>(n.x.at(row, col), s);
  if (n.residual.data != nullptr) {
    float r[N];
    load_floats<N>(n.residual.at(row, col), r);
#pragma unroll
    for (int i = 0; i < N; ++i) s[i] = to_float(from_float<T>(s[i] + r[i]));
  }
  if (n.sum.data != nullptr) store_floats<N>(n.sum.at(row, col), s);
}

// kPacks > 0: the row is kept in registers. kPacks == 0: rows of any length, read again from `sum`
// or from x and residual.
template <typename T, int N, int kPacks>
__global__ void __launch_bounds__(1024) norm_forward_kernel(ForwardArgs<T> n) {
  __shared__ float shared[32];
  const int64_t row = static_cast<int64_t>(blockIdx.x) * blockDim.y + threadIdx.y;
  if (row >= n.rows) return;  // rows of a warp or of a block: nobody waits for the others
  const int first = static_cast<int>(threadIdx.x) * N;
  const int step = static_cast<int>(blockDim.x) * N;
  constexpr int kKept = kPacks > 0 ? kPacks : 1;
  float kept[kKept][N];

  float total = 0.0f;
  const auto add = [&](const float (&s)[N]) {
#pragma unroll
    for (int i = 0; i < N; ++i) total += n.layer ? s[i] : s[i] * s[i];
  };
  const auto each = [&](auto function) {
    if constexpr (kPacks > 0) {
#pragma unroll
      for (int p = 0; p < kPacks; ++p) {
        const int col = first + p * step;
        if (col < n.cols) function(col, kept[p]);
      }
    } else {
      for (int col = first; col < n.cols; col += step) {
        if (n.sum.data != nullptr) {
          load_floats<N>(n.sum.at(row, col), kept[0]);
        } else {
          load_sum<T, N>(n, row, col, kept[0]);
        }
        function(col, kept[0]);
      }
    }
  };

  if constexpr (kPacks > 0) {
#pragma unroll
    for (int p = 0; p < kPacks; ++p) {
      const int col = first + p * step;
      if (col < n.cols) {
        load_sum<T, N>(n, row, col, kept[p]);
        add(kept[p]);
      }
    }
  } else {
    for (int col = first; col < n.cols; col += step) {
      load_sum<T, N>(n, row, col, kept[0]);
      add(kept[0]);
    }
  }
  const float inverse_cols = 1.0f / static_cast<float>(n.cols);
  total = row_sum(total, shared) * inverse_cols;
  float mean = 0.0f;
  if (n.layer) {
    mean = total;
    float variance = 0.0f;
    each([&](int, float(&s)[N]) {
#pragma unroll
      for (int i = 0; i < N; ++i) variance += (s[i] - mean) * (s[i] - mean);
    });
    total = row_sum(variance, shared) * inverse_cols;
  }
  const float rstd = 1.0f / sqrtf(total + n.eps);
  if (threadIdx.x == 0) {
    if (n.rstd != nullptr) n.rstd[row] = rstd;
    if (n.mean != nullptr && n.layer) n.mean[row] = mean;
  }
  each([&](int col, float(&s)[N]) {
    float w[N], b[N] = {};
    load_floats<N>(n.weight + col, w);
    if (n.bias != nullptr) load_floats<N>(n.bias + col, b);
#pragma unroll
    for (int i = 0; i < N; ++i) s[i] = fmaf((s[i] - mean) * rstd, w[i], b[i]);
    store_floats<N>(n.y.at(row, col), s);
  });
}

DfStatus check(const DfContext* context, const DfNormForward& n) {
  DF_REQUIRE(n.kind == DF_NORM_RMS || n.kind == DF_NORM_LAYER,
             "%s: kind %d is neither RMS nor LAYER", kOp, n.kind);
  DF_REQUIRE(n.eps >= 0.0f, "%s: eps is %g", kOp, static_cast<double>(n.eps));
  DF_REQUIRE(n.weight != nullptr, "%s: weight is missing", kOp);
  DF_CHECK(check_activations(context, n.x, kOp, "x"));
  DF_REQUIRE(n.x.cols > 0 && n.x.cols <= INT32_MAX, "%s: x has %lld columns", kOp,
             static_cast<long long>(n.x.cols));
  const int32_t dtype = n.x.dtype;
  DF_CHECK(check_matrix(n.y, kOp, "y", dtype, n.x.rows, n.x.cols));
  if (n.residual.data != nullptr) {
    DF_CHECK(check_matrix(n.residual, kOp, "residual", dtype, n.x.rows, n.x.cols));
  }
  if (n.sum.data != nullptr) {
    DF_CHECK(check_matrix(n.sum, kOp, "sum", dtype, n.x.rows, n.x.cols));
  }
  return ok();
}

}  // namespace

DfStatus df_cuda_norm_forward(DfContext* context, const DfNormForward* args) {
  const DfNormForward& n = *args;
  DF_CHECK(check(context, n));
  if (n.x.rows == 0) return ok();
  bool aligned = aligned_to(n.weight, 16) && aligned_to(n.bias, 16);
  for (const DfMatrix* m : {&n.x, &n.residual, &n.sum, &n.y}) {
    aligned = aligned && aligned_to(*m, 16);
  }
  return with_dtype(n.x.dtype, [&](auto sample) {
    using T = decltype(sample);
    const ForwardArgs<T> each{view<const T>(n.x), view<const T>(n.residual), view<T>(n.sum),
                              view<T>(n.y),       n.weight,                  n.bias,
                              n.rstd,             n.mean,                    n.x.rows,
                              static_cast<int>(n.x.cols), n.eps, n.kind == DF_NORM_LAYER};
    const NormShape shape = norm_shape(n.x.rows, n.x.cols, kVector<T>, aligned);
    if (shape.kept) {
      norm_forward_kernel<T, kVector<T>, kNormPacks>
          <<<shape.blocks, shape.threads, 0, context->stream>>>(each);
    } else {
      norm_forward_kernel<T, 1, 0><<<shape.blocks, shape.threads, 0, context->stream>>>(each);
    }
    DF_LAUNCHED(kOp);
    return ok();
  });
}
