// Tiles of 64 rows of one head, and the products of four warps over them. Every warp owns 16 rows of
// the left side; the right side has 64 rows, which are columns of the product.
#pragma once

#include "backends/cuda/attention/mma_attention.h"
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/gemm/mma_tile.cuh"

namespace df::cuda {

inline constexpr int kMmaTileRows = 64;
inline constexpr int kMmaAttentionThreads = 128;

// One head of a matrix [T, heads * dim].
template <typename T>
struct MmaHead {
  T* data;
  int64_t ld;
};
template <typename T>
__device__ __forceinline__ MmaHead<T> mma_head(const DfMatrix& m, int64_t head, int dim) {
  return {static_cast<T*>(m.data) + head * dim, m.ld};
}

template <typename T, int kDim>
struct HeadTile {
  static constexpr int kPitch = kDim + 8;  // 16 bytes apart in banks for the eight rows of an ldmatrix
  static constexpr int kElements = kMmaTileRows * kPitch;
  static constexpr int kBytes = kElements * static_cast<int>(sizeof(T));

  // Queues rows [first, first + count); rows behind them and columns behind `dim` are zero.
  static __device__ void fetch(const MmaHead<T>& from, int64_t first, int count, int dim, T* tile) {
    constexpr int kChunks = kDim / 8;
#pragma unroll 4
    for (int i = threadIdx.x; i < kMmaTileRows * kChunks; i += kMmaAttentionThreads) {
      const int row = i / kChunks, at = i % kChunks * 8;
      const bool inside = row < count && at < dim;
      copy_16(tile + row * kPitch + at, inside ? from.data + (first + row) * from.ld + at : from.data,
              inside ? 16 : 0);
    }
    commit_copies();
  }

