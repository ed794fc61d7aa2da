// row_scale = magnitude / ||W + s B A||_row without W + s B A (arXiv 2603.22276):
//   ||W_j||^2 + 2 s (W A^T)_j . B_j + s^2 B_j (A A^T) B_j^T
//     = ||W_j||^2 + 2 s u_j . B_j    with u = W A^T + B (s/2 A A^T)
// W is read in spans and multiplied by A^T at once; both products of u are float32, the sum over the
// rank is float64, because the terms may cancel.
#include <algorithm>
#include <cmath>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/linear_parts.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/scratch.h"
#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/weight_view.h"

using namespace df::cpu;

namespace {

struct Pieces {
  float* packed_a;  // [in, wide]
  float* gram;      // [rank, wide]: s/2 A A^T
  float* u;         // [out, wide]
};

Pieces cut(const DfDoraRowScale& args, ScratchCutter& cutter) {
  const int64_t wide = wide_rank(args.a.rows);
  Pieces pieces;
  pieces.packed_a = cutter.floats(args.weight.in_features * wide);
  pieces.gram = cutter.floats(args.a.rows * wide);
  pieces.u = cutter.floats(args.weight.out_features * wide);
  return pieces;
}

// u, a few rows of W at a time through a buffer on the stack.
void project_rows(DfContext* context, const DfDoraRowScale& args, const Pieces& pieces) {
  constexpr int64_t kRows = 8;
  constexpr int64_t kCols = 1024;
  const auto kernel = low_rank_kernels(context->isa).project;
  const DfWeight& weight = args.weight;
  const int64_t cols = weight.in_features;
  const int64_t rank = args.a.rows;
  const int64_t wide = wide_rank(rank);
  parallel_for(context, weight.out_features, kRows, [&](int64_t begin, int64_t end) {
    float values[kRows * kCols];
    for (int64_t col = 0; col < cols; col += kCols) {
      const int64_t count = std::min(kCols, cols - col);
      for (int64_t row = begin; row < end; ++row) {
        read_weight(context->isa, weight, row * cols + col, count, values + (row - begin) * kCols);
      }
      kernel(Projection{values, kCols, end - begin, count, pieces.packed_a + col * wide, wide, wide,
                        pieces.u + begin * wide, wide, col > 0});
    }
    kernel(Projection{f32_row(args.b, begin), args.b.ld, end - begin, rank, pieces.gram, wide, wide,
                      pieces.u + begin * wide, wide, true});
  });
}

DfStatus check(const DfDoraRowScale& args) {
  constexpr const char* kOp = "dora_row_scale";
  DF_CHECK(check_weight(args.weight, kOp));
  DF_REQUIRE(args.a.rows > 0, "%s: A has %lld rows", kOp, static_cast<long long>(args.a.rows));
  DF_CHECK(check_f32(args.a, kOp, "A", args.a.rows, args.weight.in_features));
  DF_CHECK(check_f32(args.b, kOp, "B", args.weight.out_features, args.a.rows));
  DF_REQUIRE(args.norm_sq != nullptr, "%s: norm_sq is null (weight_norm_sq fills it)", kOp);
  DF_REQUIRE(args.row_scale == nullptr || args.magnitude != nullptr,
             "%s: row_scale needs the magnitude", kOp);
  return ok();
}

}  // namespace

uint64_t df_cpu_dora_row_scale_workspace(DfContext*, const DfDoraRowScale* args) {
  ScratchCutter cutter;
  cut(*args, cutter);
  return cutter.used();
}

DfStatus df_cpu_dora_row_scale(DfContext* context, const DfDoraRowScale* args) {
  DF_CHECK(check(*args));
  DF_CHECK(check_scratch(args->scratch, "dora_row_scale",
                         df_cpu_dora_row_scale_workspace(context, args)));
  ScratchCutter cutter(args->scratch);
  const Pieces pieces = cut(*args, cutter);
  const int64_t rank = args->a.rows;
  const int64_t wide = wide_rank(rank);
  DfAdapter adapter{};
  adapter.rank = static_cast<int32_t>(rank);
  adapter.a = args->a;
  pack_a(context, adapter, pieces.packed_a);
  project(context, args->a, pieces.packed_a, wide, nullptr, 0, pieces.gram, wide);
  for (int64_t i = 0; i < rank * wide; ++i) pieces.gram[i] *= args->scale / 2;
  project_rows(context, *args, pieces);

  const double s = args->scale;
  const int64_t rows_each = std::max<int64_t>(kChunkElements / rank, 1);
  parallel_for(context, args->weight.out_features, rows_each, [&](int64_t begin, int64_t end) {
    for (int64_t j = begin; j < end; ++j) {
      const float* b = f32_row(args->b, j);
      double sum = 0;
      for (int64_t r = 0; r < rank; ++r) sum += static_cast<double>(pieces.u[j * wide + r]) * b[r];
      const double norm_sq = args->norm_sq[j] + 2.0 * s * sum;
      const double norm = std::sqrt(std::max(norm_sq, 0.0));
      if (args->magnitude_init != nullptr) args->magnitude_init[j] = static_cast<float>(norm);
      if (args->row_scale != nullptr) {
        args->row_scale[j] = static_cast<float>(args->magnitude[j] / norm);
      }
    }
  });
  return ok();
}
