// The Hopper product kernel; see gemm_wgmma.cu.
#pragma once

#include <algorithm>

#include "backends/cuda/gemm/epilogue.cuh"
#include "backends/cuda/gemm/hopper.cuh"
#include "backends/cuda/gemm/tensor_map.h"
#include "backends/cuda/gemm/wgmma.cuh"

namespace df::cuda {

inline constexpr int kWgmmaRows = 128;     // of a block's tile: 64 each of two warpgroups
inline constexpr int kWgmmaDepth = 64;     // k of a tile: one line of 128 bytes
inline constexpr int kWgmmaThreads = 384;
inline constexpr int kWgmmaGroup = 16;

template <bool kTransA_, bool kTransB_, int kCols_>
struct WgmmaShape {
  static constexpr bool kTransA = kTransA_, kTransB = kTransB_;
  static constexpr int kCols = kCols_;
  static constexpr int kBytesA = kWgmmaRows * kWgmmaDepth * 2;
  static constexpr int kBytesB = kCols * kWgmmaDepth * 2;
  static constexpr int kStageBytes = kBytesA + kBytesB;
  static constexpr int kStoreBytes = 64 * 128;  // a box of C
  static constexpr int kStages = kCols == 256 ? 4 : kCols == 128 ? 6 : 8;
  static constexpr int kSums = kCols / 2;  // of a thread
  static constexpr int kFinishBytes = 64 * 8;  // scale and bias of a box's columns, for a warpgroup
  // Two boxes of C for each warpgroup; the barriers; what aligns the whole to an atom of the swizzle.
  static constexpr int kSharedBytes =
      kStages * kStageBytes + 4 * kStoreBytes + 2 * kStages * 8 + 2 * kFinishBytes + 1024;
  static_assert(kSharedBytes <= 227 * 1024 - 64, "more than a block may have");
};

struct WgmmaMaps {
  CUtensorMap a[2];
  CUtensorMap b[2];
  CUtensorMap c;
};

struct WgmmaWork {
  int64_t m, n;
  int steps[2];     // k tiles of each term
  int rows, cols;   // tiles of the output
  int splits;
  int items;        // tiles x splits
  float* partials;
  GemmDropout dropout;
  Epilogue epilogue;
  bool boxed_c;     // C is written by bulk stores
  bool pairs;       // C may be written in pairs
};

// One item of work of a block.
struct WgmmaItem {
  int row, col, split;
  int first, last;  // k tiles of term 0
};

// Items follow each other in groups of kWgmmaGroup rows of tiles, so that what runs together reads few distinct
// rows of A and columns of B: both stay in the second-level cache.
__device__ __forceinline__ WgmmaItem wgmma_item(const WgmmaWork& w, int index) {
  WgmmaItem item;
  item.split = index / (w.rows * w.cols);
  const int tile = index % (w.rows * w.cols);
  const int group = tile / (kWgmmaGroup * w.cols) * kWgmmaGroup, height = min(kWgmmaGroup, w.rows - group);
  const int within = tile - group * w.cols;
  item.row = group + within % height;
  item.col = within / height;
  item.first = static_cast<int>(int64_t{w.steps[0]} * item.split / w.splits);
  item.last = static_cast<int>(int64_t{w.steps[0]} * (item.split + 1) / w.splits);
  return item;
}

// A place in the ring of stages and the parity of its barriers.
template <int kStages>
struct RingPlace {
  int stage = 0;
  uint32_t parity = 0;
  __device__ __forceinline__ void advance() {
    if (++stage == kStages) {
      stage = 0;
      parity ^= 1;
    }
  }
};

template <typename S>
__device__ void wgmma_produce(const WgmmaMaps& maps, const WgmmaWork& work, unsigned char* ring, uint64_t* full,
                              uint64_t* empty) {
  RingPlace<S::kStages> at;
  at.parity = 1;  // the ring starts empty
  for (int index = blockIdx.x; index < work.items; index += gridDim.x) {
    const WgmmaItem item = wgmma_item(work, index);
    const int row = item.row * kWgmmaRows, col = item.col * S::kCols;
    const int count = item.last - item.first;
    for (int step = 0; step < count + work.steps[1]; ++step) {
      const int term = step < count ? 0 : 1;
      const int k = (term == 0 ? item.first + step : step - count) * kWgmmaDepth;
      barrier_wait(&empty[at.stage], at.parity);
      unsigned char* a = ring + at.stage * S::kStageBytes;
      unsigned char* b = a + S::kBytesA;
      uint64_t* barrier = &full[at.stage];
      barrier_expect(barrier, S::kStageBytes);
      if constexpr (S::kTransA) {
        copy_box(a, &maps.a[term], row, k, barrier);
        copy_box(a + S::kBytesA / 2, &maps.a[term], row + 64, k, barrier);
      } else {
        copy_box(a, &maps.a[term], k, row, barrier);
      }
      if constexpr (S::kTransB) {
#pragma unroll
        for (int j = 0; j < S::kCols; j += 64) copy_box(b + j * 128, &maps.b[term], col + j, k, barrier);
      } else {
        copy_box(b, &maps.b[term], k, col, barrier);
      }
      at.advance();
    }
  }
}

// Adds `count` tiles of the ring to the sums of this warpgroup.
template <typename S>
__device__ __forceinline__ void wgmma_consume(int count, bool start, uint32_t ring, int group, uint64_t* full,
                                              uint64_t* empty, RingPlace<S::kStages>& at,
                                              float (&sums)[S::kSums]) {
  const bool elected = threadIdx.x % 128 == 0;
  int previous = -1;
  for (int step = 0; step < count; ++step) {
    barrier_wait(&full[at.stage], at.parity);
    const uint32_t a = ring + at.stage * S::kStageBytes + group * (S::kBytesA / 2);
    const uint32_t b = ring + at.stage * S::kStageBytes + S::kBytesA;
    wgmma_fence();
#pragma unroll
    for (int k = 0; k < kWgmmaDepth; k += 16) {
      // 16 k on: 32 bytes in a line, or 16 lines.
      const uint64_t from_a = tile_descriptor(a + k / 16 * (S::kTransA ? 2048 : 32), kWgmmaDepth * 128);
      const uint64_t from_b = tile_descriptor(b + k / 16 * (S::kTransB ? 2048 : 32), kWgmmaDepth * 128);
      Wgmma<S::kCols>::template run<S::kTransA, S::kTransB>(sums, from_a, from_b, start && step == 0 && k == 0 ? 0 : 1);
    }
    wgmma_commit();
    wgmma_wait<1>();
    // The tile before this one has been read: its place is free.
    if (previous >= 0 && elected) barrier_arrive(&empty[previous]);
    previous = at.stage;
    at.advance();
  }
  wgmma_wait<0>();
  hold_registers(sums);
  if (previous >= 0 && elected) barrier_arrive(&empty[previous]);
}

// Row and first column of d[4 j + 2 h] of this thread, inside the warpgroup's 64 rows.
__device__ __forceinline__ int wgmma_row(int h) { return threadIdx.x % 128 / 32 * 16 + threadIdx.x % 32 / 4 + 8 * h; }
__device__ __forceinline__ int wgmma_col(int j) { return 8 * j + threadIdx.x % 4 * 2; }

template <typename S>
__device__ void wgmma_mask(const WgmmaWork& work, int row, int col, float (&sums)[S::kSums]) {
#pragma unroll
  for (int j = 0; j < S::kCols / 8; ++j) {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const uint32_t keep = kept_pair(work.dropout, row + wgmma_row(h), col + wgmma_col(j));
      float& x = sums[4 * j + 2 * h];
      float& y = sums[4 * j + 2 * h + 1];
      x = keep & 1 ? x * work.dropout.factor : 0.0f;
      y = keep & 2 ? y * work.dropout.factor : 0.0f;
    }
  }
}

