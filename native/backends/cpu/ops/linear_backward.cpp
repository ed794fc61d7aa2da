// Backward of a linear layer with at most one adapter. With dy' = row_scale o dy:
//   dx       one product with panels of row_scale o W, the low-rank term folded in when there is no
//            dropout, and added through the mask when there is (linear_masked.cpp);
//   da, db   sums over the rows of two narrow products, one block of columns a thread, so that they
//            are the same whatever the number of threads and need no partial sums.
// dy' itself is never stored: the row scale goes into the panel, into B and into db's last step.
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/gemm.h"
#include "backends/cpu/linear_parts.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/ops/linear_masked.h"
#include "backends/cpu/scratch.h"
#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/weight_view.h"

using namespace df::cpu;

namespace {

// Columns of a block and rows of a strip: a strip of dy stays in the first-level cache while the
// sums of its columns pass over it.
constexpr int64_t kBlockCols = 48;
constexpr int64_t kStripRows = 64;
// Ranks a block sums at once; a larger adapter takes several passes.
constexpr int64_t kPassRanks = 128;

bool drops(const DfAdapter* adapter) { return has_adapter(adapter) && adapter->dropout > 0; }

struct Pieces {
  float* panel = nullptr;     // [panel_rows, in]
  float* packed_b = nullptr;  // [out, wide]: scale * row_scale o B
  float* dyb = nullptr;       // [T, wide]: scale * dy' B
  float* xa = nullptr;        // [T, wide]: copy of xa with whole vectors
  uint64_t* mask = nullptr;   // dropout bits
};

PanelSource panel_source(const DfLinearBackward& args) {
  const DfAdapter* adapter = has_adapter(args.adapter) ? args.adapter : nullptr;
  return PanelSource{&args.weight, adapter, true, !drops(adapter)};
}

Pieces cut(const DfLinearBackward& args, ScratchCutter& cutter) {
  Pieces pieces;
  if (args.weight.format != DF_F32 || has_adapter(args.adapter)) {
    pieces.panel = cutter.floats(panel_rows(args.weight) * args.weight.in_features);
  }
  if (has_adapter(args.adapter)) {
    const int64_t wide = wide_rank(args.adapter->rank);
    pieces.packed_b = cutter.floats(args.weight.out_features * wide);
    pieces.dyb = cutter.floats(args.dy.rows * wide);
    if (args.adapter->rank != wide) pieces.xa = cutter.floats(args.dy.rows * wide);
    if (drops(args.adapter)) {
      pieces.mask = reinterpret_cast<uint64_t*>(cutter.floats(2 * masked_words(args)));
    }
  }
  return pieces;
}

void input_gradient(DfContext* context, const DfLinearBackward& args, const Pieces& pieces) {
  const DfWeight& weight = args.weight;
  const PanelSource source = panel_source(args);
  const int64_t in = weight.in_features;
  const bool direct = panel_is_weight(source);
  const int64_t step = direct ? weight.out_features : panel_rows(weight);
  for (int64_t first = 0; first < weight.out_features; first += step) {
    const int64_t rows = std::min(step, weight.out_features - first);
    const float* panel = static_cast<const float*>(weight.data) + first * in;
    if (!direct) {
      build_panel(context, source, first, rows, pieces.panel);
      panel = pieces.panel;
    }
    gemm(context, false, false, args.dy.rows, in, rows, 1.0f,
         static_cast<const float*>(args.dy.data) + first, args.dy.ld, panel, in,
         first == 0 && args.accumulate_dx == 0 ? 0.0f : 1.0f, static_cast<float*>(args.dx.data),
         args.dx.ld);
  }
}

// da[r, i] += sum over t of dyb[t, r] * x[t, i], for one block of columns i. With dropout
// masked_sum_da does this.
void sum_da(DfContext* context, const DfLinearBackward& args, const Pieces& pieces, int64_t col,
            int64_t cols) {
  const int64_t wide = wide_rank(args.adapter->rank);
  for (int64_t rank = 0; rank < wide; rank += kPassRanks) {
    float sums[kBlockCols * kPassRanks] = {};
    const int64_t ranks = std::min(kPassRanks, wide - rank);
    for (int64_t row = 0; row < args.x.rows; row += kStripRows) {
      low_rank_kernels(context->isa)
          .outer_sum(OuterSum{f32_row(args.x, row) + col, args.x.ld,
                              std::min(kStripRows, args.x.rows - row), cols,
                              pieces.dyb + row * wide + rank, wide, ranks, sums, kPassRanks});
    }
    for (int64_t r = 0; r < std::min(ranks, args.adapter->rank - rank); ++r) {
      float* da = f32_row(args.da, rank + r) + col;
      for (int64_t c = 0; c < cols; ++c) da[c] += sums[c * kPassRanks + r];
    }
  }
}

// Sums of one block of columns of dy over one strip of rows.
struct DySums {
  float low_rank[kBlockCols * kPassRanks];
  float columns[kBlockCols];
  float products[kBlockCols];  // of dy and y - bias
};

// Adds one strip: the low-rank sums of ranks [rank, rank + ranks), and in the first pass over the
// ranks the column sums, while the strip is in the cache.
void add_strip(DfContext* context, const DfLinearBackward& args, const float* xa, int64_t xa_ld,
               int64_t row, int64_t rows, int64_t col, int64_t cols, int64_t rank, int64_t ranks,
               DySums& sums) {
  const LowRankKernels& kernels = low_rank_kernels(context->isa);
  if (ranks > 0) {
    kernels.outer_sum(OuterSum{f32_row(args.dy, row) + col, args.dy.ld, rows, cols,
                               xa + row * xa_ld + rank, xa_ld, ranks, sums.low_rank, kPassRanks});
  }
  if (rank > 0 || (args.dbias == nullptr && args.dmagnitude == nullptr)) return;
  ColumnSums call{};
  call.dy = f32_row(args.dy, row) + col;
  call.dy_ld = args.dy.ld;
  call.y = args.dmagnitude != nullptr ? f32_row(args.y, row) + col : nullptr;
  call.y_ld = args.y.ld;
  const bool difference = args.dmagnitude != nullptr && args.y_minus.data != nullptr;
  call.y_minus = difference ? f32_row(args.y_minus, row) + col : nullptr;
  call.y_minus_ld = args.y_minus.ld;
  call.bias = args.weight.bias != nullptr ? args.weight.bias + col : nullptr;
  call.rows = rows;
  call.cols = cols;
  call.sum = sums.columns;
  call.product = sums.products;
  kernels.column_sums(call);
}

// For one block of columns j of dy:
//   db[j, r] += scale * row_scale[j] * sum over t of dy[t, j] * xa[t, r]
//   dbias[j] += sum over t of dy[t, j]
//   dmagnitude[j] += sum over t of dy[t, j] (y[t, j] - y_minus[t, j] - bias[j]) / magnitude[j]
void sum_dy(DfContext* context, const DfLinearBackward& args, const float* xa, int64_t xa_ld,
            int64_t col, int64_t cols) {
  const bool wants_db = args.db.data != nullptr;
  const int64_t wide = wants_db ? wide_rank(args.adapter->rank) : 0;
  for (int64_t rank = 0; rank == 0 || rank < wide; rank += kPassRanks) {
    const int64_t ranks = std::min(kPassRanks, wide - rank);
    DySums sums{};
    for (int64_t row = 0; row < args.dy.rows; row += kStripRows) {
      add_strip(context, args, xa, xa_ld, row, std::min(kStripRows, args.dy.rows - row), col, cols,
                rank, ranks, sums);
    }
    for (int64_t c = 0; c < cols && wants_db; ++c) {
      const DfAdapter& adapter = *args.adapter;
      const float scale = adapter.row_scale != nullptr ? adapter.scale * adapter.row_scale[col + c]
                                                       : adapter.scale;
      float* db = f32_row(args.db, col + c) + rank;
      for (int64_t r = 0; r < std::min(ranks, adapter.rank - rank); ++r) {
        db[r] += scale * sums.low_rank[c * kPassRanks + r];
      }
    }
    for (int64_t c = 0; c < cols && rank == 0; ++c) {
      if (args.dbias != nullptr) args.dbias[col + c] += sums.columns[c];
      if (args.dmagnitude != nullptr) {
        args.dmagnitude[col + c] += sums.products[c] / args.adapter->magnitude[col + c];
      }
    }
  }
}

// All sums over rows, one task a block of columns of x (da) or of dy (the others).
void sum_gradients(DfContext* context, const DfLinearBackward& args, const Pieces& pieces,
                   const float* xa, int64_t xa_ld) {
  const bool of_dy = args.db.data != nullptr || args.dbias != nullptr || args.dmagnitude != nullptr;
  const auto blocks = [](int64_t cols) { return (cols + kBlockCols - 1) / kBlockCols; };
  const bool of_x = args.da.data != nullptr && !drops(args.adapter);
  const int64_t x_blocks = of_x ? blocks(args.weight.in_features) : 0;
  const int64_t dy_blocks = of_dy ? blocks(args.weight.out_features) : 0;
  parallel_for(context, x_blocks + dy_blocks, 1, [&](int64_t begin, int64_t end) {
    for (int64_t block = begin; block < end; ++block) {
      if (block < x_blocks) {
        const int64_t col = block * kBlockCols;
        sum_da(context, args, pieces, col, std::min(kBlockCols, args.weight.in_features - col));
        continue;
      }
      const int64_t col = (block - x_blocks) * kBlockCols;
      sum_dy(context, args, xa, xa_ld, col, std::min(kBlockCols, args.weight.out_features - col));
    }
  });
}

void adapter_gradients(DfContext* context, const DfLinearBackward& args, const Pieces& pieces) {
  const float* xa = static_cast<const float*>(args.xa.data);
  int64_t xa_ld = args.xa.ld;
  if (has_adapter(args.adapter)) {
    const DfAdapter& adapter = *args.adapter;
    const int64_t wide = wide_rank(adapter.rank);
    const bool masked = args.dx.data != nullptr && drops(&adapter);
    if (args.da.data != nullptr || masked) {
      pack_b(context, adapter, adapter.scale, pieces.packed_b);
      project(context, args.dy, pieces.packed_b, wide, nullptr, 0, pieces.dyb, wide);
    }
    if (drops(&adapter)) masked_sum_da(context, args, pieces.dyb, pieces.mask);
    if (args.db.data != nullptr && pieces.xa != nullptr) {
      parallel_for(context, args.xa.rows, 256, [&](int64_t begin, int64_t end) {
        for (int64_t t = begin; t < end; ++t) {
          std::copy_n(f32_row(args.xa, t), adapter.rank, pieces.xa + t * wide);
          std::fill(pieces.xa + t * wide + adapter.rank, pieces.xa + (t + 1) * wide, 0.0f);
        }
      });
      xa = pieces.xa;
      xa_ld = wide;
    }
  }
  sum_gradients(context, args, pieces, xa, xa_ld);
}

DfStatus check(const DfLinearBackward& args) {
  constexpr const char* kOp = "linear_backward";
  const DfWeight& weight = args.weight;
  const int64_t tokens = args.dy.rows;
  const bool adapted = has_adapter(args.adapter);
  DF_CHECK(check_weight(weight, kOp));
  DF_REQUIRE(tokens >= 0, "%s: dy has %lld rows", kOp, static_cast<long long>(tokens));
  DF_CHECK(check_f32(args.dy, kOp, "dy", tokens, weight.out_features));
  if (args.dx.data != nullptr) DF_CHECK(check_f32(args.dx, kOp, "dx", tokens, weight.in_features));
  if (adapted) DF_CHECK(check_adapter(*args.adapter, weight, kOp));
  DF_REQUIRE(adapted || (args.da.data == nullptr && args.db.data == nullptr),
             "%s: da or db is wanted but there is no adapter", kOp);
  if (args.da.data != nullptr) {
    DF_CHECK(check_f32(args.da, kOp, "da", args.adapter->rank, weight.in_features));
    DF_CHECK(check_f32(args.x, kOp, "x", tokens, weight.in_features));
  }
  if (args.db.data != nullptr) {
    DF_CHECK(check_f32(args.db, kOp, "db", weight.out_features, args.adapter->rank));
    DF_CHECK(check_f32(args.xa, kOp, "xa", tokens, args.adapter->rank));
  }
  if (args.dmagnitude != nullptr) {
    DF_REQUIRE(args.adapter != nullptr && args.adapter->magnitude != nullptr,
               "%s: dmagnitude is wanted but the adapter has no magnitude", kOp);
    DF_CHECK(check_f32(args.y, kOp, "y", tokens, weight.out_features));
    if (args.y_minus.data != nullptr) DF_CHECK(check_f32(args.y_minus, kOp, "y_minus", tokens, weight.out_features));
  }
  if (args.dweight.data != nullptr) {
    DF_REQUIRE(!adapted, "%s: dweight is computed without an adapter only", kOp);
    DF_CHECK(check_f32(args.dweight, kOp, "dweight", weight.out_features, weight.in_features));
    DF_CHECK(check_f32(args.x, kOp, "x", tokens, weight.in_features));
  }
  return ok();
}

}  // namespace

