// What the Hopper attention kernels share: tiles of rows of one head in shared memory, items of work,
// and masks. bf16, head_dim 64 or 128.
#pragma once

#include "backends/cuda/gemm/hopper.cuh"
#include "backends/cuda/gemm/tensor_map.h"
#include "backends/cuda/gemm/wgmma.cuh"

namespace df::cuda {

// Consumer warpgroups, of 64 rows each. Small heads leave room for a third one: exponentials take as
// long as their products, and more warpgroups hide more of them.
template <int kDim>
struct FlashGroups {
  static constexpr int kCount = kDim == 64 ? 3 : 2;
  static constexpr int kRows = 64 * kCount;
  static constexpr int kThreads = 128 * (kCount + 1);  // with the producer's
  // Registers of a thread: all of a multiprocessor's are shared out.
  static constexpr int kProducerRegisters = kCount == 3 ? 32 : 24;
  static constexpr int kConsumerRegisters = kCount == 3 ? 160 : 240;
};
inline constexpr float kFlashLowest = -3.402823466e38f;
inline constexpr float kLog2E = 1.4426950408889634f;
inline constexpr float kLn2 = 0.6931471805599453f;

// A tile of kRows rows of one head: kDim / 64 blocks of lines of 64 values, as bulk copies write them.
template <int kRows, int kDim>
struct FlashTile {
  static constexpr int kBlockBytes = kRows * 128;
  static constexpr int kBytes = kDim / 64 * kBlockBytes;

