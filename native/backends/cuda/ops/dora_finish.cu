// The end of dora_row_scale: ||W_j||^2 + s (2 (W A^T)_j + s B_j (A A^T)) . B_j. The rows of B (A A^T)
// are float32 products, as W A^T is; what may cancel is added in float64.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops/dependent_launch.cuh"
#include "backends/cuda/ops/dora_product.h"
#include "backends/cuda/reduce.cuh"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kTile = kDoraTile;
constexpr int kWarpRows = 4;
constexpr int kRows = kThreads / 32 * kWarpRows;  // of a block

using Tile = float[kTile][kTile + 4];
using RowTile = float[kRows][kTile + 4];

// gram[q][r] of q0.. and r0.., its pieces added; zero behind the rank. The pieces are many small reads:
// none waits for a condition, so that many are on their way at once.
__device__ void load_gram(const DoraFinish& f, int64_t q0, int64_t r0, Tile& gram) {
  if (f.rank % 4 != 0) {
    for (int i = threadIdx.x; i < kTile * kTile; i += kThreads) {
      const int64_t q = q0 + i / kTile, r = r0 + i % kTile;
      float total = 0.0f;
      if (q < f.rank && r < f.rank) {
        for (int64_t p = 0; p < f.gram_pieces; ++p) total += f.gram[(p * f.rank + q) * f.rank + r];
      }
      gram[i / kTile][i % kTile] = total;
    }
    return;
  }
  constexpr int kVectors = kTile * kTile / 4 / kThreads;
  const float* from[kVectors];
  float totals[kVectors][4] = {};
  const int first = static_cast<int>(threadIdx.x) * 4, row = first / kTile, col = first % kTile;
#pragma unroll
  for (int i = 0; i < kVectors; ++i) {
    const int64_t q = q0 + row + i * (kTile / kVectors), r = r0 + col;
    from[i] = f.gram + (q < f.rank && r < f.rank ? q * f.rank + r : 0);
  }
#pragma unroll 2
  for (int64_t p = 0; p < f.gram_pieces; ++p) {
#pragma unroll
    for (int i = 0; i < kVectors; ++i) {
      float v[4];
      load_floats<4>(from[i] + p * f.rank * f.rank, v);
#pragma unroll
      for (int k = 0; k < 4; ++k) totals[i][k] += v[k];
    }
  }
#pragma unroll
  for (int i = 0; i < kVectors; ++i) {
    const int at = row + i * (kTile / kVectors);
    const bool inside = q0 + at < f.rank && r0 + col < f.rank;
#pragma unroll
    for (int k = 0; k < 4; ++k) gram[at][col + k] = inside ? totals[i][k] : 0.0f;
  }
}

// Rows of B, zero behind the last and behind the rank.
__device__ void load_rows(const DoraFinish& f, View<const float> b, int64_t row0, int64_t q0, RowTile& rows) {
  constexpr int kLoads = kRows * kTile / kThreads;
  float values[kLoads];
#pragma unroll
  for (int i = 0; i < kLoads; ++i) {
    const int at = i * kThreads + static_cast<int>(threadIdx.x);
    const int64_t row = min(row0 + at / kTile, f.rows - 1), q = min(q0 + at % kTile, f.rank - 1);
    values[i] = *b.at(row, q);
  }
#pragma unroll
  for (int i = 0; i < kLoads; ++i) {
    const int at = i * kThreads + static_cast<int>(threadIdx.x);
    const bool inside = row0 + at / kTile < f.rows && q0 + at % kTile < f.rank;
    rows[at / kTile][at % kTile] = inside ? values[i] : 0.0f;
  }
}

// products[i][k] += (rows of this warp) x gram, columns lane and lane + 32.
__device__ __forceinline__ void multiply(const RowTile& rows, const Tile& gram, float (&products)[kWarpRows][2]) {
  const int warp = threadIdx.x / 32, lane = threadIdx.x % 32;
#pragma unroll 2
  for (int q = 0; q < kTile; q += 4) {
    float g[4][2];
#pragma unroll
    for (int k = 0; k < 4; ++k) g[k][0] = gram[q + k][lane], g[k][1] = gram[q + k][lane + 32];
#pragma unroll
    for (int i = 0; i < kWarpRows; ++i) {
      float b[4];
      load_floats<4>(&rows[warp * kWarpRows + i][q], b);
#pragma unroll
      for (int k = 0; k < 4; ++k) {
        products[i][0] = fmaf(b[k], g[k][0], products[i][0]);
        products[i][1] = fmaf(b[k], g[k][1], products[i][1]);
      }
    }
  }
}

