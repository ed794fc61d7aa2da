// Log-probabilities of chosen tokens in chosen rows of logits. Rows nobody asks for are skipped.
#include "backends/cuda/ops.h"
#include "backends/cuda/softmax_row.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "gather_logprob";

__global__ void mark_rows(const int32_t* rows, int64_t count, uint8_t* wanted) {
  const int64_t i = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < count) wanted[rows[i]] = 1;
}

template <typename T, int N>
__global__ void __launch_bounds__(kSoftmaxThreads) normalize_rows(View<const T> logits, int cols,
                                                                  const uint8_t* wanted,
                                                                  double* normalizer) {
  __shared__ float shared[kSoftmaxThreads / 32];
  const int64_t row = blockIdx.x;
  if (wanted[row] == 0) return;
  const SoftmaxStats stats = softmax_stats<N>(logits.at(row, 0), cols, shared);
  if (threadIdx.x == 0) {
    normalizer[row] = static_cast<double>(stats.maximum) + log(static_cast<double>(stats.sum));
  }
}

template <typename T>
__global__ void gather(View<const T> logits, const int32_t* rows, const int32_t* tokens,
                       int64_t count, const double* normalizer, float* out) {
  const int64_t i = static_cast<int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i >= count) return;
  const double logit = to_float(*logits.at(rows[i], tokens[i]));
  out[i] = static_cast<float>(logit - normalizer[rows[i]]);
}

}  // namespace

// For each row of logits its log-sum-exp, and whether anybody asked for it.
uint64_t df_cuda_gather_logprob_workspace(DfContext*, const DfGatherLogprob* args) {
  return static_cast<uint64_t>(args->logits.rows) * (sizeof(double) + 1);
}

DfStatus df_cuda_gather_logprob(DfContext* context, const DfGatherLogprob* args) {
  const DfGatherLogprob& g = *args;
  DF_CHECK(check_activations(context, g.logits, kOp, "logits"));
  DF_REQUIRE(g.count >= 0, "%s: count is %lld", kOp, static_cast<long long>(g.count));
  DF_REQUIRE(g.count == 0 || (g.rows != nullptr && g.tokens != nullptr && g.out != nullptr),
             "%s: rows, tokens or out is missing", kOp);
  DF_REQUIRE(g.logits.cols <= INT32_MAX, "%s: logits have %lld columns", kOp,
             static_cast<long long>(g.logits.cols));
  DF_CHECK(check_scratch(g.scratch, kOp, df_cuda_gather_logprob_workspace(context, args)));
  if (g.count == 0 || g.logits.rows == 0) return ok();
  double* normalizer = static_cast<double*>(g.scratch.data);
  auto* wanted = reinterpret_cast<uint8_t*>(normalizer + g.logits.rows);
  const auto rows = static_cast<unsigned>(g.logits.rows);
  const auto blocks = static_cast<unsigned>(ceil_div(g.count, 128));
  DF_CUDA(cudaMemsetAsync(wanted, 0, static_cast<size_t>(g.logits.rows), context->stream), kOp);
  mark_rows<<<blocks, 128, 0, context->stream>>>(g.rows, g.count, wanted);
  DF_LAUNCHED(kOp);
  return with_dtype(g.logits.dtype, [&](auto sample) {
    using T = decltype(sample);
    constexpr int kWidth = kVector<T>;
    const auto logits = view<const T>(g.logits);
    const int cols = static_cast<int>(g.logits.cols);
    if (aligned_to(g.logits, 16) && cols % kWidth == 0) {
      normalize_rows<T, kWidth>
          <<<rows, kSoftmaxThreads, 0, context->stream>>>(logits, cols, wanted, normalizer);
    } else {
      normalize_rows<T, 1>
          <<<rows, kSoftmaxThreads, 0, context->stream>>>(logits, cols, wanted, normalizer);
    }
    DF_LAUNCHED(kOp);
    gather<T><<<blocks, 128, 0, context->stream>>>(logits, g.rows, g.tokens, g.count, normalizer,
                                                   g.out);
    DF_LAUNCHED(kOp);
    return ok();
  });
}