  static __device__ __forceinline__ void fetch(unsigned char* tile, const CUtensorMap* map, int64_t head, int row,
                                               uint64_t* barrier) {
#pragma unroll
    for (int block = 0; block < kDim / 64; ++block) {
      copy_box(tile + block * kBlockBytes, map, static_cast<int>(head) * kDim + block * 64, row, barrier);
    }
  }
  // Operand whose k runs along head_dim, 16 values from `k` on; rows from `row` on.
  static __device__ __forceinline__ uint64_t along_dim(uint32_t tile, int row, int k) {
    return tile_descriptor(tile + k / 64 * kBlockBytes + row * 128 + k % 64 * 2, 16);
  }
  // Operand whose k runs along the rows, 16 rows from `k` on; all of head_dim.
  static __device__ __forceinline__ uint64_t along_rows(uint32_t tile, int k) {
    return tile_descriptor(tile + k * 128, kBlockBytes);
  }
};

// Arrives at a barrier of group_sync without waiting.
__device__ __forceinline__ void group_arrive(int barrier, int threads) {
  asm volatile("bar.arrive %0, %1;" ::"r"(barrier), "r"(threads) : "memory");
}

// A place in a ring of tiles, and the parity of its barriers.
template <int kStages>
struct FlashPlace {
  int stage = 0;
  uint32_t parity = 0;
  __device__ __forceinline__ void advance() {
    if (++stage == kStages) stage = 0, parity ^= 1;
  }
};

__device__ __forceinline__ float fast_exp2(float x) {
  float y;
  asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

// Sums [64, 2 kCount] of a wgmma as the A operand of the next: 16 columns from 16 k on.
template <int kCount>
__device__ __forceinline__ void as_operand(const float (&sums)[kCount], int k, uint32_t (&a)[4]) {
  a[0] = pack_bf16(sums[8 * k], sums[8 * k + 1]);
  a[1] = pack_bf16(sums[8 * k + 2], sums[8 * k + 3]);
  a[2] = pack_bf16(sums[8 * k + 4], sums[8 * k + 5]);
  a[3] = pack_bf16(sums[8 * k + 6], sums[8 * k + 7]);
}

// Row (0 or 8 more for h = 1) of this thread's sums inside its warpgroup's 64, and its first column.
__device__ __forceinline__ int flash_row() { return threadIdx.x % 128 / 32 * 16 + threadIdx.x % 32 / 4; }
__device__ __forceinline__ int flash_col() { return threadIdx.x % 4 * 2; }

// Zeroes the rows of a tile from `rows` on, by the 128 threads of a warpgroup. They belong to the next
// sequence; their weights are zero, but zero times infinity is not.
template <int kRows, int kDim>
__device__ __forceinline__ void clear_rows(unsigned char* tile, int rows) {
  for (int i = threadIdx.x % 128; i < (kRows - rows) * kDim / 8; i += 128) {
    const int row = rows + i / (kDim / 8), vector = i % (kDim / 8);
    *reinterpret_cast<uint4*>(tile + vector / 8 * kRows * 128 + row * 128 + vector % 8 * 16) = uint4{0, 0, 0, 0};
  }
  fence_async_proxy();
}

// Sums of a warpgroup, times `factor` for each of the thread's two rows, to rows [row, row + rows) of
// one head. `room`: 64 lines of kDim values of shared memory of this warpgroup's own.
template <int kDim>
__device__ __forceinline__ void store_sums(const float (&sums)[kDim / 2], const float (&factor)[2],
                                           unsigned char* room, int barrier, __nv_bfloat16* out, int64_t ld,
                                           int rows) {
  const int lane = threadIdx.x % 32, warp = threadIdx.x % 128 / 32;
  const uint32_t address = shared_address(room);
#pragma unroll
  for (int j = 0; j < kDim / 8; j += 2) {
    const uint32_t line = warp * 16 + lane % 16;
    const uint32_t at = address + j / 8 * 64 * 128 + swizzled(line, (j % 8 + lane / 16) * 16);
    store_matrices(at, pack_bf16(sums[4 * j] * factor[0], sums[4 * j + 1] * factor[0]),
                   pack_bf16(sums[4 * j + 2] * factor[1], sums[4 * j + 3] * factor[1]),
                   pack_bf16(sums[4 * j + 4] * factor[0], sums[4 * j + 5] * factor[0]),
                   pack_bf16(sums[4 * j + 6] * factor[1], sums[4 * j + 7] * factor[1]));
  }
  group_sync(barrier, 128);
  constexpr int kVectors = kDim / 8;
  for (int i = threadIdx.x % 128; i < 64 * kVectors; i += 128) {
    const int row = i / kVectors, vector = i % kVectors;
    if (row >= rows) break;
    const uint4 value =
        *reinterpret_cast<const uint4*>(room + vector / 8 * 64 * 128 + swizzled(row, vector % 8 * 16));
    *reinterpret_cast<uint4*>(out + row * ld + vector * 8) = value;
  }
  group_sync(barrier, 128);
}

// Items of work: a tile of rows of one sequence and head. Later tiles see more keys; the longest come
// first, and heads that share keys are neighbours.
struct FlashItems {
  const int32_t* borders;
  int sequences;
  int heads;
  int tiles;  // of the longest sequence
  bool longest_last;
  __device__ __forceinline__ unsigned count() const { return sequences * heads * tiles; }
};

struct FlashItem {
  int64_t head;
  int begin, end;  // rows of the sequence
  int first;       // first row of the tile; at or behind `end`: nothing to do
};

// The item of a block (or cluster) of `blocks` in a round. Rounds turn around: who had the longest of
// one has the shortest of the next.
template <int kRows>
__device__ __forceinline__ FlashItem flash_item(const FlashItems& items, int round, int block, int blocks) {
  const int index = round * blocks + (round % 2 == 0 ? block : blocks - 1 - block);
  const int each = items.sequences * items.heads, tile = index / each, rest = index % each;
  FlashItem item;
  if (tile >= items.tiles) {
    item.first = item.end = 0;
    return item;
  }
  item.head = rest % items.heads;
  const int sequence = rest / items.heads;
  item.begin = items.borders[sequence];
  item.end = items.borders[sequence + 1];
  // Tiles are counted from the end of each sequence where its last ones are the longest.
  const int tiles = (item.end - item.begin + kRows - 1) / kRows;
  const int from_begin = items.longest_last ? tiles - 1 - tile : tile;
  item.first = from_begin >= 0 ? item.begin + from_begin * kRows : item.end;
  return item;
}

}  // namespace df::cuda
