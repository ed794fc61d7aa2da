// y (+)= adapted linear. Three ways, by what the rows share:
//   decode   a few rows: the weight is read in place (linear_decode.cpp);
//   merged   one adapter without dropout, or none: panels of row_scale o (W + scale * B A) are
//            built in scratch, at the cost of out * in * rank multiply-adds, and y is one product;
//   layered  dropout, or several adapters: a product with the bare weight, then each segment's
//            low-rank term, row scale and bias in one pass over y.
//
// One thread of an EPYC, r = 16, milliseconds of the float32 products alone, for a weight at hand /
// merged (with a copy of the weight, which a quantized one needs anyway) / [x | xA^T] [W | sB]^T in
// one product over a copy of x / two products:
//   2048 x 320 -> 320     1.72  1.80  1.91  1.92
//   2048 x 320 -> 864     4.92  5.01  5.13  5.28
//   2048 x 864 -> 320     5.23  5.37  5.23  5.36
//   2048 x 1024 -> 1024   19.6  20.2  20.0  20.6
//   512 x 864 -> 320      1.20  1.27  1.24  1.21
//   512 x 1024 -> 1024    4.71  5.18  4.68  4.80
// So merged where the adapter has no dropout: it needs no copy of x and no scratch that grows with
// T, and the single product serves backward too. With dropout x differs from drop(x).
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/gemm.h"
#include "backends/cpu/linear_parts.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/ops/linear_decode.h"
#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/weight_view.h"

using namespace df::cpu;

