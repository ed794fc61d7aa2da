// The Hopper product kernel of training; see gemm_pingpong.cu.
#pragma once

#include "backends/cuda/gemm/epilogue.cuh"
#include "backends/cuda/gemm/hopper.cuh"
#include "backends/cuda/gemm/wgmma_widths.cuh"
#include "backends/cuda/ops/dependent_launch.cuh"

namespace df::cuda {

// C^T is computed: the columns of C (features) are the rows of a tile, so that the rows of C (tokens), of
// which there are many, take the widths that fill the device best.
inline constexpr int kPingFeatures = 128;  // of a tile: two wgmma of 64 rows
inline constexpr int kPingDepth = 64;      // k of a stage: one line of 128 bytes
inline constexpr int kPingThreads = 384;

template <bool kTrans_, int kTokens_, int kCluster_>
struct PingShape {
  static constexpr bool kTrans = kTrans_;       // the features of B are contiguous, not its k
  static constexpr int kTokens = kTokens_;      // of a tile
  static constexpr int kCluster = kCluster_;    // blocks with neighbouring features that share the tile of A
  static constexpr int kWeightBytes = kPingFeatures * 128;
  static constexpr int kTokenBytes = kTokens * 128;
  static constexpr int kStageBytes = kWeightBytes + kTokenBytes;
  static constexpr int kBoxBytes = kTokens * 128;  // of C: all tokens, 64 features
  static constexpr int kRegionBytes = kPingFeatures / 64 * kBoxBytes;
  static constexpr int kMostBytes = 227 * 1024 - 2048;
  static constexpr int kStages = (kMostBytes - kRegionBytes) / kStageBytes;
  // Barriers, and what aligns the whole to an atom of the swizzle.
  static constexpr int kSharedBytes = kStages * kStageBytes + kRegionBytes + (2 * kStages + 6) * 8 + 1024;
  static constexpr int kSums = kTokens / 2;  // of a thread, for 64 features
  static constexpr int kShare = kTokens / kCluster;
  static_assert(kTokens % 16 == 0 && kShare % 8 == 0 && kSharedBytes <= 227 * 1024);
};

struct PingMaps {
  CUtensorMap weight[2];
  CUtensorMap tokens[2];
  CUtensorMap c;
};

struct PingWork {
  int steps[2];    // k tiles of each term
  int tall, wide;  // tiles of tokens; of features, in units of a cluster
  int group;       // tiles of tokens that follow each other
  int items;
  int64_t features;
  Epilogue epilogue;
#ifdef DF_GEMM_LAB
  bool swapped;
#endif
};

template <typename S>
struct PingShared {
  unsigned char* ring;
  unsigned char* region;  // of C
  uint64_t* full;         // a stage has arrived
  uint64_t* empty;        // it has been read
  uint64_t* turn;         // for each warpgroup: the other has queued its last product
  uint64_t* ready;        // for each warpgroup: the region is free, and holds the old C when accumulating
  uint64_t* filled;       // for each warpgroup: the region holds the new C

