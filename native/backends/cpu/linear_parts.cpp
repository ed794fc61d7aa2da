#include "backends/cpu/linear_parts.h"

#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/simd/dropout.h"
#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/weight_view.h"

namespace df::cpu {
namespace {

constexpr int64_t kPanelBytes = int64_t{4} << 20;
constexpr int64_t kPanelStep = 64;
constexpr int64_t kBuildRows = 16;

}  // namespace

bool panel_is_weight(const PanelSource& source) {
  const bool scaled = source.with_scale && source.adapter != nullptr &&
                      source.adapter->row_scale != nullptr;
  return source.weight->format == DF_F32 && !scaled &&
         !(source.with_product && has_adapter(source.adapter));
}

int64_t panel_rows(const DfWeight& weight) {
  const int64_t row_bytes = weight.in_features * static_cast<int64_t>(sizeof(float));
  const int64_t rows = std::max(kPanelBytes / row_bytes / kPanelStep, int64_t{1}) * kPanelStep;
  return std::min(rows, weight.out_features);
}

void build_panel(DfContext* context, const PanelSource& source, int64_t first, int64_t rows,
                 float* out) {
  const DfWeight& weight = *source.weight;
  const DfAdapter* adapter = source.adapter;
  const int64_t cols = weight.in_features;
  const bool product = source.with_product && has_adapter(adapter);
  const float* scale = source.with_scale && adapter != nullptr ? adapter->row_scale : nullptr;
  const auto update = low_rank_kernels(context->isa).rank_update;
  parallel_for(context, rows, kBuildRows, [&](int64_t begin, int64_t end) {
    float* panel = out + begin * cols;
    const int64_t row = first + begin;
    read_weight(context->isa, weight, row * cols, (end - begin) * cols, panel);
    if (!product && scale == nullptr) return;
    RankUpdate fold{};
    fold.rows = end - begin;
    fold.cols = cols;
    fold.base = panel;
    fold.base_ld = cols;
    fold.row_scale = scale != nullptr ? scale + row : nullptr;
    fold.y = panel;
    fold.y_ld = cols;
    if (product) {
      fold.rank = adapter->rank;
      fold.left = f32_row(adapter->b, row);
      fold.left_ld = adapter->b.ld;
      fold.left_scale = adapter->scale;
      fold.right = static_cast<const float*>(adapter->a.data);
      fold.right_ld = adapter->a.ld;
    }
    update(fold);
  });
}

void pack_a(DfContext* context, const DfAdapter& adapter, float* out) {
  const int64_t wide = wide_rank(adapter.rank);
  parallel_for(context, adapter.a.cols, 1024, [&](int64_t begin, int64_t end) {
    std::fill(out + begin * wide, out + end * wide, 0.0f);
    for (int64_t r = 0; r < adapter.rank; ++r) {
      const float* row = f32_row(adapter.a, r);
      for (int64_t i = begin; i < end; ++i) out[i * wide + r] = row[i];
    }
  });
}

void pack_b(DfContext* context, const DfAdapter& adapter, float factor, float* out) {
  const int64_t wide = wide_rank(adapter.rank);
  parallel_for(context, adapter.b.rows, 1024, [&](int64_t begin, int64_t end) {
    for (int64_t j = begin; j < end; ++j) {
      const float* row = f32_row(adapter.b, j);
      const float scale = adapter.row_scale != nullptr ? factor * adapter.row_scale[j] : factor;
      float* to = out + j * wide;
      for (int64_t r = 0; r < adapter.rank; ++r) to[r] = scale * row[r];
      std::fill(to + adapter.rank, to + wide, 0.0f);
    }
  });
}

void project(DfContext* context, const DfMatrix& x, const float* packed, int64_t wide,
             const DfAdapter* adapter, int64_t first_row, float* out, int64_t out_ld) {
  constexpr int64_t kRows = 16;
  constexpr int64_t kCols = 512;
  const bool dropped = adapter != nullptr && adapter->dropout > 0;
  const auto kernel = low_rank_kernels(context->isa).project;
  const DropoutKernels& drop = dropout_kernels(context->isa);
  parallel_for(context, x.rows, 2 * kRows, [&](int64_t begin, int64_t end) {
    if (!dropped) {
      // Spans of columns keep the packed factor in the first-level cache and the sums short.
      for (int64_t col = 0; col < x.cols; col += kCols) {
        kernel(Projection{f32_row(x, begin) + col, x.ld, end - begin, std::min(kCols, x.cols - col),
                          packed + col * wide, wide, wide, out + begin * out_ld, out_ld, col > 0});
      }
      return;
    }
    float kept[kRows * kCols];
    uint64_t words[mask_words(kCols)];
    const DropoutMask mask =
        dropout_mask(adapter->rng.seed, adapter->rng.stream, adapter->dropout);
    const int64_t mask_row = adapter->first_row + first_row;
    for (int64_t row = begin; row < end; row += kRows) {
      const int64_t rows = std::min(kRows, end - row);
      for (int64_t col = 0; col < x.cols; col += kCols) {
        const int64_t cols = std::min(kCols, x.cols - col);
        for (int64_t r = 0; r < rows; ++r) {
          drop.make_mask(mask, static_cast<uint64_t>((mask_row + row + r) * x.cols + col), cols,
                         words);
          drop.apply(words, mask.factor, f32_row(x, row + r) + col, kept + r * kCols, cols, false);
        }
        kernel(Projection{kept, kCols, rows, cols, packed + col * wide, wide, wide,
                          out + row * out_ld, out_ld, col > 0});
      }
    }
  });
}

DfStatus check_adapter(const DfAdapter& adapter, const DfWeight& weight, const char* op) {
  DF_REQUIRE(adapter.rank >= 0, "%s: adapter rank is %d", op, adapter.rank);
  if (adapter.rank == 0) return ok();
  DF_CHECK(check_f32(adapter.a, op, "adapter A", adapter.rank, weight.in_features));
  DF_CHECK(check_f32(adapter.b, op, "adapter B", weight.out_features, adapter.rank));
  DF_REQUIRE(adapter.dropout >= 0 && adapter.dropout < 1, "%s: dropout is %g, give [0, 1)", op,
             static_cast<double>(adapter.dropout));
  return ok();
}

}  // namespace df::cpu
