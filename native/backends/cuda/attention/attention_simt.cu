// Packed causal attention in float32 arithmetic: the float32 mode, head sizes and cards that the
// tensor-core kernels do not serve. FlashAttention-2 (arXiv 2307.08691) without atomics: dq has a
// block for each tile of queries, dk and dv one for each tile of keys.
#include "backends/cuda/attention/attention.h"
#include "backends/cuda/attention/simt_tile.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr float kLowest = -3.402823466e38f;

template <typename T>
__device__ HeadRows<const T> head_of(const DfMatrix& m, int64_t head, int d) {
  return {static_cast<const T*>(m.data) + head * d, m.ld};
}
template <typename T>
__device__ HeadRows<T> head_out(const DfMatrix& m, int64_t head, int d) {
  return {static_cast<T*>(m.data) + head * d, m.ld};
}

__device__ bool sees(const DfAttentionForward& f, int64_t query, int64_t key) {
  return key <= query && (f.key_end == nullptr || query < f.key_end[key]);
}

// Online softmax of a tile of scores: p becomes the weights, shrink what the sums so far are
// multiplied by. Thread r takes row r.
__device__ void soften(float* p, int rows, float* maximum, float* sum, float* shrink) {
  const int r = threadIdx.x;
  if (r < rows) {
    float top = maximum[r];
    for (int j = 0; j < rows; ++j) top = fmaxf(top, p[r * rows + j]);
    const float old = expf(maximum[r] - top);
    float total = sum[r] * old;
    for (int j = 0; j < rows; ++j) {
      const float e = expf(p[r * rows + j] - top);
      p[r * rows + j] = e;
      total += e;
    }
    maximum[r] = top;
    sum[r] = total;
    shrink[r] = old;
  }
}

template <typename T>
__global__ void __launch_bounds__(kSimtThreads) forward_kernel(DfAttentionForward f) {
  extern __shared__ float shared[];
  const int d = f.head_dim, rows = simt_rows(d), tile = rows * simt_pitch(d);
  float *q = shared, *kv = q + tile, *out = kv + tile, *p = out + tile, *maximum = p + rows * rows;
  float *sum = maximum + rows, *shrink = sum + rows;
  const int64_t begin = f.cu_seqlens[blockIdx.z], end = f.cu_seqlens[blockIdx.z + 1];
  const int64_t first = begin + int64_t{blockIdx.x} * rows;
  if (first >= end) return;
  const int64_t head = blockIdx.y, kv_head = head / (f.heads / f.kv_heads);
  const int queries = static_cast<int>(min(int64_t{rows}, end - first));
  load_rows<T>(head_of<T>(f.q, head, d), first, queries, rows, d, f.scale, q);
  for (int i = threadIdx.x; i < tile; i += kSimtThreads) out[i] = 0.0f;
  if (threadIdx.x < rows) {
    maximum[threadIdx.x] = kLowest;
    sum[threadIdx.x] = 0.0f;
  }
  for (int64_t key = begin; key < first + queries; key += rows) {
    const int keys = static_cast<int>(min(int64_t{rows}, first + queries - key));
    __syncthreads();
    load_rows<T>(head_of<T>(f.k, kv_head, d), key, keys, rows, d, 1.0f, kv);
    __syncthreads();
    for (int i = threadIdx.x; i < rows * rows; i += kSimtThreads) {
      const int r = i / rows, j = i % rows;
      const bool seen = r < queries && j < keys && sees(f, first + r, key + j);
      p[i] = seen ? row_dot(q + r * simt_pitch(d), kv + j * simt_pitch(d), d) : -INFINITY;
    }
    __syncthreads();
    soften(p, rows, maximum, sum, shrink);
    load_rows<T>(head_of<T>(f.v, kv_head, d), key, keys, rows, d, 1.0f, kv);
    __syncthreads();
    for (int i = threadIdx.x; i < rows * d; i += kSimtThreads) {
      out[i / d * simt_pitch(d) + i % d] *= shrink[i / d];
    }
    add_weighted<false>(p, kv, rows, d, out);
  }
  __syncthreads();
  if (threadIdx.x < queries && f.lse != nullptr) {
    f.lse[head * f.q.rows + first + threadIdx.x] = maximum[threadIdx.x] + logf(sum[threadIdx.x]);
  }
  // A query that sees no key has the sum 0: its output is 0.
  for (int i = threadIdx.x; i < rows * d; i += kSimtThreads) {
    const float total = sum[i / d];
    out[i / d * simt_pitch(d) + i % d] *= total == 0.0f ? 0.0f : 1.0f / total;
  }
  __syncthreads();
  store_rows<T>(head_out<T>(f.out, head, d), first, queries, d, 1.0f, out);
}

