// Sum of squares in a fixed order, for clipping by the global norm and the NaN guard.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"
#include "backends/cuda/reduce.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "sum_squares";
constexpr int kThreads = 256;
constexpr int64_t kMostBlocks = 1024;  // partial sums; a fixed number, whatever the device
constexpr int64_t kSmallest = 8 * 1024;

// Squares are summed in float64, as on the CPU, in four sums a thread.
__global__ void __launch_bounds__(kThreads) square_partials(const float* values, int64_t count,
                                                            int64_t each, double* partials) {
  __shared__ double shared[kThreads / 32];
  const int64_t begin = blockIdx.x * each;
  const int64_t end = begin + each < count ? begin + each : count;
  double sums[4] = {};
  int64_t i = begin + threadIdx.x;
  for (; i + 3 * kThreads < end; i += 4 * kThreads) {
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      const double value = values[i + k * kThreads];
      sums[k] += value * value;
    }
  }
  for (; i < end; i += kThreads) {
    const double value = values[i];
    sums[0] += value * value;
  }
  const double total = row_sum((sums[0] + sums[1]) + (sums[2] + sums[3]), shared);
  if (threadIdx.x == 0) partials[blockIdx.x] = total;
}

__global__ void __launch_bounds__(1024) add_partials(const double* partials, int64_t count,
                                                     double* result) {
  __shared__ double shared[32];
  const int64_t i = threadIdx.x;
  const double total = row_sum(i < count ? partials[i] : 0.0, shared);
  if (threadIdx.x == 0) *result += total;
}

}  // namespace

DfStatus df_cuda_sum_squares(DfContext* context, const DfSumSquares* args) {
  DF_CHECK(check_runs(context, kOp));
  DF_REQUIRE(args->values != nullptr && args->result != nullptr && args->count >= 0,
             "%s: values and result are needed", kOp);
  if (args->count == 0) return ok();
  const int64_t each = std::max(ceil_div(args->count, kMostBlocks), kSmallest);
  const int64_t blocks = ceil_div(args->count, each);
  square_partials<<<static_cast<unsigned>(blocks), kThreads, 0, context->stream>>>(
      args->values, args->count, each, context->partials);
  DF_LAUNCHED(kOp);
  add_partials<<<1, 1024, 0, context->stream>>>(context->partials, blocks, args->result);
  DF_LAUNCHED(kOp);
  return ok();
}
