// A block takes one row, one key/value head with all its query heads, and a piece of the keys; its
// warps take 16 keys at a time. Both products run on tensor cores without shared memory: the scores'
// fragment is the probabilities' fragment (FlashAttention-2, arXiv 2307.08691), keys are read as the
// second operand stands, and pairs of values of neighbouring keys are made by byte permutations. The
// last block of a row and head to finish joins the pieces in ascending order (flash decoding).
#include "backends/cuda/attention/decode_attention.h"

#include "backends/cuda/attention/cache.cuh"
#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/gemm/nf4_decode.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr const char* kOp = "attention_cached";
constexpr int kThreads = 128;
constexpr int kWarps = kThreads / 32;
constexpr int kKeys = 16;               // of a warp at a time
constexpr int kSpan = kWarps * kKeys;   // of the block
constexpr int kGroup = 8;               // query heads of a key/value head, at most
constexpr int kMostPieces = 32;
constexpr float kLowest = -3.402823466e38f;

struct Pieces {
  float* out = nullptr;    // [row][head][piece][dim], not yet divided
  float* stats = nullptr;  // [row][head][piece][2]: maximum, sum
  unsigned* tickets = nullptr;
  int count = 1;           // of the longest row
  int keys = 0;            // of a piece, a multiple of kSpan
};

// Enough blocks for two on every multiprocessor, while pieces stay worth their joining.
Pieces pieces_of(const DfContext* context, const DfAttentionCached& a) {
  Pieces p;
  const int64_t all = int64_t{a.max_position} + 1, heads = a.q.rows * a.cache.kv_heads;
  const int64_t wanted = heads > kTickets ? 1 : ceil_div(2 * context->multiprocessors, std::max<int64_t>(heads, 1));
  const int64_t count = std::min({wanted, ceil_div(all, kSpan), int64_t{kMostPieces}});
  p.keys = static_cast<int>(round_up(ceil_div(all, count), kSpan));
  p.count = static_cast<int>(ceil_div(all, p.keys));
  return p;
}

struct Softmax {
  float maximum, sum;
};

// Rows of 16 bytes: keys (or values) of 16 positions for one head, zero behind the end.
template <typename T>
__device__ __forceinline__ uint4 load_row(const T* base, int key, int64_t left, int dim, int d) {
  return key < left ? __ldg(reinterpret_cast<const uint4*>(base + key * d + dim)) : uint4{0, 0, 0, 0};
}

// Scores of 16 keys: lane (g, l) gets those of head g and keys 2l, 2l+1, 2l+8, 2l+9.
template <typename T, int kDim>
__device__ __forceinline__ void score(const uint4 (&q)[kDim / 32], const uint4 (&k)[2][kDim / 32], float (&s)[2][4]) {
#pragma unroll
  for (int i = 0; i < kDim / 32; ++i) {
    const uint32_t first[4] = {q[i].x, 0, q[i].y, 0}, second[4] = {q[i].z, 0, q[i].w, 0};
#pragma unroll
    for (int n = 0; n < 2; ++n) {
      const uint32_t low[2] = {k[n][i].x, k[n][i].y}, high[2] = {k[n][i].z, k[n][i].w};
      mma_16x8x16<T>(first, low, s[n]);
      mma_16x8x16<T>(second, high, s[n]);
    }
  }
}

__device__ __forceinline__ uint32_t half_of(const uint4& v, int word) {
  return word == 0 ? v.x : word == 1 ? v.y : word == 2 ? v.z : v.w;
}

// out += p v; out[j][e] of lane (g, l): head g, dims 64 j + 16 l + e and + 8.
template <typename T, int kDim>
__device__ __forceinline__ void add_values(const uint32_t (&p)[4], const uint4 (&v)[4][kDim / 64],
                                           float (&out)[kDim / 64][8][4]) {
#pragma unroll
  for (int j = 0; j < kDim / 64; ++j) {
#pragma unroll
    for (int e = 0; e < 8; ++e) {
      const uint32_t pick = e % 2 == 0 ? 0x5410 : 0x7632;
      const uint32_t b[2] = {__byte_perm(half_of(v[0][j], e / 2), half_of(v[1][j], e / 2), pick),
                             __byte_perm(half_of(v[2][j], e / 2), half_of(v[3][j], e / 2), pick)};
      mma_16x8x16<T>(p, b, out[j][e]);
    }
  }
}

