// RMSNorm and LayerNorm with the residual addition in the same pass.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "norm_forward";

DfStatus check(const DfNormForward& n) {
  DF_REQUIRE(n.kind == DF_NORM_RMS || n.kind == DF_NORM_LAYER,
             "%s: kind %d is neither RMS nor LAYER", kOp, n.kind);
  DF_REQUIRE(n.eps >= 0.0f, "%s: eps is %g", kOp, static_cast<double>(n.eps));
  DF_REQUIRE(n.weight != nullptr, "%s: weight is missing", kOp);
  DF_CHECK(check_f32(n.x, kOp, "x"));
  DF_REQUIRE(n.x.cols > 0, "%s: x has no columns", kOp);
  DF_CHECK(check_f32(n.y, kOp, "y", n.x.rows, n.x.cols));
  if (n.residual.data != nullptr) {
    DF_CHECK(check_f32(n.residual, kOp, "residual", n.x.rows, n.x.cols));
  }
  if (n.sum.data != nullptr) DF_CHECK(check_f32(n.sum, kOp, "sum", n.x.rows, n.x.cols));
  return ok();
}

}  // namespace

DfStatus df_cpu_norm_forward(DfContext* context, const DfNormForward* args) {
  const DfNormForward& n = *args;
  DF_CHECK(check(n));
  const RowKernels& kernels = row_kernels(context->isa);
  parallel_for(context, n.x.rows, rows_per_chunk(n.x.cols), [&](int64_t begin, int64_t end) {
    NormRows chunk{};
    chunk.layer = n.kind == DF_NORM_LAYER;
    chunk.eps = n.eps;
    chunk.rows = end - begin;
    chunk.cols = n.x.cols;
    chunk.x = f32_row(n.x, begin);
    chunk.x_ld = n.x.ld;
    if (n.residual.data != nullptr) chunk.residual = f32_row(n.residual, begin);
    chunk.residual_ld = n.residual.ld;
    if (n.sum.data != nullptr) chunk.sum = f32_row(n.sum, begin);
    chunk.sum_ld = n.sum.ld;
    chunk.y = f32_row(n.y, begin);
    chunk.y_ld = n.y.ld;
    chunk.weight = n.weight;
    chunk.bias = n.bias;
    chunk.rstd = n.rstd != nullptr ? n.rstd + begin : nullptr;
    chunk.mean = n.mean != nullptr ? n.mean + begin : nullptr;
    kernels.norm_forward(chunk);
  });
  return ok();
}
