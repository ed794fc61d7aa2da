// Gradients of keys and values on Hopper: dV = P^T dO, dK = scale dS^T Q (FlashAttention-2, arXiv
// 2307.08691, algorithm 2). A block keeps 64 keys a warpgroup and lets the queries of all heads that read them
// pass, in a fixed order. Scores are computed transposed, so that their weights are operands in
// registers. Where keys are few, a cluster of blocks shares the heads of a group and adds what each has
// summed, in the order of the blocks, through its shared memory.
#include "backends/cuda/attention/cluster.cuh"
#include "backends/cuda/attention/flash.h"
#include "backends/cuda/attention/flash_backward.cuh"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

// [[maybe_unused]]: other cards than Hopper get empty kernels.

constexpr int kCount = 2;  // warpgroups

// Room for the float32 sums of one of the two gradients.
template <int kDim>
using Shared = FlashBackwardShared<kDim, kCount, 4>;

// Which items and heads are this block's.
struct Share {
  int rank, cluster, clusters, heads;
  __device__ __forceinline__ explicit Share(const FlashBackwardWork& work)
      : rank(work.split > 1 ? cluster_rank() : 0),
        cluster(static_cast<int>(blockIdx.x) / work.split),
        clusters(static_cast<int>(gridDim.x) / work.split),
        heads(work.group / work.split) {}
};

// Query tiles of an item: those from the first key on.
[[maybe_unused]] __device__ __forceinline__ int query_tiles(const FlashItem& item) {
  return (item.end - item.first + kStreamRows - 1) / kStreamRows;
}

// One warp: all lanes fetch the queries' statistics, the first one issues the copies.
template <int kDim>
__device__ void produce(const FlashBackwardMaps& maps, const FlashBackwardWork& work, const Shared<kDim>& s) {
  const int lane = threadIdx.x % 32;
  const Share share(work);
  FlashPlace<Shared<kDim>::kStages> at;
  at.parity = 1;
  uint32_t parity = 1;
  for (int round = 0; round * share.clusters < static_cast<int>(work.items.count()); ++round) {
    const FlashItem item = flash_item<FlashBackwardGroups<kCount>::kRows>(work.items, round, share.cluster, share.clusters);
    if (item.first >= item.end) continue;
    barrier_wait(s.resident_empty, parity);
    parity ^= 1;
    using Resident = typename Shared<kDim>::Resident;
    if (lane == 0) {
      barrier_expect(s.resident_full, 2 * Resident::kBytes);
      Resident::fetch(s.resident, &maps.resident[0], item.head, item.first, s.resident_full);
      Resident::fetch(s.resident + Resident::kBytes, &maps.resident[1], item.head, item.first, s.resident_full);
    }
    const int64_t first_head = item.head * work.group + share.rank * share.heads;
    for (int64_t head = first_head; head < first_head + share.heads; ++head) {
      for (int tile = 0; tile < query_tiles(item); ++tile) {
        const int first = item.first + tile * kStreamRows;
        barrier_wait(&s.empty[at.stage], at.parity);
        float* stats = s.stats + at.stage * 2 * kStreamRows;
        for (int i = lane; i < kStreamRows; i += 32) {
          // Queries behind the sequence: a weight of 2^-infinity.
          const bool inside = first + i < item.end;
          stats[i] = inside ? work.lse[head * work.rows + first + i] * kLog2E : INFINITY;
          stats[kStreamRows + i] = inside ? work.delta[head * work.rows + first + i] : 0.0f;
        }
        __syncwarp();
        if (lane == 0) {
          uint64_t* full = &s.full[at.stage];
          barrier_expect(full, Shared<kDim>::kPairBytes);
          for (int i = 0; i < 2; ++i) {
            Shared<kDim>::Stream::fetch(s.tile(at.stage, i), &maps.stream[i], head, first, full);
          }
        }
        at.advance();
      }
    }
  }
}