  __device__ explicit PingShared(unsigned char* bytes) {
    ring = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    region = ring + S::kStages * S::kStageBytes;
    full = reinterpret_cast<uint64_t*>(region + S::kRegionBytes);
    empty = full + S::kStages;
    turn = empty + S::kStages;
    ready = turn + 2;
    filled = ready + 2;
  }
  __device__ void init() const {
    for (int i = 0; i < S::kStages; ++i) {
      barrier_init(&full[i], 1);
      barrier_init(&empty[i], S::kCluster);
    }
    for (int i = 0; i < 2; ++i) {
      barrier_init(&turn[i], 1);
      barrier_init(&ready[i], 1);
      barrier_init(&filled[i], 4);  // a thread of each warp
    }
    barrier_init_fence();
    barrier_arrive(&turn[0]);  // the first warpgroup begins
  }
};

struct PingItem {
  int token, feature;  // first of the tile
};

// Items follow each other in groups of tiles of tokens, so that what runs together reads few distinct rows of
// A and of B: both stay in the second-level cache.
template <typename S>
__device__ __forceinline__ PingItem ping_item(const PingWork& w, int index) {
#ifdef DF_GEMM_LAB
  if (w.swapped) {
    const int group = index / (w.group * w.tall) * w.group, height = min(w.group, w.wide - group);
    const int within = index - group * w.tall;
    int feature = (group + within % height) * S::kCluster;
    if constexpr (S::kCluster > 1) feature += static_cast<int>(block_of_cluster());
    return {within / height * S::kTokens, feature * kPingFeatures};
  }
#endif
  const int group = index / (w.group * w.wide) * w.group, height = min(w.group, w.tall - group);
  const int within = index - group * w.wide;
  int feature = within / height * S::kCluster;
  if constexpr (S::kCluster > 1) feature += static_cast<int>(block_of_cluster());
  return {(group + within % height) * S::kTokens, feature * kPingFeatures};
}

// Calls visit(item, i) for the items of this block's cluster, from its `first`th, each `step`th.
template <typename S, typename Visit>
__device__ __forceinline__ void ping_each_item(const PingWork& work, int first, int step, const Visit& visit) {
  const int clusters = static_cast<int>(gridDim.x) / S::kCluster;
  int index = static_cast<int>(blockIdx.x) / S::kCluster + first * clusters;
  for (int i = first; index < work.items; i += step, index += step * clusters) visit(ping_item<S>(work, index), i);
}

// One stage: this block's features, and the tile of tokens or this block's share of it for the whole cluster.
template <typename S>
__device__ __forceinline__ void ping_copy(const PingMaps& maps, int term, int k, const PingItem& item,
                                          unsigned char* stage, uint64_t* barrier) {
  barrier_expect(barrier, S::kStageBytes);
  if constexpr (S::kTrans) {
    copy_box(stage, &maps.weight[term], item.feature, k, barrier);
    copy_box(stage + S::kWeightBytes / 2, &maps.weight[term], item.feature + 64, k, barrier);
  } else {
    copy_box(stage, &maps.weight[term], k, item.feature, barrier);
  }
  unsigned char* tokens = stage + S::kWeightBytes;
  if constexpr (S::kCluster > 1) {
    const int share = static_cast<int>(block_of_cluster()) * S::kShare;
    copy_box_to((1 << S::kCluster) - 1, tokens + share * 128, &maps.tokens[term], k, item.token + share, barrier);
  } else {
    copy_box(tokens, &maps.tokens[term], k, item.token, barrier);
  }
}

template <typename S>
__device__ void ping_produce(const PingMaps& maps, const PingWork& work, const PingShared<S>& shared) {
  int stage = 0;
  uint32_t parity = 1;  // the ring starts empty
  ping_each_item<S>(work, 0, 1, [&](const PingItem& item, int) {
    for (int step = 0; step < work.steps[0] + work.steps[1]; ++step) {
      const int term = step < work.steps[0] ? 0 : 1;
      const int k = (step - (term == 0 ? 0 : work.steps[0])) * kPingDepth;
      barrier_wait(&shared.empty[stage], parity);
      ping_copy<S>(maps, term, k, item, shared.ring + stage * S::kStageBytes, &shared.full[stage]);
      if (++stage == S::kStages) stage = 0, parity ^= 1;
    }
  });
}

// By one thread: lends the region of C to the warpgroups in turn, with the old C in it when accumulating, and
// stores what it was filled with, while the other warpgroup multiplies.
template <typename S>
__device__ void ping_move_c(const PingMaps& maps, const PingWork& work, const PingShared<S>& shared) {
  const auto boxes = [&](const PingItem& item, const auto& move) {
    for (int j = 0; j < kPingFeatures / 64; ++j) move(shared.region + j * S::kBoxBytes, item.feature + j * 64);
  };
  ping_each_item<S>(work, 0, 1, [&](const PingItem& item, int i) {
    uint64_t* ready = &shared.ready[i % 2];
    if (work.epilogue.accumulate) {
      barrier_expect(ready, S::kRegionBytes);
      boxes(item, [&](unsigned char* box, int feature) { copy_box(box, &maps.c, feature, item.token, ready); });
    } else {
      barrier_arrive(ready);
    }
    barrier_wait(&shared.filled[i % 2], i / 2 & 1);
    boxes(item, [&](unsigned char* box, int feature) { store_box(&maps.c, feature, item.token, box); });
    commit_stores();
    wait_stores_read<0>();
  });
}

// A stage has been read: told to every block of the cluster, which all write into it.
template <typename S>
__device__ __forceinline__ void ping_release(uint64_t* empty) {
  const unsigned thread = threadIdx.x % 128;
  if constexpr (S::kCluster > 1) {
    if (thread % 32 == 0 && thread / 32 < S::kCluster) barrier_arrive_at(empty, thread / 32);
  } else {
    if (thread == 0) barrier_arrive(empty);
  }
}

// A place in the ring of stages and the parity of its barriers.
template <int kStages>
struct PingPlace {
  int stage = 0;
  uint32_t parity = 0;
  __device__ __forceinline__ void advance() {
    if (++stage == kStages) {
      stage = 0;
      parity ^= 1;
    }
  }
  __device__ __forceinline__ void skip(int count) {
    const int at = stage + count;
    parity ^= at / kStages & 1;
    stage = at % kStages;
  }
};

// Queues the products of the stage at this address, in units of 16 bytes and with the constant part of a
// descriptor's low word.
template <typename S>
__device__ __forceinline__ void ping_queue(uint32_t stage, int keep, float (&sums)[2][S::kSums]) {
  constexpr uint32_t kOn = S::kTrans ? 2048 / 16 : 32 / 16;  // 16 k on: 16 lines, or 32 bytes in a line
  wgmma_fence();
#pragma unroll
  for (int k = 0; k < kPingDepth / 16; ++k) {
#pragma unroll
    for (int half = 0; half < 2; ++half) {
      WgmmaAt<S::kTokens>::template run<S::kTrans>(sums[half], stage + half * (S::kWeightBytes / 32) + k * kOn,
                                                   stage + S::kWeightBytes / 16 + k * 2, k == 0 ? keep : 1);
    }
  }
  wgmma_commit();
}

// The sums of one tile. The other warpgroup's turn begins when the last product is queued: the matrix units go
// on without a pause.
template <typename S>
__device__ __forceinline__ void ping_multiply(int count, PingPlace<S::kStages>& at, const PingShared<S>& shared,
                                              uint64_t* other, float (&sums)[2][S::kSums]) {
  // The low word of a descriptor: see tile_descriptor.
  const uint32_t ring = (shared_address(shared.ring) & 0x3ffff) >> 4 | uint32_t{kPingDepth * 128 / 16} << 16;
  barrier_wait(&shared.full[at.stage], at.parity);
  ping_queue<S>(ring + at.stage * (S::kStageBytes / 16), 0, sums);
  for (int step = 1; step < count; ++step) {
    const int previous = at.stage;
    at.advance();
    barrier_wait(&shared.full[at.stage], at.parity);
    ping_queue<S>(ring + at.stage * (S::kStageBytes / 16), 1, sums);
    wgmma_wait<1>();
    // The tile before this one has been read: its place is free.
    ping_release<S>(&shared.empty[previous]);
  }
  if (threadIdx.x % 128 == 0) barrier_arrive(other);
  wgmma_wait<0>();
  hold_registers(sums[0]);
  hold_registers(sums[1]);
  ping_release<S>(&shared.empty[at.stage]);
  at.advance();
}

// Factor (times alpha) and bias of the features of this thread: rows t / 4 and t / 4 + 8 of each 64.
struct PingFinish {
  float scale[2][2], bias[2][2];
  __device__ __forceinline__ PingFinish(const PingWork& work, int feature) {
    const Epilogue& e = work.epilogue;
#pragma unroll
    for (int half = 0; half < 2; ++half) {
#pragma unroll
      for (int h = 0; h < 2; ++h) {
        const int row = half * 64 + threadIdx.x % 128 / 32 * 16 + threadIdx.x % 32 / 4 + 8 * h;
        const bool inside = feature + row < work.features;
        scale[half][h] = e.alpha * (e.col_scale != nullptr && inside ? __ldg(e.col_scale + feature + row) : 1.0f);
        bias[half][h] = e.bias != nullptr && inside ? __ldg(e.bias + feature + row) : 0.0f;
      }
    }
  }
};

// The region of C from a tile of C^T: 8 x 8 matrices are turned on their way to and from shared memory. Each
// warp reads the old values where it writes the new ones.
template <typename S, bool kAccumulate>
__device__ __forceinline__ void ping_fill(const PingFinish& finish, uint32_t region,
                                          const float (&sums)[2][S::kSums]) {
  const int lane = threadIdx.x % 32, warp = threadIdx.x % 128 / 32;
  // Lane 8 q + r gives the line of row r of matrix q: features 0-7 and 8-15 of tokens 8 j.., then of the next.
  const uint32_t line = lane / 16 * 8 + lane % 8, byte = warp * 32 + lane / 8 % 2 * 16;
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    const uint32_t first = region + half * S::kBoxBytes + swizzled(line, byte);
#pragma unroll
    for (int j = 0; j < S::kTokens / 8; j += 2) {
      const uint32_t address = first + j * 8 * 128;
      uint32_t packed[4], old[4];
      if constexpr (kAccumulate) load_turned_matrices(address, old);
#pragma unroll
      for (int q = 0; q < 4; ++q) {
        const int at = 4 * (j + q / 2) + 2 * (q % 2);
        float x = fmaf(sums[half][at], finish.scale[half][q % 2], finish.bias[half][q % 2]);
        float y = fmaf(sums[half][at + 1], finish.scale[half][q % 2], finish.bias[half][q % 2]);
        if constexpr (kAccumulate) {
          const float2 before = __bfloat1622float2(*reinterpret_cast<const __nv_bfloat162*>(&old[q]));
          x += before.x;
          y += before.y;
        }
        packed[q] = pack_bf16(x, y);
      }
      if constexpr (kAccumulate) __syncwarp();
      store_turned_matrices(address, packed[0], packed[1], packed[2], packed[3]);
    }
  }
}