// p and ds [queries][keys] of two tiles, both starting inside one sequence.
__device__ void probabilities(const DfAttentionForward& f, const float* q, const float* dout, const float* k,
                              const float* v, const float* lse, const float* delta, int64_t first, int queries,
                              int64_t key, int keys, float* p, float* ds) {
  const int d = f.head_dim, rows = simt_rows(d), pitch = simt_pitch(d);
  for (int i = threadIdx.x; i < rows * rows; i += kSimtThreads) {
    const int r = i / rows, j = i % rows;
    float weight = 0.0f, gradient = 0.0f;
    if (r < queries && j < keys && key + j <= first + r) {
      weight = expf(row_dot(q + r * pitch, k + j * pitch, d) - lse[r]);
      gradient = weight * (row_dot(dout + r * pitch, v + j * pitch, d) - delta[r]);
    }
    p[i] = weight;
    ds[i] = gradient;
  }
}

template <typename T>
__global__ void __launch_bounds__(kSimtThreads) query_gradient_kernel(DfAttentionBackward b, const float* delta) {
  extern __shared__ float shared[];
  const DfAttentionForward& f = b.forward;
  const int d = f.head_dim, rows = simt_rows(d), tile = rows * simt_pitch(d);
  float *q = shared, *dout = q + tile, *k = dout + tile, *v = k + tile, *dq = v + tile, *p = dq + tile;
  float* ds = p + rows * rows;
  const int64_t begin = f.cu_seqlens[blockIdx.z], end = f.cu_seqlens[blockIdx.z + 1];
  const int64_t first = begin + int64_t{blockIdx.x} * rows;
  if (first >= end) return;
  const int64_t head = blockIdx.y, kv_head = head / (f.heads / f.kv_heads), at = head * f.q.rows + first;
  const int queries = static_cast<int>(min(int64_t{rows}, end - first));
  load_rows<T>(head_of<T>(f.q, head, d), first, queries, rows, d, f.scale, q);
  load_rows<T>(head_of<T>(b.dout, head, d), first, queries, rows, d, 1.0f, dout);
  for (int i = threadIdx.x; i < tile; i += kSimtThreads) dq[i] = 0.0f;
  for (int64_t key = begin; key < first + queries; key += rows) {
    const int keys = static_cast<int>(min(int64_t{rows}, first + queries - key));
    __syncthreads();
    load_rows<T>(head_of<T>(f.k, kv_head, d), key, keys, rows, d, 1.0f, k);
    load_rows<T>(head_of<T>(f.v, kv_head, d), key, keys, rows, d, 1.0f, v);
    __syncthreads();
    probabilities(f, q, dout, k, v, f.lse + at, delta + at, first, queries, key, keys, p, ds);
    __syncthreads();
    add_weighted<false>(ds, k, rows, d, dq);
  }
  __syncthreads();
  store_rows<T>(head_out<T>(b.dq, head, d), first, queries, d, f.scale, dq);
}