// Transposed scores to weights, in place. Queries behind the sequence have the weight 2^-infinity.
template <bool kDiagonal>
__device__ __forceinline__ void weights_of(const float* lse, float scale_log2, float (&scores)[32]) {
#pragma unroll
  for (int j = 0; j < 8; ++j) {
    const float2 shift = *reinterpret_cast<const float2*>(lse + 8 * j + flash_col());
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      float& x = scores[4 * j + 2 * h];
      float& y = scores[4 * j + 2 * h + 1];
      x = fast_exp2(fmaf(x, scale_log2, -shift.x));
      y = fast_exp2(fmaf(y, scale_log2, -shift.y));
      if constexpr (kDiagonal) {
        const int key = flash_row() + 8 * h, query = 8 * j + flash_col();
        if (query < key) x = 0.0f;
        if (query + 1 < key) y = 0.0f;
      }
    }
  }
}

// Gradients of weights to gradients of scores, in place. The weights are read back from their packed
// form: keeping both would take more registers than a thread has.
[[maybe_unused]] __device__ __forceinline__ void score_gradients(const float* delta, const uint32_t (&packed)[4][4],
                                                                 float (&gradients)[32]) {
#pragma unroll
  for (int j = 0; j < 8; ++j) {
    const float2 shift = *reinterpret_cast<const float2*>(delta + 8 * j + flash_col());
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const uint32_t pair = packed[j / 2][j % 2 * 2 + h];
      float& x = gradients[4 * j + 2 * h];
      float& y = gradients[4 * j + 2 * h + 1];
      x = __uint_as_float(pair << 16) * (x - shift.x);
      y = __uint_as_float(pair & 0xffff0000u) * (y - shift.y);
    }
  }
}

// A warpgroup's sums, added up over the cluster: each block adds the same part of the columns of all of
// them, in the order of the blocks, and writes it. `phase` counts the calls of this kernel.
template <int kDim>
__device__ __forceinline__ void add_over_cluster(const float (&sums)[kDim / 2], float factor, const Shared<kDim>& s,
                                                 int group, int split, int rank, uint32_t phase,
                                                 __nv_bfloat16* out, int64_t ld, int rows) {
  const int thread = threadIdx.x % 128;
  unsigned char* room = s.room + group * 64 * kDim * 4;
  if (phase > 0) cluster_wait(&s.read[group], (phase - 1) % 2);
#pragma unroll
  for (int i = 0; i < kDim / 2; i += 4) {
    *reinterpret_cast<float4*>(room + (i / 4 * 128 + thread) * 16) =
        make_float4(sums[i], sums[i + 1], sums[i + 2], sums[i + 3]);
  }
  group_sync(1 + group, 128);
  if (thread < split) cluster_arrive(&s.written[group], thread);
  cluster_wait(&s.written[group], phase % 2);
  const int each = kDim / 8 / split;
  for (int j = rank * each; j < (rank + 1) * each; ++j) {
    float4 total = make_float4(0.0f, 0.0f, 0.0f, 0.0f);
    for (int from = 0; from < split; ++from) {
      const float4 v = cluster_load(cluster_address(shared_address(room), from) + (j * 128 + thread) * 16);
      total.x += v.x, total.y += v.y, total.z += v.z, total.w += v.w;
    }
    __nv_bfloat16* to = out + flash_row() * ld + 8 * j + flash_col();
    if (flash_row() < rows) *reinterpret_cast<uint32_t*>(to) = pack_bf16(total.x * factor, total.y * factor);
    if (flash_row() + 8 < rows) {
      *reinterpret_cast<uint32_t*>(to + 8 * ld) = pack_bf16(total.z * factor, total.w * factor);
    }
  }
  group_sync(1 + group, 128);
  if (thread < split) cluster_arrive(&s.read[group], thread);
}