// C by ordinary stores: float32, partial sums, unaligned rows.
template <typename S>
__device__ void wgmma_write(const WgmmaWork& work, const WgmmaItem& item, int row, int col,
                            const float (&sums)[S::kSums]) {
#pragma unroll
  for (int j = 0; j < S::kCols / 8; ++j) {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const int64_t r = row + wgmma_row(h), c = col + wgmma_col(j);
      if (r >= work.m) continue;
      const float x = sums[4 * j + 2 * h], y = sums[4 * j + 2 * h + 1];
      if (work.partials == nullptr) {
        write_pair(work.epilogue, r, c, work.n, work.pairs, x, y);
        continue;
      }
      float* partial = work.partials + (int64_t{item.split} * work.m + r) * work.n + c;
      if (c < work.n) partial[0] = x;
      if (c + 1 < work.n) partial[1] = y;
    }
  }
}

// Factor (times alpha) and bias of the 64 columns of a box.
__device__ __forceinline__ void wgmma_finish_table(const WgmmaWork& work, int col, float2* table) {
  const Epilogue& e = work.epilogue;
  const int j = threadIdx.x % 128;
  if (j >= 64) return;
  const bool inside = col + j < work.n;
  const float scale = e.col_scale != nullptr && inside ? e.col_scale[col + j] : 1.0f;
  table[j] = make_float2(e.alpha * scale, e.bias != nullptr && inside ? e.bias[col + j] : 0.0f);
}

