// Packed causal attention on Hopper, forward (FlashAttention-3, arXiv 2407.08608, in its shape): one
// warp copies tiles of keys and values, warpgroups take 64 queries each. The scores of the next
// tile are multiplied while the softmax of this one runs and its values are being added up.
#include "backends/cuda/attention/flash.cuh"
#include "backends/cuda/attention/flash.h"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

// [[maybe_unused]]: other cards than Hopper get empty kernels.

constexpr int kKeys = 128;
constexpr int kStages = 2;

struct Maps {
  CUtensorMap q, k, v;
};

struct Work {
  FlashItems items;
  __nv_bfloat16* out;
  int64_t out_ld;
  float* lse;
  int64_t rows;
  const int32_t* key_end;
  int group;  // query heads of a key/value head
  float scale;
};

template <int kDim>
struct Shared {
  using Groups = FlashGroups<kDim>;
  using Queries = FlashTile<Groups::kRows, kDim>;
  using Keys = FlashTile<kKeys, kDim>;
  static constexpr int kBytes = 2 * Queries::kBytes + 2 * kStages * Keys::kBytes + 1024 + 256;
  unsigned char *q, *out, *k, *v;
  uint64_t *q_full, *q_empty, *k_full, *k_empty, *v_full, *v_empty;

  __device__ explicit Shared(unsigned char* bytes) {
    q = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    k = q + Queries::kBytes;
    v = k + kStages * Keys::kBytes;
    out = v + kStages * Keys::kBytes;
    q_full = reinterpret_cast<uint64_t*>(out + Queries::kBytes);
    q_empty = q_full + 1;
    k_full = q_empty + 1;
    k_empty = k_full + kStages;
    v_full = k_empty + kStages;
    v_empty = v_full + kStages;
  }
  __device__ void initialise() const {
    barrier_init(q_full, 1);
    barrier_init(q_empty, Groups::kCount);
    for (int i = 0; i < kStages; ++i) {
      barrier_init(&k_full[i], 1);
      barrier_init(&v_full[i], 1);
      barrier_init(&k_empty[i], Groups::kCount);
      barrier_init(&v_empty[i], Groups::kCount);
    }
    barrier_init_fence();
  }
};

using Place = FlashPlace<kStages>;

template <int kDim>
__device__ __forceinline__ int key_tiles(const FlashItem& item) {
  return (min(item.first + FlashGroups<kDim>::kRows, item.end) - item.begin + kKeys - 1) / kKeys;
}

template <int kDim>
__device__ void produce(const Maps& maps, const Work& work, const Shared<kDim>& s) {
  using Keys = typename Shared<kDim>::Keys;
  Place at;
  at.parity = 1;
  uint32_t q_parity = 1;
  for (int round = 0; round * gridDim.x < work.items.count(); ++round) {
    const FlashItem item = flash_item<FlashGroups<kDim>::kRows>(work.items, round, blockIdx.x, gridDim.x);
    if (item.first >= item.end) continue;
    const int64_t kv_head = item.head / work.group;
    barrier_wait(s.q_empty, q_parity);
    q_parity ^= 1;
    barrier_expect(s.q_full, Shared<kDim>::Queries::kBytes);
    Shared<kDim>::Queries::fetch(s.q, &maps.q, item.head, item.first, s.q_full);
    // The tile on the diagonal first.
    for (int tile = key_tiles<kDim>(item) - 1; tile >= 0; --tile) {
      const int row = item.begin + tile * kKeys;
      barrier_wait(&s.k_empty[at.stage], at.parity);
      barrier_expect(&s.k_full[at.stage], Keys::kBytes);
      Keys::fetch(s.k + at.stage * Keys::kBytes, &maps.k, kv_head, row, &s.k_full[at.stage]);
      barrier_wait(&s.v_empty[at.stage], at.parity);
      barrier_expect(&s.v_full[at.stage], Keys::kBytes);
      Keys::fetch(s.v + at.stage * Keys::kBytes, &maps.v, kv_head, row, &s.v_full[at.stage]);
      at.advance();
    }
  }
}

// Scores of keys that a row may not see become -infinity.
[[maybe_unused]] __device__ __forceinline__ void mask(const Work& work, int query, int key,
                                                      float (&scores)[kKeys / 2]) {
#pragma unroll
  for (int j = 0; j < kKeys / 8; ++j) {
#pragma unroll
    for (int i = 0; i < 2; ++i) {
      const int column = key + 8 * j + i;
      const int last = work.key_end != nullptr && column < work.rows ? work.key_end[column] : 0x7fffffff;
#pragma unroll
      for (int h = 0; h < 2; ++h) {
        const int row = query + 8 * h;
        if (column > row || row >= last) scores[4 * j + 2 * h + i] = -INFINITY;
      }
    }
  }
}

template <int kCount>  // scores of a thread
struct Softmax {
  float maximum[2], sum[2];