// Adds the queries of an item to the sums of a warpgroup's keys. `steps`: tiles of all heads.
template <int kDim>
__device__ __forceinline__ void add_item(const FlashBackwardWork& work, const Shared<kDim>& s, const FlashItem& item,
                                         int group, int tiles, int steps, FlashPlace<Shared<kDim>::kStages>& at,
                                         float (&dk)[kDim / 2], float (&dv)[kDim / 2]) {
  const bool elected = threadIdx.x % 128 == 0;
  const float scale_log2 = work.scale * kLog2E;
  const int key = item.first + group * 64;
  float scores[32];
  uint32_t p[4][4], ds[4][4];
  int previous = -1;
  for (int step = 0; step < steps; ++step) {
    const int query = item.first + step % tiles * kStreamRows;
    barrier_wait(&s.full[at.stage], at.parity);
    if (query < key || key >= item.end) {  // these keys are seen by none of the tile's queries
      wgmma_wait<0>();
      if (previous >= 0 && elected) barrier_arrive(&s.empty[previous]);
      previous = at.stage;
      at.advance();
      continue;
    }
    const float* stats = s.stats + at.stage * 2 * kStreamRows;
    if (query + kStreamRows > item.end) {
      clear_rows<kStreamRows, kDim>(s.tile(at.stage, 0), item.end - query);
      clear_rows<kStreamRows, kDim>(s.tile(at.stage, 1), item.end - query);
      group_sync(1 + group, 128);
    }
    // Scores and gradients take turns in the same registers: with both sums there are no more.
    const uint32_t k = shared_address(s.resident), v = k + Shared<kDim>::Resident::kBytes;
    const uint32_t q = shared_address(s.tile(at.stage, 0)), dout = shared_address(s.tile(at.stage, 1));
    multiply_tiles<kDim, kCount>(k, group * 64, q, scores);
    wgmma_wait<0>();
    // What the step before this one multiplied has been read.
    if (previous >= 0 && elected) barrier_arrive(&s.empty[previous]);
    if (query == key) {
      weights_of<true>(stats, scale_log2, scores);
    } else {
      weights_of<false>(stats, scale_log2, scores);
    }
#pragma unroll
    for (int i = 0; i < 4; ++i) as_operand(scores, i, p[i]);
    multiply_tiles<kDim, kCount>(v, group * 64, dout, scores);
    add_product<kDim>(p, dout, true, dv);
    wgmma_wait<1>();
    score_gradients(stats + kStreamRows, p, scores);
#pragma unroll
    for (int i = 0; i < 4; ++i) as_operand(scores, i, ds[i]);
    add_product<kDim>(ds, q, true, dk);
    previous = at.stage;
    at.advance();
  }
  wgmma_wait<0>();
  if (elected) barrier_arrive(&s.empty[previous]);
}

// The same where registers allow more at once: exponentials are taken while the tile before reaches dK,
// gradients of scores while this one reaches dV and the next one's scores are multiplied.
template <int kDim>
__device__ __forceinline__ void add_item_overlapped(const FlashBackwardWork& work, const Shared<kDim>& s,
                                                    const FlashItem& item, int group, int tiles, int steps,
                                                    FlashPlace<Shared<kDim>::kStages>& at, float (&dk)[kDim / 2],
                                                    float (&dv)[kDim / 2]) {
  const bool elected = threadIdx.x % 128 == 0;
  const float scale_log2 = work.scale * kLog2E;
  const int key = item.first + group * 64;
  const uint32_t k = shared_address(s.resident), v = k + Shared<kDim>::Resident::kBytes;
  float scores[32], gradients[32];
  uint32_t p[4][4], ds[4][4];
  // Of each head the first tiles are the other warpgroup's alone.
  const int skipped = key < item.end ? group : tiles, left = steps / tiles * (tiles - skipped);
  int tile = 0;  // of the head
  const auto skip = [&] {
    for (; tile < skipped; ++tile) {
      barrier_wait(&s.full[at.stage], at.parity);
      if (elected) barrier_arrive(&s.empty[at.stage]);
      at.advance();
    }
  };
  if (left == 0) {
    for (int head = 0; head < steps / tiles; ++head, tile = 0) skip();
    return;
  }
  const auto arrive = [&] {
    barrier_wait(&s.full[at.stage], at.parity);
    const int query = item.first + tile * kStreamRows;
    if (query + kStreamRows > item.end) {
      clear_rows<kStreamRows, kDim>(s.tile(at.stage, 0), item.end - query);
      clear_rows<kStreamRows, kDim>(s.tile(at.stage, 1), item.end - query);
      group_sync(1 + group, 128);
    }
  };
  skip();
  arrive();
  multiply_tiles<kDim, kCount>(k, group * 64, shared_address(s.tile(at.stage, 0)), scores);
  wgmma_wait<0>();
  int previous = -1;
  for (int step = 0; step < left; ++step) {
    const int query = item.first + tile * kStreamRows, stage = at.stage;
    const float* stats = s.stats + stage * 2 * kStreamRows;
    const uint32_t q = shared_address(s.tile(stage, 0)), dout = shared_address(s.tile(stage, 1));
    hold_registers(scores);
    if (query == key) {
      weights_of<true>(stats, scale_log2, scores);
    } else {
      weights_of<false>(stats, scale_log2, scores);
    }
#pragma unroll
    for (int i = 0; i < 4; ++i) as_operand(scores, i, p[i]);
    multiply_tiles<kDim, kCount>(v, group * 64, dout, gradients);
    wgmma_wait<1>();
    // What the tile before this one multiplied has been read.
    if (previous >= 0 && elected) barrier_arrive(&s.empty[previous]);
    previous = stage;
    add_product<kDim>(p, dout, true, dv);
    if (step + 1 < left) {
      at.advance();
      if (++tile == tiles) tile = 0, skip();
      arrive();
    }
    // Behind the last tile this one's scores once more, for nothing: a condition would keep all
    // products from overlapping.
    multiply_tiles<kDim, kCount>(k, group * 64, shared_address(s.tile(at.stage, 0)), scores);
    wgmma_wait<2>();
    hold_registers(gradients);
    score_gradients(stats + kStreamRows, p, gradients);
#pragma unroll
    for (int i = 0; i < 4; ++i) as_operand(gradients, i, ds[i]);
    add_product<kDim>(ds, q, true, dk);
    wgmma_wait<1>();
  }
  wgmma_wait<0>();
  hold_registers(dk);
  hold_registers(dv);
  if (elected) barrier_arrive(&s.empty[previous]);
  at.advance();
}

