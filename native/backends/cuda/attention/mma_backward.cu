// Gradients of attention from the kept log-sum-exp (arXiv 2307.08691), in two kernels without atomics:
// one sums over keys for 64 queries of a head, one over queries (of all heads of the group) for 64 keys.
#include "backends/cuda/attention/mma_attention.cuh"

namespace df::cuda {
namespace {

// With P = exp(scale S - lse) and dP = dO V^T: dS = P o (dP - delta), dQ = scale dS K.
template <typename T, int kDim>
__global__ void __launch_bounds__(kMmaAttentionThreads) queries_kernel(DfAttentionBackward b, const float* delta) {
  using Tile = HeadTile<T, kDim>;
  const DfAttentionForward& f = b.forward;
  extern __shared__ __align__(16) unsigned char shared[];
  T* q = reinterpret_cast<T*>(shared);
  T* dout = q + Tile::kElements;
  T* k = dout + Tile::kElements;
  T* v = k + Tile::kElements;
  const int64_t begin = f.cu_seqlens[blockIdx.z], end = f.cu_seqlens[blockIdx.z + 1];
  const int64_t first = begin + int64_t{blockIdx.x} * kMmaTileRows;
  if (first >= end) return;
  const int dim = f.head_dim;
  const int64_t head = blockIdx.y, kv_head = head / (f.heads / f.kv_heads);
  const int queries = static_cast<int>(min(int64_t{kMmaTileRows}, end - first));
  Tile::fetch(mma_head<T>(f.q, head, dim), first, queries, dim, q);
  Tile::fetch(mma_head<T>(b.dout, head, dim), first, queries, dim, dout);
  const int lane = threadIdx.x % 32, row0 = threadIdx.x / 32 * 16;
  float lse[2], shift[2];
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    const int row = row0 + lane / 4 + half * 8;
    const int64_t at = head * f.q.rows + first + row;
    lse[half] = row < queries ? f.lse[at] * kLog2E : INFINITY;
    shift[half] = row < queries ? delta[at] : 0.0f;
  }
  float dq[kDim / 8][4] = {};
  for (int64_t key = begin; key <= first; key += kMmaTileRows) {
    const int keys = static_cast<int>(min(int64_t{kMmaTileRows}, end - key));
    __syncthreads();  // nobody reads the tiles before any more
    Tile::fetch(mma_head<T>(f.k, kv_head, dim), key, keys, dim, k);
    Tile::fetch(mma_head<T>(f.v, kv_head, dim), key, keys, dim, v);
    wait_copies<0>();
    __syncthreads();
    float scores[8][4], gradients[8][4];
    mma_scores<T, kDim>(q, row0, k, scores);
    mma_scores<T, kDim>(dout, row0, v, gradients);
    const bool whole = key + kMmaTileRows <= first;
#pragma unroll
    for (int n = 0; n < 8; ++n) {
#pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int64_t query = first + row0 + lane / 4 + i / 2 * 8, at = key + n * 8 + lane % 4 * 2 + i % 2;
        const float p = whole || at <= query ? exp2f(scores[n][i] * (f.scale * kLog2E) - lse[i / 2]) : 0.0f;
        gradients[n][i] = p * (gradients[n][i] - shift[i / 2]);
      }
    }
    mma_accumulate<T, kDim>(gradients, k, dq);
  }
  const float factor[2] = {f.scale, f.scale};
  mma_store<T, kDim>(mma_head<T>(b.dq, head, dim), first, row0, queries, dim, dq, factor);
}