// Every second tile of the block. The warpgroup is a constant, so that addresses stay in uniform registers:
// moving them there before each wgmma takes as long as a narrow wgmma.
template <typename S, int kGroup>
__device__ __forceinline__ void ping_consume(const PingWork& work, const PingShared<S>& shared) {
  const int count = work.steps[0] + work.steps[1];
  PingPlace<S::kStages> at;
  if constexpr (kGroup == 1) at.skip(count);
  uint32_t parity = 0;
  float sums[2][S::kSums];
  ping_each_item<S>(work, kGroup, 2, [&](const PingItem& item, int) {
    barrier_wait(&shared.turn[kGroup], parity);
    ping_multiply<S>(count, at, shared, &shared.turn[1 - kGroup], sums);
    at.skip(count);  // the other's stages
    const PingFinish finish(work, item.feature);
    barrier_wait(&shared.ready[kGroup], parity);
    if (work.epilogue.accumulate) {
      ping_fill<S, true>(finish, shared_address(shared.region), sums);
    } else {
      ping_fill<S, false>(finish, shared_address(shared.region), sums);
    }
    fence_async_proxy();
    __syncwarp();
    if (threadIdx.x % 32 == 0) barrier_arrive(&shared.filled[kGroup]);
    parity ^= 1;
  });
}

template <typename S>
__global__ void __launch_bounds__(kPingThreads, 1)
    pingpong_kernel(const __grid_constant__ PingMaps maps, const __grid_constant__ PingWork work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char shared_bytes[];
    const PingShared<S> shared(shared_bytes);
    if (threadIdx.x == 0) shared.init();
    wait_for_kernel_before();
    launch_dependents();
    if constexpr (S::kCluster > 1) {
      sync_cluster();
    } else {
      __syncthreads();
    }
    const int group = static_cast<int>(threadIdx.x) / 128 - 1;
    if (group < 0) {
      give_registers<40>();
      if (threadIdx.x == 0) ping_produce<S>(maps, work, shared);
      if (threadIdx.x == 32) ping_move_c<S>(maps, work, shared);
    } else {
      take_registers<232>();
      if (group == 0) {
        ping_consume<S, 0>(work, shared);
      } else {
        ping_consume<S, 1>(work, shared);
      }
    }
    // No block may end while others of its cluster still write into it.
    if constexpr (S::kCluster > 1) {
      __syncwarp();
      sync_cluster();
    }
  }
}

}  // namespace df::cuda
