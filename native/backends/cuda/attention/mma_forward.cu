// Softmax attention in tiles (arXiv 2307.08691): 64 queries of a head stay, keys and values pass by.
// Values are fetched while scores are computed, the next keys while values are summed.
#include "backends/cuda/attention/mma_attention.cuh"

namespace df::cuda {
namespace {

// Whether row `query` sees row `key`, both of the same sequence.
__device__ __forceinline__ bool sees(const DfAttentionForward& f, int64_t query, int64_t key, int64_t end) {
  return key <= query && key < end && (f.key_end == nullptr || query < f.key_end[key]);
}

struct RowSoftmax {
  float maximum[2] = {-INFINITY, -INFINITY};  // in powers of two
  float sum[2] = {0.0f, 0.0f};
};

// Scores become weights; `shrink` is what the sums so far have to be multiplied by.
__device__ __forceinline__ void soften(float (&scores)[8][4], RowSoftmax& s, float (&shrink)[2]) {
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    float top = s.maximum[half];
#pragma unroll
    for (int n = 0; n < 8; ++n) top = fmaxf(top, fmaxf(scores[n][2 * half], scores[n][2 * half + 1]));
    top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, 1));
    top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, 2));
    const float base = top == -INFINITY ? 0.0f : top;  // a row that has seen no key yet
    shrink[half] = exp2f(s.maximum[half] - base);
    float total = 0.0f;
#pragma unroll
    for (int n = 0; n < 8; ++n) {
#pragma unroll
      for (int i = 2 * half; i < 2 * half + 2; ++i) {
        scores[n][i] = exp2f(scores[n][i] - base);
        total += scores[n][i];
      }
    }
    s.sum[half] = s.sum[half] * shrink[half] + total;
    s.maximum[half] = top;
  }
}

template <typename T, int kDim>
__global__ void __launch_bounds__(kMmaAttentionThreads) forward_kernel(DfAttentionForward f) {
  using Tile = HeadTile<T, kDim>;
  extern __shared__ __align__(16) unsigned char shared[];
  T* q = reinterpret_cast<T*>(shared);
  T* k = q + Tile::kElements;
  T* v = k + Tile::kElements;
  const int64_t begin = f.cu_seqlens[blockIdx.z], end = f.cu_seqlens[blockIdx.z + 1];
  const int64_t first = begin + int64_t{blockIdx.x} * kMmaTileRows;
  if (first >= end) return;
  const int64_t head = blockIdx.y, kv_head = head / (f.heads / f.kv_heads);
  const int queries = static_cast<int>(min(int64_t{kMmaTileRows}, end - first));
  const auto keys_of = mma_head<T>(f.k, kv_head, f.head_dim), values_of = mma_head<T>(f.v, kv_head, f.head_dim);
  const auto rows_at = [&](int64_t key) { return static_cast<int>(min(int64_t{kMmaTileRows}, end - key)); };
  Tile::fetch(mma_head<T>(f.q, head, f.head_dim), first, queries, f.head_dim, q);
  Tile::fetch(keys_of, begin, rows_at(begin), f.head_dim, k);
  wait_copies<0>();
  __syncthreads();

  const int lane = threadIdx.x % 32, row0 = threadIdx.x / 32 * 16;
  const float factor = f.scale * kLog2E;
  float out[kDim / 8][4] = {};
  RowSoftmax softmax;
  for (int64_t key = begin; key <= first; key += kMmaTileRows) {
    Tile::fetch(values_of, key, rows_at(key), f.head_dim, v);
    float scores[8][4], shrink[2];
    mma_scores<T, kDim>(q, row0, k, scores);
    const bool whole = key + kMmaTileRows <= first && f.key_end == nullptr;
#pragma unroll
    for (int n = 0; n < 8; ++n) {
#pragma unroll
      for (int i = 0; i < 4; ++i) {
        const int64_t query = first + row0 + lane / 4 + i / 2 * 8, at = key + n * 8 + lane % 4 * 2 + i % 2;
        scores[n][i] = whole || sees(f, query, at, end) ? scores[n][i] * factor : -INFINITY;
      }
    }
    soften(scores, softmax, shrink);
#pragma unroll
    for (int n = 0; n < kDim / 8; ++n) {
#pragma unroll
      for (int i = 0; i < 4; ++i) out[n][i] *= shrink[i / 2];
    }
    wait_copies<0>();
    __syncthreads();  // the values are here, and nobody reads the keys any more
    const int64_t next = key + kMmaTileRows;
    if (next <= first) Tile::fetch(keys_of, next, rows_at(next), f.head_dim, k);
    mma_accumulate<T, kDim>(scores, v, out);
    wait_copies<0>();
    __syncthreads();
  }
  float inverse[2];
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    float sum = softmax.sum[half];
    sum += __shfl_xor_sync(0xffffffffu, sum, 1);
    sum += __shfl_xor_sync(0xffffffffu, sum, 2);
    inverse[half] = sum > 0.0f ? 1.0f / sum : 0.0f;
    const int row = row0 + lane / 4 + half * 8;
    if (f.lse != nullptr && lane % 4 == 0 && row < queries) {
      f.lse[head * f.q.rows + first + row] = (softmax.maximum[half] + log2f(sum)) / kLog2E;
    }
  }
  mma_store<T, kDim>(mma_head<T>(f.out, head, f.head_dim), first, row0, queries, f.head_dim, out, inverse);
}

template <typename T, int kDim>
struct Forward {
  static constexpr int kBytes = 3 * HeadTile<T, kDim>::kBytes;
  static auto function() { return forward_kernel<T, kDim>; }
};

bool takes(const DfContext* context, const DfAttentionForward& f, int tiles) {
  if (f.q.dtype != DF_F16 && (f.q.dtype != DF_BF16 || !context->has_bf16())) return false;
  if (f.head_dim > 128 || f.head_dim % 8 != 0) return false;
  const int dim = f.head_dim <= 32 ? 32 : f.head_dim <= 64 ? 64 : 128;
  if (tiles * kMmaTileRows * (dim + 8) * 2 + 1024 > context->shared_bytes_per_block) return false;
  for (const DfMatrix* m : {&f.q, &f.k, &f.v, &f.out}) {
    if (!aligned_to(*m, 16)) return false;
  }
  return true;
}

}  // namespace

bool mma_attention_takes(const DfContext* context, const DfAttentionForward& f) { return takes(context, f, 3); }

bool mma_attention_backward_takes(const DfContext* context, const DfAttentionBackward& b) {
  if (!takes(context, b.forward, 4)) return false;
  return aligned_to(b.dout, 16) && aligned_to(b.dq, 4) && aligned_to(b.dk, 4) && aligned_to(b.dv, 4);
}

DfStatus mma_attention_forward(DfContext* context, const DfAttentionForward& f) {
  return mma_launch<Forward>(context, f, f.heads, f);
}

}  // namespace df::cuda
