// Products in plain float32: multiply-adds in the order of k, no tensor cores, no TF32. This is the
// arithmetic of the float32 mode, whose results are compared with the CPU backend's.
#include "backends/cuda/gemm/epilogue.cuh"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

constexpr int kTile = 64;    // rows and columns of C a block computes
constexpr int kDepth = 16;   // k a step
constexpr int kThreads = 256;
constexpr int kSub = 4;      // rows and columns of C a thread computes

// tile[k][row] of an operand, zero outside it. Neighbouring threads read neighbouring addresses.
__device__ void load_tile(const GemmOperand& operand, const GemmDropout* drop, int64_t row, int64_t rows,
                          int64_t k, int64_t depth, float (*tile)[kTile + 1]) {
  const float* data = static_cast<const float*>(operand.data);
#pragma unroll
  for (int i = threadIdx.x; i < kTile * kDepth; i += kThreads) {
    const int r = operand.k_contiguous ? i / kDepth : i % kTile;
    const int d = operand.k_contiguous ? i % kDepth : i / kTile;
    float value = 0.0f;
    if (row + r < rows && k + d < depth) {
      value = operand.k_contiguous ? data[(row + r) * operand.ld + k + d]
                                   : data[(k + d) * operand.ld + row + r];
      if (drop != nullptr) {
        const bool keep =
            operand.k_contiguous ? kept(*drop, row + r, k + d) : kept(*drop, k + d, row + r);
        if (!keep) value = 0.0f;
      }
    }
    tile[d][r] = value;
  }
}

__device__ void add_term(const GemmTerm& term, const GemmDropout* drop, int64_t m, int64_t n,
                         int64_t first_k, int64_t last_k, float (*tile_a)[kTile + 1],
                         float (*tile_b)[kTile + 1], float (&sum)[kSub][kSub]) {
  const int row = threadIdx.x / 16 * kSub, col = threadIdx.x % 16 * kSub;
  const int64_t top = int64_t{blockIdx.y} * kTile, left = int64_t{blockIdx.x} * kTile;
  for (int64_t k = first_k; k < last_k; k += kDepth) {
    load_tile(term.a, drop, top, m, k, last_k, tile_a);
    load_tile(term.b, nullptr, left, n, k, last_k, tile_b);
    __syncthreads();
#pragma unroll
    for (int d = 0; d < kDepth; ++d) {
#pragma unroll
      for (int i = 0; i < kSub; ++i) {
#pragma unroll
        for (int j = 0; j < kSub; ++j) {
          sum[i][j] = fmaf(tile_a[d][row + i], tile_b[d][col + j], sum[i][j]);
        }
      }
    }
    __syncthreads();
  }
}

__global__ void __launch_bounds__(kThreads) simt_kernel(GemmCall call, Epilogue epilogue) {
  __shared__ float tile_a[kDepth][kTile + 1];
  __shared__ float tile_b[kDepth][kTile + 1];
  float sum[kSub][kSub] = {};
  const int64_t row = int64_t{blockIdx.y} * kTile + threadIdx.x / 16 * kSub;
  const int64_t col = int64_t{blockIdx.x} * kTile + threadIdx.x % 16 * kSub;
  const int64_t pieces = (call.terms[0].k + kDepth - 1) / kDepth;
  const int64_t first = pieces * blockIdx.z / call.splits * kDepth;
  const int64_t last = min(pieces * (blockIdx.z + 1) / call.splits * kDepth, call.terms[0].k);
  add_term(call.terms[0], call.dropout.what == Drop::kA ? &call.dropout : nullptr, call.m, call.n,
           first, last, tile_a, tile_b, sum);
  if (call.dropout.what == Drop::kFirstTerm) {
    for (int i = 0; i < kSub; ++i) {
      for (int j = 0; j < kSub; ++j) {
        sum[i][j] = kept(call.dropout, row + i, col + j) ? sum[i][j] * call.dropout.factor : 0.0f;
      }
    }
  }
  if (call.term_count > 1) {
    add_term(call.terms[1], nullptr, call.m, call.n, 0, call.terms[1].k, tile_a, tile_b, sum);
  }
  for (int i = 0; i < kSub && row + i < call.m; ++i) {
    for (int j = 0; j < kSub && col + j < call.n; ++j) {
      if (call.partials != nullptr) {
        call.partials[(int64_t{blockIdx.z} * call.m + row + i) * call.n + col + j] = sum[i][j];
      } else {
        write_one(epilogue, row + i, col + j, sum[i][j]);
      }
    }
  }
}

