// Softmax cross-entropy of a chunk of logits; the gradient replaces the logits.
#include <cmath>
#include <cstring>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "cross_entropy";

// Partial sums of the loss: fixed, so that the sum does not depend on the threads.
constexpr int64_t kPartials = 64;

DfStatus check(const DfCrossEntropy& c) {
  DF_CHECK(check_f32(c.logits, kOp, "logits"));
  DF_REQUIRE(c.logits.cols > 0, "%s: logits have no columns", kOp);
  DF_REQUIRE(c.labels != nullptr && c.loss_sum != nullptr, "%s: labels or loss_sum is missing",
             kOp);
  for (int64_t row = 0; row < c.logits.rows; ++row) {
    DF_REQUIRE(c.labels[row] < c.logits.cols, "%s: label %d of row %lld is outside the %lld logits",
               kOp, c.labels[row], static_cast<long long>(row),
               static_cast<long long>(c.logits.cols));
  }
  return ok();
}

// Loss of one row in float64; 0 and a zero gradient when it is ignored.
double row_loss(const RowKernels& kernels, const DfCrossEntropy& c, int64_t row) {
  float* x = f32_row(c.logits, row);
  const int64_t count = c.logits.cols;
  const int32_t label = c.labels[row];
  if (label < 0) {
    if (c.with_gradient != 0) std::memset(x, 0, static_cast<size_t>(count) * sizeof(float));
    return 0.0;
  }
  const SoftmaxStats stats = kernels.softmax_stats(x, count);
  const double loss = (static_cast<double>(stats.maximum) - static_cast<double>(x[label])) +
                      std::log(static_cast<double>(stats.sum));
  if (c.with_gradient != 0) {
    kernels.softmax_scaled(x, count, stats.maximum, c.gradient_scale / stats.sum);
    x[label] -= c.gradient_scale;
  }
  return loss;
}

}  // namespace

DfStatus df_cpu_cross_entropy(DfContext* context, const DfCrossEntropy* args) {
  const DfCrossEntropy& c = *args;
  DF_CHECK(check(c));
  const RowKernels& kernels = row_kernels(context->isa);
  const int64_t rows = c.logits.rows;
  const int64_t per_chunk = std::max<int64_t>((rows + kPartials - 1) / kPartials, 1);
  double partials[kPartials] = {};
  parallel_for(context, rows, per_chunk, [&](int64_t begin, int64_t end) {
    double sum = 0.0;
    for (int64_t row = begin; row < end; ++row) {
      const double loss = row_loss(kernels, c, row);
      if (c.row_loss != nullptr) c.row_loss[row] = static_cast<float>(loss);
      sum += loss;
    }
    partials[begin / per_chunk] = sum;
  });
  double total = 0.0;
  for (const double partial : partials) total += partial;
  *c.loss_sum += total;
  return ok();
}
