// SiLU and tanh-GELU, alone or gating, forward and backward.
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

DfStatus check_kind(const char* op, int32_t kind) {
  DF_REQUIRE(kind == DF_SILU || kind == DF_GELU_TANH, "%s: kind %d is neither SILU nor GELU_TANH",
             op, kind);
  return ok();
}

bool dense(const DfMatrix& m) { return m.data == nullptr || m.ld == m.cols; }

DfStatus check_magnitude(const char* op, const DfMagnitude& m) {
  DF_REQUIRE(m.gradient == nullptr || m.magnitude != nullptr, "%s: a magnitude's gradient is wanted without it", op);
  return ok();
}

constexpr int64_t kBlockCols = 64, kStripRows = 32;

// One value and its gradient over a strip, for the sums of their columns. The copy is made because the
// gradient may take the value's place.
struct Summed {
  float copy[kStripRows * kBlockCols];
  float sums[kBlockCols] = {}, products[kBlockCols] = {};

  const float* keep(const float* row, int64_t line, int64_t cols) {
    return std::copy_n(row, cols, copy + line * kBlockCols) - cols;
  }
  void add(Isa isa, const DfMagnitude& m, const DfMatrix& gradient, int64_t row, int64_t rows, int64_t col,
           int64_t cols) {
    if (m.gradient == nullptr) return;
    ColumnSums call{};
    call.dy = f32_row(gradient, row) + col;
    call.dy_ld = gradient.ld;
    call.y = copy;
    call.y_ld = kBlockCols;
    call.bias = m.bias != nullptr ? m.bias + col : nullptr;
    call.rows = rows;
    call.cols = cols;
    call.sum = sums;
    call.product = products;
    low_rank_kernels(isa).column_sums(call);
  }
  void finish(const DfMagnitude& m, int64_t col, int64_t cols) const {
    for (int64_t c = 0; c < cols && m.gradient != nullptr; ++c) m.gradient[col + c] += products[c] / m.magnitude[col + c];
  }
};

// Backward with magnitudes: a thread takes a block of columns, so that every sum has one order.
void backward_columns(DfContext* context, const DfActivationBackward& a) {
  const auto& kernels = row_kernels(context->isa);
  const int64_t blocks = (a.gate.cols + kBlockCols - 1) / kBlockCols;
  parallel_for(context, blocks, 1, [&](int64_t begin, int64_t end) {
    for (int64_t block = begin; block < end; ++block) {
      const int64_t col = block * kBlockCols, cols = std::min(kBlockCols, a.gate.cols - col);
      Summed gate, up;
      for (int64_t row = 0; row < a.gate.rows; row += kStripRows) {
        const int64_t rows = std::min(kStripRows, a.gate.rows - row);
        for (int64_t r = 0; r < rows; ++r) {
          const float* x = gate.keep(f32_row(a.gate, row + r) + col, r, cols);
          const float* u = a.up.data != nullptr ? up.keep(f32_row(a.up, row + r) + col, r, cols) : nullptr;
          kernels.activation_backward(a.kind == DF_SILU, x, u, f32_row(a.dout, row + r) + col,
                                      f32_row(a.dgate, row + r) + col,
                                      a.dup.data != nullptr ? f32_row(a.dup, row + r) + col : nullptr, cols);
        }
        gate.add(context->isa, a.gate_magnitude, a.dgate, row, rows, col, cols);
        up.add(context->isa, a.up_magnitude, a.dup, row, rows, col, cols);
      }
      gate.finish(a.gate_magnitude, col, cols);
      up.finish(a.up_magnitude, col, cols);
    }
  });
}

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
  DF_CHECK(check_magnitude(kOp, a.gate_magnitude));
  DF_CHECK(check_magnitude(kOp, a.up_magnitude));
  DF_REQUIRE(with_dup || a.up_magnitude.gradient == nullptr, "%s: up's magnitude needs dup", kOp);
  if (a.gate_magnitude.gradient != nullptr || a.up_magnitude.gradient != nullptr) {
    backward_columns(context, a);
    return ok();
  }
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