  // Scores become weights; returns in `shrink` what the earlier sums have to be multiplied by.
  __device__ __forceinline__ void add(float (&scores)[kCount], float scale_log2, float (&shrink)[2]) {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      float top = maximum[h];
#pragma unroll
      for (int j = 0; j < kCount / 4; ++j) {
        top = fmaxf(top, fmaxf(scores[4 * j + 2 * h], scores[4 * j + 2 * h + 1]));
      }
      top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, 1));
      top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, 2));
      shrink[h] = fast_exp2((maximum[h] - top) * scale_log2);
      maximum[h] = top;
      const float shift = top * scale_log2;
      float total = 0.0f;
#pragma unroll
      for (int j = 0; j < kCount / 4; ++j) {
#pragma unroll
        for (int i = 0; i < 2; ++i) {
          float& x = scores[4 * j + 2 * h + i];
          x = fast_exp2(fmaf(x, scale_log2, -shift));
          total += x;
        }
      }
      // Each thread sums its own columns; they meet at the end.
      sum[h] = fmaf(sum[h], shrink[h], total);
    }
  }
};

template <int kDim>
__device__ __forceinline__ void multiply_scores(uint32_t q, int row, uint32_t k, float (&scores)[kKeys / 2]) {
  using Queries = typename Shared<kDim>::Queries;
  using Keys = typename Shared<kDim>::Keys;
  wgmma_fence();
#pragma unroll
  for (int d = 0; d < kDim; d += 16) {
    Wgmma<kKeys>::template run<false, false>(scores, Queries::along_dim(q, row, d), Keys::along_dim(k, 0, d), d > 0);
  }
  wgmma_commit();
}

template <int kDim>
__device__ __forceinline__ void add_values(const uint32_t (&p)[kKeys / 16][4], uint32_t v, bool keep,
                                           float (&out)[kDim / 2]) {
  wgmma_fence();
#pragma unroll
  for (int k = 0; k < kKeys / 16; ++k) {
    Wgmma<kDim>::template run<true>(out, p[k], Shared<kDim>::Keys::along_rows(v, k * 16), keep || k > 0);
  }
  wgmma_commit();
}

template <int kDim>
__device__ void consume(const Work& work, const Shared<kDim>& s, int group) {
  using Keys = typename Shared<kDim>::Keys;
  const bool elected = threadIdx.x % 128 == 0;
  const uint32_t q = shared_address(s.q), k = shared_address(s.k), v = shared_address(s.v);
  const float scale_log2 = work.scale * kLog2E;
  // The warpgroups queue their products in turns, so that one multiplies while the others are at their
  // exponentials. Each sees as many tiles as the others.
  constexpr int kTurn = 1 + FlashGroups<kDim>::kCount;
  if (group == FlashGroups<kDim>::kCount - 1) group_arrive(kTurn, 256);
  Place k_at, v_at;
  uint32_t q_parity = 0;
  for (int round = 0; round * gridDim.x < work.items.count(); ++round) {
    const FlashItem item = flash_item<FlashGroups<kDim>::kRows>(work.items, round, blockIdx.x, gridDim.x);
    if (item.first >= item.end) continue;
    const int first = item.first + group * 64, query = first + flash_row();
    const int tiles = key_tiles<kDim>(item);
    float scores[kKeys / 2], out[kDim / 2], shrink[2];
    uint32_t p[kKeys / 16][4];
    Softmax<kKeys / 2> softmax{{kFlashLowest, kFlashLowest}, {0.0f, 0.0f}};
    barrier_wait(s.q_full, q_parity);
    q_parity ^= 1;
    barrier_wait(&s.k_full[k_at.stage], k_at.parity);
    multiply_scores<kDim>(q, group * 64, k + k_at.stage * Keys::kBytes, scores);
    wgmma_wait<0>();
    if (elected) barrier_arrive(&s.k_empty[k_at.stage]);
    k_at.advance();
    mask(work, query, item.begin + (tiles - 1) * kKeys + flash_col(), scores);
    softmax.add(scores, scale_log2, shrink);
#pragma unroll
    for (int i = 0; i < kKeys / 16; ++i) as_operand(scores, i, p[i]);
    const int spare = item.begin + tiles * kKeys - item.end;
    if (spare > 0) {
      barrier_wait(&s.v_full[v_at.stage], v_at.parity);
      clear_rows<kKeys, kDim>(s.v + v_at.stage * Keys::kBytes, kKeys - spare);
      group_sync(1 + group, 128);
    }
    for (int tile = tiles - 2; tile >= 0; --tile) {
      barrier_wait(&s.k_full[k_at.stage], k_at.parity);
      group_sync(kTurn + group, 256);
      multiply_scores<kDim>(q, group * 64, k + k_at.stage * Keys::kBytes, scores);
      barrier_wait(&s.v_full[v_at.stage], v_at.parity);
      add_values<kDim>(p, v + v_at.stage * Keys::kBytes, tile < tiles - 2, out);
      group_arrive(kTurn + (group + 1) % FlashGroups<kDim>::kCount, 256);
      wgmma_wait<1>();
      if (elected) barrier_arrive(&s.k_empty[k_at.stage]);
      k_at.advance();
      const int key = item.begin + tile * kKeys;
      if (work.key_end != nullptr || key + kKeys > first) {
        mask(work, query, key + flash_col(), scores);
      }
      softmax.add(scores, scale_log2, shrink);
      wgmma_wait<0>();
      if (elected) barrier_arrive(&s.v_empty[v_at.stage]);
      v_at.advance();
#pragma unroll
      for (int i = 0; i < kDim / 2; ++i) out[i] *= shrink[i / 2 % 2];
#pragma unroll
      for (int i = 0; i < kKeys / 16; ++i) as_operand(scores, i, p[i]);
    }
    if (elected) barrier_arrive(s.q_empty);
    barrier_wait(&s.v_full[v_at.stage], v_at.parity);
    add_values<kDim>(p, v + v_at.stage * Keys::kBytes, tiles > 1, out);
    float factor[2];
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      float total = softmax.sum[h];
      total += __shfl_xor_sync(0xffffffffu, total, 1);
      total += __shfl_xor_sync(0xffffffffu, total, 2);
      // A query that sees no key has the sum 0: its output is 0.
      factor[h] = total == 0.0f ? 0.0f : 1.0f / total;
      const int row = query + 8 * h;
      if (work.lse != nullptr && threadIdx.x % 4 == 0 && row < item.end) {
        work.lse[item.head * work.rows + row] = softmax.maximum[h] * work.scale + logf(total);
      }
    }
    wgmma_wait<0>();
    if (elected) barrier_arrive(&s.v_empty[v_at.stage]);
    v_at.advance();
    store_sums<kDim>(out, factor, s.out + group * 64 * kDim * 2, 1 + group,
                     work.out + first * work.out_ld + item.head * kDim, work.out_ld, min(64, item.end - first));
  }
}