// The warp's keys of [begin, end), 16 at a time.
template <typename T, int kDim>
__device__ __forceinline__ Softmax attend(const DfAttentionCached& a, int64_t row, int kv_head, int begin, int end,
                                          float (&out)[kDim / 64][8][4]) {
  const DfKvCache& c = a.cache;
  const int lane = static_cast<int>(threadIdx.x) % 32, g = lane / 4, l = lane % 4, group = a.heads / c.kv_heads;
  uint4 q[kDim / 32] = {};
  if (g < group) {
    const T* from = static_cast<const T*>(a.q.data) + row * a.q.ld + (kv_head * group + g) * kDim + l * 8;
#pragma unroll
    for (int i = 0; i < kDim / 32; ++i) q[i] = *reinterpret_cast<const uint4*>(from + i * 32);
  }
  const int32_t sequence = a.row_sequence[row];
  Softmax stats{kLowest, 0.0f};
  for (int key = begin + static_cast<int>(threadIdx.x) / 32 * kKeys; key < end; key += kSpan) {
    const int64_t at = cache_offset(c, sequence, key, kv_head);
    const T *keys = static_cast<const T*>(c.k) + at, *values = static_cast<const T*>(c.v) + at;
    const int left = end - key;
    uint4 k[2][kDim / 32], v[4][kDim / 64];
#pragma unroll
    for (int n = 0; n < 2; ++n) {
#pragma unroll
      for (int i = 0; i < kDim / 32; ++i) k[n][i] = load_row(keys, n * 8 + g, left, i * 32 + l * 8, kDim);
    }
#pragma unroll
    for (int n = 0; n < 4; ++n) {
#pragma unroll
      for (int j = 0; j < kDim / 64; ++j) v[n][j] = load_row(values, n / 2 * 8 + 2 * l + n % 2, left, j * 64 + g * 8, kDim);
    }
    float s[2][4] = {};
    score<T, kDim>(q, k, s);
    float top = stats.maximum;
#pragma unroll
    for (int n = 0; n < 4; ++n) {
      float& value = s[n / 2][n % 2];
      value = n / 2 * 8 + 2 * l + n % 2 < left ? value * a.scale : kLowest;
      top = fmaxf(top, value);
    }
    top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, 1));
    top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, 2));
    const float shrink = __expf(stats.maximum - top);
    stats.maximum = top;
    stats.sum *= shrink;
#pragma unroll
    for (int n = 0; n < 4; ++n) {
      float& value = s[n / 2][n % 2];
      value = n / 2 * 8 + 2 * l + n % 2 < left ? __expf(value - top) : 0.0f;
      stats.sum += value;
    }
#pragma unroll
    for (int j = 0; j < kDim / 64; ++j) {
#pragma unroll
      for (int e = 0; e < 8; ++e) out[j][e][0] *= shrink, out[j][e][1] *= shrink;
    }
    const uint32_t p[4] = {pack_pair<T>(s[0][0], s[0][1]), 0, pack_pair<T>(s[1][0], s[1][1]), 0};
    add_values<T, kDim>(p, v, out);
  }
  stats.sum += __shfl_xor_sync(0xffffffffu, stats.sum, 1);
  stats.sum += __shfl_xor_sync(0xffffffffu, stats.sum, 2);
  return stats;
}

// One head's value from several parts: weights are the parts' sums relative to the common maximum.
template <typename Stats, typename Value>
__device__ __forceinline__ Softmax joined(int parts, const Stats& stats, const Value& value, float& sum) {
  float top = kLowest;
  for (int p = 0; p < parts; ++p) top = fmaxf(top, stats(p).maximum);
  Softmax all{top, 0.0f};
  sum = 0.0f;
  for (int p = 0; p < parts; ++p) {
    const Softmax part = stats(p);
    const float weight = __expf(part.maximum - top);
    all.sum = fmaf(part.sum, weight, all.sum);
    sum = fmaf(value(p), weight, sum);
  }
  return all;
}

