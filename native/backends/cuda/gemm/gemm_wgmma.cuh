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
inline constexpr int kBoxBytes = 64 * 128;  // a box of C: 64 x 64

template <bool kTransA_, bool kTransB_, int kCols_>
struct WgmmaShape {
  static constexpr bool kTransA = kTransA_, kTransB = kTransB_;
  static constexpr int kCols = kCols_;
  static constexpr int kBytesA = kWgmmaRows * kWgmmaDepth * 2;
  static constexpr int kBytesB = kCols * kWgmmaDepth * 2;
  static constexpr int kStageBytes = kBytesA + kBytesB;
  static constexpr int kStages = kCols == 256 ? 4 : kCols == 128 ? 6 : 8;
  static constexpr int kSums = kCols / 2;  // of a thread
  static constexpr int kChunks = kCols / 64;
  // Where C passes through shared memory: a region for each warpgroup, which a wide tile fills twice.
  static constexpr int kPasses = kCols == 256 ? 2 : 1;
  static constexpr int kPassChunks = kChunks / kPasses;
  static constexpr int kRegionBytes = kPassChunks * kBoxBytes;
  static constexpr int kBarrierBytes = (2 * kStages + 4) * 8;
  // What aligns the whole to an atom of the swizzle is in it.
  static constexpr int kSharedBytes = kStages * kStageBytes + 2 * kRegionBytes + kBarrierBytes + 1024;
  static_assert(kSharedBytes <= 227 * 1024, "more than a block may have");
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
  int group;        // rows of tiles that follow each other
  int splits;
  int items;        // tiles x splits
  float* partials;
  GemmDropout dropout;
  Epilogue epilogue;
  bool boxed_c;     // C is written by bulk stores
  bool pairs;       // C may be written in pairs
};

// Shared memory of a block.
template <typename S>
struct WgmmaShared {
  unsigned char* ring;
  unsigned char* regions;
  uint64_t* full;    // a stage of the ring has arrived
  uint64_t* empty;   // it has been read
  uint64_t* ready;   // for each warpgroup: its region of C is free, and holds the old C when accumulating
  uint64_t* filled;  // for each warpgroup: its region holds the new C

  __device__ explicit WgmmaShared(unsigned char* bytes) {
    ring = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    regions = ring + S::kStages * S::kStageBytes;
    full = reinterpret_cast<uint64_t*>(regions + 2 * S::kRegionBytes);
    empty = full + S::kStages;
    ready = empty + S::kStages;
    filled = ready + 2;
  }
  __device__ __forceinline__ unsigned char* region(int group) const {
    return regions + group * S::kRegionBytes;
  }
  __device__ void init() const {
    for (int i = 0; i < S::kStages; ++i) {
      barrier_init(&full[i], 1);
      barrier_init(&empty[i], 2);  // both warpgroups
    }
    for (int i = 0; i < 2; ++i) {
      barrier_init(&ready[i], 1);
      barrier_init(&filled[i], 4);  // a thread of each warp
    }
    barrier_init_fence();
  }
};

// One item of work of a block.
struct WgmmaItem {
  int row, col, split;
  int first, last;  // k tiles of term 0
};

// Items follow each other in groups of some rows of tiles, so that what runs together reads few distinct
// rows of A and columns of B: both stay in the second-level cache.
__device__ __forceinline__ WgmmaItem wgmma_item(const WgmmaWork& w, int index) {
  WgmmaItem item;
  item.split = index / (w.rows * w.cols);
  const int tile = index % (w.rows * w.cols);
  const int group = tile / (w.group * w.cols) * w.group, height = min(w.group, w.rows - group);
  const int within = tile - group * w.cols;
  item.row = group + within % height;
  item.col = within / height;
  item.first = static_cast<int>(int64_t{w.steps[0]} * item.split / w.splits);
  item.last = static_cast<int>(int64_t{w.steps[0]} * (item.split + 1) / w.splits);
  return item;
}