// Where C passes through shared memory: two boxes of 64 x 64 of a warpgroup, one being filled while the
// other is stored. When accumulating, the old boxes are fetched into their places, the first two before
// the product begins.
struct WgmmaBoxes {
  unsigned char* data;
  float2* table;
  uint64_t* fetched;     // a barrier for each box
  uint32_t parities = 0; // a bit for each box

  __device__ __forceinline__ unsigned char* box(int chunk) const { return data + chunk % 2 * 64 * 128; }
  // By one thread; the box's last store has been read.
  __device__ __forceinline__ void fetch(const CUtensorMap* map, int row, int col, int chunk) const {
    barrier_expect(&fetched[chunk % 2], 64 * 128);
    copy_box(box(chunk), map, col + chunk * 64, row, &fetched[chunk % 2]);
  }
  __device__ __forceinline__ void wait(int chunk) {
    barrier_wait(&fetched[chunk % 2], parities >> (chunk % 2) & 1);
    parities ^= 1u << (chunk % 2);
  }
};

template <typename S>
__device__ __forceinline__ void wgmma_fetch(const WgmmaMaps& maps, const WgmmaWork& work, int row, int col,
                                            const WgmmaBoxes& boxes) {
  if (!work.boxed_c || !work.epilogue.accumulate || threadIdx.x % 128 != 0) return;
  wait_stores_read<0>();
  boxes.fetch(&maps.c, row, col, 0);
  boxes.fetch(&maps.c, row, col, 1);
}

