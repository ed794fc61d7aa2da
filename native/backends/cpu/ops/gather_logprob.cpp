// Log-probabilities of chosen tokens in chosen rows of logits.
#include <cmath>
#include <cstring>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "gather_logprob";

DfStatus check(DfContext* context, const DfGatherLogprob* args) {
  const DfGatherLogprob& g = *args;
  DF_CHECK(check_f32(g.logits, kOp, "logits"));
  DF_REQUIRE(g.count >= 0, "%s: count is %lld", kOp, static_cast<long long>(g.count));
  DF_REQUIRE(g.count == 0 || (g.rows != nullptr && g.tokens != nullptr && g.out != nullptr),
             "%s: rows, tokens or out is missing", kOp);
  for (int64_t i = 0; i < g.count; ++i) {
    DF_REQUIRE(g.rows[i] >= 0 && g.rows[i] < g.logits.rows,
               "%s: rows[%lld] is %d, outside the %lld rows", kOp, static_cast<long long>(i),
               g.rows[i], static_cast<long long>(g.logits.rows));
    DF_REQUIRE(g.tokens[i] >= 0 && g.tokens[i] < g.logits.cols,
               "%s: tokens[%lld] is %d, outside the %lld logits", kOp, static_cast<long long>(i),
               g.tokens[i], static_cast<long long>(g.logits.cols));
  }
  return check_scratch(g.scratch, kOp, df_cpu_gather_logprob_workspace(context, args));
}

}  // namespace

// For each row of logits its log-sum-exp, and whether anybody asked for it.
uint64_t df_cpu_gather_logprob_workspace(DfContext*, const DfGatherLogprob* args) {
  return static_cast<uint64_t>(args->logits.rows) * (sizeof(double) + 1);
}

DfStatus df_cpu_gather_logprob(DfContext* context, const DfGatherLogprob* args) {
  DF_CHECK(check(context, args));
  const DfGatherLogprob& g = *args;
  if (g.count == 0) return ok();
  const RowKernels& kernels = row_kernels(context->isa);
  const int64_t rows = g.logits.rows;
  double* normalizer = static_cast<double*>(g.scratch.data);
  uint8_t* wanted = reinterpret_cast<uint8_t*>(normalizer + rows);
  std::memset(wanted, 0, static_cast<size_t>(rows));
  for (int64_t i = 0; i < g.count; ++i) wanted[g.rows[i]] = 1;
  parallel_for(context, rows, rows_per_chunk(g.logits.cols), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      if (wanted[row] == 0) continue;
      const SoftmaxStats stats = kernels.softmax_stats(f32_row(g.logits, row), g.logits.cols);
      normalizer[row] =
          static_cast<double>(stats.maximum) + std::log(static_cast<double>(stats.sum));
    }
  });
  for (int64_t i = 0; i < g.count; ++i) {
    const double logit = static_cast<double>(f32_row(g.logits, g.rows[i])[g.tokens[i]]);
    g.out[i] = static_cast<float>(logit - normalizer[g.rows[i]]);
  }
  return ok();
}
