// Attention over the paged cache. A block takes one row and one key/value head with all its query
// heads, so that each key is read once for the group. When there are few rows, the keys are cut into
// pieces for more blocks, and the pieces' softmaxes are joined afterwards (flash decoding).
#include "backends/cuda/attention/attention.h"
#include "backends/cuda/attention/cache.cuh"
#include "backends/cuda/attention/decode_attention.h"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/scratch.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "attention_cached";
constexpr int kThreads = 128;
constexpr int kKeys = 32;          // of a tile
constexpr int kHeads = 8;          // query heads of a block
constexpr int64_t kShortPiece = 128;  // keys of a piece, at least
constexpr int64_t kMostPieces = 16;
constexpr int64_t kSplitRows = 32;    // more rows fill the device without pieces
constexpr float kLowest = -3.402823466e38f;

struct Pieces {
  float* out = nullptr;    // [row][head][piece][head_dim]
  float* stats = nullptr;  // [row][head][piece][2]: maximum, sum
  int count = 1;
  int64_t keys = 0;        // of a piece
};

// Room for the most pieces of any smaller call, too.
Pieces cut(const DfAttentionCached& a, ScratchCutter& cutter) {
  Pieces p;
  const int64_t all = int64_t{a.max_position} + 1;
  const int64_t most = std::min(ceil_div(all, kShortPiece), kMostPieces);
  const auto items = static_cast<uint64_t>(std::min(a.q.rows, kSplitRows) * a.heads * most);
  p.out = cutter.take<float>(most > 1 ? items * static_cast<uint64_t>(a.cache.head_dim) : 0);
  p.stats = cutter.take<float>(most > 1 ? items * 2 : 0);
  if (a.q.rows > kSplitRows) return p;
  p.keys = std::max(round_up(ceil_div(all, kMostPieces), kKeys), kShortPiece);
  p.count = static_cast<int>(ceil_div(all, p.keys));
  return p;
}

// Keys and values of a tile lie side by side where heads are small, so that they are fetched together.
__host__ __device__ inline bool fetches_both(int d) { return d <= 128; }

struct Tile {
  float* q;      // [heads][head_dim], scaled
  float* k;      // [kKeys][head_dim + 1]
  float* v;      // the same; of large heads in k's place
  float* out;    // [heads][head_dim]
  float* p;      // [heads][kKeys]
  float* maximum;
  float* sum;
  float* shrink;
};

__device__ Tile tile_of(float* shared, int d) {
  Tile t;
  t.q = shared;
  t.k = t.q + kHeads * d;
  t.v = fetches_both(d) ? t.k + kKeys * (d + 1) : t.k;
  t.out = t.v + kKeys * (d + 1);
  t.p = t.out + kHeads * d;
  t.maximum = t.p + kHeads * kKeys;
  t.sum = t.maximum + kHeads;
  t.shrink = t.sum + kHeads;
  return t;
}
int shared_bytes(int d) {
  const int tiles = fetches_both(d) ? 2 : 1;
  return (2 * kHeads * d + tiles * kKeys * (d + 1) + kHeads * kKeys + 3 * kHeads) * static_cast<int>(sizeof(float));
}

// A tile of keys or values; eight values a thread at a time where heads are multiples of eight, so that
// all of a tile is in flight at once.
template <typename C>
__device__ void load_keys(const DfKvCache& c, const void* pages, int64_t sequence, int64_t head, int64_t first,
                          int keys, float* tile) {
  const int d = c.head_dim, step = d % 8 == 0 ? 8 : 1, vectors = d / step;
#pragma unroll 4
  for (int item = threadIdx.x; item < kKeys * vectors; item += kThreads) {
    const int j = item / vectors, i = item % vectors * step;
    float values[8] = {};
    if (j < keys) {
      const C* from = static_cast<const C*>(pages) + cache_offset(c, sequence, first + j, head) + i;
      if (step == 8) {
        load_floats<8>(from, values);
      } else {
        values[0] = to_float(*from);
      }
    }
#pragma unroll
    for (int k = 0; k < 8; ++k) {
      if (k < step) tile[j * (d + 1) + i + k] = values[k];
    }
  }
}

