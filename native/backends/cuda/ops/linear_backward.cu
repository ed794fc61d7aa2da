// Backward of a linear layer with at most one adapter. With dy' = row_scale o dy:
//   dyb  = s dy' B                     a narrow product, row_scale folded into B
//   dx   = mask o (dyb A) / keep + dy' W   one product of two terms, row_scale folded into W; the mask
//                                      is applied to the sums in registers, between the terms
//   da  += dyb^T drop(x), db += s dy'^T xa   sums over the rows, cut into pieces that are added in order
#include "backends/cuda/gemm/column_sums.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/ops/linear_parts.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "linear_backward";

// What the products read. dy may be float32 (the head's) beside narrower activations.
int32_t compute_dtype(const DfLinearBackward& args) {
  if (args.dy.dtype != DF_F32) return args.dy.dtype;
  if (args.dx.data != nullptr) return args.dx.dtype;
  if (args.x.data != nullptr) return args.x.dtype;
  return DF_F32;
}

bool wants_dyb(const DfLinearBackward& args) {
  return has_adapter(args.adapter) && (args.dx.data != nullptr || args.da.data != nullptr);
}

const float* row_scale_of(const DfLinearBackward& args) {
  return has_adapter(args.adapter) ? args.adapter->row_scale : nullptr;
}

struct Pieces {
  void* dy = nullptr;        // [T, out]: dy in the compute dtype
  void* panel = nullptr;     // [panel_rows, in]: row_scale o W
  void* a = nullptr;         // [rank, padded in]
  void* b = nullptr;         // [rank, padded out]: row_scale o B, transposed
  void* dyb = nullptr;       // [T, padded rank]
  void* xa = nullptr;        // [T, padded rank]: where the caller's has rows of odd length
  uint32_t* mask = nullptr;  // dropout bits
  float* partials = nullptr;
  float* columns = nullptr;
};

// A small weight's gradient has few tiles and a long sum over the rows: the sum is cut into pieces.
int weight_splits(const DfLinearBackward& args) {
  if (args.dweight.data == nullptr) return 1;
  return gemm_splits(args.weight.out_features, args.weight.in_features, args.dy.rows);
}

Pieces cut(const DfLinearBackward& args, ScratchCutter& cutter) {
  Pieces p;
  const int32_t dtype = compute_dtype(args);
  const int64_t bytes = dtype_bytes(dtype), tokens = args.dy.rows;
  const int64_t in = args.weight.in_features, out = args.weight.out_features;
  if (args.dy.dtype != dtype) p.dy = cutter.bytes(static_cast<uint64_t>(tokens * round_up(out, 8) * bytes));
  if (args.dx.data != nullptr) {
    if (const uint64_t size = panel_bytes(args.weight, dtype, row_scale_of(args))) p.panel = cutter.bytes(size);
  }
  if (args.dbias != nullptr || args.dmagnitude != nullptr) {
    p.columns = static_cast<float*>(cutter.bytes(column_sum_bytes(tokens, out)));
  }
  if (!has_adapter(args.adapter)) {
    const int splits = weight_splits(args);
    if (splits > 1) p.partials = cutter.take<float>(static_cast<uint64_t>(splits * out * in));
    return p;
  }
  const int64_t rank = args.adapter->rank, wide = padded_rank(rank);
  uint64_t partial_bytes = 0;
  const auto need = [&](uint64_t size) { partial_bytes = std::max(partial_bytes, size); };
  if (args.dx.data != nullptr) p.a = cutter.bytes(static_cast<uint64_t>(rank * round_up(in, 8) * bytes));
  if (wants_dyb(args)) {
    p.b = cutter.bytes(static_cast<uint64_t>(rank * round_up(out, 8) * bytes));
    p.dyb = cutter.bytes(static_cast<uint64_t>(tokens * wide * bytes));
    need(gemm_partial_bytes(tokens, rank, out));
  }
  if (drops(args.adapter) && wants_dyb(args)) {
    p.mask = static_cast<uint32_t*>(cutter.bytes(drop_mask_bytes(tokens, in)));
  }
  if (args.db.data != nullptr && rank != wide) p.xa = cutter.bytes(static_cast<uint64_t>(tokens * wide * bytes));
  const auto pieces = [&](int64_t m) {
    return static_cast<uint64_t>(gemm_splits(m, rank, tokens) * m * rank) * sizeof(float);
  };
  if (args.da.data != nullptr) need(pieces(in));
  if (args.db.data != nullptr) need(pieces(out));
  p.partials = static_cast<float*>(cutter.bytes(partial_bytes));
  return p;
}

GemmDropout dropout_of_call(const DfLinearBackward& args, const Pieces& p, Drop what) {
  if (!drops(args.adapter)) return GemmDropout{};
  return mask_view(*args.adapter, what, p.mask, args.dy.rows, args.weight.in_features);
}

