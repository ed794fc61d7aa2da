// Gradient of the queries on Hopper: dS = P o (dO V^T - delta), dQ = scale dS K (FlashAttention-2,
// arXiv 2307.08691, algorithm 2). dQ has a kernel of its own, which computes the scores once more, so
// that no sums meet in memory: the result is the same in every run and needs no float32 buffer.
#include "backends/cuda/attention/flash.h"
#include "backends/cuda/attention/flash_backward.cuh"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

// [[maybe_unused]]: other cards than Hopper get empty kernels.

template <int kDim, int kCount>
using Shared = FlashBackwardShared<kDim, kCount, 2>;

template <int kDim, int kCount>
__device__ __forceinline__ int key_tiles(const FlashItem& item) {
  return (min(item.first + FlashBackwardGroups<kCount>::kRows, item.end) - item.begin + kStreamRows - 1) / kStreamRows;
}

template <int kDim, int kCount>
__device__ void produce(const FlashBackwardMaps& maps, const FlashBackwardWork& work, const Shared<kDim, kCount>& s) {
  FlashPlace<Shared<kDim, kCount>::kStages> at;
  at.parity = 1;
  uint32_t parity = 1;
  for (int round = 0; round * gridDim.x < work.items.count(); ++round) {
    const FlashItem item = flash_item<FlashBackwardGroups<kCount>::kRows>(work.items, round, blockIdx.x, gridDim.x);
    if (item.first >= item.end) continue;
    barrier_wait(s.resident_empty, parity);
    parity ^= 1;
    using Resident = typename Shared<kDim, kCount>::Resident;
    barrier_expect(s.resident_full, 2 * Resident::kBytes);
    Resident::fetch(s.resident, &maps.resident[0], item.head, item.first, s.resident_full);
    Resident::fetch(s.resident + Resident::kBytes, &maps.resident[1], item.head, item.first, s.resident_full);
    for (int tile = 0; tile < key_tiles<kDim, kCount>(item); ++tile) {
      uint64_t* full = &s.full[at.stage];
      barrier_wait(&s.empty[at.stage], at.parity);
      barrier_expect(full, Shared<kDim, kCount>::kPairBytes);
      for (int i = 0; i < 2; ++i) {
        Shared<kDim, kCount>::Stream::fetch(s.tile(at.stage, i), &maps.stream[i], item.head / work.group,
                                    item.begin + tile * kStreamRows, full);
      }
      at.advance();
    }
  }
}

// Gradients of weights to dS, in place. On the diagonal lie the keys behind the sequence too: what is
// multiplied there may be anything.
template <bool kDiagonal>
__device__ __forceinline__ void score_gradients(const float (&scores)[32], float (&gradients)[32],
                                                const float (&lse)[2], const float (&delta)[2], float scale_log2) {
#pragma unroll
  for (int i = 0; i < 32; ++i) {
    const int h = i / 2 % 2, column = i / 4 * 8 + flash_col() + i % 2;
    gradients[i] = fast_exp2(fmaf(scores[i], scale_log2, -lse[h])) * (gradients[i] - delta[h]);
    if constexpr (kDiagonal) {
      if (column > flash_row() + 8 * h) gradients[i] = 0.0f;
    }
  }
}

template <int kDim, int kCount>
__device__ void consume(const FlashBackwardWork& work, const Shared<kDim, kCount>& s, int group) {
  const bool elected = threadIdx.x % 128 == 0;
  const float scale_log2 = work.scale * kLog2E;
  FlashPlace<Shared<kDim, kCount>::kStages> at;
  uint32_t parity = 0;
  for (int round = 0; round * gridDim.x < work.items.count(); ++round) {
    const FlashItem item = flash_item<FlashBackwardGroups<kCount>::kRows>(work.items, round, blockIdx.x, gridDim.x);
    if (item.first >= item.end) continue;
    const int tiles = key_tiles<kDim, kCount>(item), first = item.first + group * 64;
    // Rows behind the sequence are computed for nothing, as rows without a key.
    const int mine = first < item.end ? (min(first + 64, item.end) - item.begin + kStreamRows - 1) / kStreamRows : 1;
    float lse[2], delta[2], scores[32], gradients[32], dq[kDim / 2];
    uint32_t ds[4][4];
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const int row = first + flash_row() + 8 * h;
      // Rows behind the sequence: a weight of 2^-infinity.
      lse[h] = row < item.end ? work.lse[item.head * work.rows + row] * kLog2E : INFINITY;
      delta[h] = row < item.end ? work.delta[item.head * work.rows + row] : 0.0f;
    }
    barrier_wait(s.resident_full, parity);
    parity ^= 1;
    const uint32_t q = shared_address(s.resident), dout = q + Shared<kDim, kCount>::Resident::kBytes;
    // The next tile's scores are multiplied while this one's reach dQ, and exponentials are taken
    // while the tile before does. Behind the last tile its own once more, for nothing: a condition
    // would keep all products from overlapping.
    const auto multiply = [&] {
      multiply_tiles<kDim, kCount>(q, group * 64, shared_address(s.tile(at.stage, 0)), scores);
      multiply_tiles<kDim, kCount>(dout, group * 64, shared_address(s.tile(at.stage, 1)), gradients);
    };
    barrier_wait(&s.full[at.stage], at.parity);
    multiply();
    wgmma_wait<0>();
    int previous = -1;
    for (int tile = 0; tile < mine; ++tile) {
      const int key = item.begin + tile * kStreamRows, stage = at.stage;
      hold_registers(scores);
      hold_registers(gradients);
      if (key == first) {
        score_gradients<true>(scores, gradients, lse, delta, scale_log2);
      } else {
        score_gradients<false>(scores, gradients, lse, delta, scale_log2);
      }
      wgmma_wait<0>();
      if (previous >= 0 && elected) barrier_arrive(&s.empty[previous]);
#pragma unroll
      for (int k = 0; k < 4; ++k) as_operand(gradients, k, ds[k]);
      if (key + kStreamRows > item.end) {
        clear_rows<kStreamRows, kDim>(s.tile(stage, 0), item.end - key);
        group_sync(1 + group, 128);
      }
      if (tile + 1 < mine) {
        at.advance();
        barrier_wait(&s.full[at.stage], at.parity);
      }
      multiply();
      add_product<kDim>(ds, shared_address(s.tile(stage, 0)), tile > 0, dq);
      wgmma_wait<1>();
      previous = stage;
    }
    wgmma_wait<0>();
    hold_registers(dq);
    if (elected) barrier_arrive(&s.empty[previous]);
    at.advance();
    for (int tile = mine; tile < tiles; ++tile) {  // the other warpgroup's alone
      barrier_wait(&s.full[at.stage], at.parity);
      if (elected) barrier_arrive(&s.empty[at.stage]);
      at.advance();
    }
    if (elected) barrier_arrive(s.resident_empty);
    const float factor[2] = {work.scale, work.scale};
    store_sums<kDim>(dq, factor, s.room + group * 64 * kDim * 2, 1 + group,
                     work.out[0] + first * work.out_ld[0] + item.head * kDim, work.out_ld[0],
                     min(64, item.end - first));
  }
}