// Scores of the tile, then weights; a warp takes a head at a time, its lanes the keys.
__device__ void weigh(const Tile& t, int heads, int keys, int d) {
  const int lane = threadIdx.x % 32;
  for (int h = threadIdx.x / 32; h < heads; h += kThreads / 32) {
    float score = -INFINITY;
    if (lane < keys) {
      score = 0.0f;
      for (int i = 0; i < d; ++i) score = fmaf(t.q[h * d + i], t.k[lane * (d + 1) + i], score);
    }
    float top = fmaxf(score, t.maximum[h]);
#pragma unroll
    for (int step = 16; step > 0; step /= 2) top = fmaxf(top, __shfl_xor_sync(0xffffffffu, top, step));
    const float weight = expf(score - top);
    float sum = weight;
#pragma unroll
    for (int step = 16; step > 0; step /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, step);
    t.p[h * kKeys + lane] = weight;
    __syncwarp();
    if (lane == 0) {
      t.shrink[h] = expf(t.maximum[h] - top);
      t.sum[h] = t.sum[h] * t.shrink[h] + sum;
      t.maximum[h] = top;
    }
  }
}

template <typename T, typename C>
__global__ void __launch_bounds__(kThreads) cached_kernel(DfAttentionCached a, Pieces pieces) {
  extern __shared__ float shared[];
  const DfKvCache& c = a.cache;
  const int d = c.head_dim, group = a.heads / c.kv_heads, parts = (group + kHeads - 1) / kHeads;
  const Tile t = tile_of(shared, d);
  const int64_t row = blockIdx.x, kv_head = blockIdx.y / parts;
  const int64_t head0 = kv_head * group + blockIdx.y % parts * kHeads;
  const int heads = static_cast<int>(min(int64_t{kHeads}, (kv_head + 1) * group - head0));
  const int64_t sequence = a.row_sequence[row], all = int64_t{a.row_position[row]} + 1;
  const int64_t begin = pieces.count > 1 ? int64_t{blockIdx.z} * pieces.keys : 0;
  const int64_t end = pieces.count > 1 ? min(begin + pieces.keys, all) : all;
  for (int i = threadIdx.x; i < heads * d; i += kThreads) {
    t.q[i] = a.scale * to_float(static_cast<const T*>(a.q.data)[row * a.q.ld + head0 * d + i]);
    t.out[i] = 0.0f;
  }
  if (threadIdx.x < kHeads) {
    t.maximum[threadIdx.x] = kLowest;
    t.sum[threadIdx.x] = 0.0f;
  }
  for (int64_t key = begin; key < end; key += kKeys) {
    const int keys = static_cast<int>(min(int64_t{kKeys}, end - key));
    __syncthreads();
    load_keys<C>(c, c.k, sequence, kv_head, key, keys, t.k);
    if (fetches_both(d)) load_keys<C>(c, c.v, sequence, kv_head, key, keys, t.v);
    __syncthreads();
    weigh(t, heads, keys, d);
    __syncthreads();
    if (!fetches_both(d)) {
      load_keys<C>(c, c.v, sequence, kv_head, key, keys, t.v);
      __syncthreads();
    }
    for (int i = threadIdx.x; i < heads * d; i += kThreads) {
      float sum = t.out[i] * t.shrink[i / d];
      for (int j = 0; j < kKeys; ++j) sum = fmaf(t.p[i / d * kKeys + j], t.v[j * (d + 1) + i % d], sum);
      t.out[i] = sum;
    }
  }
  __syncthreads();
  for (int i = threadIdx.x; i < heads * d; i += kThreads) {
    if (pieces.count == 1) {
      static_cast<T*>(a.out.data)[row * a.out.ld + head0 * d + i] = from_float<T>(t.out[i] / t.sum[i / d]);
    } else {
      const int64_t item = (row * a.heads + head0 + i / d) * pieces.count + blockIdx.z;
      pieces.out[item * d + i % d] = t.out[i];
    }
  }
  if (pieces.count > 1 && threadIdx.x < heads) {
    float* stats = pieces.stats + ((row * a.heads + head0 + threadIdx.x) * pieces.count + blockIdx.z) * 2;
    stats[0] = t.maximum[threadIdx.x];
    stats[1] = t.sum[threadIdx.x];
  }
}

