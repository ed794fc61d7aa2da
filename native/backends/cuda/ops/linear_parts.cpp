#include "backends/cuda/ops/linear_parts.h"

#include "backends/cuda/gemm/gemm_narrow.h"

namespace df::cuda {

DfStatus narrow_product(DfContext* context, const NarrowProduct& p) {
  if (p.x.dtype == DF_BF16 && p.dropout.what == Drop::kNone) {
    NarrowGemm narrow;
    narrow.m = p.x.rows;
    narrow.n = p.rank;
    narrow.term = GemmTerm{{p.x.data, p.x.ld, true}, {p.p, p.p_ld, true}, p.x.cols};
    narrow.alpha = p.alpha;
    narrow.out = p.out;
    narrow.ld = p.out_ld;
    if (gemm_narrow_takes(context, narrow)) return gemm_narrow(context, narrow);
  }
  GemmCall call;
  call.m = p.x.rows;
  call.n = p.rank;
  call.dtype = p.x.dtype;
  call.terms[0] = GemmTerm{{p.x.data, p.x.ld, true}, {p.p, p.p_ld, true}, p.x.cols};
  call.alpha = p.alpha;
  call.c = p.out;
  call.ldc = p.out_ld;
  call.c_dtype = p.x.dtype;
  call.dropout = p.dropout;
  call.splits = gemm_splits(call.m, call.n, p.x.cols);
  if (call.splits == 1) return gemm(context, call);
  call.partials = p.partials;
  DF_CHECK(gemm(context, call));
  return sum_partials(context, PartialSum{p.partials, call.splits, call.m, call.n, p.alpha, nullptr, nullptr,
                                          p.out, p.out_ld, p.x.dtype, false, false});
}

DfStatus row_sums(DfContext* context, const RowSums& s) {
  const GemmTerm term{{s.left.data, s.left.ld, false}, {s.right, s.right_ld, false}, s.left.rows};
  if (s.left.dtype == DF_BF16 && s.dropout.what == Drop::kNone) {
    const NarrowGemm narrow{s.left.cols, s.rank,   term,   s.alpha, s.row_scale,
                            s.out,       s.out_ld, DF_F32, true,    s.transposed};
    if (gemm_narrow_takes(context, narrow)) return gemm_narrow(context, narrow);
  }
  GemmCall call;
  call.m = s.left.cols;
  call.n = s.rank;
  call.dtype = s.left.dtype;
  call.terms[0] = term;
  call.dropout = s.dropout;
  call.splits = gemm_splits(call.m, call.n, s.left.rows);
  call.partials = s.partials;
  DF_CHECK(gemm(context, call));
  return sum_partials(context, PartialSum{s.partials, call.splits, call.m, call.n, s.alpha, nullptr, s.row_scale, s.out,
                                          s.out_ld, DF_F32, true, s.transposed});
}

}  // namespace df::cuda
