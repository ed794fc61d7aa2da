// norm_sq[j] = ||W_j||^2, summed in float64.
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/optimizer.h"
#include "backends/cpu/weight_view.h"

using namespace df::cpu;

DfStatus df_cpu_weight_norm_sq(DfContext* context, const DfWeightNormSq* args) {
  constexpr const char* kOp = "weight_norm_sq";
  const DfWeight& weight = args->weight;
  DF_CHECK(check_weight(weight, kOp));
  DF_REQUIRE(args->norm_sq != nullptr, "%s: norm_sq is null", kOp);
  const int64_t cols = weight.in_features;
  const auto sum_squares = optimizer_kernels(context->isa).sum_squares;
  parallel_for(context, weight.out_features, rows_per_chunk(cols), [&](int64_t begin, int64_t end) {
    constexpr int64_t kSpan = 2048;
    float values[kSpan];
    for (int64_t row = begin; row < end; ++row) {
      double sum = 0;
      for (int64_t col = 0; col < cols; col += kSpan) {
        const int64_t count = std::min(kSpan, cols - col);
        read_weight(context->isa, weight, row * cols + col, count, values);
        sum += sum_squares(values, count);
      }
      args->norm_sq[row] = static_cast<float>(sum);
    }
  });
  return ok();
}
