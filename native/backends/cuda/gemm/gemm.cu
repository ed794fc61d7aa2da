// Chooses the kernel of a product.
#include <algorithm>

#include "backends/cuda/gemm/gemm.h"
#include "backends/cuda/gemm/gemm_pingpong.h"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

constexpr int64_t kTileRows = 128;
constexpr int64_t kTileCols = 64;
constexpr int64_t kFullGrid = 132;    // a block on each multiprocessor of a large card
constexpr int64_t kMostSplits = 16;
constexpr int64_t kShortestPiece = 512;

int64_t tiles_of(int64_t m, int64_t n) { return ceil_div(m, kTileRows) * ceil_div(n, kTileCols); }

}  // namespace

int gemm_splits(int64_t m, int64_t n, int64_t k) {
  const int64_t wanted = kFullGrid / std::max<int64_t>(tiles_of(m, n), 1);
  return static_cast<int>(std::max<int64_t>(std::min({wanted, kMostSplits, k / kShortestPiece}), 1));
}

uint64_t gemm_partial_bytes(int64_t m, int64_t n, int64_t k) {
  // splits * tiles is at most kFullGrid while there is more than one piece; below, it falls with m.
  const int64_t most = std::max<int64_t>(std::min(kMostSplits, k / kShortestPiece), 1);
  const int64_t tiles = std::max(std::min(most * tiles_of(m, n), kFullGrid), tiles_of(m, n));
  return static_cast<uint64_t>(tiles * kTileRows * kTileCols) * sizeof(float);
}

DfStatus gemm(DfContext* context, const GemmCall& call) {
  if (call.m == 0 || call.n == 0) return ok();
  if (call.dtype == DF_F32) return gemm_simt(context, call);
  if (gemm_pingpong_takes(context, call)) return gemm_pingpong(context, call);
  if (gemm_wgmma_takes(context, call)) return gemm_wgmma(context, call);
  return gemm_mma(context, call);
}

}  // namespace df::cuda