uint64_t df_cpu_linear_backward_workspace(DfContext*, const DfLinearBackward* args) {
  ScratchCutter cutter;
  cut(*args, cutter);
  return cutter.used();
}

DfStatus df_cpu_linear_backward(DfContext* context, const DfLinearBackward* args) {
  DF_CHECK(check(*args));
  DF_CHECK(check_scratch(args->scratch, "linear_backward",
                         df_cpu_linear_backward_workspace(context, args)));
  if (args->dy.rows == 0) return ok();
  ScratchCutter cutter(args->scratch);
  const Pieces pieces = cut(*args, cutter);
  adapter_gradients(context, *args, pieces);
  if (args->dweight.data != nullptr) {
    const DfMatrix& dweight = args->dweight;
    gemm(context, true, false, dweight.rows, dweight.cols, args->dy.rows, 1.0f,
         static_cast<const float*>(args->dy.data), args->dy.ld,
         static_cast<const float*>(args->x.data), args->x.ld, 1.0f,
         static_cast<float*>(dweight.data), dweight.ld);
  }
  // Last: dx may lie in x.
  if (args->dx.data != nullptr) {
    input_gradient(context, *args, pieces);
    if (drops(args->adapter)) masked_add_dx(context, *args, pieces.dyb, pieces.mask);
  }
  return ok();
}