template <int kDim>
__device__ void consume(const FlashBackwardWork& work, const Shared<kDim>& s, int group) {
  const bool elected = threadIdx.x % 128 == 0;
  const Share share(work);
  FlashPlace<Shared<kDim>::kStages> at;
  uint32_t parity = 0, phase = 0;
  for (int round = 0; round * share.clusters < static_cast<int>(work.items.count()); ++round) {
    const FlashItem item = flash_item<FlashBackwardGroups<kCount>::kRows>(work.items, round, share.cluster, share.clusters);
    if (item.first >= item.end) continue;
    const int key = item.first + group * 64;
    float dk[kDim / 2], dv[kDim / 2];
#pragma unroll
    for (int i = 0; i < kDim / 2; ++i) dk[i] = dv[i] = 0.0f;
    barrier_wait(s.resident_full, parity);
    parity ^= 1;
    const int tiles = query_tiles(item);
    if constexpr (kDim == 64) {
      add_item_overlapped<kDim>(work, s, item, group, tiles, tiles * share.heads, at, dk, dv);
    } else {
      add_item<kDim>(work, s, item, group, tiles, tiles * share.heads, at, dk, dv);
    }
    if (elected) barrier_arrive(s.resident_empty);
    const int rows = min(64, item.end - key);
    __nv_bfloat16* out[2];
#pragma unroll
    for (int i = 0; i < 2; ++i) out[i] = work.out[i] + key * work.out_ld[i] + item.head * kDim;
    if (work.split > 1) {
      add_over_cluster<kDim>(dk, work.scale, s, group, work.split, share.rank, phase++, out[0], work.out_ld[0], rows);
      add_over_cluster<kDim>(dv, 1.0f, s, group, work.split, share.rank, phase++, out[1], work.out_ld[1], rows);
      continue;
    }
    const float scaled[2] = {work.scale, work.scale}, plain[2] = {1.0f, 1.0f};
    unsigned char* room = s.room + group * 64 * kDim * 2;
    store_sums<kDim>(dk, scaled, room, 1 + group, out[0], work.out_ld[0], rows);
    store_sums<kDim>(dv, plain, room, 1 + group, out[1], work.out_ld[1], rows);
  }
}