template <int kDim>
__global__ void __launch_bounds__(FlashGroups<kDim>::kThreads, 1)
    forward_kernel(const __grid_constant__ Maps maps, const __grid_constant__ Work work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char bytes[];
    const Shared<kDim> s(bytes);
    if (threadIdx.x == 0) s.initialise();
    __syncthreads();
    if (threadIdx.x < 128) {
      give_registers<FlashGroups<kDim>::kProducerRegisters>();
      if (threadIdx.x == 0) produce<kDim>(maps, work, s);
    } else {
      take_registers<FlashGroups<kDim>::kConsumerRegisters>();
      consume<kDim>(work, s, static_cast<int>(threadIdx.x) / 128 - 1);
    }
  }
}

template <int kDim>
DfStatus launch(DfContext* context, const DfAttentionForward& f) {
  Maps maps;
  DF_CHECK(encode_tensor_map({f.q.data, f.q.rows, f.q.cols, f.q.ld, FlashGroups<kDim>::kRows, 64}, &maps.q));
  DF_CHECK(encode_tensor_map({f.k.data, f.k.rows, f.k.cols, f.k.ld, kKeys, 64}, &maps.k));
  DF_CHECK(encode_tensor_map({f.v.data, f.v.rows, f.v.cols, f.v.ld, kKeys, 64}, &maps.v));
  Work work{};
  const int tiles = static_cast<int>(ceil_div(f.max_seqlen, FlashGroups<kDim>::kRows));
  work.items = FlashItems{f.cu_seqlens, f.sequences, f.heads, tiles, true};
  work.out = static_cast<__nv_bfloat16*>(f.out.data);
  work.out_ld = f.out.ld;
  work.lse = f.lse;
  work.rows = f.q.rows;
  work.key_end = f.key_end;
  work.group = f.heads / f.kv_heads;
  work.scale = f.scale;
  const auto kernel = forward_kernel<kDim>;
  constexpr int kBytes = Shared<kDim>::kBytes;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, kBytes), "attention_forward");
  const int64_t items = int64_t{f.sequences} * f.heads * tiles;
  const auto blocks = static_cast<unsigned>(std::min<int64_t>(items, context->multiprocessors));
  if (blocks == 0) return ok();
  kernel<<<blocks, FlashGroups<kDim>::kThreads, kBytes, context->stream>>>(maps, work);
  DF_LAUNCHED("attention_forward");
  return ok();
}

}  // namespace

bool flash_takes(const DfContext* context, const DfAttentionForward& f) {
  const auto boxed = [](const DfMatrix& m) { return tensor_map_takes(m.data, m.ld); };
  return context->has_wgmma() && f.q.dtype == DF_BF16 && (f.head_dim == 64 || f.head_dim == 128) && boxed(f.q) &&
         boxed(f.k) && boxed(f.v) && boxed(f.out);
}

bool flash_backward_takes(const DfContext* context, const DfAttentionBackward& b) {
  const auto boxed = [](const DfMatrix& m) { return tensor_map_takes(m.data, m.ld); };
  return flash_takes(context, b.forward) && boxed(b.dout) && boxed(b.dq) && boxed(b.dk) && boxed(b.dv);
}

DfStatus flash_forward(DfContext* context, const DfAttentionForward& f) {
  return f.head_dim == 64 ? launch<64>(context, f) : launch<128>(context, f);
}

}  // namespace df::cuda