// B for dyb, and A where dx is wanted.
DfStatus pack(DfContext* context, const DfLinearBackward& args, const Pieces& p, int32_t dtype) {
  const DfAdapter& adapter = *args.adapter;
  const FactorPack packs[2] = {
      {adapter.b, adapter.row_scale, 1.0f, true, p.b, round_up(args.weight.out_features, 8)},
      {adapter.a, nullptr, 1.0f, false, p.a, round_up(args.weight.in_features, 8)}};
  return pack_factors(context, packs, args.dx.data != nullptr ? 2 : 1, dtype);
}

DfStatus project_dy(DfContext* context, const DfLinearBackward& args, const DfMatrix& dy, const Pieces& p) {
  const int64_t ld = round_up(args.weight.out_features, 8);
  DF_CHECK(pack(context, args, p, dy.dtype));
  NarrowProduct product{};
  product.x = dy;
  product.p = p.b;
  product.p_ld = ld;
  product.rank = args.adapter->rank;
  product.alpha = args.adapter->scale;
  product.out = p.dyb;
  product.out_ld = padded_rank(args.adapter->rank);
  product.partials = p.partials;
  return narrow_product(context, product);
}

// One panel's part of dx: rows [first, first + rows) of the weight are the k of the product.
DfStatus add_input_gradient(DfContext* context, const DfLinearBackward& args, const DfMatrix& dy, const Pieces& p,
                            const void* panel, int64_t first, int64_t rows) {
  const int64_t in = args.weight.in_features;
  GemmCall call;
  call.m = dy.rows;
  call.n = in;
  call.dtype = dy.dtype;
  call.c = args.dx.data;
  call.ldc = args.dx.ld;
  call.c_dtype = args.dx.dtype;
  call.accumulate = args.accumulate_dx != 0 || first > 0;
  const GemmTerm main{{column(static_cast<const void*>(dy.data), dy.dtype, first), dy.ld, true},
                      {panel, in, false},
                      rows};
  call.terms[0] = main;
  if (has_adapter(args.adapter) && first == 0) {
    call.terms[0] = GemmTerm{{p.dyb, padded_rank(args.adapter->rank), true},
                             {p.a, round_up(in, 8), false},
                             args.adapter->rank};
    call.terms[1] = main;
    call.term_count = 2;
    call.dropout = dropout_of_call(args, p, Drop::kFirstTerm);
  }
  return gemm(context, call);
}

DfStatus input_gradient(DfContext* context, const DfLinearBackward& args, const DfMatrix& dy, const Pieces& p) {
  const DfWeight& weight = args.weight;
  const float* row_scale = row_scale_of(args);
  const bool direct = panel_is_weight(weight, dy.dtype, row_scale);
  const int64_t step = direct ? weight.out_features : panel_rows(weight, dy.dtype);
  for (int64_t first = 0; first < weight.out_features; first += step) {
    const int64_t rows = std::min(step, weight.out_features - first);
    if (!direct) DF_CHECK(build_panel(context, weight, row_scale, first, rows, p.panel, dy.dtype));
    DF_CHECK(add_input_gradient(context, args, dy, p, direct ? weight.data : p.panel, first, rows));
  }
  return ok();
}

DfStatus gradient_of_a(DfContext* context, const DfLinearBackward& args, const Pieces& p) {
  const int64_t rank = args.adapter->rank;
  const GemmDropout dropout = dropout_of_call(args, p, Drop::kA);
  const float alpha = dropout.what == Drop::kNone ? 1.0f : dropout.factor;
  return row_sums(context, RowSums{args.x, p.dyb, padded_rank(rank), rank, dropout, alpha, nullptr, args.da.data,
                                   args.da.ld, true, p.partials});
}

DfStatus gradient_of_b(DfContext* context, const DfLinearBackward& args, const DfMatrix& dy, const Pieces& p) {
  const int64_t rank = args.adapter->rank;
  const void* xa = args.xa.data;
  int64_t ld = args.xa.ld;
  if (p.xa != nullptr) {
    ld = padded_rank(rank);
    DF_CHECK(convert_rows(context, args.xa, p.xa, ld, dy.dtype));
    xa = p.xa;
  }
  return row_sums(context, RowSums{dy, xa, ld, rank, GemmDropout{}, args.adapter->scale, args.adapter->row_scale,
                                   args.db.data, args.db.ld, false, p.partials});
}

DfStatus gradient_of_weight(DfContext* context, const DfLinearBackward& args, const DfMatrix& dy, const Pieces& p) {
  const int splits = weight_splits(args);
  if (splits > 1) {
    const int64_t out = args.weight.out_features, in = args.weight.in_features;
    GemmCall call;
    call.m = out;
    call.n = in;
    call.dtype = dy.dtype;
    call.terms[0] = GemmTerm{{dy.data, dy.ld, false}, {args.x.data, args.x.ld, false}, dy.rows};
    call.splits = splits;
    call.partials = p.partials;
    DF_CHECK(gemm(context, call));
    return sum_partials(context, PartialSum{p.partials, splits, out, in, 1.0f, nullptr, nullptr, args.dweight.data,
                                            args.dweight.ld, DF_F32, true, false});
  }
  GemmCall call;
  call.m = args.weight.out_features;
  call.n = args.weight.in_features;
  call.dtype = dy.dtype;
  call.terms[0] = GemmTerm{{dy.data, dy.ld, false}, {args.x.data, args.x.ld, false}, dy.rows};
  call.c = args.dweight.data;
  call.ldc = args.dweight.ld;
  call.c_dtype = DF_F32;
  call.accumulate = true;
  return gemm(context, call);
}