  // The warp's 16 rows as the left side, 16 columns from k on.
  static __device__ __forceinline__ void left(const T* tile, int row, int k, uint32_t (&a)[4]) {
    const int lane = threadIdx.x % 32;
    load_matrices<false>(tile + (row + lane % 16) * kPitch + k + lane / 16 * 8, a);
  }
  // 16 rows of the right side from `row` on, 16 columns from k on: two fragments.
  static __device__ __forceinline__ void right(const T* tile, int row, int k, uint32_t (&b)[4]) {
    const int lane = threadIdx.x % 32;
    load_matrices<false>(tile + (row + lane / 16 * 8 + lane % 8) * kPitch + k + lane / 8 % 2 * 8, b);
  }
  // The same tile turned: 16 of its rows are summed over, 16 of its columns are columns of the product.
  static __device__ __forceinline__ void turned(const T* tile, int row, int column, uint32_t (&b)[4]) {
    const int lane = threadIdx.x % 32;
    load_matrices<true>(tile + (row + lane / 8 % 2 * 8 + lane % 8) * kPitch + column + lane / 16 * 8, b);
  }
};

// scores[n] (+)= the warp's rows of `a` times rows 8n .. 8n + 7 of `b`, over the head's columns.
template <typename T, int kDim>
__device__ __forceinline__ void mma_scores(const T* a, int row, const T* b, float (&scores)[8][4]) {
  using Tile = HeadTile<T, kDim>;
#pragma unroll
  for (int n = 0; n < 8; ++n) scores[n][0] = scores[n][1] = scores[n][2] = scores[n][3] = 0.0f;
#pragma unroll
  for (int k = 0; k < kDim; k += 16) {
    uint32_t left[4];
    Tile::left(a, row, k, left);
#pragma unroll
    for (int n = 0; n < 8; n += 2) {
      uint32_t right[4];
      Tile::right(b, n * 8, k, right);
      mma_16x8x16<T>(left, {right[0], right[1]}, scores[n]);
      mma_16x8x16<T>(left, {right[2], right[3]}, scores[n + 1]);
    }
  }
}

template <typename T>
__device__ __forceinline__ uint32_t mma_pack(float x, float y) {
  Pack<T, 2> pair;
  pair.values[0] = from_float<T>(x);
  pair.values[1] = from_float<T>(y);
  return *reinterpret_cast<const uint32_t*>(&pair);
}

// sums[n] += weights [16 rows, 64] times `b` [64, kDim], columns 8n .. 8n + 7.
template <typename T, int kDim>
__device__ __forceinline__ void mma_accumulate(const float (&weights)[8][4], const T* b,
                                               float (&sums)[kDim / 8][4]) {
  using Tile = HeadTile<T, kDim>;
#pragma unroll
  for (int s = 0; s < 4; ++s) {
    const uint32_t left[4] = {mma_pack<T>(weights[2 * s][0], weights[2 * s][1]),
                              mma_pack<T>(weights[2 * s][2], weights[2 * s][3]),
                              mma_pack<T>(weights[2 * s + 1][0], weights[2 * s + 1][1]),
                              mma_pack<T>(weights[2 * s + 1][2], weights[2 * s + 1][3])};
#pragma unroll
    for (int n = 0; n < kDim / 8; n += 2) {
      uint32_t right[4];
      Tile::turned(b, s * 16, n * 8, right);
      mma_16x8x16<T>(left, {right[0], right[1]}, sums[n]);
      mma_16x8x16<T>(left, {right[2], right[3]}, sums[n + 1]);
    }
  }
}

// The warp's rows row0 + lane / 4 (+ 8), times factor[0] and [1], where they are below `count`.
template <typename T, int kDim>
__device__ __forceinline__ void mma_store(const MmaHead<T>& to, int64_t first, int row0, int count, int dim,
                                          const float (&sums)[kDim / 8][4], const float (&factor)[2]) {
  const int lane = threadIdx.x % 32;
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    const int row = row0 + lane / 4 + half * 8;
    if (row >= count) continue;
    T* line = to.data + (first + row) * to.ld;
#pragma unroll
    for (int n = 0; n < kDim / 8; ++n) {
      const int col = n * 8 + lane % 4 * 2;
      if (col < dim) {
        *reinterpret_cast<uint32_t*>(line + col) =
            mma_pack<T>(sums[n][2 * half] * factor[half], sums[n][2 * half + 1] * factor[half]);
      }
    }
  }
}

inline constexpr float kLog2E = 1.4426950408889634f;

// Launches Kernel<T, kDim> for the dtype and head_dim of the call; tiles x heads x sequences blocks.
template <template <typename, int> class Kernel, typename... Args>
DfStatus mma_launch(DfContext* context, const DfAttentionForward& f, int32_t heads, Args... args) {
  if (f.sequences == 0 || f.max_seqlen == 0) return ok();
  DF_REQUIRE(f.sequences <= 65535, "attention: %d sequences are more than a launch takes", f.sequences);
  const dim3 grid(static_cast<unsigned>(ceil_div(f.max_seqlen, kMmaTileRows)), static_cast<unsigned>(heads),
                  static_cast<unsigned>(f.sequences));
  const auto with_dim = [&](auto tag, auto dim) -> DfStatus {
    using K = Kernel<decltype(tag), decltype(dim)::value>;
    const auto kernel = K::function();
    DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, K::kBytes), "attention");
    kernel<<<grid, kMmaAttentionThreads, K::kBytes, context->stream>>>(args...);
    DF_LAUNCHED("attention");
    return ok();
  };
  const auto with_type = [&](auto tag) -> DfStatus {
    if (f.head_dim <= 32) return with_dim(tag, std::integral_constant<int, 32>{});
    if (f.head_dim <= 64) return with_dim(tag, std::integral_constant<int, 64>{});
    return with_dim(tag, std::integral_constant<int, 128>{});
  };
  return f.q.dtype == DF_BF16 ? with_type(bf16{}) : with_type(f16{});
}

}  // namespace df::cuda
