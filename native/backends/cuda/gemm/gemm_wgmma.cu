// bf16 products on Hopper that gemm_pingpong.cu does not take: sums over rows, masked sums, float32 results.
// Bulk copies feed a ring of tiles, two warpgroups multiply them with wgmma, each 64 rows of one tile. Blocks
// are persistent.
#include "backends/cuda/gemm/gemm_wgmma.cuh"

#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

constexpr int kRowGroup = 16;

template <typename S>
DfStatus encode_term(const GemmCall& call, const GemmTerm& term, CUtensorMap* a, CUtensorMap* b) {
  const BoxedMatrix rows_a = S::kTransA ? BoxedMatrix{term.a.data, term.k, call.m, term.a.ld, kWgmmaDepth, 64}
                                        : BoxedMatrix{term.a.data, call.m, term.k, term.a.ld, kWgmmaRows, 64};
  DF_CHECK(encode_tensor_map(rows_a, a));
  const BoxedMatrix rows_b = S::kTransB ? BoxedMatrix{term.b.data, term.k, call.n, term.b.ld, kWgmmaDepth, 64}
                                        : BoxedMatrix{term.b.data, call.n, term.k, term.b.ld, S::kCols, 64};
  return encode_tensor_map(rows_b, b);
}

template <typename S>
DfStatus launch(DfContext* context, const GemmCall& call) {
  WgmmaMaps maps{};
  DF_CHECK(encode_term<S>(call, call.terms[0], &maps.a[0], &maps.b[0]));
  if (call.term_count > 1) DF_CHECK(encode_term<S>(call, call.terms[1], &maps.a[1], &maps.b[1]));
  WgmmaWork work{};
  work.m = call.m;
  work.n = call.n;
  work.steps[0] = static_cast<int>(ceil_div(call.terms[0].k, kWgmmaDepth));
  work.steps[1] = call.term_count > 1 ? static_cast<int>(ceil_div(call.terms[1].k, kWgmmaDepth)) : 0;
  work.rows = static_cast<int>(ceil_div(call.m, kWgmmaRows));
  work.cols = static_cast<int>(ceil_div(call.n, S::kCols));
  work.group = kRowGroup;
  work.splits = call.splits;
  work.items = work.rows * work.cols * work.splits;
  work.partials = call.partials;
  work.dropout = call.dropout;
  work.epilogue = epilogue_of(call);
  work.boxed_c = call.partials == nullptr && call.c_dtype == DF_BF16 && tensor_map_takes(call.c, call.ldc);
  work.pairs = pairs_aligned(call);
  if (work.boxed_c) DF_CHECK(encode_tensor_map({call.c, call.m, call.n, call.ldc, 64, 64}, &maps.c));

  const auto kernel = wgmma_kernel<S>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, S::kSharedBytes),
          "gemm_wgmma");
  const auto blocks = static_cast<unsigned>(std::min(work.items, context->multiprocessors));
  kernel<<<blocks, kWgmmaThreads, S::kSharedBytes, context->stream>>>(maps, work);
  DF_LAUNCHED("gemm_wgmma");
  return ok();
}

// Whether tiles of 256 columns keep the device busier than tiles of 128, which cost a fifth more for
// the same work.
bool wide_tiles(const DfContext* context, const GemmCall& call) {
  const int64_t blocks = context->multiprocessors, rows = ceil_div(call.m, kWgmmaRows);
  const int64_t wide = ceil_div(rows * ceil_div(call.n, 256), blocks) * 20;
  const int64_t narrow = ceil_div(rows * ceil_div(call.n, 128), blocks) * 12;
  return wide <= narrow;
}

}  // namespace

bool gemm_wgmma_takes(const DfContext* context, const GemmCall& call) {
  if (!context->has_wgmma() || call.dtype != DF_BF16 || call.dropout.what == Drop::kA) return false;
  if (call.c_dtype == DF_F16) return false;
  for (int i = 0; i < call.term_count; ++i) {
    const GemmTerm& term = call.terms[i];
    if (!tensor_map_takes(term.a.data, term.a.ld) || !tensor_map_takes(term.b.data, term.b.ld)) return false;
    if (term.a.k_contiguous != call.terms[0].a.k_contiguous) return false;
    if (term.b.k_contiguous != call.terms[0].b.k_contiguous) return false;
    if (term.k == 0) return false;
  }
  return call.terms[0].a.k_contiguous || !call.terms[0].b.k_contiguous;
}

DfStatus gemm_wgmma(DfContext* context, const GemmCall& call) {
  const bool trans_a = !call.terms[0].a.k_contiguous, trans_b = !call.terms[0].b.k_contiguous;
  const bool narrow = call.n <= 64 || call.partials != nullptr;
  if (trans_a) {
    return narrow ? launch<WgmmaShape<true, true, 64>>(context, call)
                  : launch<WgmmaShape<true, true, 256>>(context, call);
  }
  if (trans_b) {
    return wide_tiles(context, call) ? launch<WgmmaShape<false, true, 256>>(context, call)
                                     : launch<WgmmaShape<false, true, 128>>(context, call);
  }
  if (narrow) return launch<WgmmaShape<false, false, 64>>(context, call);
  return wide_tiles(context, call) ? launch<WgmmaShape<false, false, 256>>(context, call)
                                   : launch<WgmmaShape<false, false, 128>>(context, call);
}

}  // namespace df::cuda
