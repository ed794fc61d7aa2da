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
constexpr int kThreads = 256;
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

__device__ __forceinline__ uint32_t word_of(const uint4& v, int word) {
  return word == 0 ? v.x : word == 1 ? v.y : word == 2 ? v.z : v.w;
}

// out += v^T p^T; out[j][e] of lane (g, l): dims 64 j + 8 g + e and + 4 (the upper half), heads 2l, 2l + 1.
template <typename T, int kDim>
__device__ __forceinline__ void add_values(const uint32_t (&p)[2], const uint4 (&v)[4][kDim / 64],
                                           float (&out)[kDim / 64][4][4]) {
#pragma unroll
  for (int j = 0; j < kDim / 64; ++j) {
#pragma unroll
    for (int e = 0; e < 4; ++e) {
      const uint32_t pick = e % 2 == 0 ? 0x5410 : 0x7632;
      const auto pair = [&](int n, int word) { return __byte_perm(word_of(v[n][j], word), word_of(v[n + 1][j], word), pick); };
      const uint32_t a[4] = {pair(0, e / 2), pair(0, e / 2 + 2), pair(2, e / 2), pair(2, e / 2 + 2)};
      mma_16x8x16<T>(a, p, out[j][e]);
    }
  }
}

// The warp's keys of [begin, end), 16 at a time.
template <typename T, int kDim>
__device__ __forceinline__ Softmax attend(const DfAttentionCached& a, int64_t row, int kv_head, int begin, int end,
                                          float (&out)[kDim / 64][4][4]) {
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
    // This lane's sums are of other heads than its scores.
    const float shrinks[2] = {__shfl_sync(0xffffffffu, shrink, 8 * l), __shfl_sync(0xffffffffu, shrink, 8 * l + 4)};
#pragma unroll
    for (int j = 0; j < kDim / 64; ++j) {
#pragma unroll
      for (int e = 0; e < 4; ++e) {
#pragma unroll
        for (int i = 0; i < 4; ++i) out[j][e][i] *= shrinks[i % 2];
      }
    }
    const uint32_t p[2] = {pack_pair<T>(s[0][0], s[0][1]), pack_pair<T>(s[1][0], s[1][1])};
    add_values<T, kDim>(p, v, out);
  }
  stats.sum += __shfl_xor_sync(0xffffffffu, stats.sum, 1);
  stats.sum += __shfl_xor_sync(0xffffffffu, stats.sum, 2);
  return stats;
}

// A warp joins one head's parts, a lane each: their weights relative to the common maximum.
__device__ __forceinline__ Softmax join(const Softmax& part, bool there, float* weights) {
  float top = there ? part.maximum : kLowest;
#pragma unroll
  for (int step = 16; step > 0; step /= 2) top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, step));
  const float weight = there ? __expf(part.maximum - top) : 0.0f;
  float sum = there ? part.sum * weight : 0.0f;
#pragma unroll
  for (int step = 16; step > 0; step /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, step);
  weights[threadIdx.x % 32] = weight;
  return {top, sum};
}

// Whether this block is the last of its row and head; all of its results are visible to it then.
__device__ __forceinline__ bool is_last(unsigned* ticket, int count) {
  __shared__ bool last;
  __threadfence();
  __syncthreads();
  if (threadIdx.x == 0) {
    last = atomicAdd(ticket, 1u) + 1 == static_cast<unsigned>(count);
    if (last) *ticket = 0;
  }
  __syncthreads();
  if (last) __threadfence();
  return last;
}

