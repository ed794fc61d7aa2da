// y (+)= adapted linear. The weight becomes a panel of the activations' dtype in scratch (or is one
// already); then one product carries the adapter in its registers:
//   y = row_scale o ([x | xA^T] [W | sB]^T) + bias,
// exact, without a copy of x and without a second pass over y. Rows with adapters of their own go
// segment by segment over the same panel, short ones together (linear_segments.cu). A few rows read
// an NF4 weight as it is stored (nf4_rows.cu), and their adapters are added row by row, too.
#include "backends/cuda/gemm/dense_rows.h"
#include "backends/cuda/gemm/nf4_rows.h"
#include "backends/cuda/gemm/nf4_tile.h"
#include "backends/cuda/gemm/nf4_vector.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/ops/linear_parts.h"
#include "backends/cuda/ops/linear_segments.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "linear_forward";

struct Pieces {
  void* panel = nullptr;      // [panel_rows, in]
  void* a = nullptr;          // [rank, padded in]: A
  void* b = nullptr;          // [out, padded rank]: scale * B
  void* xa = nullptr;         // [T, padded rank]
  float* partials = nullptr;
  uint32_t* mask = nullptr;   // dropout bits
  float* row_xa = nullptr;    // [T, padded rank]: of rows with their own adapters, or few
  void* product = nullptr;    // [T, out]: bare product of these rows, when accumulating
};

int64_t widest_rank(const DfLinearForward& args) {
  int64_t rank = 0;
  for (int32_t k = 0; k < args.adapter_count; ++k) rank = std::max<int64_t>(rank, args.adapters[k].rank);
  return rank;
}

Pieces cut(const DfLinearForward& args, ScratchCutter& cutter) {
  Pieces p;
  const int32_t dtype = args.x.dtype;
  const int64_t bytes = dtype_bytes(dtype), rank = widest_rank(args);
  if (const uint64_t size = panel_bytes(args.weight, dtype, nullptr)) p.panel = cutter.bytes(size);
  const int64_t short_rows = args.segment_count > 1 ? args.x.rows : std::min(args.x.rows, kNf4Rows);
  if (args.accumulate != 0 && (args.segment_count > 1 || rank > 0)) {
    p.product = cutter.bytes(static_cast<uint64_t>(short_rows * args.weight.out_features * bytes));
  }
  if (rank == 0) return p;
  const int64_t wide = padded_rank(rank), in = args.weight.in_features;
  p.a = cutter.bytes(static_cast<uint64_t>(rank * round_up(in, 8) * bytes));
  p.b = cutter.bytes(static_cast<uint64_t>(args.weight.out_features * wide * bytes));
  // A caller's xa of a rank that is no multiple of 8 would slow the big product down: a copy then.
  p.xa = cutter.bytes(static_cast<uint64_t>(args.x.rows * wide * bytes));
  p.partials = static_cast<float*>(cutter.bytes(gemm_partial_bytes(args.x.rows, rank, in)));
  for (int32_t k = 0; k < args.adapter_count; ++k) {
    if (!drops(&args.adapters[k])) continue;
    p.mask = static_cast<uint32_t*>(cutter.bytes(drop_mask_bytes(args.x.rows, in)));
    break;
  }
  p.row_xa = cutter.take<float>(static_cast<uint64_t>(short_rows * wide));
  return p;
}

// The caller's xa serves the products as it is.
bool keeps_xa(const DfLinearForward& args) {
  return args.xa.data != nullptr && args.xa.dtype == args.x.dtype && args.xa.cols % 8 == 0 &&
         aligned_to(args.xa, 16);
}

// Rows of one adapter, or of none.
struct RowGroup {
  int64_t begin, rows;
  const DfAdapter* adapter;
};

DfStatus project_rows(DfContext* context, const DfLinearForward& args, const RowGroup& group, const Pieces& p) {
  const DfAdapter& adapter = *group.adapter;
  const int32_t dtype = args.x.dtype;
  const int64_t wide = padded_rank(adapter.rank), a_ld = round_up(args.weight.in_features, 8);
  const FactorPack packs[2] = {{adapter.a, nullptr, 1.0f, false, p.a, a_ld},
                               {adapter.b, nullptr, adapter.scale, false, p.b, wide}};
  DF_CHECK(pack_factors(context, packs, 2, dtype));
  NarrowProduct product{};
  product.x = rows_of(args.x, group.begin, group.rows);
  product.p = p.a;
  product.p_ld = a_ld;
  product.rank = adapter.rank;
  product.alpha = 1.0f;
  if (drops(&adapter)) {
    const int64_t in = args.weight.in_features;
    const int64_t first = adapter.first_row + group.begin;
    DF_CHECK(make_drop_mask(context, dropout_of(adapter.rng, adapter.dropout), first, group.rows, in, p.mask));
    product.dropout = mask_view(adapter, Drop::kA, p.mask, group.rows, in);
    product.alpha = product.dropout.factor;
  }
  product.out = keeps_xa(args) ? args.xa.data : p.xa;
  product.out_ld = keeps_xa(args) ? args.xa.ld : wide;
  product.partials = p.partials;
  DF_CHECK(narrow_product(context, product));
  if (args.xa.data == nullptr || keeps_xa(args)) return ok();
  const DfMatrix xa{p.xa, dtype, 0, group.rows, adapter.rank, wide};
  return convert_rows(context, xa, args.xa.data, args.xa.ld, args.xa.dtype);
}

