#include "backends/cuda/ops/linear_segments.h"

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/epilogue.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/ops/linear_parts.h"
#include "backends/cuda/philox.cuh"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kCols = 64;      // columns of y a block computes
constexpr int kRanks = 64;     // ranks in shared memory at once
constexpr int kSegments = 64;  // of one launch: the kernel's parameters hold them

struct Segment {
  int64_t begin, end;
  const float* a;  // null: no adapter
  const float* b;
  const float* row_scale;
  int64_t a_ld, b_ld;
  float scale;
  int32_t rank;
  Dropout dropout;  // threshold 0: none
};
struct Segments {
  Segment items[kSegments];
};

constexpr int kRowsAtOnce = 4;

// Adds to sums[k] the products of row k of x with kStep columns of A's row, from column i on.
template <typename T, int kStep>
__device__ __forceinline__ void add_columns(const Segment& s, const T* x, int64_t x_ld, int64_t in, int64_t first,
                                            int64_t rank, int64_t i, float (&sums)[kRowsAtOnce]) {
  float a[kStep], value[kStep];
  load_floats<kStep>(s.a + rank * s.a_ld + i, a);
#pragma unroll
  for (int k = 0; k < kRowsAtOnce; ++k) {
    const int64_t t = first + k;
    if (t >= s.end) break;
    load_floats<kStep>(x + t * x_ld + i, value);
#pragma unroll
    for (int c = 0; c < kStep; ++c) {
      if (s.dropout.threshold != 0) {
        const uint32_t bits = random_bits(s.dropout.seed, s.dropout.stream, static_cast<uint64_t>(t * in + i + c));
        value[c] = bits >= s.dropout.threshold ? value[c] * s.dropout.factor : 0.0f;
      }
      sums[k] = fmaf(value[c], a[c], sums[k]);
    }
  }
}

// row_xa[t, r] = sum_i drop(x)[t, i] A[r, i]: a block for one r and a few rows, so that every load of
// A's row is in flight at once. kStep: columns a thread takes at a time, 8 where rows are aligned.
template <typename T, int kStep>
__global__ void __launch_bounds__(kThreads) row_xa_kernel(const Segments segments, const T* x, int64_t x_ld,
                                                          int64_t in, float* row_xa, int64_t ld) {
  __shared__ float parts[kRowsAtOnce][kThreads / 32];
  const Segment& s = segments.items[blockIdx.z];
  const int64_t first = s.begin + int64_t{blockIdx.y} * kRowsAtOnce, rank = blockIdx.x;
  if (s.a == nullptr || first >= s.end || rank >= s.rank) return;
  float sums[kRowsAtOnce] = {};
#pragma unroll 2
  for (int64_t i = int64_t{threadIdx.x} * kStep; i < in; i += kThreads * kStep) {
    add_columns<T, kStep>(s, x, x_ld, in, first, rank, i, sums);
  }
#pragma unroll
  for (int k = 0; k < kRowsAtOnce; ++k) {
#pragma unroll
    for (int step = 16; step > 0; step /= 2) sums[k] += __shfl_xor_sync(0xffffffffu, sums[k], step);
    if (threadIdx.x % 32 == 0) parts[k][threadIdx.x / 32] = sums[k];
  }
  __syncthreads();
  if (threadIdx.x >= kRowsAtOnce || first + threadIdx.x >= s.end) return;
  float sum = 0.0f;
  for (int w = 0; w < kThreads / 32; ++w) sum += parts[threadIdx.x][w];
  row_xa[(first + threadIdx.x) * ld + rank] = sum;
}

// A block takes kCols columns of one segment, kPass rows at a time: each thread one column of two rows.
// Its part of B passes through shared memory once, where the rank allows.
constexpr int kPass = 2 * kThreads / kCols;

