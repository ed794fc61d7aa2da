#include "backends/cuda/ops/dora_product.h"

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/nf4.cuh"

namespace df::cuda {
namespace {

constexpr const char* kOp = "dora_row_scale";
constexpr int kWarps = 8;
constexpr int kRows = kWarps * 16;  // of the weight in a block
constexpr int kRanks = kDoraTile;   // rows of A in a block
constexpr int kDepth = 64;          // columns of a step: one NF4 block or a part of one
constexpr int kPitch = kDepth + 8;  // halves; 16 bytes more keep the 16-byte reads apart in banks

// What a block multiplies A with: rows of a weight, or A itself.
struct Rows {
  Nf4View nf4;           // packed: the data, whatever the format
  const __half* low;     // of A, when `nf4.packed` is its high part
  int32_t format;
  int64_t rows, cols;
};

// Fragments of 16 rows and 64 columns: thread t of four holds columns 16t .. 16t + 15 of its two rows,
// so that it reads them at once. The order of the columns inside a product does not matter as long as
// both sides share it: k step s has columns 16t + 4s .. 16t + 4s + 3.
struct RowFragments {
  uint32_t high[4][4];
  uint32_t low[4][4];
};

__device__ __forceinline__ void load_halves(const __half* from, int row, uint32_t (&to)[4][4]) {
  const uint4 first = *reinterpret_cast<const uint4*>(from);
  const uint4 second = *reinterpret_cast<const uint4*>(from + 8);
  const uint32_t words[8] = {first.x, first.y, first.z, first.w, second.x, second.y, second.z, second.w};
#pragma unroll
  for (int s = 0; s < 4; ++s) {
    to[s][row] = words[2 * s];
    to[s][row + 2] = words[2 * s + 1];
  }
}

__device__ __forceinline__ uint32_t half_pair(uint32_t bf16_pair) {
  const float x = __uint_as_float(bf16_pair << 16), y = __uint_as_float(bf16_pair & 0xffff0000u);
  const __half2 pair = __floats2half2_rn(x, y);
  return *reinterpret_cast<const uint32_t*>(&pair);
}

// What a step reads of two rows of an NF4 weight, fetched while the step before is computed.
struct Codes {
  uint2 bytes[2];
  float scale[2];
};

__device__ __forceinline__ void fetch_codes(const Rows& w, int64_t row, int64_t col, Codes& c) {
#pragma unroll
  for (int h = 0; h < 2; ++h) {
    const int64_t r = row + 8 * h < w.rows ? row + 8 * h : w.rows - 1;
    c.bytes[h] = *reinterpret_cast<const uint2*>(w.nf4.packed + (r * w.cols + col) / 2);
    c.scale[h] = block_absmax(w.nf4, (r * w.cols + col) / w.nf4.block_size);
  }
}

// `pairs`: for each byte of two codes, their high and low parts.
__device__ __forceinline__ void load_rows(const Rows& w, const uint2* pairs, const Codes& codes, int64_t row,
                                          int64_t col, int half, RowFragments& f) {
  const int64_t at = (row < w.rows ? row : w.rows - 1) * w.cols + col;
  if (w.format == DF_NF4) {
    const uint2 bytes = codes.bytes[half];
#pragma unroll
    for (int i = 0; i < 8; ++i) {
      const uint32_t word = i < 4 ? bytes.x : bytes.y;
      const uint2 pair = pairs[word >> (8 * (i % 4)) & 255];
      f.high[i / 2][half + i % 2 * 2] = pair.x;
      f.low[i / 2][half + i % 2 * 2] = pair.y;
    }
    return;
  }
  load_halves(reinterpret_cast<const __half*>(w.nf4.packed) + at, half, f.high);
  if (w.format == DF_BF16) {
#pragma unroll
    for (int s = 0; s < 4; ++s) {
      f.high[s][half] = half_pair(f.high[s][half]);
      f.high[s][half + 2] = half_pair(f.high[s][half + 2]);
    }
  }
  if (w.low != nullptr) load_halves(w.low + at, half, f.low);
}

__device__ __forceinline__ void multiply(float (&c)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
#if __CUDA_ARCH__ >= 800
  asm volatile(
      "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
      : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
#endif
}

// Two codes as pairs of float16, for every byte: the first of the two in the lower half.
__device__ void fill_pairs(uint2* pairs, const float* table) {
  for (int byte = static_cast<int>(threadIdx.x); byte < 256; byte += kWarps * 32) {
    const float x = table[byte >> 4], y = table[byte & 15];
    const __half2 high = __floats2half2_rn(x, y);
    const __half2 low = __floats2half2_rn(x - __low2float(high), y - __high2float(high));
    pairs[byte] = make_uint2(*reinterpret_cast<const uint32_t*>(&high), *reinterpret_cast<const uint32_t*>(&low));
  }
}

using Tile = __half[kRanks][kPitch];

// Queues 64 columns of 64 rows of A, high and low; rows behind the rank are zero.
__device__ __forceinline__ void fetch_tile(const SplitFactors& a, int rank0, int64_t col, Tile& high, Tile& low) {
#pragma unroll
  for (int i = 0; i < 2; ++i) {
    const int at = static_cast<int>(threadIdx.x) + i * kWarps * 32;
    const int row = at / 8, part = at % 8 * 8;
    const bool inside = rank0 + row < a.rows;
    const int64_t from = inside ? (rank0 + row) * a.cols + col + part : 0;
    copy_16(&high[row][part], a.high + from, inside ? 16 : 0);
    copy_16(&low[row][part], a.low + from, inside ? 16 : 0);
  }
  commit_copies();
}

// Eight columns of 16 bytes a thread: what one row of A contributes to four k steps.
__device__ __forceinline__ void load_factor(const __half* from, uint32_t (&to)[8]) {
  const uint4 first = *reinterpret_cast<const uint4*>(from);
  const uint4 second = *reinterpret_cast<const uint4*>(from + 8);
  to[0] = first.x, to[1] = first.y, to[2] = first.z, to[3] = first.w;
  to[4] = second.x, to[5] = second.y, to[6] = second.z, to[7] = second.w;
}

__global__ void __launch_bounds__(kWarps * 32, 2)
    dora_product_kernel(Rows weight, Rows factors, SplitFactors a, int64_t depth, float* partials,
                        float* gram_partials) {
  __shared__ __align__(16) Tile high[2], low[2];
  __shared__ float table[kNf4Levels];
  __shared__ uint2 pairs[256];
  load_nf4_table(table);
  __syncthreads();
  fill_pairs(pairs, table);
  const int64_t tiles = (weight.rows + kRows - 1) / kRows;
  const bool gram = blockIdx.x >= tiles;
  const Rows w = gram ? factors : weight;
  const int64_t row0 = (blockIdx.x - (gram ? tiles : 0)) * kRows + threadIdx.x / 32 * 16;
  const int rank0 = static_cast<int>(blockIdx.y) * kRanks;
  const int lane = static_cast<int>(threadIdx.x) % 32, g = lane / 4, t = lane % 4;
  const bool two_parts = w.format == DF_NF4 || w.low != nullptr;
  const int64_t begin = blockIdx.z * depth;
  const int64_t end = begin + depth < a.cols ? begin + depth : a.cols;
  float sums[kRanks / 8][4] = {};
  const bool coded = w.format == DF_NF4;
  Codes codes{{}, {1.0f, 1.0f}};
  fetch_tile(a, rank0, begin, high[0], low[0]);
  if (coded) fetch_codes(w, row0 + g, begin + 16 * t, codes);
  int at = 0;
  for (int64_t k = begin; k < end; k += kDepth, at ^= 1) {
    wait_copies<0>();
    __syncthreads();  // the tile is here, and nobody reads the other one any more
    if (k + kDepth < end) fetch_tile(a, rank0, k + kDepth, high[at ^ 1], low[at ^ 1]);
    RowFragments f;
    load_rows(w, pairs, codes, row0 + g, k + 16 * t, 0, f);
    load_rows(w, pairs, codes, row0 + g + 8, k + 16 * t, 1, f);
    const float scale[2] = {codes.scale[0], codes.scale[1]};
    if (coded && k + kDepth < end) fetch_codes(w, row0 + g, k + kDepth + 16 * t, codes);
#pragma unroll
    for (int n = 0; n < kRanks / 8; ++n) {
      uint32_t bh[8], bl[8];
      load_factor(&high[at][n * 8 + g][16 * t], bh);
      load_factor(&low[at][n * 8 + g][16 * t], bl);
      float part[4] = {};
#pragma unroll
      for (int s = 0; s < 4; ++s) {
        if (two_parts) multiply(part, f.low[s], bh[2 * s], bh[2 * s + 1]);
        multiply(part, f.high[s], bl[2 * s], bl[2 * s + 1]);
      }
#pragma unroll
      for (int s = 0; s < 4; ++s) multiply(part, f.high[s], bh[2 * s], bh[2 * s + 1]);
#pragma unroll
      for (int i = 0; i < 4; ++i) sums[n][i] = fmaf(scale[i / 2], part[i], sums[n][i]);
    }
  }
  float* out = (gram ? gram_partials : partials) + blockIdx.z * w.rows * a.rows;
#pragma unroll
  for (int n = 0; n < kRanks / 8; ++n) {
#pragma unroll
    for (int i = 0; i < 4; ++i) {
      const int64_t row = row0 + g + i / 2 * 8, r = rank0 + n * 8 + 2 * t + i % 2;
      if (row >= w.rows || r >= a.rows) continue;
      // The powers of two of the factors: one for A, two where A is on both sides.
      const float value = sums[n][i] * a.unscale[r];
      out[row * a.rows + r] = gram ? value * a.unscale[row] : value;
    }
  }
}

}  // namespace

bool dora_product_takes(const DfContext* context, const DfWeight& weight) {
  if (context->compute_capability < 80 || weight.format == DF_F32) return false;
  if (weight.in_features % kDepth != 0) return false;
  if (weight.format == DF_NF4 && weight.block_size % kDepth != 0) return false;
  return aligned_to(weight.data, 16);
}

DfStatus dora_products(const DfContext* context, const DfWeight& weight, const SplitFactors& a, int64_t depth,
                       float* partials, float* gram_partials) {
  const Rows rows{nf4_view(weight), nullptr, weight.format, weight.out_features, weight.in_features};
  Rows factors{};
  factors.nf4.packed = reinterpret_cast<const uint8_t*>(a.high);
  factors.low = a.low;
  factors.format = DF_F16;
  factors.rows = a.rows;
  factors.cols = a.cols;
  const dim3 grid(static_cast<unsigned>(ceil_div(rows.rows, kRows) + ceil_div(a.rows, kRows)),
                  static_cast<unsigned>(ceil_div(a.rows, kRanks)),
                  static_cast<unsigned>(ceil_div(a.cols, depth)));
  dora_product_kernel<<<grid, kWarps * 32, 0, context->stream>>>(rows, factors, a, depth, partials, gram_partials);
  DF_LAUNCHED(kOp);
  return ok();
}

}  // namespace df::cuda
