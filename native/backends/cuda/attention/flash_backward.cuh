// What the two kernels of the Hopper attention backward share. Each block keeps two tiles of rows
// (queries and their gradients, or keys and values), 64 rows a warpgroup, and streams pairs of tiles of
// 64 rows past them.
#pragma once

#include "backends/cuda/attention/flash.cuh"

namespace df::cuda {

inline constexpr int kStreamRows = 64;

// Consumer warpgroups, of 64 rows each: three hide more of each other's waits, two have registers for
// more sums on their way.
template <int kCount_>
struct FlashBackwardGroups {
  static constexpr int kCount = kCount_;
  static constexpr int kRows = 64 * kCount;
  static constexpr int kThreads = 128 * (kCount + 1);
  static constexpr int kProducerRegisters = kCount == 3 ? 32 : 24;
  static constexpr int kConsumerRegisters = kCount == 3 ? 160 : 240;
};

struct FlashBackwardMaps {
  CUtensorMap resident[2];
  CUtensorMap stream[2];
};

struct FlashBackwardWork {
  FlashItems items;
  __nv_bfloat16* out[2];  // dq; or dk and dv
  int64_t out_ld[2];
  const float* lse;
  const float* delta;
  int64_t rows;
  int group;  // query heads of a key/value head
  int split;  // blocks of a cluster, which share the heads of a group
  float scale;
};

// kRoomBytes: of a value of the results on their way out.
template <int kDim, int kCount, int kRoomBytes>
struct FlashBackwardShared {
  using Groups = FlashBackwardGroups<kCount>;
  using Resident = FlashTile<Groups::kRows, kDim>;
  using Stream = FlashTile<kStreamRows, kDim>;
  static constexpr int kRoom = Groups::kRows * kDim * kRoomBytes;
  static constexpr int kStages = kDim == 64 ? 5 : 3;
  static constexpr int kPairBytes = 2 * Stream::kBytes;
  static constexpr int kStatBytes = 2 * kStreamRows * 4;
  static constexpr int kBytes =
      2 * Resident::kBytes + kRoom + kStages * (kPairBytes + kStatBytes) + (2 + 2 * kStages + 6) * 8 + 1024;
  unsigned char *resident, *stream, *room;
  float* stats;  // [stage][lse, delta][kStreamRows]
  uint64_t *resident_full, *resident_empty, *full, *empty;
  uint64_t *written, *read;  // a warpgroup's room, by the blocks of the cluster

  __device__ explicit FlashBackwardShared(unsigned char* bytes) {
    resident = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    room = resident + 2 * Resident::kBytes;
    stream = room + kRoom;
    stats = reinterpret_cast<float*>(stream + kStages * kPairBytes);
    resident_full = reinterpret_cast<uint64_t*>(stats + kStages * 2 * kStreamRows);
    resident_empty = resident_full + 1;
    full = resident_empty + 1;
    empty = full + kStages;
    written = empty + kStages;
    read = written + 3;
  }
  __device__ void initialise() const {
    barrier_init(resident_full, 1);
    barrier_init(resident_empty, Groups::kCount);
    for (int i = 0; i < kStages; ++i) {
      barrier_init(&full[i], 1);
      barrier_init(&empty[i], Groups::kCount);
    }
    barrier_init_fence();
  }
  __device__ unsigned char* tile(int stage, int which) const {
    return stream + stage * kPairBytes + which * Stream::kBytes;
  }
};

// products = resident x stream^T over head_dim: the warpgroup's 64 rows of a resident tile from `row`
// on, and a streamed tile.
template <int kDim, int kCount>
__device__ __forceinline__ void multiply_tiles(uint32_t resident, int row, uint32_t stream, float (&products)[32]) {
  wgmma_fence();
#pragma unroll
  for (int d = 0; d < kDim; d += 16) {
    Wgmma<64>::run<false, false>(products, FlashTile<64 * kCount, kDim>::along_dim(resident, row, d),
                                 FlashTile<kStreamRows, kDim>::along_dim(stream, 0, d), d > 0);
  }
  wgmma_commit();
}

// sums (+)= weights x tile over the 64 streamed rows.
template <int kDim>
__device__ __forceinline__ void add_product(const uint32_t (&weights)[4][4], uint32_t tile, bool keep,
                                            float (&sums)[kDim / 2]) {
  wgmma_fence();
#pragma unroll
  for (int k = 0; k < 4; ++k) {
    Wgmma<kDim>::template run<true>(sums, weights[k], FlashTile<kStreamRows, kDim>::along_rows(tile, k * 16),
                                    keep || k > 0);
  }
  wgmma_commit();
}

}  // namespace df::cuda