// The sum of cross over its pieces, of row lane % 4 of this warp: known to every lane of that row.
__device__ __forceinline__ double cross_of(const DoraFinish& f, int64_t row0) {
  const int lane = threadIdx.x % 32;
  const int64_t row = row0 + lane % kWarpRows;
  double total = 0.0;
  if (f.cross != nullptr && row < f.rows) {
#pragma unroll 4
    for (int64_t p = lane / kWarpRows; p < f.cross_pieces; p += 32 / kWarpRows) total += f.cross[p * f.rows + row];
  }
#pragma unroll
  for (int lanes = kWarpRows; lanes < 32; lanes *= 2) total += __shfl_xor_sync(0xffffffffu, total, lanes);
  return total;
}

__device__ __forceinline__ double wa_of(const DoraFinish& f, int64_t row, int64_t r) {
  double total = 0.0;
  if (f.wa == nullptr) return total;
  for (int64_t p = 0; p < f.wa_pieces; ++p) total += f.wa[(p * f.rows + row) * f.rank + r];
  return total;
}

struct RowInputs {
  float norm_sq, magnitude;
  __device__ __forceinline__ RowInputs(const DoraFinish& f, int64_t row)
      : norm_sq(f.norm_sq[min(row, f.rows - 1)]),
        magnitude(f.row_scale != nullptr ? f.magnitude[min(row, f.rows - 1)] : 0.0f) {}
};

__device__ __forceinline__ void write_row(const DoraFinish& f, int64_t row, const RowInputs& inputs, double added) {
  const float norm = sqrtf(static_cast<float>(fmax(inputs.norm_sq + f.scale * added, 0.0)));
  if (f.magnitude_init != nullptr) f.magnitude_init[row] = norm;
  if (f.row_scale == nullptr) return;
  // A new layer's magnitude is this norm, whose place was read before it was written.
  f.row_scale[row] = (f.magnitude == f.magnitude_init ? norm : inputs.magnitude) / norm;
}

__global__ void __launch_bounds__(kThreads, 2) finish_kernel(DoraFinish f, View<const float> b) {
  __shared__ __align__(16) Tile gram;
  __shared__ __align__(16) RowTile rows;
  wait_for_kernel_before();
  const int warp = threadIdx.x / 32, lane = threadIdx.x % 32;
  const bool one_tile = f.rank <= kTile;
  if (one_tile) load_gram(f, 0, 0, gram);
  for (int64_t row0 = int64_t{blockIdx.x} * kRows; row0 < f.rows; row0 += int64_t{gridDim.x} * kRows) {
    // Early, because they come from far.
    const int64_t first = row0 + warp * kWarpRows;
    double mine = 2.0 * cross_of(f, first), sums[kWarpRows] = {};
    const RowInputs inputs(f, first + lane % kWarpRows);
    for (int64_t r0 = 0; r0 < f.rank; r0 += kTile) {
      float products[kWarpRows][2] = {};
      for (int64_t q0 = 0; q0 < f.rank; q0 += kTile) {
        __syncthreads();  // the tiles before have been read
        if (!one_tile) load_gram(f, q0, r0, gram);
        load_rows(f, b, row0, q0, rows);
        __syncthreads();
        multiply(rows, gram, products);
      }
#pragma unroll
      for (int i = 0; i < kWarpRows; ++i) {
        const int64_t row = row0 + warp * kWarpRows + i;
#pragma unroll
        for (int k = 0; k < 2; ++k) {
          const int64_t r = r0 + lane + 32 * k;
          if (row >= f.rows || r >= f.rank) continue;
          const double factor = one_tile ? rows[warp * kWarpRows + i][lane + 32 * k] : *b.at(row, r);
          sums[i] = fma(factor, fma(f.scale, static_cast<double>(products[i][k]), 2.0 * wa_of(f, row, r)), sums[i]);
        }
      }
    }
#pragma unroll
    for (int i = 0; i < kWarpRows; ++i) {
      const double total = warp_sum(sums[i]);
      if (lane == i) mine += total;
    }
    if (lane < kWarpRows && first + lane < f.rows) write_row(f, first + lane, inputs, mine);
  }
}

}  // namespace

DfStatus dora_finish(const DfContext* context, const DoraFinish& f) {
  const auto blocks = std::min<int64_t>(ceil_div(f.rows, kRows), int64_t{context->multiprocessors} * 2);
  DF_CUDA(launch_dependent(finish_kernel, dim3(static_cast<unsigned>(blocks)), kThreads, 0, context->stream, f.early, f,
                           view<const float>(f.b)),
          "dora_row_scale");
  return ok();
}

}  // namespace df::cuda
