// out = a + b.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

DfStatus df_cpu_add(DfContext* context, const DfAdd* args) {
  constexpr const char* kOp = "add";
  const DfAdd& a = *args;
  DF_CHECK(check_f32(a.a, kOp, "a"));
  DF_CHECK(check_f32(a.b, kOp, "b", a.a.rows, a.a.cols));
  DF_CHECK(check_f32(a.out, kOp, "out", a.a.rows, a.a.cols));
  const RowKernels& kernels = row_kernels(context->isa);
  const bool dense = a.a.ld == a.a.cols && a.b.ld == a.b.cols && a.out.ld == a.out.cols;
  for_each_span(context, a.a.rows, a.a.cols, dense,
                [&](int64_t row, int64_t column, int64_t count) {
                  kernels.add(f32_row(a.a, row) + column, f32_row(a.b, row) + column,
                              f32_row(a.out, row) + column, count);
                });
  return ok();
}