template <typename T>
__global__ void __launch_bounds__(kSimtThreads) key_gradient_kernel(DfAttentionBackward b, const float* delta) {
  extern __shared__ float shared[];
  const DfAttentionForward& f = b.forward;
  const int d = f.head_dim, rows = simt_rows(d), tile = rows * simt_pitch(d);
  float *k = shared, *v = k + tile, *row = v + tile, *dk = row + tile, *dv = dk + tile, *p = dv + tile;
  float *ds = p + rows * rows, *q = ds + rows * rows;
  const int64_t begin = f.cu_seqlens[blockIdx.z], end = f.cu_seqlens[blockIdx.z + 1];
  const int64_t key = begin + int64_t{blockIdx.x} * rows;
  if (key >= end) return;
  const int group = f.heads / f.kv_heads;
  const int64_t kv_head = blockIdx.y;
  const int keys = static_cast<int>(min(int64_t{rows}, end - key));
  load_rows<T>(head_of<T>(f.k, kv_head, d), key, keys, rows, d, 1.0f, k);
  load_rows<T>(head_of<T>(f.v, kv_head, d), key, keys, rows, d, 1.0f, v);
  for (int i = threadIdx.x; i < tile; i += kSimtThreads) dk[i] = dv[i] = 0.0f;
  for (int64_t head = kv_head * group; head < (kv_head + 1) * group; ++head) {
    for (int64_t first = key; first < end; first += rows) {
      const int queries = static_cast<int>(min(int64_t{rows}, end - first));
      const int64_t at = head * f.q.rows + first;
      __syncthreads();
      load_rows<T>(head_of<T>(f.q, head, d), first, queries, rows, d, f.scale, q);
      load_rows<T>(head_of<T>(b.dout, head, d), first, queries, rows, d, 1.0f, row);
      __syncthreads();
      probabilities(f, q, row, k, v, f.lse + at, delta + at, first, queries, key, keys, p, ds);
      __syncthreads();
      add_weighted<true>(p, row, rows, d, dv);
      add_weighted<true>(ds, q, rows, d, dk);
    }
  }
  __syncthreads();
  store_rows<T>(head_out<T>(b.dk, kv_head, d), key, keys, d, 1.0f, dk);
  store_rows<T>(head_out<T>(b.dv, kv_head, d), key, keys, d, 1.0f, dv);
}

template <typename T>
__global__ void __launch_bounds__(256) delta_kernel(DfAttentionBackward b, float* delta) {
  const DfAttentionForward& f = b.forward;
  const int64_t pair = int64_t{blockIdx.x} * 8 + threadIdx.x / 32;
  if (pair >= f.q.rows * f.heads) return;
  const int64_t row = pair / f.heads, head = pair % f.heads;
  const T* dout = static_cast<const T*>(b.dout.data) + row * b.dout.ld + head * f.head_dim;
  const T* out = static_cast<const T*>(f.out.data) + row * f.out.ld + head * f.head_dim;
  float sum = 0.0f;
  for (int c = threadIdx.x % 32; c < f.head_dim; c += 32) sum = fmaf(to_float(dout[c]), to_float(out[c]), sum);
#pragma unroll
  for (int step = 16; step > 0; step /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, step);
  if (threadIdx.x % 32 == 0) delta[head * f.q.rows + row] = sum;
}

int shared_bytes(int d, int tiles, int squares) {
  const int rows = simt_rows(d);
  return (tiles * rows * simt_pitch(d) + squares * rows * rows + 3 * rows) * static_cast<int>(sizeof(float));
}

template <typename Kernel, typename... Args>
DfStatus launch(DfContext* context, Kernel kernel, const DfAttentionForward& f, int32_t heads, int bytes,
                Args... args) {
  const dim3 grid(static_cast<unsigned>(ceil_div(f.max_seqlen, simt_rows(f.head_dim))),
                  static_cast<unsigned>(heads), static_cast<unsigned>(f.sequences));
  DF_REQUIRE(f.sequences <= 65535, "attention: %d sequences are more than a launch takes", f.sequences);
  if (f.sequences == 0 || f.max_seqlen == 0) return ok();
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes), "attention");
  kernel<<<grid, kSimtThreads, static_cast<size_t>(bytes), context->stream>>>(args...);
  DF_LAUNCHED("attention");
  return ok();
}

