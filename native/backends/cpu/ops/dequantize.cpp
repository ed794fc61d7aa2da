// out = the weight as floats.
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/convert.h"
#include "backends/cpu/weight_view.h"

using namespace df::cpu;

DfStatus df_cpu_dequantize(DfContext* context, const DfDequantize* args) {
  constexpr const char* kOp = "dequantize";
  const DfWeight& weight = args->weight;
  const DfMatrix& out = args->out;
  DF_CHECK(check_weight(weight, kOp));
  DF_REQUIRE(out.data != nullptr, "%s: out has no data", kOp);
  DF_REQUIRE(out.dtype == DF_F32 || out.dtype == DF_F16 || out.dtype == DF_BF16,
             "%s: out has dtype %d, give a float dtype", kOp, out.dtype);
  DF_REQUIRE(out.rows == weight.out_features && out.cols == weight.in_features &&
                 out.ld >= out.cols,
             "%s: out does not have the weight's shape", kOp);
  const int64_t out_bytes = out.dtype == DF_F32 ? 4 : 2;
  const auto convert = convert_kernels(context->isa).row;
  parallel_for(context, out.rows, rows_per_chunk(out.cols), [&](int64_t begin, int64_t end) {
    constexpr int64_t kSpan = 1024;
    float span[kSpan];
    for (int64_t row = begin; row < end; ++row) {
      for (int64_t col = 0; col < out.cols; col += kSpan) {
        const int64_t count = std::min(kSpan, out.cols - col);
        char* to = static_cast<char*>(out.data) + (row * out.ld + col) * out_bytes;
        float* values = out.dtype == DF_F32 ? reinterpret_cast<float*>(to) : span;
        read_weight(context->isa, weight, row * out.cols + col, count, values);
        if (values == span) convert(span, DF_F32, to, out.dtype, count);
      }
    }
  });
  return ok();
}