__device__ float summed(const PartialSum& s, int64_t at) {
  float sum = 0.0f;
  for (int k = 0; k < s.splits; ++k) sum += s.partials[k * s.m * s.n + at];
  return s.alpha * sum;
}

__device__ float row_factor(const PartialSum& s, int64_t row) {
  return s.row_scale != nullptr ? s.row_scale[row] : 1.0f;
}

__global__ void __launch_bounds__(kThreads) sum_kernel(PartialSum s, Epilogue out) {
  // Partials are at most a few million values: 32-bit divisions suffice.
  const unsigned count = static_cast<unsigned>(s.m * s.n), cols = static_cast<unsigned>(s.n);
  const unsigned i = blockIdx.x * kThreads + threadIdx.x;
  if (i >= count) return;
  const unsigned row = i / cols;
  write_one(out, row, i % cols, summed(s, i) * row_factor(s, row));
}

// Through shared memory, so that partials are read and the output written by rows.
__global__ void __launch_bounds__(kThreads) sum_transposed_kernel(PartialSum s, Epilogue out) {
  __shared__ float tile[32][33];
  const int64_t top = int64_t{blockIdx.x} * 32, left = int64_t{blockIdx.y} * 32;
  const int x = threadIdx.x % 32, y = threadIdx.x / 32;
  for (int i = y; i < 32; i += kThreads / 32) {
    if (top + i < s.m && left + x < s.n) tile[i][x] = summed(s, (top + i) * s.n + left + x);
  }
  __syncthreads();
  for (int i = y; i < 32; i += kThreads / 32) {
    if (left + i < s.n && top + x < s.m) {
      write_one(out, left + i, top + x, tile[x][i] * row_factor(s, left + i));
    }
  }
}

}  // namespace

DfStatus gemm_simt(DfContext* context, const GemmCall& call) {
  const dim3 grid(static_cast<unsigned>(ceil_div(call.n, kTile)),
                  static_cast<unsigned>(ceil_div(call.m, kTile)), static_cast<unsigned>(call.splits));
  DF_REQUIRE(grid.y <= 65535, "a product of %lld rows is too tall", static_cast<long long>(call.m));
  simt_kernel<<<grid, kThreads, 0, context->stream>>>(call, epilogue_of(call));
  DF_LAUNCHED("gemm_simt");
  return ok();
}

DfStatus sum_partials(DfContext* context, const PartialSum& sum) {
  const Epilogue out{sum.out, sum.ld, sum.scale, nullptr, 1.0f, sum.dtype, sum.accumulate};
  if (sum.transposed) {
    const dim3 grid(static_cast<unsigned>(ceil_div(sum.m, 32)), static_cast<unsigned>(ceil_div(sum.n, 32)));
    sum_transposed_kernel<<<grid, kThreads, 0, context->stream>>>(sum, out);
  } else {
    DF_REQUIRE(sum.m * sum.n < INT32_MAX, "sum_partials: %lld x %lld are too many", static_cast<long long>(sum.m),
               static_cast<long long>(sum.n));
    const auto blocks = static_cast<unsigned>(ceil_div(sum.m * sum.n, kThreads));
    sum_kernel<<<blocks, kThreads, 0, context->stream>>>(sum, out);
  }
  DF_LAUNCHED("sum_partials");
  return ok();
}

}  // namespace df::cuda