template <typename S>
__device__ void wgmma_store(const WgmmaMaps& maps, const WgmmaWork& work, int row, int col, int group,
                            WgmmaBoxes& boxes, const float (&sums)[S::kSums]) {
  const bool accumulate = work.epilogue.accumulate;
  const bool leader = threadIdx.x % 128 == 0;
  const int lane = threadIdx.x % 32, warp = threadIdx.x % 128 / 32;
  constexpr int kChunks = S::kCols / 64;
  float2* table = boxes.table;
#pragma unroll
  for (int chunk = 0; chunk < kChunks; ++chunk) {
    unsigned char* box = boxes.box(chunk);
    const uint32_t address = shared_address(box);
    wgmma_finish_table(work, col + chunk * 64, table);  // the box before has been read: see the last sync
    // One box holds one store under way; two boxes take turns.
    if (leader && !accumulate) wait_stores_read<(kChunks > 1 ? 1 : 0)>();
    group_sync(1 + group, 128);
    if (accumulate) boxes.wait(chunk);
#pragma unroll
    for (int j = 0; j < 8; j += 2) {
      uint32_t packed[2][2];
#pragma unroll
      for (int i = 0; i < 2; ++i) {
        const float4 finish = *reinterpret_cast<const float4*>(table + wgmma_col(j + i));
#pragma unroll
        for (int h = 0; h < 2; ++h) {
          const int at = 4 * (chunk * 8 + j + i) + 2 * h;
          float x = fmaf(sums[at], finish.x, finish.y), y = fmaf(sums[at + 1], finish.z, finish.w);
          if (accumulate) {
            const float2 old = __bfloat1622float2(*reinterpret_cast<const __nv_bfloat162*>(
                box + swizzled(wgmma_row(h), wgmma_col(j + i) * 2)));
            x += old.x;
            y += old.y;
          }
          packed[i][h] = pack_bf16(x, y);
        }
      }
      // Four 8x8 matrices: rows 0-7 and 8-15 of columns 8j.., then of the next eight columns.
      __syncwarp();
      const int line = warp * 16 + lane % 16, byte = (j + lane / 16) * 16;
      store_matrices(address + swizzled(line, byte), packed[0][0], packed[0][1], packed[1][0], packed[1][1]);
    }
    fence_async_proxy();
    group_sync(1 + group, 128);
    if (leader) {
      store_box(&maps.c, col + chunk * 64, row, box);
      commit_stores();
      if (accumulate && chunk + 2 < kChunks) {
        wait_stores_read<0>();
        boxes.fetch(&maps.c, row, col, chunk + 2);
      }
    }
  }
}

template <typename S>
__global__ void __launch_bounds__(kWgmmaThreads, 1)
    wgmma_kernel(const __grid_constant__ WgmmaMaps maps, const __grid_constant__ WgmmaWork work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char shared_bytes[];
    __shared__ uint64_t fetched[4];
    unsigned char* ring = shared_bytes + (1024 - shared_address(shared_bytes) % 1024) % 1024;
    unsigned char* boxes = ring + S::kStages * S::kStageBytes;
    uint64_t* full = reinterpret_cast<uint64_t*>(boxes + 4 * S::kStoreBytes);
    uint64_t* empty = full + S::kStages;
    float2* tables = reinterpret_cast<float2*>(empty + S::kStages);
    if (threadIdx.x == 0) {
      for (int i = 0; i < S::kStages; ++i) {
        barrier_init(&full[i], 1);
        barrier_init(&empty[i], 2);
      }
      for (int i = 0; i < 4; ++i) barrier_init(&fetched[i], 1);
      barrier_init_fence();
    }
    __syncthreads();
    const int group = static_cast<int>(threadIdx.x) / 128 - 1;
    if (group < 0) {
      give_registers<40>();
      if (threadIdx.x == 0) wgmma_produce<S>(maps, work, ring, full, empty);
    } else {
      take_registers<232>();
      RingPlace<S::kStages> at;
      WgmmaBoxes out{boxes + group * 2 * S::kStoreBytes, tables + group * 64, fetched + group * 2};
      float sums[S::kSums];
      for (int index = blockIdx.x; index < work.items; index += gridDim.x) {
        const WgmmaItem item = wgmma_item(work, index);
        const int row = item.row * kWgmmaRows + group * 64;
        const int col = item.col * S::kCols;
        if constexpr (S::kCols >= 128) wgmma_fetch<S>(maps, work, row, col, out);
        wgmma_consume<S>(item.last - item.first, true, shared_address(ring), group, full, empty, at, sums);
        if (work.dropout.what == Drop::kFirstTerm) wgmma_mask<S>(work, row, col, sums);
        if (work.steps[1] > 0) {
          wgmma_consume<S>(work.steps[1], false, shared_address(ring), group, full, empty, at, sums);
        }
        if (work.boxed_c) {
          wgmma_store<S>(maps, work, row, col, group, out, sums);
        } else {
          wgmma_write<S>(work, item, row, col, sums);
        }
      }
      wait_stores_read<0>();
    }
  }
}

}  // namespace df::cuda
