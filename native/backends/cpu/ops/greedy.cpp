// The largest logit of every row and its log-probability.
#include <cmath>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

DfStatus df_cpu_greedy(DfContext* context, const DfGreedy* args) {
  constexpr const char* kOp = "greedy";
  const DfGreedy& g = *args;
  DF_CHECK(check_f32(g.logits, kOp, "logits"));
  DF_REQUIRE(g.logits.cols > 0, "%s: logits have no columns", kOp);
  DF_REQUIRE(g.logits.rows == 0 || (g.token != nullptr && g.logprob != nullptr), "%s: token or logprob is missing", kOp);
  const RowKernels& kernels = row_kernels(context->isa);
  parallel_for(context, g.logits.rows, rows_per_chunk(g.logits.cols), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const float* x = f32_row(g.logits, row);
      int64_t top = 0;
      for (int64_t i = 1; i < g.logits.cols; ++i) {
        if (x[i] > x[top]) top = i;
      }
      const SoftmaxStats stats = kernels.softmax_stats(x, g.logits.cols);
      const double normalizer = static_cast<double>(stats.maximum) + std::log(static_cast<double>(stats.sum));
      g.token[row] = static_cast<int32_t>(top);
      g.logprob[row] = static_cast<float>(static_cast<double>(x[top]) - normalizer);
    }
  });
  return ok();
}