// Columns [first, first + cols) of y for one group, from the panel of these weight rows.
DfStatus product_of(DfContext* context, const DfLinearForward& args, const RowGroup& group, const Pieces& p,
                    const void* panel, int64_t first, int64_t cols) {
  const int32_t dtype = args.x.dtype;
  const DfMatrix x = rows_of(args.x, group.begin, group.rows), y = rows_of(args.y, group.begin, group.rows);
  GemmCall call;
  call.m = group.rows;
  call.n = cols;
  call.dtype = dtype;
  const int64_t in = args.weight.in_features;
  call.terms[0] = GemmTerm{{x.data, x.ld, true}, {panel, in, true}, in};
  if (has_adapter(group.adapter)) {
    const int64_t wide = padded_rank(group.adapter->rank);
    call.term_count = 2;
    const bool kept = keeps_xa(args);
    call.terms[1] = GemmTerm{{kept ? args.xa.data : p.xa, kept ? args.xa.ld : wide, true},
                             {column(static_cast<const void*>(p.b), dtype, first * wide), wide, true},
                             group.adapter->rank};
    if (group.adapter->row_scale != nullptr) call.col_scale = group.adapter->row_scale + first;
  }
  call.c = column(y.data, y.dtype, first);
  call.ldc = y.ld;
  call.c_dtype = y.dtype;
  call.accumulate = args.accumulate != 0;
  call.bias = args.weight.bias != nullptr ? args.weight.bias + first : nullptr;
  return gemm(context, call);
}

// Groups of rows: each long segment alone, and the rows between them, whose adapters are added to
// the bare product row by row.
template <typename Single, typename Mixed>
DfStatus each_group(const DfLinearForward& args, const Single& single, const Mixed& mixed) {
  const auto adapter_of = [&](int32_t k) {
    return args.segment_adapter[k] < 0 ? nullptr : &args.adapters[args.segment_adapter[k]];
  };
  if (args.segment_count == 0) {
    const DfAdapter* adapter = args.adapter_count == 1 ? &args.adapters[0] : nullptr;
    return single(RowGroup{0, args.x.rows, adapter});
  }
  int32_t k = 0;
  while (k < args.segment_count) {
    const int64_t rows = args.segment_begin[k + 1] - args.segment_begin[k];
    if (rows >= kLongSegment || args.segment_count == 1) {
      DF_CHECK(single(RowGroup{args.segment_begin[k], rows, adapter_of(k)}));
      ++k;
      continue;
    }
    int32_t end = k;
    while (end < args.segment_count && args.segment_begin[end + 1] - args.segment_begin[end] < kLongSegment) ++end;
    DF_CHECK(mixed(k, end));
    k = end;
  }
  return ok();
}

// Rows of one group, from panels of the weight.
DfStatus run_panels(DfContext* context, const DfLinearForward& args, const RowGroup& group, const Pieces& p) {
  const DfWeight& weight = args.weight;
  const DfMatrix x = rows_of(args.x, group.begin, group.rows);
  if (!has_adapter(group.adapter) && dense_rows_takes(context, weight, x)) {
    return dense_rows(context, weight, x, rows_of(args.y, group.begin, group.rows), args.accumulate != 0);
  }
  if (!has_adapter(group.adapter) && nf4_vector_takes(context, weight, x)) {
    Nf4VectorCall call;
    call.count = 1;
    call.weights[0] = &weight;
    call.y[0] = rows_of(args.y, group.begin, group.rows);
    call.accumulate = args.accumulate != 0;
    return nf4_vector(context, x, call);
  }
  if (!has_adapter(group.adapter) && nf4_tile_takes(context, weight, x)) {
    const DfWeight* weights[] = {&weight};
    const DfMatrix y = rows_of(args.y, group.begin, group.rows);
    return nf4_tile(context, x, weights, &y, 1, args.accumulate != 0);
  }
  if (!has_adapter(group.adapter) && nf4_rows_takes(context, weight, x)) {
    return nf4_rows(context, weight, x, rows_of(args.y, group.begin, group.rows), args.accumulate != 0);
  }
  const bool direct = panel_is_weight(weight, args.x.dtype, nullptr);
  const int64_t step = direct ? weight.out_features : panel_rows(weight, args.x.dtype);
  for (int64_t first = 0; first < weight.out_features; first += step) {
    const int64_t cols = std::min(step, weight.out_features - first);
    if (!direct) DF_CHECK(build_panel(context, weight, nullptr, first, cols, p.panel, args.x.dtype));
    DF_CHECK(product_of(context, args, group, p, direct ? weight.data : p.panel, first, cols));
  }
  return ok();
}