template <typename T, int kDim>
__device__ __forceinline__ void join_pieces(const Pieces& pieces, int64_t items, int count, int group,
                                            float (*weights)[32], float* inverse, T* to) {
  const int lane = static_cast<int>(threadIdx.x) % 32, head = static_cast<int>(threadIdx.x) / 32;
  if (head < group) {
    const bool there = lane < count;
    const float2 s = there ? __ldcg(reinterpret_cast<const float2*>(pieces.stats) + items + int64_t{head} * pieces.count + lane)
                           : float2{kLowest, 0.0f};
    const Softmax whole = join({s.x, s.y}, there, weights[head]);
    if (lane == 0) inverse[head] = 1.0f / whole.sum;
  }
  __syncthreads();
  for (int i = static_cast<int>(threadIdx.x); i < group * kDim; i += kThreads) {
    const float* from = pieces.out + (items + int64_t{i / kDim} * pieces.count) * kDim + i % kDim;
    float sum = 0.0f;
#pragma unroll 8
    for (int p = 0; p < count; ++p) sum = fmaf(weights[i / kDim][p], __ldcg(from + int64_t{p} * kDim), sum);
    to[i] = from_float<T>(sum * inverse[i / kDim]);
  }
}

template <typename T, int kDim>
__global__ void __launch_bounds__(kThreads, 2) decode_attention_kernel(const __grid_constant__ DfAttentionCached a,
                                                                       const Pieces pieces) {
  __shared__ float sums[kWarps][kGroup][kDim + 4];
  __shared__ Softmax stats[kWarps][kGroup];
  __shared__ float weights[kGroup][32];
  __shared__ float inverse[kGroup];
  let_later_kernels_start();
  wait_for_earlier_kernels();
  const int64_t row = blockIdx.z;
  const int kv_head = static_cast<int>(blockIdx.y), piece = static_cast<int>(blockIdx.x);
  const int group = a.heads / a.cache.kv_heads, all = a.row_position[row] + 1;
  const int count = (all + pieces.keys - 1) / pieces.keys;
  if (piece >= count) return;
  const int lane = static_cast<int>(threadIdx.x) % 32, warp = static_cast<int>(threadIdx.x) / 32, g = lane / 4, l = lane % 4;
  float out[kDim / 64][4][4] = {};
  const Softmax mine =
      attend<T, kDim>(a, row, kv_head, piece * pieces.keys, min((piece + 1) * pieces.keys, all), out);
#pragma unroll
  for (int j = 0; j < kDim / 64; ++j) {
#pragma unroll
    for (int e = 0; e < 4; ++e) {
#pragma unroll
      for (int i = 0; i < 4; ++i) sums[warp][2 * l + i % 2][j * 64 + g * 8 + e + i / 2 * 4] = out[j][e][i];
    }
  }
  if (l == 0) stats[warp][g] = mine;
  __syncthreads();
  const int64_t head0 = int64_t{kv_head} * group, items = (row * a.heads + head0) * pieces.count;
  T* to = static_cast<T*>(a.out.data) + row * a.out.ld + head0 * kDim;
  if (warp < group) {
    const bool there = lane < kWarps;
    const Softmax whole = join(there ? stats[lane][warp] : Softmax{kLowest, 0.0f}, there, weights[warp]);
    if (lane == 0) {
      inverse[warp] = count == 1 ? 1.0f / whole.sum : 1.0f;
      if (count > 1) *reinterpret_cast<Softmax*>(pieces.stats + (items + int64_t{warp} * pieces.count + piece) * 2) = whole;
    }
  }
  __syncthreads();
  for (int i = static_cast<int>(threadIdx.x); i < group * kDim; i += kThreads) {
    const int h = i / kDim;
    float sum = 0.0f;
#pragma unroll
    for (int w = 0; w < kWarps; ++w) sum = fmaf(weights[h][w], sums[w][h][i % kDim], sum);
    if (count == 1) {
      to[i] = from_float<T>(sum * inverse[h]);
    } else {
      pieces.out[(items + int64_t{h} * pieces.count + piece) * kDim + i % kDim] = sum;
    }
  }
  if (count == 1 || !is_last(pieces.tickets + row * a.cache.kv_heads + kv_head, count)) return;
  join_pieces<T, kDim>(pieces, items, count, group, weights, inverse, to);
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
    DF_CUDA(launch_early(context, kernel, grid, dim3(kThreads), 0, 1, a, pieces), kOp);
    return ok();
  };
  return a.q.dtype == DF_BF16 ? run(bf16{}) : run(f16{});
}

}  // namespace df::cuda