namespace {

constexpr int64_t kUpdateRows = 48;

// Whether rows need more than one product with a merged weight.
bool is_layered(const DfLinearForward& args) {
  if (args.segment_count > 0) return true;
  return args.adapter_count == 1 && has_adapter(&args.adapters[0]) && args.adapters[0].dropout > 0;
}

const DfAdapter* single_adapter(const DfLinearForward& args) {
  return args.segment_count == 0 && args.adapter_count == 1 && has_adapter(&args.adapters[0])
             ? &args.adapters[0]
             : nullptr;
}

struct Pieces {
  float* panel = nullptr;     // [panel_rows, in]
  float* product = nullptr;   // [T, panel_rows]: layered and accumulating
  float* packed_a = nullptr;  // [in, widest rank]
  float* packed_b = nullptr;  // [widest rank, panel_rows]
  float* xa = nullptr;        // [T, widest rank]
};

Pieces cut(const DfLinearForward& args, ScratchCutter& cutter) {
  Pieces pieces;
  const DfWeight& weight = args.weight;
  const bool layered = is_layered(args);
  const int64_t rows = panel_rows(weight);
  const int64_t wide = widest_rank(args);
  if (weight.format != DF_F32 || wide > 0) pieces.panel = cutter.floats(rows * weight.in_features);
  if (layered && args.accumulate != 0) pieces.product = cutter.floats(args.x.rows * rows);
  if (wide > 0) {
    pieces.packed_a = cutter.floats(weight.in_features * wide);
    pieces.xa = cutter.floats(args.x.rows * wide);
    if (layered) pieces.packed_b = cutter.floats(wide * rows);
  }
  return pieces;
}

DfMatrix rows_of(const DfMatrix& m, int64_t begin, int64_t end) {
  DfMatrix rows = m;
  rows.data = f32_row(m, begin);
  rows.rows = end - begin;
  return rows;
}

// One panel of the weight, or the weight itself.
const float* panel_of(DfContext* context, const PanelSource& source, int64_t first, int64_t rows,
                      float* scratch) {
  if (panel_is_weight(source)) {
    return static_cast<const float*>(source.weight->data) + first * source.weight->in_features;
  }
  build_panel(context, source, first, rows, scratch);
  return scratch;
}

// xa = drop(x) A^T of the rows of one adapter, into scratch and, when wanted, into args.xa.
void project_rows(DfContext* context, const DfLinearForward& args, const DfAdapter& adapter,
                  int64_t begin, int64_t end, const Pieces& pieces, int64_t ld) {
  const int64_t wide = wide_rank(adapter.rank);
  pack_a(context, adapter, pieces.packed_a);
  float* xa = pieces.xa + begin * ld;
  project(context, rows_of(args.x, begin, end), pieces.packed_a, wide, &adapter, begin, xa, ld);
  if (args.xa.data == nullptr) return;
  for (int64_t t = begin; t < end; ++t) {
    std::copy_n(pieces.xa + t * ld, adapter.rank, f32_row(args.xa, t));
  }
}

// y (+)= base (with nothing else, only the bias is added) over rows and columns of one panel.
void finish_rows(DfContext* context, const RankUpdate& update) {
  const auto kernel = low_rank_kernels(context->isa).rank_update;
  parallel_for(context, update.rows, kUpdateRows, [&](int64_t begin, int64_t end) {
    RankUpdate part = update;
    part.rows = end - begin;
    part.y += begin * part.y_ld;
    if (part.base != nullptr) part.base += begin * part.base_ld;
    if (part.left != nullptr) part.left += begin * part.left_ld;
    kernel(part);
  });
}

void run_merged(DfContext* context, const DfLinearForward& args, const Pieces& pieces) {
  const DfWeight& weight = args.weight;
  const DfAdapter* adapter = single_adapter(args);
  const int64_t tokens = args.x.rows;
  const PanelSource source{&weight, adapter, true, true};
  if (adapter != nullptr && args.xa.data != nullptr) {
    project_rows(context, args, *adapter, 0, tokens, pieces, wide_rank(adapter->rank));
  }
  float* y = static_cast<float*>(args.y.data);
  if (weight.bias != nullptr) {
    RankUpdate bias{};
    bias.rows = tokens;
    bias.cols = weight.out_features;
    bias.bias = weight.bias;
    bias.y = y;
    bias.y_ld = args.y.ld;
    bias.accumulate = args.accumulate != 0;
    finish_rows(context, bias);
  }
  const float beta = args.accumulate != 0 || weight.bias != nullptr ? 1.0f : 0.0f;
  const int64_t step = panel_is_weight(source) ? weight.out_features : panel_rows(weight);
  for (int64_t first = 0; first < weight.out_features; first += step) {
    const int64_t rows = std::min(step, weight.out_features - first);
    const float* panel = panel_of(context, source, first, rows, pieces.panel);
    gemm(context, false, true, tokens, rows, weight.in_features, 1.0f,
         static_cast<const float*>(args.x.data), args.x.ld, panel, weight.in_features, beta,
         y + first, args.y.ld);
  }
}

// The low-rank term, row scale and bias of one segment and one panel.
void finish_segment(DfContext* context, const DfLinearForward& args, const DfAdapter* adapter,
                    int64_t begin, int64_t end, int64_t first, int64_t rows, const Pieces& pieces,
                    const float* product, int64_t product_ld) {
  RankUpdate update{};
  update.rows = end - begin;
  update.cols = rows;
  update.base = product + begin * product_ld;
  update.base_ld = product_ld;
  update.bias = args.weight.bias != nullptr ? args.weight.bias + first : nullptr;
  update.y = f32_row(args.y, begin) + first;
  update.y_ld = args.y.ld;
  update.accumulate = args.accumulate != 0;
  if (has_adapter(adapter)) {
    for (int64_t r = 0; r < adapter->rank; ++r) {
      for (int64_t j = 0; j < rows; ++j) {
        pieces.packed_b[r * rows + j] = f32_row(adapter->b, first + j)[r];
      }
    }
    const int64_t wide = widest_rank(args);
    update.rank = adapter->rank;
    update.left = pieces.xa + begin * wide;
    update.left_ld = wide;
    update.left_scale = adapter->scale;
    update.right = pieces.packed_b;
    update.right_ld = rows;
    update.col_scale = adapter->row_scale != nullptr ? adapter->row_scale + first : nullptr;
  } else if (update.bias == nullptr && !update.accumulate) {
    return;  // the product already is y
  }
  finish_rows(context, update);
}

void run_layered(DfContext* context, const DfLinearForward& args, const Pieces& pieces) {
  const DfWeight& weight = args.weight;
  const int64_t tokens = args.x.rows;
  const int64_t all[2] = {0, tokens};
  const int32_t segments = std::max(args.segment_count, 1);
  const int64_t* borders = args.segment_count > 0 ? args.segment_begin : all;
  const auto adapter_of = [&](int32_t k) -> const DfAdapter* {
    if (args.segment_count == 0) return single_adapter(args);
    return args.segment_adapter[k] < 0 ? nullptr : &args.adapters[args.segment_adapter[k]];
  };
  for (int32_t k = 0; k < segments; ++k) {
    if (!has_adapter(adapter_of(k))) continue;
    project_rows(context, args, *adapter_of(k), borders[k], borders[k + 1], pieces,
                 widest_rank(args));
  }
  const PanelSource source{&weight, nullptr, false, false};
  const int64_t step = panel_rows(weight);
  float* y = static_cast<float*>(args.y.data);
  for (int64_t first = 0; first < weight.out_features; first += step) {
    const int64_t rows = std::min(step, weight.out_features - first);
    const float* panel = panel_of(context, source, first, rows, pieces.panel);
    float* product = pieces.product != nullptr ? pieces.product : y + first;
    const int64_t product_ld = pieces.product != nullptr ? rows : args.y.ld;
    gemm(context, false, true, tokens, rows, weight.in_features, 1.0f,
         static_cast<const float*>(args.x.data), args.x.ld, panel, weight.in_features, 0.0f,
         product, product_ld);
    for (int32_t k = 0; k < segments; ++k) {
      if (borders[k + 1] == borders[k]) continue;
      finish_segment(context, args, adapter_of(k), borders[k], borders[k + 1], first, rows, pieces,
                     product, product_ld);
    }
  }
}

DfStatus check_segments(const DfLinearForward& args, const char* op) {
  if (args.segment_count == 0) {
    DF_REQUIRE(args.adapter_count <= 1, "%s: %d adapters need segments", op, args.adapter_count);
    return ok();
  }
  DF_REQUIRE(args.segment_begin != nullptr && args.segment_adapter != nullptr,
             "%s: segments need segment_begin and segment_adapter", op);
  DF_REQUIRE(args.xa.data == nullptr, "%s: xa is kept in the single-adapter form only", op);
  DF_REQUIRE(args.segment_begin[0] == 0 && args.segment_begin[args.segment_count] == args.x.rows,
             "%s: the segments do not cover the %lld rows", op,
             static_cast<long long>(args.x.rows));
  for (int32_t k = 0; k < args.segment_count; ++k) {
    DF_REQUIRE(args.segment_begin[k] <= args.segment_begin[k + 1],
               "%s: segment %d ends before it begins", op, k);
    DF_REQUIRE(args.segment_adapter[k] >= -1 && args.segment_adapter[k] < args.adapter_count,
               "%s: segment %d uses adapter %d of %d", op, k, args.segment_adapter[k],
               args.adapter_count);
  }
  return ok();
}

DfStatus check(const DfLinearForward& args) {
  constexpr const char* kOp = "linear_forward";
  DF_CHECK(check_weight(args.weight, kOp));
  DF_REQUIRE(args.x.rows >= 0, "%s: x has %lld rows", kOp, static_cast<long long>(args.x.rows));
  DF_CHECK(check_f32(args.x, kOp, "x", args.x.rows, args.weight.in_features));
  DF_CHECK(check_f32(args.y, kOp, "y", args.x.rows, args.weight.out_features));
  DF_REQUIRE(args.adapter_count == 0 || (args.adapter_count > 0 && args.adapters != nullptr),
             "%s: adapter_count is %d without adapters", kOp, args.adapter_count);
  DF_REQUIRE(args.segment_count >= 0, "%s: segment_count is %d", kOp, args.segment_count);
  for (int32_t k = 0; k < args.adapter_count; ++k) {
    DF_CHECK(check_adapter(args.adapters[k], args.weight, kOp));
  }
  DF_CHECK(check_segments(args, kOp));
  if (args.xa.data != nullptr) {
    const DfAdapter* adapter = single_adapter(args);
    DF_REQUIRE(adapter != nullptr, "%s: xa is wanted but there is no adapter", kOp);
    DF_CHECK(check_f32(args.xa, kOp, "xa", args.x.rows, adapter->rank));
  }
  return ok();
}

// One segment for all rows is the single-adapter form.
DfLinearForward without_single_segment(const DfLinearForward& args) {
  DfLinearForward call = args;
  if (args.segment_count != 1) return call;
  const int32_t index = args.segment_adapter[0];
  call.segment_count = 0;
  call.adapter_count = index < 0 ? 0 : 1;
  call.adapters = index < 0 ? nullptr : args.adapters + index;
  return call;
}

}  // namespace

uint64_t df_cpu_linear_forward_workspace(DfContext*, const DfLinearForward* args) {
  ScratchCutter products;
  cut(*args, products);
  // A smaller call may take the decode path: the larger of the two serves both.
  ScratchCutter decode;
  cut_decode_scratch(*args, decode);
  return std::max(products.used(), decode.used());
}

DfStatus df_cpu_linear_forward(DfContext* context, const DfLinearForward* args) {
  DF_CHECK(check(*args));
  DF_CHECK(check_scratch(args->scratch, "linear_forward",
                         df_cpu_linear_forward_workspace(context, args)));
  if (args->x.rows == 0) return ok();
  const DfLinearForward call = without_single_segment(*args);
  if (can_decode(call)) {
    linear_decode(context, call);
    return ok();
  }
  ScratchCutter cutter(call.scratch);
  const Pieces pieces = cut(call, cutter);
  if (is_layered(call)) {
    run_layered(context, call, pieces);
  } else {
    run_merged(context, call, pieces);
  }
  return ok();
}