// Rows of segments [first, end): the bare product, then every row's own adapter.
DfStatus run_mixed(DfContext* context, const DfLinearForward& args, int32_t first, int32_t end, const Pieces& p) {
  const int64_t begin = args.segment_begin[first], rows = args.segment_begin[end] - begin;
  if (rows == 0) return ok();
  DfLinearForward bare = args;
  bare.weight.bias = nullptr;
  bare.accumulate = 0;
  const int64_t out = args.weight.out_features;
  if (p.product != nullptr) bare.y = DfMatrix{p.product, args.x.dtype, 0, args.x.rows, out, out};
  DF_CHECK(run_panels(context, bare, RowGroup{begin, rows, nullptr}, p));
  return add_row_adapters(context, args, bare.y, first, end, p.row_xa, padded_rank(widest_rank(args)));
}

DfStatus run(DfContext* context, const DfLinearForward& args, const Pieces& p) {
  const auto single = [&](const RowGroup& group) -> DfStatus {
    if (group.rows == 0) return ok();
    if (!has_adapter(group.adapter)) return run_panels(context, args, group, p);
    if (args.xa.data == nullptr && group.rows == args.x.rows && nf4_rows_takes(context, args.weight, args.x)) {
      const int64_t begin[2] = {0, group.rows};
      const auto adapter = static_cast<int32_t>(group.adapter - args.adapters);
      DfLinearForward call = args;
      call.segment_begin = begin;
      call.segment_adapter = &adapter;
      call.segment_count = 1;
      return run_mixed(context, call, 0, 1, p);
    }
    DF_CHECK(project_rows(context, args, group, p));
    return run_panels(context, args, group, p);
  };
  const auto mixed = [&](int32_t first, int32_t end) { return run_mixed(context, args, first, end, p); };
  return each_group(args, single, mixed);
}

DfStatus check_segments(const DfLinearForward& args) {
  if (args.segment_count == 0) {
    DF_REQUIRE(args.adapter_count <= 1, "%s: %d adapters need segments", kOp, args.adapter_count);
    return ok();
  }
  DF_REQUIRE(args.segment_begin != nullptr && args.segment_adapter != nullptr,
             "%s: segments need segment_begin and segment_adapter", kOp);
  DF_REQUIRE(args.xa.data == nullptr, "%s: xa is kept in the single-adapter form only", kOp);
  DF_REQUIRE(args.segment_begin[0] == 0 && args.segment_begin[args.segment_count] == args.x.rows,
             "%s: the segments do not cover the %lld rows", kOp, static_cast<long long>(args.x.rows));
  for (int32_t k = 0; k < args.segment_count; ++k) {
    DF_REQUIRE(args.segment_begin[k] <= args.segment_begin[k + 1], "%s: segment %d ends before it begins", kOp,
               k);
    DF_REQUIRE(args.segment_adapter[k] >= -1 && args.segment_adapter[k] < args.adapter_count,
               "%s: segment %d uses adapter %d of %d", kOp, k, args.segment_adapter[k], args.adapter_count);
  }
  return ok();
}

DfStatus check(const DfContext* context, const DfLinearForward& args) {
  DF_CHECK(check_weight(args.weight, kOp));
  DF_CHECK(check_activations(context, args.x, kOp, "x"));
  const int64_t tokens = args.x.rows;
  DF_CHECK(check_matrix(args.x, kOp, "x", args.x.dtype, tokens, args.weight.in_features));
  // The head's logits may be float32 beside narrower activations.
  const int32_t y_dtype = args.y.dtype == DF_F32 ? DF_F32 : args.x.dtype;
  DF_CHECK(check_matrix(args.y, kOp, "y", y_dtype, tokens, args.weight.out_features));
  DF_REQUIRE(args.adapter_count == 0 || (args.adapter_count > 0 && args.adapters != nullptr),
             "%s: adapter_count is %d without adapters", kOp, args.adapter_count);
  DF_REQUIRE(args.segment_count >= 0, "%s: segment_count is %d", kOp, args.segment_count);
  for (int32_t k = 0; k < args.adapter_count; ++k) {
    DF_CHECK(check_adapter(args.adapters[k], args.weight, kOp));
  }
  DF_CHECK(check_segments(args));
  if (args.xa.data == nullptr) return ok();
  DF_REQUIRE(args.adapter_count == 1 && has_adapter(&args.adapters[0]),
             "%s: xa is wanted but there is no adapter", kOp);
  return check_matrix(args.xa, kOp, "xa", args.xa.dtype, tokens, args.adapters[0].rank);
}

}  // namespace

uint64_t df_cuda_linear_forward_workspace(DfContext*, const DfLinearForward* args) {
  ScratchCutter cutter;
  cut(*args, cutter);
  return cutter.used();
}

DfStatus df_cuda_linear_forward(DfContext* context, const DfLinearForward* args) {
  DF_CHECK(check(context, *args));
  DF_CHECK(check_scratch(args->scratch, kOp, df_cuda_linear_forward_workspace(context, args)));
  if (args->x.rows == 0) return ok();
  ScratchCutter cutter(args->scratch);
  return run(context, *args, cut(*args, cutter));
}
