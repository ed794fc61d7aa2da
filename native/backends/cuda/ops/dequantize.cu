// out = the weight as floats.
#include "backends/cuda/ops.h"
#include "backends/cuda/weight_read.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "dequantize";
constexpr int kThreads = 256;

struct Output {
  void* data;
  int64_t ld;
  int32_t dtype;
};

// N = 8: whole runs; N = 1: any shape.
template <int N>
__global__ void __launch_bounds__(kThreads) dequantize_kernel(WeightView w, Output out) {
  __shared__ float table[kNf4Levels];
  load_nf4_table(table);
  __syncthreads();
  const int64_t count = w.out_features * w.in_features / N;
  const int64_t step = static_cast<int64_t>(gridDim.x) * kThreads;
  for (int64_t i = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < count; i += step) {
    const int64_t at = i * N;
    const int64_t row = at / w.in_features;
    const int64_t to = row * out.ld + (at - row * w.in_features);
    float values[N];
    if constexpr (N == 8) {
      weight_run(w, table, at, values);
    } else {
      values[0] = weight_value(w, table, at);
    }
    store_any<N>(out.data, out.dtype, to, values);
  }
}

}  // namespace

DfStatus df_cuda_dequantize(DfContext* context, const DfDequantize* args) {
  const DfWeight& weight = args->weight;
  const DfMatrix& out = args->out;
  DF_CHECK(check_runs(context, kOp));
  DF_CHECK(check_weight(weight, kOp));
  DF_REQUIRE(out.data != nullptr, "%s: out has no data", kOp);
  DF_REQUIRE(is_float(out.dtype), "%s: out has dtype %d, give a float dtype", kOp, out.dtype);
  DF_REQUIRE(out.rows == weight.out_features && out.cols == weight.in_features &&
                 out.ld >= out.cols,
             "%s: out does not have the weight's shape", kOp);
  const WeightView w = weight_view(weight);
  const Output to{out.data, out.ld, out.dtype};
  if (weight_in_runs(weight, 8) && aligned_to(out, 16)) {
    const unsigned blocks = grid_stride_blocks(context, weight_count(weight) / 8, kThreads, 16);
    dequantize_kernel<8><<<blocks, kThreads, 0, context->stream>>>(w, to);
  } else {
    const unsigned blocks = grid_stride_blocks(context, weight_count(weight), kThreads, 16);
    dequantize_kernel<1><<<blocks, kThreads, 0, context->stream>>>(w, to);
  }
  DF_LAUNCHED(kOp);
  return ok();
}