// dV = P^T dO, dK = scale dS^T Q: the warps own keys, queries are the columns of the products.
template <typename T, int kDim>
__global__ void __launch_bounds__(kMmaAttentionThreads) keys_kernel(DfAttentionBackward b, const float* delta) {
  using Tile = HeadTile<T, kDim>;
  const DfAttentionForward& f = b.forward;
  extern __shared__ __align__(16) unsigned char shared[];
  __shared__ float lse[kMmaTileRows], shift[kMmaTileRows];
  T* k = reinterpret_cast<T*>(shared);
  T* v = k + Tile::kElements;
  T* q = v + Tile::kElements;
  T* dout = q + Tile::kElements;
  const int64_t begin = f.cu_seqlens[blockIdx.z], end = f.cu_seqlens[blockIdx.z + 1];
  const int64_t first = begin + int64_t{blockIdx.x} * kMmaTileRows;
  if (first >= end) return;
  const int dim = f.head_dim, group = f.heads / f.kv_heads;
  const int64_t kv_head = blockIdx.y;
  const int keys = static_cast<int>(min(int64_t{kMmaTileRows}, end - first));
  Tile::fetch(mma_head<T>(f.k, kv_head, dim), first, keys, dim, k);
  Tile::fetch(mma_head<T>(f.v, kv_head, dim), first, keys, dim, v);
  const int lane = threadIdx.x % 32, row0 = threadIdx.x / 32 * 16;
  float dk[kDim / 8][4] = {}, dv[kDim / 8][4] = {};
  for (int64_t head = kv_head * group; head < (kv_head + 1) * group; ++head) {
    for (int64_t query = first; query < end; query += kMmaTileRows) {
      const int queries = static_cast<int>(min(int64_t{kMmaTileRows}, end - query));
      __syncthreads();
      Tile::fetch(mma_head<T>(f.q, head, dim), query, queries, dim, q);
      Tile::fetch(mma_head<T>(b.dout, head, dim), query, queries, dim, dout);
      if (threadIdx.x < kMmaTileRows) {
        const int row = static_cast<int>(threadIdx.x);
        const int64_t at = head * f.q.rows + query + row;
        lse[row] = row < queries ? f.lse[at] * kLog2E : INFINITY;
        shift[row] = row < queries ? delta[at] : 0.0f;
      }
      wait_copies<0>();
      __syncthreads();
      float weights[8][4], gradients[8][4];
      mma_scores<T, kDim>(k, row0, q, weights);
      const bool whole = query >= first + kMmaTileRows;
#pragma unroll
      for (int n = 0; n < 8; ++n) {
#pragma unroll
        for (int i = 0; i < 4; ++i) {
          const int column = n * 8 + lane % 4 * 2 + i % 2;
          const int64_t key = first + row0 + lane / 4 + i / 2 * 8;
          const float p = exp2f(weights[n][i] * (f.scale * kLog2E) - lse[column]);
          weights[n][i] = whole || key <= query + column ? p : 0.0f;
        }
      }
      mma_accumulate<T, kDim>(weights, dout, dv);
      mma_scores<T, kDim>(v, row0, dout, gradients);
#pragma unroll
      for (int n = 0; n < 8; ++n) {
#pragma unroll
        for (int i = 0; i < 4; ++i) {
          const int column = n * 8 + lane % 4 * 2 + i % 2;
          gradients[n][i] = weights[n][i] * (gradients[n][i] - shift[column]);
        }
      }
      mma_accumulate<T, kDim>(gradients, q, dk);
    }
  }
  const float scaled[2] = {f.scale, f.scale}, plain[2] = {1.0f, 1.0f};
  mma_store<T, kDim>(mma_head<T>(b.dk, kv_head, dim), first, row0, keys, dim, dk, scaled);
  mma_store<T, kDim>(mma_head<T>(b.dv, kv_head, dim), first, row0, keys, dim, dv, plain);
}

template <typename T, int kDim>
struct Queries {
  static constexpr int kBytes = 4 * HeadTile<T, kDim>::kBytes;
  static auto function() { return queries_kernel<T, kDim>; }
};
template <typename T, int kDim>
struct Keys {
  static constexpr int kBytes = 4 * HeadTile<T, kDim>::kBytes;
  static auto function() { return keys_kernel<T, kDim>; }
};

}  // namespace

DfStatus mma_attention_backward(DfContext* context, const DfAttentionBackward& b, const float* delta) {
  DF_CHECK(mma_launch<Queries>(context, b.forward, b.forward.heads, b, delta));
  return mma_launch<Keys>(context, b.forward, b.forward.kv_heads, b, delta);
}

}  // namespace df::cuda