// Joins the pieces of a row and head, in ascending order of the keys.
template <typename T>
__global__ void __launch_bounds__(kThreads) join_kernel(DfAttentionCached a, Pieces pieces) {
  const int64_t row = blockIdx.x, head = blockIdx.y;
  const int d = a.cache.head_dim;
  const int count = static_cast<int>((int64_t{a.row_position[row]} + pieces.keys) / pieces.keys);
  const int64_t item = (row * a.heads + head) * pieces.count;
  float top = kLowest;
  for (int p = 0; p < count; ++p) top = fmaxf(top, pieces.stats[(item + p) * 2]);
  float sum = 0.0f;
  for (int p = 0; p < count; ++p) {
    sum += pieces.stats[(item + p) * 2 + 1] * expf(pieces.stats[(item + p) * 2] - top);
  }
  for (int i = threadIdx.x; i < d; i += kThreads) {
    float value = 0.0f;
    for (int p = 0; p < count; ++p) {
      value = fmaf(pieces.out[(item + p) * d + i], expf(pieces.stats[(item + p) * 2] - top), value);
    }
    static_cast<T*>(a.out.data)[row * a.out.ld + head * d + i] = from_float<T>(value / sum);
  }
}

template <typename T, typename C>
DfStatus launch(DfContext* context, const DfAttentionCached& a, const Pieces& pieces) {
  const int bytes = shared_bytes(a.cache.head_dim);
  if (static_cast<uint64_t>(bytes) > static_cast<uint64_t>(context->shared_bytes_per_block)) {
    return fail(DF_UNSUPPORTED, "%s: head_dim %d needs more shared memory than this GPU has", kOp,
                a.cache.head_dim);
  }
  const auto kernel = cached_kernel<T, C>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes), kOp);
  const int32_t parts = static_cast<int32_t>(ceil_div(a.heads / a.cache.kv_heads, kHeads));
  const auto rows = static_cast<unsigned>(a.q.rows);
  const dim3 grid(rows, static_cast<unsigned>(a.cache.kv_heads * parts), static_cast<unsigned>(pieces.count));
  kernel<<<grid, kThreads, static_cast<size_t>(bytes), context->stream>>>(a, pieces);
  if (pieces.count > 1) {
    join_kernel<T><<<dim3(rows, static_cast<unsigned>(a.heads)), kThreads, 0, context->stream>>>(a, pieces);
  }
  DF_LAUNCHED(kOp);
  return ok();
}

DfStatus check(DfContext* context, const DfAttentionCached* args) {
  const DfAttentionCached& a = *args;
  DF_CHECK(check_cache(a.cache, kOp));
  DF_CHECK(check_heads(a.heads, a.cache.kv_heads, a.cache.head_dim, kOp));
  const int64_t width = int64_t{a.heads} * a.cache.head_dim;
  DF_CHECK(check_activations(context, a.q, kOp, "q"));
  DF_CHECK(check_matrix(a.q, kOp, "q", a.q.dtype, a.q.rows, width));
  DF_CHECK(check_matrix(a.out, kOp, "out", a.q.dtype, a.q.rows, width));
  DF_REQUIRE(a.q.rows == 0 || (a.row_sequence != nullptr && a.row_position != nullptr),
             "%s: row_sequence or row_position is missing", kOp);
  // The positions lie in device memory: what can be checked here is their bound.
  const int64_t limit = int64_t{a.cache.max_blocks} * a.cache.page_tokens;
  DF_REQUIRE(a.max_position >= 0 && a.max_position < limit,
             "%s: max_position is %d, outside the %lld of its pages", kOp, a.max_position,
             static_cast<long long>(limit));
  return check_scratch(a.scratch, kOp, df_cuda_attention_cached_workspace(context, args));
}

}  // namespace

uint64_t df_cuda_attention_cached_workspace(DfContext* context, const DfAttentionCached* args) {
  ScratchCutter cutter;
  cut(*args, cutter);
  return std::max(cutter.used(), decode_attention_scratch(context, *args));
}

DfStatus df_cuda_attention_cached(DfContext* context, const DfAttentionCached* args) {
  DF_CHECK(check(context, args));
  const DfAttentionCached& a = *args;
  if (a.q.rows == 0) return ok();
  if (decode_attention_takes(context, a)) return decode_attention(context, a);
  ScratchCutter cutter(a.scratch);
  const Pieces pieces = cut(a, cutter);
  return with_dtype(a.q.dtype, [&](auto value) {
    return with_dtype(a.cache.dtype, [&](auto cached) {
      return launch<decltype(value), decltype(cached)>(context, a, pieces);
    });
  });
}