template <typename T, int kDim>
__global__ void __launch_bounds__(kThreads) decode_attention_kernel(const __grid_constant__ DfAttentionCached a,
                                                                    const Pieces pieces) {
  __shared__ float sums[kWarps][kGroup][kDim];
  __shared__ Softmax stats[kWarps][kGroup];
  __shared__ bool last;
  let_later_kernels_start();
  wait_for_earlier_kernels();
  const int64_t row = blockIdx.z;
  const int kv_head = static_cast<int>(blockIdx.y), piece = static_cast<int>(blockIdx.x);
  const int group = a.heads / a.cache.kv_heads, all = a.row_position[row] + 1;
  const int count = (all + pieces.keys - 1) / pieces.keys;
  if (piece >= count) return;
  const int lane = static_cast<int>(threadIdx.x) % 32, warp = static_cast<int>(threadIdx.x) / 32, g = lane / 4, l = lane % 4;
  float out[kDim / 64][8][4] = {};
  const Softmax mine =
      attend<T, kDim>(a, row, kv_head, piece * pieces.keys, min((piece + 1) * pieces.keys, all), out);
#pragma unroll
  for (int j = 0; j < kDim / 64; ++j) {
#pragma unroll
    for (int e = 0; e < 8; ++e) {
      sums[warp][g][j * 64 + l * 16 + e] = out[j][e][0];
      sums[warp][g][j * 64 + l * 16 + 8 + e] = out[j][e][1];
    }
  }
  if (l == 0) stats[warp][g] = mine;
  __syncthreads();
  const int64_t head0 = int64_t{kv_head} * group, items = (row * a.heads + head0) * pieces.count;
  T* to = static_cast<T*>(a.out.data) + row * a.out.ld + head0 * kDim;
  for (int i = static_cast<int>(threadIdx.x); i < group * kDim; i += kThreads) {
    const int h = i / kDim;
    float sum;
    const Softmax whole = joined(
        kWarps, [&](int w) { return stats[w][h]; }, [&](int w) { return sums[w][h][i % kDim]; }, sum);
    if (count == 1) {
      to[i] = from_float<T>(sum / whole.sum);
      continue;
    }
    const int64_t item = items + int64_t{h} * pieces.count + piece;
    pieces.out[item * kDim + i % kDim] = sum;
    if (i % kDim == 0) *reinterpret_cast<Softmax*>(pieces.stats + item * 2) = whole;
  }
  if (count == 1) return;
  __threadfence();
  __syncthreads();
  if (threadIdx.x == 0) {
    unsigned* ticket = pieces.tickets + row * a.cache.kv_heads + kv_head;
    last = atomicAdd(ticket, 1u) + 1 == static_cast<unsigned>(count);
    if (last) *ticket = 0;
  }
  __syncthreads();
  if (!last) return;
  __threadfence();
  for (int i = static_cast<int>(threadIdx.x); i < group * kDim; i += kThreads) {
    const int64_t item = items + int64_t{i / kDim} * pieces.count;
    float sum;
    const Softmax whole = joined(
        count,
        [&](int p) {
          const float2 s = __ldcg(reinterpret_cast<const float2*>(pieces.stats) + item + p);
          return Softmax{s.x, s.y};
        },
        [&](int p) { return __ldcg(pieces.out + (item + p) * kDim + i % kDim); }, sum);
    to[i] = from_float<T>(sum / whole.sum);
  }
}

}  // namespace

bool decode_attention_takes(const DfContext* context, const DfAttentionCached& a) {
  const DfKvCache& c = a.cache;
  return context->has_bf16() && a.q.dtype != DF_F32 && a.q.dtype == c.dtype && a.heads <= kGroup * c.kv_heads &&
         (c.head_dim == 64 || c.head_dim == 128) && c.page_tokens % kKeys == 0 && a.q.rows <= 65535 &&
         c.kv_heads <= 65535 && aligned_to(a.q, 16) && aligned_to(c.k, 16) && aligned_to(c.v, 16);
}

uint64_t decode_attention_scratch(const DfContext* context, const DfAttentionCached& a) {
  // rows * pieces is largest where every row gets one piece more than it needs to fill the device.
  const int64_t heads = std::min<int64_t>(a.q.rows * a.heads, int64_t{kTickets} * kGroup);
  const int64_t full = 2 * context->multiprocessors * int64_t{a.heads} / std::max(a.cache.kv_heads, 1);
  const int64_t longest = ceil_div(int64_t{a.max_position} + 1, kSpan);
  const int64_t items = std::min({heads + full, heads * std::min<int64_t>(longest, kMostPieces)});
  ScratchCutter cutter;
  cutter.take<float>(static_cast<uint64_t>(items * a.cache.head_dim));
  cutter.take<float>(static_cast<uint64_t>(items * 2));
  return cutter.used();
}

DfStatus decode_attention(DfContext* context, const DfAttentionCached& a) {
  Pieces pieces = pieces_of(context, a);
  if (pieces.count > 1) {
    ScratchCutter cutter(a.scratch);
    const auto items = static_cast<uint64_t>(a.q.rows * a.heads * pieces.count);
    pieces.out = cutter.take<float>(items * static_cast<uint64_t>(a.cache.head_dim));
    pieces.stats = cutter.take<float>(items * 2);
    pieces.tickets = context->tickets;
  }
  const dim3 grid(static_cast<unsigned>(pieces.count), static_cast<unsigned>(a.cache.kv_heads),
                  static_cast<unsigned>(a.q.rows));
  const auto run = [&](auto tag) -> DfStatus {
    using T = decltype(tag);
    const auto kernel = a.cache.head_dim == 64 ? decode_attention_kernel<T, 64> : decode_attention_kernel<T, 128>;
    DF_CUDA(launch_early(context, kernel, grid, dim3(kThreads), 0, a, pieces), kOp);
    return ok();
  };
  return a.q.dtype == DF_BF16 ? run(bf16{}) : run(f16{});
}

}  // namespace df::cuda
