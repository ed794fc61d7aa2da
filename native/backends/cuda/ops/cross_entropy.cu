// Softmax cross-entropy of a chunk of logits; the gradient replaces the logits. One block a row:
// maximum and sum in one pass (online normalizer, arXiv 1805.02867), the gradient in a second.
#include "backends/cuda/ops.h"
#include "backends/cuda/softmax_row.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "cross_entropy";

struct LossArgs {
  const int32_t* labels;
  float* row_loss;
  double* losses;  // of the rows of this launch
  float gradient_scale;
  int cols;
  bool with_gradient;
};

template <typename T, int N>
__global__ void __launch_bounds__(kSoftmaxThreads) loss_kernel(View<T> logits, LossArgs c) {
  __shared__ float shared[kSoftmaxThreads / 32];
  const int64_t row = blockIdx.x;
  T* x = logits.at(row, 0);
  const int label = c.labels[row];
  const int thread = static_cast<int>(threadIdx.x);
  if (label < 0) {
    if (c.with_gradient) {
      const float zero[N] = {};
      for (int col = thread * N; col < c.cols; col += kSoftmaxThreads * N) {
        store_floats<N>(x + col, zero);
      }
    }
    if (thread == 0) {
      c.losses[row] = 0.0;
      if (c.row_loss != nullptr) c.row_loss[row] = 0.0f;
    }
    return;
  }
  const SoftmaxStats stats = softmax_stats<N>(x, c.cols, shared);
  if (thread == 0) {
    // A label outside the vocabulary has no loss: the NaN guard of the run sees it.
    const double loss =
        label < c.cols ? (static_cast<double>(stats.maximum) - to_float(x[label])) +
                             log(static_cast<double>(stats.sum))
                       : static_cast<double>(nanf(""));
    c.losses[row] = loss;
    if (c.row_loss != nullptr) c.row_loss[row] = static_cast<float>(loss);
  }
  if (!c.with_gradient) return;
  __syncthreads();  // x[label] has been read
  const float factor = c.gradient_scale / stats.sum;
  for (int col = thread * N; col < c.cols; col += kSoftmaxThreads * N) {
    float v[N];
    load_floats<N>(x + col, v);
#pragma unroll
    for (int i = 0; i < N; ++i) {
      v[i] = exp_for<T>(v[i] - stats.maximum) * factor;
      if (col + i == label) v[i] -= c.gradient_scale;
    }
    store_floats<N>(x + col, v);
  }
}

// result[0] += the sum of `count` numbers, in a fixed order.
__global__ void __launch_bounds__(1024) sum_losses(const double* values, int64_t count,
                                                   double* result) {
  __shared__ double shared[32];
  double sum = 0.0;
  for (int64_t i = threadIdx.x; i < count; i += 1024) sum += values[i];
  sum = row_sum(sum, shared);
  if (threadIdx.x == 0) *result += sum;
}

}  // namespace

DfStatus df_cuda_cross_entropy(DfContext* context, const DfCrossEntropy* args) {
  const DfCrossEntropy& c = *args;
  DF_CHECK(check_activations(context, c.logits, kOp, "logits"));
  DF_REQUIRE(c.logits.cols > 0 && c.logits.cols <= INT32_MAX, "%s: logits have %lld columns", kOp,
             static_cast<long long>(c.logits.cols));
  DF_REQUIRE(c.labels != nullptr && c.loss_sum != nullptr, "%s: labels or loss_sum is missing",
             kOp);
  const bool aligned = aligned_to(c.logits, 16);
  return with_dtype(c.logits.dtype, [&](auto sample) {
    using T = decltype(sample);
    constexpr int kWidth = kVector<T>;
    for (int64_t begin = 0; begin < c.logits.rows; begin += kPartials) {
      const int64_t rows = std::min(kPartials, c.logits.rows - begin);
      View<T> logits = view<T>(c.logits);
      logits.data += begin * logits.ld;
      const LossArgs each{c.labels + begin,
                          c.row_loss != nullptr ? c.row_loss + begin : nullptr,
                          context->partials,
                          c.gradient_scale,
                          static_cast<int>(c.logits.cols),
                          c.with_gradient != 0};
      const auto blocks = static_cast<unsigned>(rows);
      if (aligned && c.logits.cols % kWidth == 0) {
        loss_kernel<T, kWidth><<<blocks, kSoftmaxThreads, 0, context->stream>>>(logits, each);
      } else {
        loss_kernel<T, 1><<<blocks, kSoftmaxThreads, 0, context->stream>>>(logits, each);
      }
      DF_LAUNCHED(kOp);
      sum_losses<<<1, 1024, 0, context->stream>>>(context->partials, rows, c.loss_sum);
      DF_LAUNCHED(kOp);
    }
    return ok();
  });
}
