// bf16 products on Hopper. Bulk copies feed a ring of tiles; two warpgroups take turns, each with a tile of
// its own: while one multiplies, the other finishes and stores, so that the matrix units never wait for an
// epilogue. Blocks are persistent, in clusters of two that share the tile of A by multicast.
#include "backends/cuda/gemm/gemm_pingpong.h"

#include <algorithm>

#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/gemm_pingpong.cuh"
#include "backends/cuda/gemm/tensor_map.h"
#include "backends/cuda/launch.h"

#ifdef DF_GEMM_LAB
extern int gemm_lab;
#endif

namespace df::cuda {
namespace {

constexpr int kTokenGroup = 12;

template <typename S>
DfStatus encode_term(const GemmCall& call, const GemmTerm& term, CUtensorMap* weight, CUtensorMap* tokens) {
  const BoxedMatrix rows = S::kTrans
                               ? BoxedMatrix{term.b.data, term.k, call.n, term.b.ld, kPingDepth, 64}
                               : BoxedMatrix{term.b.data, call.n, term.k, term.b.ld, kPingFeatures, kPingDepth};
  DF_CHECK(encode_tensor_map(rows, weight));
  return encode_tensor_map({term.a.data, call.m, term.k, term.a.ld, S::kShare, kPingDepth}, tokens);
}

template <typename S>
DfStatus launch(DfContext* context, const GemmCall& call) {
  PingMaps maps{};
  PingWork work{};
  for (int i = 0; i < call.term_count; ++i) {
    DF_CHECK(encode_term<S>(call, call.terms[i], &maps.weight[i], &maps.tokens[i]));
    work.steps[i] = static_cast<int>(ceil_div(call.terms[i].k, kPingDepth));
  }
  DF_CHECK(encode_tensor_map({call.c, call.m, call.n, call.ldc, S::kTokens, 64}, &maps.c));
  work.tall = static_cast<int>(ceil_div(call.m, S::kTokens));
  work.wide = static_cast<int>(ceil_div(call.n, kPingFeatures * S::kCluster));
  work.group = kTokenGroup;
  work.items = work.tall * work.wide;
  work.features = call.n;
  work.epilogue = epilogue_of(call);
#ifdef DF_GEMM_LAB
  if (gemm_lab / 1000 % 100 > 0) work.group = gemm_lab / 1000 % 100;
  work.swapped = gemm_lab / 100000 > 0;
#endif
  const auto kernel = pingpong_kernel<S>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, S::kSharedBytes),
          "gemm_pingpong");
  const int clusters = std::min(work.items, context->multiprocessors / S::kCluster);
  DF_CUDA(launch_early(context, kernel, dim3(static_cast<unsigned>(clusters * S::kCluster)), dim3(kPingThreads),
                       S::kSharedBytes, S::kCluster, maps, work),
          "gemm_pingpong");
  return ok();
}

template <int kTokens, int kCluster>
DfStatus launch_wide(DfContext* context, const GemmCall& call) {
  return call.terms[0].b.k_contiguous ? launch<PingShape<false, kTokens, kCluster>>(context, call)
                                      : launch<PingShape<true, kTokens, kCluster>>(context, call);
}

template <int kTokens>
DfStatus launch_in(DfContext* context, const GemmCall& call, bool clusters) {
  return clusters ? launch_wide<kTokens, 2>(context, call) : launch_wide<kTokens, 1>(context, call);
}

// The longest queue of tiles of a block, with this many tokens a tile.
int64_t queue_of(const DfContext* context, const GemmCall& call, int64_t tokens) {
  return ceil_div(ceil_div(call.m, tokens) * ceil_div(call.n, kPingFeatures), context->multiprocessors);
}

// Tokens of a tile: what keeps the device busiest. A product takes as long as its longest queue, and all widths
// are about as fast for the same work (within 1 %), the widest first where they are equal.
int64_t tokens_of(const DfContext* context, const GemmCall& call) {
  int64_t best = 160;
  for (const int64_t tokens : {int64_t{144}, int64_t{128}}) {
    if (queue_of(context, call, tokens) * tokens < queue_of(context, call, best) * best) best = tokens;
  }
  return best;
}

// Blocks that share a tile of A by multicast read a third less, which is worth it in long products only: they
// wait for each other.
bool clusters_of(const DfContext* context, const GemmCall& call, int64_t tokens) {
  constexpr int64_t kLongQueue = 24, kLongSum = 2048;
  int64_t k = 0;
  for (int i = 0; i < call.term_count; ++i) k += call.terms[i].k;
  return queue_of(context, call, tokens) >= kLongQueue && k >= kLongSum;
}

}  // namespace

bool gemm_pingpong_takes(const DfContext* context, const GemmCall& call) {
  return gemm_wgmma_takes(context, call) && call.terms[0].a.k_contiguous && call.dropout.what == Drop::kNone &&
         call.partials == nullptr && call.n > 64 && call.c_dtype == DF_BF16 && tensor_map_takes(call.c, call.ldc);
}

DfStatus gemm_pingpong(DfContext* context, const GemmCall& call) {
#ifdef DF_GEMM_LAB
  switch (gemm_lab % 1000) {
    case 510: return launch_in<128>(context, call, false);
    case 520: return launch_in<128>(context, call, true);
    case 550: return launch_in<144>(context, call, false);
    case 560: return launch_in<144>(context, call, true);
    case 610: return launch_in<160>(context, call, false);
    case 620: return launch_in<160>(context, call, true);
  }
#endif
  const int64_t tokens = tokens_of(context, call);
  const bool clusters = clusters_of(context, call, tokens);
  switch (tokens) {
    case 160: return launch_in<160>(context, call, clusters);
    case 144: return launch_in<144>(context, call, clusters);
    default: return launch_in<128>(context, call, clusters);
  }
}

}  // namespace df::cuda
