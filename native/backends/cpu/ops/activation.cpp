// SiLU and tanh-GELU, alone or gating, forward and backward.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

DfStatus check_kind(const char* op, int32_t kind) {
  DF_REQUIRE(kind == DF_SILU || kind == DF_GELU_TANH, "%s: kind %d is neither SILU nor GELU_TANH",
             op, kind);
  return ok();
}

bool dense(const DfMatrix& m) { return m.data == nullptr || m.ld == m.cols; }

}  // namespace

DfStatus df_cpu_activation_forward(DfContext* context, const DfActivationForward* args) {
  constexpr const char* kOp = "activation_forward";
  const DfActivationForward& a = *args;
  DF_CHECK(check_kind(kOp, a.kind));
  DF_CHECK(check_f32(a.gate, kOp, "gate"));
  DF_CHECK(check_f32(a.out, kOp, "out", a.gate.rows, a.gate.cols));
  const bool gated = a.up.data != nullptr;
  if (gated) DF_CHECK(check_f32(a.up, kOp, "up", a.gate.rows, a.gate.cols));
  const RowKernels& kernels = row_kernels(context->isa);
  for_each_span(context, a.gate.rows, a.gate.cols, dense(a.gate) && dense(a.up) && dense(a.out),
                [&](int64_t row, int64_t column, int64_t count) {
                  kernels.activation_forward(a.kind == DF_SILU, f32_row(a.gate, row) + column,
                                             gated ? f32_row(a.up, row) + column : nullptr,
                                             f32_row(a.out, row) + column, count);
                });
  return ok();
}

DfStatus df_cpu_activation_backward(DfContext* context, const DfActivationBackward* args) {
  constexpr const char* kOp = "activation_backward";
  const DfActivationBackward& a = *args;
  DF_CHECK(check_kind(kOp, a.kind));
  DF_CHECK(check_f32(a.gate, kOp, "gate"));
  DF_CHECK(check_f32(a.dout, kOp, "dout", a.gate.rows, a.gate.cols));
  DF_CHECK(check_f32(a.dgate, kOp, "dgate", a.gate.rows, a.gate.cols));
  const bool gated = a.up.data != nullptr;
  const bool with_dup = a.dup.data != nullptr;
  DF_REQUIRE(gated || !with_dup, "%s: dup is wanted but up is missing", kOp);
  if (gated) DF_CHECK(check_f32(a.up, kOp, "up", a.gate.rows, a.gate.cols));
  if (with_dup) DF_CHECK(check_f32(a.dup, kOp, "dup", a.gate.rows, a.gate.cols));
  const RowKernels& kernels = row_kernels(context->isa);
  const bool flat =
      dense(a.gate) && dense(a.up) && dense(a.dout) && dense(a.dgate) && dense(a.dup);
  for_each_span(context, a.gate.rows, a.gate.cols, flat,
                [&](int64_t row, int64_t column, int64_t count) {
                  kernels.activation_backward(a.kind == DF_SILU, f32_row(a.gate, row) + column,
                                              gated ? f32_row(a.up, row) + column : nullptr,
                                              f32_row(a.dout, row) + column,
                                              f32_row(a.dgate, row) + column,
                                              with_dup ? f32_row(a.dup, row) + column : nullptr,
                                              count);
                });
  return ok();
}
