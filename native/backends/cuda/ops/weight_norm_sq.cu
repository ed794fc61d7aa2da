// norm_sq[j] = ||W_j||^2, summed in float64. Once at load.
#include "backends/cuda/ops.h"
#include "backends/cuda/reduce.cuh"
#include "backends/cuda/weight_read.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "weight_norm_sq";
constexpr int kThreads = 256;

__global__ void __launch_bounds__(kThreads) norm_sq_kernel(WeightView w, bool runs,
                                                           float* norm_sq) {
  __shared__ float table[kNf4Levels];
  __shared__ double shared[kThreads / 32];
  load_nf4_table(table);
  __syncthreads();
  const int64_t first = blockIdx.x * w.in_features;
  double sum = 0.0;
  if (runs) {
    for (int64_t col = threadIdx.x * 8; col < w.in_features; col += kThreads * 8) {
      float values[8];
      weight_run(w, table, first + col, values);
#pragma unroll
      for (int i = 0; i < 8; ++i) sum += static_cast<double>(values[i]) * values[i];
    }
  } else {
    for (int64_t col = threadIdx.x; col < w.in_features; col += kThreads) {
      const double value = weight_value(w, table, first + col);
      sum += value * value;
    }
  }
  sum = row_sum(sum, shared);
  if (threadIdx.x == 0) norm_sq[blockIdx.x] = static_cast<float>(sum);
}

}  // namespace

DfStatus df_cuda_weight_norm_sq(DfContext* context, const DfWeightNormSq* args) {
  DF_CHECK(check_runs(context, kOp));
  DF_CHECK(check_weight(args->weight, kOp));
  DF_REQUIRE(args->norm_sq != nullptr, "%s: norm_sq is null", kOp);
  norm_sq_kernel<<<static_cast<unsigned>(args->weight.out_features), kThreads, 0,
                   context->stream>>>(weight_view(args->weight), weight_in_runs(args->weight, 8),
                                      args->norm_sq);
  DF_LAUNCHED(kOp);
  return ok();
}
