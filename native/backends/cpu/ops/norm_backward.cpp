// Backward of RMSNorm and LayerNorm. Gradients of weight and bias are summed per chunk of rows into
// scratch and joined in the order of the chunks.
#include <cstring>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "norm_backward";

// Partial sums of dweight and dbias. Fixed, so that the sums do not depend on the threads.
constexpr int64_t kPartials = 32;

DfStatus check(DfContext* context, const DfNormBackward* args) {
  const DfNormBackward& n = *args;
  DF_REQUIRE(n.kind == DF_NORM_RMS || n.kind == DF_NORM_LAYER,
             "%s: kind %d is neither RMS nor LAYER", kOp, n.kind);
  DF_REQUIRE(n.weight != nullptr, "%s: weight is missing", kOp);
  DF_REQUIRE(n.rstd != nullptr, "%s: rstd of the forward pass is missing", kOp);
  DF_REQUIRE(n.kind == DF_NORM_RMS || n.mean != nullptr,
             "%s: mean of the forward pass is missing; LAYER needs it", kOp);
  DF_CHECK(check_f32(n.x, kOp, "x"));
  DF_REQUIRE(n.x.cols > 0, "%s: x has no columns", kOp);
  DF_CHECK(check_f32(n.dy, kOp, "dy", n.x.rows, n.x.cols));
  if (n.dx.data != nullptr) DF_CHECK(check_f32(n.dx, kOp, "dx", n.x.rows, n.x.cols));
  DF_REQUIRE(n.accumulate_dx == 0 || n.dx.data != n.dy.data,
             "%s: dx may be dy only when it is not accumulated", kOp);
  if (n.dweight == nullptr && n.dbias == nullptr) return ok();
  return check_scratch(n.scratch, kOp, df_cpu_norm_backward_workspace(context, args));
}

NormBackwardRows rows_of(const DfNormBackward& n, int64_t begin, int64_t end) {
  NormBackwardRows chunk{};
  chunk.layer = n.kind == DF_NORM_LAYER;
  chunk.accumulate = n.accumulate_dx != 0;
  chunk.rows = end - begin;
  chunk.cols = n.x.cols;
  chunk.x = f32_row(n.x, begin);
  chunk.dy = f32_row(n.dy, begin);
  chunk.dx = n.dx.data != nullptr ? f32_row(n.dx, begin) : nullptr;
  chunk.x_ld = n.x.ld;
  chunk.dy_ld = n.dy.ld;
  chunk.dx_ld = n.dx.ld;
  chunk.weight = n.weight;
  chunk.rstd = n.rstd + begin;
  chunk.mean = n.mean != nullptr ? n.mean + begin : nullptr;
  return chunk;
}

}  // namespace

uint64_t df_cpu_norm_backward_workspace(DfContext*, const DfNormBackward* args) {
  return static_cast<uint64_t>(2 * kPartials * args->x.cols) * sizeof(float);
}

DfStatus df_cpu_norm_backward(DfContext* context, const DfNormBackward* args) {
  DF_CHECK(check(context, args));
  const DfNormBackward& n = *args;
  const RowKernels& kernels = row_kernels(context->isa);
  const int64_t cols = n.x.cols;
  if (n.dweight == nullptr && n.dbias == nullptr) {
    parallel_for(context, n.x.rows, rows_per_chunk(cols), [&](int64_t begin, int64_t end) {
      kernels.norm_backward(rows_of(n, begin, end));
    });
    return ok();
  }
  const int64_t per_chunk = std::max<int64_t>((n.x.rows + kPartials - 1) / kPartials, 1);
  const int64_t chunks = (n.x.rows + per_chunk - 1) / per_chunk;
  float* partials = static_cast<float*>(n.scratch.data);
  parallel_for(context, n.x.rows, per_chunk, [&](int64_t begin, int64_t end) {
    float* mine = partials + begin / per_chunk * 2 * cols;
    std::memset(mine, 0, static_cast<size_t>(2 * cols) * sizeof(float));
    NormBackwardRows chunk = rows_of(n, begin, end);
    chunk.dweight = n.dweight != nullptr ? mine : nullptr;
    chunk.dbias = n.dbias != nullptr ? mine + cols : nullptr;
    kernels.norm_backward(chunk);
  });
  for (int64_t i = 0; i < chunks; ++i) {
    const float* part = partials + i * 2 * cols;
    if (n.dweight != nullptr) kernels.add(n.dweight, part, n.dweight, cols);
    if (n.dbias != nullptr) kernels.add(n.dbias, part + cols, n.dbias, cols);
  }
  return ok();
}