template <typename T>
__global__ void __launch_bounds__(kThreads) row_finish_kernel(const Segments segments, const T* product,
                                                              int64_t product_ld, const float* row_xa, int64_t ld,
                                                              int64_t out, Epilogue y) {
  __shared__ float b[kCols][kRanks + 1];
  __shared__ float xa[kPass][kRanks];
  const Segment& s = segments.items[blockIdx.z];
  const int64_t col0 = int64_t{blockIdx.x} * kCols;
  const int c = threadIdx.x % kCols, half = threadIdx.x / kCols;
  for (int64_t row0 = s.begin; row0 < s.end; row0 += kPass) {
    float low[2] = {};
    for (int rank = 0; s.b != nullptr && rank < s.rank; rank += kRanks) {
      __syncthreads();
      if (row0 == s.begin || s.rank > kRanks) {
        for (int i = threadIdx.x; i < kCols * kRanks; i += kThreads) {
          const int j = i / kRanks, r = i % kRanks;
          b[j][r] = rank + r < s.rank && col0 + j < out ? s.b[(col0 + j) * s.b_ld + rank + r] : 0.0f;
        }
      }
      for (int i = threadIdx.x; i < kPass * kRanks; i += kThreads) {
        const int64_t t = row0 + i / kRanks, r = rank + i % kRanks;
        xa[i / kRanks][i % kRanks] = t < s.end && r < s.rank ? row_xa[t * ld + r] : 0.0f;
      }
      __syncthreads();
#pragma unroll 16
      for (int r = 0; r < kRanks; ++r) {
        low[0] = fmaf(b[c][r], xa[half][r], low[0]);
        low[1] = fmaf(b[c][r], xa[half + kPass / 2][r], low[1]);
      }
    }
#pragma unroll
    for (int k = 0; k < 2; ++k) {
      const int64_t t = row0 + half + k * kPass / 2, col = col0 + c;
      if (t >= s.end || col >= out) continue;
      float value = to_float(product[t * product_ld + col]) + s.scale * low[k];
      if (s.row_scale != nullptr) value *= s.row_scale[col];
      write_one(y, t, col, value);
    }
  }
}

Segment segment_of(const DfLinearForward& args, int32_t k) {
  Segment s{};
  s.begin = args.segment_begin[k];
  s.end = args.segment_begin[k + 1];
  if (args.segment_adapter[k] < 0 || args.adapters[args.segment_adapter[k]].rank == 0) return s;
  const DfAdapter& adapter = args.adapters[args.segment_adapter[k]];
  s.a = static_cast<const float*>(adapter.a.data);
  s.b = static_cast<const float*>(adapter.b.data);
  s.row_scale = adapter.row_scale;
  s.a_ld = adapter.a.ld;
  s.b_ld = adapter.b.ld;
  s.scale = adapter.scale;
  s.rank = adapter.rank;
  s.dropout = dropout_of(adapter.rng, adapter.dropout);
  return s;
}

DfStatus run_segments(DfContext* context, const DfLinearForward& args, const DfMatrix& product,
                      const Segments& segments, int count, float* row_xa, int64_t ld) {
  int64_t longest = 0;
  int32_t widest = 0;
  bool whole = args.weight.in_features % 8 == 0 && aligned_to(args.x, 16);
  for (int i = 0; i < count; ++i) {
    longest = std::max(longest, segments.items[i].end - segments.items[i].begin);
    widest = std::max(widest, segments.items[i].rank);
    whole = whole && aligned_to(segments.items[i].a, 16) && segments.items[i].a_ld % 4 == 0;
  }
  if (longest == 0) return ok();
  const int64_t out = args.weight.out_features;
  const Epilogue y{args.y.data, args.y.ld, nullptr, args.weight.bias, 1.0f, args.y.dtype, args.accumulate != 0};
  const auto z = static_cast<unsigned>(count);
  with_dtype(args.x.dtype, [&](auto tag) {
    using T = decltype(tag);
    if (widest == 0) return;
    const dim3 grid(static_cast<unsigned>(widest), static_cast<unsigned>(ceil_div(longest, kRowsAtOnce)), z);
    const T* x = static_cast<const T*>(args.x.data);
    const int64_t in = args.weight.in_features;
    if (whole) {
      row_xa_kernel<T, 8><<<grid, kThreads, 0, context->stream>>>(segments, x, args.x.ld, in, row_xa, ld);
    } else {
      row_xa_kernel<T, 1><<<grid, kThreads, 0, context->stream>>>(segments, x, args.x.ld, in, row_xa, ld);
    }
  });
  with_dtype(product.dtype, [&](auto tag) {
    using T = decltype(tag);
    const dim3 grid(static_cast<unsigned>(ceil_div(out, kCols)), 1, z);
    row_finish_kernel<T><<<grid, kThreads, 0, context->stream>>>(segments, static_cast<const T*>(product.data),
                                                                 product.ld, row_xa, ld, out, y);
  });
  DF_LAUNCHED("linear_forward");
  return ok();
}

}  // namespace

DfStatus add_row_adapters(DfContext* context, const DfLinearForward& args, const DfMatrix& product,
                          int32_t first, int32_t end, float* row_xa, int64_t ld) {
  for (int32_t k = first; k < end; k += kSegments) {
    Segments segments{};
    const int count = std::min(kSegments, end - k);
    for (int i = 0; i < count; ++i) segments.items[i] = segment_of(args, k + i);
    DF_CHECK(run_segments(context, args, product, segments, count, row_xa, ld));
  }
  return ok();
}

}  // namespace df::cuda
