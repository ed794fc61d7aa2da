#include "backends/cpu/gemm.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include <cblas.h>

#include "backends/cpu/context.h"

namespace df::cpu {
namespace {

// Largest tile of C one OpenBLAS call computes. kTileRows bounds the packing buffer OpenBLAS keeps
// per thread (it packs tile rows x its K block), which is part of the memory plan. Two threads of an
// EPYC, 2048 x 864 x 320, GFLOP/s by rows per call: 128: 440, 256: 484, 512: 499, 1024: 509.
constexpr int64_t kTileRows = 512;
constexpr int64_t kTileCols = 2048;

// Tiles are cut at multiples of this: a multiple of every kernel's own block, so that an element of
// C is summed in the same order whichever tile it falls in (gemm_test checks it).
constexpr int64_t kTileStep = 64;

// Products below this many multiply-adds run on the calling thread: handing them out costs more.
// OpenBLAS computes the smallest ones by other kernels, which round differently; below this bound
// the tiles do not depend on the number of threads at all.
constexpr int64_t kSerialWork = int64_t{1} << 21;

int64_t round_up(int64_t value, int64_t step) { return (value + step - 1) / step * step; }

struct Tiles {
  int64_t rows;
  int64_t cols;
};

// At least two tiles a thread where the shape allows it, so that a disturbed thread does not hold
// up the others for long; the longer side of C is cut first.
Tiles choose_tiles(int64_t m, int64_t n, int64_t threads) {
  Tiles tiles{std::min(m, kTileRows), std::min(n, kTileCols)};
  const int64_t wanted = threads == 1 ? 1 : 2 * threads;
  const auto count = [&] {
    return ((m + tiles.rows - 1) / tiles.rows) * ((n + tiles.cols - 1) / tiles.cols);
  };
  while (count() < wanted) {
    int64_t& side = tiles.rows >= tiles.cols || tiles.cols <= 2 * kTileStep ? tiles.rows : tiles.cols;
    const int64_t half = round_up(side / 2, kTileStep);
    if (side <= 2 * kTileStep || half == side) break;
    side = half;
  }
  return tiles;
}

CBLAS_TRANSPOSE transpose(bool yes) { return yes ? CblasTrans : CblasNoTrans; }

}  // namespace

void gemm_single_call(bool trans_a, bool trans_b, int64_t m, int64_t n, int64_t k, float alpha,
                      const float* a, int64_t lda, const float* b, int64_t ldb, float beta,
                      float* c, int64_t ldc) {
  cblas_sgemm(CblasRowMajor, transpose(trans_a), transpose(trans_b), static_cast<int>(m),
              static_cast<int>(n), static_cast<int>(k), alpha, a, static_cast<int>(lda), b,
              static_cast<int>(ldb), beta, c, static_cast<int>(ldc));
}

void gemm_serial(bool trans_a, bool trans_b, int64_t m, int64_t n, int64_t k, float alpha,
                 const float* a, int64_t lda, const float* b, int64_t ldb, float beta, float* c,
                 int64_t ldc) {
  if (m <= 0 || n <= 0) return;
  for (int64_t row = 0; row < m; row += kTileRows) {
    const int64_t rows = std::min(kTileRows, m - row);
    const float* a_tile = trans_a ? a + row : a + row * lda;
    gemm_single_call(trans_a, trans_b, rows, n, k, alpha, a_tile, lda, b, ldb, beta, c + row * ldc,
                     ldc);
  }
}

void gemm(DfContext* context, bool trans_a, bool trans_b, int64_t m, int64_t n, int64_t k,
          float alpha, const float* a, int64_t lda, const float* b, int64_t ldb, float beta,
          float* c, int64_t ldc) {
  if (m <= 0 || n <= 0) return;
  if (m * n * std::max<int64_t>(k, 1) <= kSerialWork) {
    gemm_serial(trans_a, trans_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    return;
  }
  const auto [tile_m, tile_n] = choose_tiles(m, n, pool_of(context).threads());
  const int64_t tiles_m = (m + tile_m - 1) / tile_m;
  const int64_t tiles_n = (n + tile_n - 1) / tile_n;
  parallel_for(context, tiles_m * tiles_n, 1, [&](int64_t begin, int64_t end) {
    for (int64_t tile = begin; tile < end; ++tile) {
      const int64_t row = tile / tiles_n * tile_m;
      const int64_t col = tile % tiles_n * tile_n;
      const float* a_tile = trans_a ? a + row : a + row * lda;
      const float* b_tile = trans_b ? b + col * ldb : b + col;
      gemm_serial(trans_a, trans_b, std::min(tile_m, m - row), std::min(tile_n, n - col), k, alpha,
                  a_tile, lda, b_tile, ldb, beta, c + row * ldc + col, ldc);
    }
  });
}

void gemm_warm_up(DfContext* context) {
  openblas_set_num_threads(1);
  pool_of(context).run_on_all(
      [](void*, int64_t, int64_t, int) {
        const int64_t side = kTileRows;
        std::vector<float> square(static_cast<size_t>(side * side), 0.0f);
        std::vector<float> product(square.size());
        gemm_serial(false, true, side, side, side, 1.0f, square.data(), side, square.data(), side,
                    0.0f, product.data(), side);
      },
      nullptr);
}

void gemm_library_name(char* out, uint64_t size) {
  std::snprintf(out, size, "%s, core type %s", openblas_get_config(), openblas_get_corename());
}

}  // namespace df::cpu