DfStatus run(DfContext* context, const DfLinearBackward& args, const Pieces& p) {
  DfMatrix dy = args.dy;
  if (p.dy != nullptr) {
    dy = DfMatrix{p.dy, compute_dtype(args), 0, dy.rows, dy.cols, round_up(dy.cols, 8)};
    DF_CHECK(convert_rows(context, args.dy, p.dy, dy.ld, dy.dtype));
  }
  if (p.mask != nullptr) {
    const Dropout dropout = dropout_of(args.adapter->rng, args.adapter->dropout);
    DF_CHECK(make_drop_mask(context, dropout, args.adapter->first_row, dy.rows, args.weight.in_features, p.mask));
  }
  if (wants_dyb(args)) DF_CHECK(project_dy(context, args, dy, p));
  if (args.da.data != nullptr) DF_CHECK(gradient_of_a(context, args, p));
  if (args.db.data != nullptr) DF_CHECK(gradient_of_b(context, args, dy, p));
  if (args.dbias != nullptr || args.dmagnitude != nullptr) {
    ColumnSums sums{dy, args.y, DfMatrix{}, args.weight.bias, nullptr, args.dbias, args.dmagnitude, p.columns};
    if (args.dmagnitude != nullptr) {
      sums.y_minus = args.y_minus;
      sums.magnitude = args.adapter->magnitude;
    }
    DF_CHECK(column_sums(context, sums));
  }
  if (args.dweight.data != nullptr) DF_CHECK(gradient_of_weight(context, args, dy, p));
  // Last: dx may lie in x.
  if (args.dx.data != nullptr) DF_CHECK(input_gradient(context, args, dy, p));
  return ok();
}

DfStatus check(const DfContext* context, const DfLinearBackward& args) {
  const DfWeight& weight = args.weight;
  const int64_t tokens = args.dy.rows;
  const int32_t dtype = compute_dtype(args);
  const bool adapted = has_adapter(args.adapter);
  DF_CHECK(check_weight(weight, kOp));
  DF_CHECK(check_activations(context, args.dy, kOp, "dy"));
  DF_CHECK(check_matrix(args.dy, kOp, "dy", args.dy.dtype, tokens, weight.out_features));
  if (args.dx.data != nullptr) DF_CHECK(check_matrix(args.dx, kOp, "dx", dtype, tokens, weight.in_features));
  if (adapted) DF_CHECK(check_adapter(*args.adapter, weight, kOp));
  DF_REQUIRE(adapted || (args.da.data == nullptr && args.db.data == nullptr),
             "%s: da or db is wanted but there is no adapter", kOp);
  if (args.da.data != nullptr) {
    DF_CHECK(check_matrix(args.da, kOp, "da", DF_F32, args.adapter->rank, weight.in_features));
    DF_CHECK(check_matrix(args.x, kOp, "x", dtype, tokens, weight.in_features));
  }
  if (args.db.data != nullptr) {
    DF_CHECK(check_matrix(args.db, kOp, "db", DF_F32, weight.out_features, args.adapter->rank));
    DF_CHECK(check_matrix(args.xa, kOp, "xa", dtype, tokens, args.adapter->rank));
  }
  if (args.dmagnitude != nullptr) {
    DF_REQUIRE(args.adapter != nullptr && args.adapter->magnitude != nullptr,
               "%s: dmagnitude is wanted but the adapter has no magnitude", kOp);
    DF_CHECK(check_matrix(args.y, kOp, "y", dtype, tokens, weight.out_features));
    if (args.y_minus.data != nullptr) {
      DF_CHECK(check_matrix(args.y_minus, kOp, "y_minus", dtype, tokens, weight.out_features));
    }
  }
  if (args.dweight.data != nullptr) {
    DF_REQUIRE(!adapted, "%s: dweight is computed without an adapter only", kOp);
    DF_CHECK(check_matrix(args.dweight, kOp, "dweight", DF_F32, weight.out_features, weight.in_features));
    DF_CHECK(check_matrix(args.x, kOp, "x", dtype, tokens, weight.in_features));
  }
  return ok();
}

}  // namespace

uint64_t df_cuda_linear_backward_workspace(DfContext*, const DfLinearBackward* args) {
  ScratchCutter cutter;
  cut(*args, cutter);
  return cutter.used();
}

DfStatus df_cuda_linear_backward(DfContext* context, const DfLinearBackward* args) {
  DF_CHECK(check(context, *args));
  DF_CHECK(check_scratch(args->scratch, kOp, df_cuda_linear_backward_workspace(context, args)));
  if (args->dy.rows == 0) return ok();
  ScratchCutter cutter(args->scratch);
  return run(context, *args, cut(*args, cutter));
}