// Calls visit(item) for the items of this block.
template <typename Visit>
__device__ __forceinline__ void wgmma_each_item(const WgmmaWork& work, const Visit& visit) {
  for (int index = blockIdx.x; index < work.items; index += gridDim.x) visit(wgmma_item(work, index));
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
__device__ __forceinline__ void wgmma_copy(const WgmmaMaps& maps, int term, int k, int row, int col,
                                           unsigned char* stage, uint64_t* barrier) {
  unsigned char* b = stage + S::kBytesA;
  barrier_expect(barrier, S::kStageBytes);
  if constexpr (S::kTransA) {
    copy_box(stage, &maps.a[term], row, k, barrier);
    copy_box(stage + S::kBytesA / 2, &maps.a[term], row + 64, k, barrier);
  } else {
    copy_box(stage, &maps.a[term], k, row, barrier);
  }
  if constexpr (S::kTransB) {
#pragma unroll
    for (int j = 0; j < S::kCols; j += 64) copy_box(b + j * 128, &maps.b[term], col + j, k, barrier);
  } else {
    copy_box(b, &maps.b[term], k, col, barrier);
  }
}

template <typename S>
__device__ void wgmma_produce(const WgmmaMaps& maps, const WgmmaWork& work, const WgmmaShared<S>& shared) {
  RingPlace<S::kStages> at;
  at.parity = 1;  // the ring starts empty
  wgmma_each_item(work, [&](const WgmmaItem& item) {
    const int count = item.last - item.first;
    for (int step = 0; step < count + work.steps[1]; ++step) {
      const int term = step < count ? 0 : 1;
      const int k = (term == 0 ? item.first + step : step - count) * kWgmmaDepth;
      barrier_wait(&shared.empty[at.stage], at.parity);
      wgmma_copy<S>(maps, term, k, item.row * kWgmmaRows, item.col * S::kCols,
                    shared.ring + at.stage * S::kStageBytes, &shared.full[at.stage]);
      at.advance();
    }
  });
}

// By one thread: lends the regions of C to the warpgroups, with the old C in them when accumulating, and
// stores what they were filled with. The warpgroups go on with their next tile meanwhile.
template <typename S>
__device__ void wgmma_move_c(const WgmmaMaps& maps, const WgmmaWork& work, const WgmmaShared<S>& shared) {
  const auto boxes = [&](const WgmmaItem& item, int use, const auto& move) {
    const int group = use % 2, col = item.col * S::kCols + use / 2 * S::kPassChunks * 64;
#pragma unroll
    for (int chunk = 0; chunk < S::kPassChunks; ++chunk) {
      move(shared.region(group) + chunk * kBoxBytes, col + chunk * 64, item.row * kWgmmaRows + group * 64);
    }
  };
  const auto lend = [&](const WgmmaItem& item, int use) {
    uint64_t* ready = &shared.ready[use % 2];
    if (!work.epilogue.accumulate) return barrier_arrive(ready);
    barrier_expect(ready, S::kRegionBytes);
    boxes(item, use, [&](unsigned char* box, int x, int y) { copy_box(box, &maps.c, x, y, ready); });
  };
  uint32_t parity = 0;
  wgmma_each_item(work, [&](const WgmmaItem& item) {
    lend(item, 0);
    for (int use = 0; use < 2 * S::kPasses; ++use) {
      if (use + 1 < 2 * S::kPasses) lend(item, use + 1);
      barrier_wait(&shared.filled[use % 2], parity);
      boxes(item, use, [&](unsigned char* box, int x, int y) { store_box(&maps.c, x, y, box); });
      commit_stores();
      wait_stores_read<0>();
      if (use % 2 == 1) parity ^= 1;
    }
  });
}

// Adds `count` tiles of the ring to the sums of this warpgroup.
template <typename S>
__device__ __forceinline__ void wgmma_consume(int count, bool start, int group, const WgmmaShared<S>& shared,
                                              RingPlace<S::kStages>& at, float (&sums)[S::kSums]) {
  const uint32_t ring = shared_address(shared.ring);
  const bool elected = threadIdx.x % 128 == 0;
  int previous = -1;
  for (int step = 0; step < count; ++step) {
    barrier_wait(&shared.full[at.stage], at.parity);
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
    if (previous >= 0 && elected) barrier_arrive(&shared.empty[previous]);
    previous = at.stage;
    at.advance();
  }
  wgmma_wait<0>();
  hold_registers(sums);
  if (previous >= 0 && elected) barrier_arrive(&shared.empty[previous]);
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

// What turns the sums of 64 columns into values: alpha alone, or factors (times alpha) and biases of this
// thread's columns.
struct WgmmaScale {
  float alpha;
  __device__ __forceinline__ WgmmaScale(const WgmmaWork& work, int) : alpha(work.epilogue.alpha) {}
  __device__ __forceinline__ float2 finish(int, float x, float y) const { return make_float2(alpha * x, alpha * y); }
};
struct WgmmaFinish {
  float2 scale[8], bias[8];
  __device__ __forceinline__ WgmmaFinish(const WgmmaWork& work, int col) {
    const Epilogue& e = work.epilogue;
    const auto read = [&](const float* from, int64_t c, float other) {
      return from != nullptr && c < work.n ? __ldg(from + c) : other;
    };
#pragma unroll
    for (int j = 0; j < 8; ++j) {
      const int64_t c = col + wgmma_col(j);
      scale[j] = make_float2(e.alpha * read(e.col_scale, c, 1.0f), e.alpha * read(e.col_scale, c + 1, 1.0f));
      bias[j] = make_float2(read(e.bias, c, 0.0f), read(e.bias, c + 1, 0.0f));
    }
  }
  __device__ __forceinline__ float2 finish(int j, float x, float y) const {
    return make_float2(fmaf(x, scale[j].x, bias[j].x), fmaf(y, scale[j].y, bias[j].y));
  }
};

// One box: finished values over the old ones, as bf16.
template <bool kAccumulate, typename Finish>
__device__ __forceinline__ void wgmma_fill_box(const Finish& finish, unsigned char* box, const float* sums) {
  const int lane = threadIdx.x % 32, warp = threadIdx.x % 128 / 32;
  const uint32_t address = shared_address(box);
#pragma unroll
  for (int j = 0; j < 8; j += 2) {
    uint32_t packed[2][2];
#pragma unroll
    for (int i = 0; i < 2; ++i) {
#pragma unroll
      for (int h = 0; h < 2; ++h) {
        const int at = 4 * (j + i) + 2 * h;
        float2 value = finish.finish(j + i, sums[at], sums[at + 1]);
        if constexpr (kAccumulate) {
          const float2 old = __bfloat1622float2(*reinterpret_cast<const __nv_bfloat162*>(
              box + swizzled(wgmma_row(h), wgmma_col(j + i) * 2)));
          value.x += old.x;
          value.y += old.y;
        }
        packed[i][h] = pack_bf16(value.x, value.y);
      }
    }
    // Four 8x8 matrices: rows 0-7 and 8-15 of columns 8j.., then of the next eight columns. They are
    // written where this warp alone has read.
    if constexpr (kAccumulate) __syncwarp();
    const int line = warp * 16 + lane % 16, byte = (j + lane / 16) * 16;
    store_matrices(address + swizzled(line, byte), packed[0][0], packed[0][1], packed[1][0], packed[1][1]);
  }
}

template <typename S, bool kAccumulate, typename Finish>
__device__ __forceinline__ void wgmma_fill_as(const WgmmaWork& work, int col, unsigned char* region,
                                              const float* sums) {
#pragma unroll
  for (int chunk = 0; chunk < S::kPassChunks; ++chunk) {
    const Finish finish(work, col + chunk * 64);
    wgmma_fill_box<kAccumulate>(finish, region + chunk * kBoxBytes, sums + chunk * 32);
  }
}

// Fills this warpgroup's region of C.
template <typename S>
__device__ __forceinline__ void wgmma_fill(const WgmmaWork& work, int col, unsigned char* region, const float* sums) {
  const bool plain = work.epilogue.col_scale == nullptr && work.epilogue.bias == nullptr;
  if (work.epilogue.accumulate) {
    if (plain) {
      wgmma_fill_as<S, true, WgmmaScale>(work, col, region, sums);
    } else {
      wgmma_fill_as<S, true, WgmmaFinish>(work, col, region, sums);
    }
  } else if (plain) {
    wgmma_fill_as<S, false, WgmmaScale>(work, col, region, sums);
  } else {
    wgmma_fill_as<S, false, WgmmaFinish>(work, col, region, sums);
  }
}

// One warpgroup's 64 rows of every tile of the block.
template <typename S>
__device__ __forceinline__ void wgmma_multiply(const WgmmaWork& work, int group, const WgmmaShared<S>& shared) {
  RingPlace<S::kStages> at;
  uint32_t parity = 0;
  float sums[S::kSums];
  wgmma_each_item(work, [&](const WgmmaItem& item) {
    const int row = item.row * kWgmmaRows + group * 64, col = item.col * S::kCols;
    const bool masks = work.dropout.what == Drop::kFirstTerm;
    const int main = item.last - item.first;
    wgmma_consume<S>(masks ? main : main + work.steps[1], true, group, shared, at, sums);
    if (masks) {
      wgmma_mask<S>(work, row, col, sums);
      wgmma_consume<S>(work.steps[1], false, group, shared, at, sums);
    }
    if (!work.boxed_c) return wgmma_write<S>(work, item, row, col, sums);
#pragma unroll
    for (int pass = 0; pass < S::kPasses; ++pass) {
      barrier_wait(&shared.ready[group], parity);
      wgmma_fill<S>(work, col + pass * S::kPassChunks * 64, shared.region(group), sums + pass * S::kPassChunks * 32);
      fence_async_proxy();
      __syncwarp();
      if (threadIdx.x % 32 == 0) barrier_arrive(&shared.filled[group]);
      parity ^= 1;
    }
  });
}

template <typename S>
__global__ void __launch_bounds__(kWgmmaThreads, 1)
    wgmma_kernel(const __grid_constant__ WgmmaMaps maps, const __grid_constant__ WgmmaWork work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char shared_bytes[];
    const WgmmaShared<S> shared(shared_bytes);
    if (threadIdx.x == 0) shared.init();
    __syncthreads();
    const int group = static_cast<int>(threadIdx.x) / 128 - 1;
    if (group < 0) {
      give_registers<40>();
      if (threadIdx.x == 0) wgmma_produce<S>(maps, work, shared);
      if (threadIdx.x == 32 && work.boxed_c) wgmma_move_c<S>(maps, work, shared);
    } else {
      take_registers<232>();
      wgmma_multiply<S>(work, group, shared);
    }
  }
}

}  // namespace df::cuda
