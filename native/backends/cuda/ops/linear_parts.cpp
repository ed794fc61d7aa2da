#include "backends/cuda/ops/linear_parts.h"

namespace df::cuda {

DfStatus narrow_product(DfContext* context, const NarrowProduct& p) {
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

}  // namespace df::cuda
