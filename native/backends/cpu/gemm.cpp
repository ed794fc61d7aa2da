#include "backends/cpu/gemm.h"

#include <algorithm>
#include <cstdio>

#include <cblas.h>
#include <sys/mman.h>

#include "backends/cpu/context.h"

namespace df::cpu {
namespace {

// Largest tile of C one OpenBLAS call computes. kTileRows bounds the packing buffer OpenBLAS keeps
// per thread (it packs tile rows x its K block), which is part of the memory plan. Two threads of
// an EPYC, 2048 x 864 x 320, GFLOP/s by rows per call: 128: 440, 256: 484, 512: 499, 1024: 509.
constexpr int64_t kTileRows = 512;
constexpr int64_t kTileCols = 2048;

// Tiles are cut at multiples of this, the largest block of the kernels, so that an element of C is
// summed in the same order whichever tile it falls in.
constexpr int64_t kTileStep = 16;
constexpr int64_t kSmallestSide = 64;

// Multiply-adds below which a product is not worth handing out, and below which no tile may fall:
// OpenBLAS computes products of less than 10^6 by other kernels, which round differently. With the
// two rules a product has the same bits for every number of threads (the linear tests check it).
constexpr int64_t kSmallestWork = int64_t{1} << 21;

int64_t divide_up(int64_t value, int64_t by) { return (value + by - 1) / by; }

// One side of C in `pieces` tiles of equal size, the last one smaller.
struct Cut {
  Cut(int64_t extent, int64_t pieces)
      : tile(std::min(divide_up(divide_up(extent, pieces), kTileStep) * kTileStep, extent)),
        count(divide_up(extent, tile)),
        last(extent - (count - 1) * tile) {}
  int64_t tile;
  int64_t count;
  int64_t last;
};

struct Tiles {
  Cut rows;
  Cut cols;
  int64_t count() const { return rows.count * cols.count; }
};

// At least two tiles a thread where the shape allows it, so that a disturbed thread does not hold
// up the others for long; the longer side of the tile is cut first.
Tiles choose_tiles(int64_t m, int64_t n, int64_t k, int64_t threads) {
  Tiles tiles{Cut(m, divide_up(m, kTileRows)), Cut(n, divide_up(n, kTileCols))};
  const int64_t wanted = threads == 1 ? 1 : 2 * threads;
  while (tiles.count() < wanted) {
    Tiles finer = tiles;
    if (tiles.rows.tile >= tiles.cols.tile) {
      finer.rows = Cut(m, tiles.rows.count + 1);
    } else {
      finer.cols = Cut(n, tiles.cols.count + 1);
    }
    const bool worth = finer.rows.tile >= kSmallestSide && finer.cols.tile >= kSmallestSide &&
                       finer.rows.last * finer.cols.last * k > kSmallestWork;
    if (!worth || finer.count() <= tiles.count()) break;
    tiles = finer;
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
  if (m * n * std::max<int64_t>(k, 1) <= kSmallestWork) {
    gemm_serial(trans_a, trans_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    return;
  }
  const Tiles tiles = choose_tiles(m, n, k, pool_of(context).threads());
  parallel_for(context, tiles.count(), 1, [&](int64_t begin, int64_t end) {
    for (int64_t tile = begin; tile < end; ++tile) {
      const int64_t row = tile / tiles.cols.count * tiles.rows.tile;
      const int64_t col = tile % tiles.cols.count * tiles.cols.tile;
      const float* a_tile = trans_a ? a + row : a + row * lda;
      const float* b_tile = trans_b ? b + col * ldb : b + col;
      gemm_serial(trans_a, trans_b, std::min(tiles.rows.tile, m - row),
                  std::min(tiles.cols.tile, n - col), k, alpha, a_tile, lda, b_tile, ldb, beta,
                  c + row * ldc + col, ldc);
    }
  });
}

void gemm_warm_up(DfContext* context) {
  openblas_set_num_threads(1);
  pool_of(context).run_on_all(
      [](void*, int64_t, int64_t, int) {
        // OpenBLAS packs blocks of up to twice its K block; this shape fills them. The pages are
        // mapped and unmapped here, so that none of them stays with the allocator.
        constexpr int64_t kDepth = 2048;
        constexpr int64_t kCols = 1024;
        constexpr size_t kBytes = sizeof(float) * (kTileRows * kCols + kCols * kDepth);
        void* data =
            mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (data == MAP_FAILED) return;
        float* product = static_cast<float*>(data);
        const float* zeros = product + kTileRows * kCols;
        gemm_serial(false, true, kTileRows, kCols, kDepth, 1.0f, zeros, kDepth, zeros, kDepth,
                    0.0f, product, kCols);
        munmap(data, kBytes);
      },
      nullptr);
}

void gemm_library_name(char* out, uint64_t size) {
  std::snprintf(out, size, "%s, core type %s", openblas_get_config(), openblas_get_corename());
}

}  // namespace df::cpu