// The same by vectors of 16 bytes: head_dim / 8 lanes a query and head, a power of two of at most 32.
template <typename T>
__global__ void __launch_bounds__(256) delta_vectors_kernel(DfAttentionBackward b, float* delta) {
  const DfAttentionForward& f = b.forward;
  const int lanes = f.head_dim / 8;
  const int64_t pair = (int64_t{blockIdx.x} * 256 + threadIdx.x) / lanes;
  const int64_t last = f.q.rows * f.heads - 1, at = pair < last ? pair : last;
  const int64_t row = at / f.heads, head = at % f.heads, col = head * f.head_dim + threadIdx.x % lanes * 8;
  float x[8], y[8], sum = 0.0f;
  load_floats<8>(static_cast<const T*>(b.dout.data) + row * b.dout.ld + col, x);
  load_floats<8>(static_cast<const T*>(f.out.data) + row * f.out.ld + col, y);
#pragma unroll
  for (int i = 0; i < 8; ++i) sum = fmaf(x[i], y[i], sum);
  for (int lane = lanes / 2; lane > 0; lane /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, lane);
  if (threadIdx.x % lanes == 0 && pair <= last) delta[head * f.q.rows + row] = sum;
}

}  // namespace

DfStatus zero_outside_sequences(DfContext* context, const DfAttentionForward& f, const DfMatrix& m) {
  const int64_t bytes = dtype_bytes(m.dtype), begin = f.cu_seqlens_host[0], end = f.cu_seqlens_host[f.sequences];
  const auto zero = [&](int64_t from, int64_t to) -> DfStatus {
    if (to <= from) return ok();
    DF_CUDA(cudaMemset2DAsync(static_cast<char*>(m.data) + from * m.ld * bytes,
                              static_cast<size_t>(m.ld * bytes), 0, static_cast<size_t>(m.cols * bytes),
                              static_cast<size_t>(to - from), context->stream),
            "attention");
    return ok();
  };
  DF_CHECK(zero(0, begin));
  return zero(end, m.rows);
}

DfStatus attention_forward_simt(DfContext* context, const DfAttentionForward& f) {
  return with_dtype(f.q.dtype, [&](auto tag) {
    return launch(context, forward_kernel<decltype(tag)>, f, f.heads, shared_bytes(f.head_dim, 3, 1), f);
  });
}

DfStatus attention_delta(DfContext* context, const DfAttentionBackward& b, float* delta) {
  const int64_t pairs = b.forward.q.rows * b.forward.heads;
  if (pairs == 0) return ok();
  const int32_t lanes = b.forward.head_dim / 8;
  const bool vectors = b.forward.head_dim % 8 == 0 && lanes <= 32 && (lanes & (lanes - 1)) == 0 &&
                       b.forward.q.dtype != DF_F32 && aligned_to(b.dout, 16) && aligned_to(b.forward.out, 16);
  if (vectors) {
    const auto blocks = static_cast<unsigned>(ceil_div(pairs * lanes, 256));
    with_dtype(b.forward.q.dtype, [&](auto tag) {
      delta_vectors_kernel<decltype(tag)><<<blocks, 256, 0, context->stream>>>(b, delta);
    });
    DF_LAUNCHED("attention_backward");
    return ok();
  }
  with_dtype(b.forward.q.dtype, [&](auto tag) {
    delta_kernel<decltype(tag)><<<static_cast<unsigned>(ceil_div(pairs, 8)), 256, 0, context->stream>>>(b, delta);
  });
  DF_LAUNCHED("attention_backward");
  return ok();
}

DfStatus attention_backward_simt(DfContext* context, const DfAttentionBackward& b, float* delta) {
  const DfAttentionForward& f = b.forward;
  const float* sums = delta;
  return with_dtype(f.q.dtype, [&](auto tag) -> DfStatus {
    using T = decltype(tag);
    DF_CHECK(launch(context, query_gradient_kernel<T>, f, f.heads, shared_bytes(f.head_dim, 5, 2), b, sums));
    return launch(context, key_gradient_kernel<T>, f, f.kv_heads, shared_bytes(f.head_dim, 6, 2), b, sums);
  });
}

}  // namespace df::cuda