template <int kDim, int kCount>
__global__ void __launch_bounds__(FlashBackwardGroups<kCount>::kThreads, 1)
    queries_kernel(const __grid_constant__ FlashBackwardMaps maps, const __grid_constant__ FlashBackwardWork work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char bytes[];
    const Shared<kDim, kCount> s(bytes);
    if (threadIdx.x == 0) s.initialise();
    __syncthreads();
    if (threadIdx.x < 128) {
      give_registers<FlashBackwardGroups<kCount>::kProducerRegisters>();
      if (threadIdx.x == 0) produce<kDim, kCount>(maps, work, s);
    } else {
      take_registers<FlashBackwardGroups<kCount>::kConsumerRegisters>();
      consume<kDim, kCount>(work, s, static_cast<int>(threadIdx.x) / 128 - 1);
    }
  }
}

template <int kDim, int kCount>
DfStatus launch(DfContext* context, const DfAttentionBackward& b, const float* delta) {
  const DfAttentionForward& f = b.forward;
  FlashBackwardMaps maps;
  DF_CHECK(encode_tensor_map({f.q.data, f.q.rows, f.q.cols, f.q.ld, FlashBackwardGroups<kCount>::kRows, 64}, &maps.resident[0]));
  constexpr int kRows = FlashBackwardGroups<kCount>::kRows;
  DF_CHECK(encode_tensor_map({b.dout.data, f.q.rows, f.q.cols, b.dout.ld, kRows, 64}, &maps.resident[1]));
  DF_CHECK(encode_tensor_map({f.k.data, f.k.rows, f.k.cols, f.k.ld, kStreamRows, 64}, &maps.stream[0]));
  DF_CHECK(encode_tensor_map({f.v.data, f.v.rows, f.v.cols, f.v.ld, kStreamRows, 64}, &maps.stream[1]));
  FlashBackwardWork work{};
  const int tiles = static_cast<int>(ceil_div(f.max_seqlen, FlashBackwardGroups<kCount>::kRows));
  work.items = FlashItems{f.cu_seqlens, f.sequences, f.heads, tiles, true};
  work.out[0] = static_cast<__nv_bfloat16*>(b.dq.data);
  work.out_ld[0] = b.dq.ld;
  work.lse = f.lse;
  work.delta = delta;
  work.rows = f.q.rows;
  work.group = f.heads / f.kv_heads;
  work.scale = f.scale;
  const auto kernel = queries_kernel<kDim, kCount>;
  constexpr int kBytes = Shared<kDim, kCount>::kBytes;
  static_assert(kBytes <= 227 * 1024);
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, kBytes), "attention_backward");
  const int64_t items = int64_t{f.sequences} * f.heads * tiles;
  const auto blocks = static_cast<unsigned>(std::min<int64_t>(items, context->multiprocessors));
  if (blocks == 0) return ok();
  kernel<<<blocks, FlashBackwardGroups<kCount>::kThreads, kBytes, context->stream>>>(maps, work);
  DF_LAUNCHED("attention_backward");
  return ok();
}

}  // namespace

DfStatus flash_backward_queries(DfContext* context, const DfAttentionBackward& b, const float* delta) {
  return b.forward.head_dim == 64 ? launch<64, 3>(context, b, delta) : launch<128, 2>(context, b, delta);
}

}  // namespace df::cuda