template <int kDim>
__global__ void __launch_bounds__(FlashBackwardGroups<kCount>::kThreads, 1)
    keys_kernel(const __grid_constant__ FlashBackwardMaps maps, const __grid_constant__ FlashBackwardWork work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char bytes[];
    const Shared<kDim> s(bytes);
    if (threadIdx.x == 0) {
      for (int i = 0; i < FlashBackwardGroups<kCount>::kCount; ++i) {
        barrier_init(&s.written[i], work.split);
        barrier_init(&s.read[i], work.split);
      }
      s.initialise();
    }
    __syncthreads();
    if (work.split > 1) cluster_sync();
    if (threadIdx.x < 128) {
      give_registers<FlashBackwardGroups<kCount>::kProducerRegisters>();
      if (threadIdx.x < 32) produce<kDim>(maps, work, s);
    } else {
      take_registers<FlashBackwardGroups<kCount>::kConsumerRegisters>();
      consume<kDim>(work, s, static_cast<int>(threadIdx.x) / 128 - 1);
    }
    // The neighbours may still be reading this block's sums.
    if (work.split > 1) cluster_sync();
  }
}

// Blocks that share an item's heads: the longest item should take a small part of the whole. The same
// on every card, because sums are rounded in their order.
int split_of(int64_t items, int group) {
  constexpr int64_t kWanted = 3 * 132;
  int split = 1;
  while (split < 4 && group % (2 * split) == 0 && items * split < kWanted) split *= 2;
  return split;
}

template <int kDim>
DfStatus launch(DfContext* context, const DfAttentionBackward& b, const float* delta) {
  const DfAttentionForward& f = b.forward;
  FlashBackwardMaps maps;
  DF_CHECK(encode_tensor_map({f.k.data, f.k.rows, f.k.cols, f.k.ld, FlashBackwardGroups<kCount>::kRows, 64}, &maps.resident[0]));
  DF_CHECK(encode_tensor_map({f.v.data, f.v.rows, f.v.cols, f.v.ld, FlashBackwardGroups<kCount>::kRows, 64}, &maps.resident[1]));
  DF_CHECK(encode_tensor_map({f.q.data, f.q.rows, f.q.cols, f.q.ld, kStreamRows, 64}, &maps.stream[0]));
  DF_CHECK(encode_tensor_map({b.dout.data, f.q.rows, f.q.cols, b.dout.ld, kStreamRows, 64}, &maps.stream[1]));
  FlashBackwardWork work{};
  const int tiles = static_cast<int>(ceil_div(f.max_seqlen, FlashBackwardGroups<kCount>::kRows));
  work.items = FlashItems{f.cu_seqlens, f.sequences, f.kv_heads, tiles, false};
  work.out[0] = static_cast<__nv_bfloat16*>(b.dk.data);
  work.out[1] = static_cast<__nv_bfloat16*>(b.dv.data);
  work.out_ld[0] = b.dk.ld;
  work.out_ld[1] = b.dv.ld;
  work.lse = f.lse;
  work.delta = delta;
  work.rows = f.q.rows;
  work.group = f.heads / f.kv_heads;
  work.scale = f.scale;
  const auto kernel = keys_kernel<kDim>;
  constexpr int kBytes = Shared<kDim>::kBytes;
  static_assert(kBytes <= 227 * 1024);
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, kBytes), "attention_backward");
  const int64_t items = int64_t{f.sequences} * f.kv_heads * tiles;
  if (items == 0) return ok();
  work.split = split_of(items, work.group);
  cudaLaunchAttribute cluster{};
  cluster.id = cudaLaunchAttributeClusterDimension;
  cluster.val.clusterDim = {static_cast<unsigned>(work.split), 1, 1};
  cudaLaunchConfig_t config{};
  config.gridDim = dim3(static_cast<unsigned>(work.split));
  config.blockDim = dim3(FlashBackwardGroups<kCount>::kThreads);
  config.dynamicSmemBytes = kBytes;
  config.stream = context->stream;
  config.attrs = &cluster;
  config.numAttrs = 1;
  int resident = context->multiprocessors;
  if (work.split > 1) {
    DF_CUDA(cudaOccupancyMaxActiveClusters(&resident, kernel, &config), "attention_backward");
    resident = std::max(resident, 1);
  }
  config.gridDim = dim3(static_cast<unsigned>(std::min<int64_t>(items, resident) * work.split));
  DF_CUDA(cudaLaunchKernelEx(&config, kernel, maps, work), "attention_backward");
  DF_LAUNCHED("attention_backward");
  return ok();
}

}  // namespace

DfStatus flash_backward_keys(DfContext* context, const DfAttentionBackward& b, const float* delta) {
  return b.forward.head_dim == 64 ? launch<64>(context, b, delta) : launch<128>(context, b, delta);
}

}  // namespace df::cuda
