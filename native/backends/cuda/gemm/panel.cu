#include "backends/cuda/gemm/panel.h"

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/nf4_blocks.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/ops/dependent_launch.cuh"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;

// Eight values in 16-byte stores. Pack's stores fall apart into words of 4 bytes here, at a third of the speed.
__device__ __forceinline__ void store_eight(float* out, const float (&v)[8]) {
  reinterpret_cast<float4*>(out)[0] = make_float4(v[0], v[1], v[2], v[3]);
  reinterpret_cast<float4*>(out)[1] = make_float4(v[4], v[5], v[6], v[7]);
}
__device__ __forceinline__ uint32_t pair_of(float low, float high, bf16) {
  const __nv_bfloat162 pair = __floats2bfloat162_rn(low, high);
  return *reinterpret_cast<const uint32_t*>(&pair);
}
__device__ __forceinline__ uint32_t pair_of(float low, float high, f16) {
  const __half2 pair = __floats2half2_rn(low, high);
  return *reinterpret_cast<const uint32_t*>(&pair);
}
template <typename T>
__device__ __forceinline__ void store_eight(T* out, const float (&v)[8]) {
  *reinterpret_cast<uint4*>(out) = make_uint4(pair_of(v[0], v[1], T{}), pair_of(v[2], v[3], T{}),
                                              pair_of(v[4], v[5], T{}), pair_of(v[6], v[7], T{}));
}

// NF4 whose rows and blocks are multiples of 8: each thread turns 4 bytes into 8 values, neighbours
// beside each other, for kRows rows, so that several loads are in flight.
template <typename T, int kRows>
__global__ void __launch_bounds__(kThreads) nf4_panel_kernel(Nf4Blocks w, const float* row_scale, int64_t first,
                                                             int64_t rows, int64_t cols, T* out) {
  __shared__ float table[16];
  wait_for_kernel_before();
  launch_dependents();
  const int64_t row0 = int64_t{blockIdx.x} * kRows;
  const int64_t col = (int64_t{blockIdx.y} * kThreads + threadIdx.x) * 8;
  uint32_t codes[kRows];
  float scale[kRows];
  if (col < cols) {
#pragma unroll
    for (int i = 0; i < kRows; ++i) {
      const int64_t at = (first + min(row0 + i, rows - 1)) * cols + col;
      codes[i] = __ldcs(reinterpret_cast<const uint32_t*>(w.packed + at / 2));
      scale[i] = block_absmax(w, static_cast<int>(at >> w.block_shift));
    }
  }
  // The table is made while the loads are on their way.
  load_nf4_table(table);
  __syncthreads();
  if (col >= cols) return;
#pragma unroll
  for (int i = 0; i < kRows; ++i) {
    if (row0 + i >= rows) break;
    const float factor = row_scale != nullptr ? row_scale[first + row0 + i] : 1.0f;
    float values[8];
#pragma unroll
    for (int v = 0; v < 8; ++v) {
      // High nibble first: value v of byte v / 2.
      const uint32_t code = codes[i] >> (v / 2 * 8 + (v % 2 == 0 ? 4 : 0)) & 15u;
      values[v] = __fmul_rn(__fmul_rn(table[code], scale[i]), factor);
    }
    store_eight(out + (row0 + i) * cols + col, values);
  }
}

// Any format and shape, a value at a time.
template <typename T>
__global__ void __launch_bounds__(kThreads) any_panel_kernel(Nf4View w, int32_t format, const float* row_scale,
                                                             int64_t first, int64_t rows, int64_t cols, T* out) {
  __shared__ float table[16];
  load_nf4_table(table);
  __syncthreads();
  const int64_t count = rows * cols;
  for (int64_t i = int64_t{blockIdx.x} * kThreads + threadIdx.x; i < count;
       i += int64_t{gridDim.x} * kThreads) {
    const int64_t at = first * cols + i;
    float value;
    if (format == DF_F32) {
      value = reinterpret_cast<const float*>(w.packed)[at];
    } else if (format == DF_BF16) {
      value = to_float(reinterpret_cast<const bf16*>(w.packed)[at]);
    } else if (format == DF_F16) {
      value = to_float(reinterpret_cast<const f16*>(w.packed)[at]);
    } else {
      const uint32_t byte = w.packed[at / 2];
      value = __fmul_rn(table[at % 2 == 0 ? byte >> 4 : byte & 15u], block_absmax(w, at / w.block_size));
    }
    if (row_scale != nullptr) value *= row_scale[first + i / cols];
    out[i] = from_float<T>(value);
  }
}

template <typename In, typename Out>
__global__ void __launch_bounds__(kThreads) convert_kernel(const In* in, int64_t ld, int64_t rows, int64_t cols,
                                                           Out* out, int64_t out_ld) {
  const int64_t count = rows * cols;
  for (int64_t i = int64_t{blockIdx.x} * kThreads + threadIdx.x; i < count;
       i += int64_t{gridDim.x} * kThreads) {
    out[i / cols * out_ld + i % cols] = from_float<Out>(to_float(in[i / cols * ld + i % cols]));
  }
}

}  // namespace

DfStatus build_panel(DfContext* context, const DfWeight& weight, const float* row_scale, int64_t first,
                     int64_t rows, void* out, int32_t dtype) {
  if (rows == 0) return ok();
  const int64_t cols = weight.in_features;
  const Nf4View view = nf4_view(weight);
  const bool vectors = nf4_blocks_take(weight) && cols % 8 == 0 && weight.block_size % 8 == 0 &&
                       reinterpret_cast<uintptr_t>(weight.data) % 4 == 0 &&
                       reinterpret_cast<uintptr_t>(out) % 16 == 0;
  return with_dtype(dtype, [&](auto tag) -> DfStatus {
    using T = decltype(tag);
    if (vectors) {
      constexpr int kRows = 4;
      const dim3 grid(static_cast<unsigned>(ceil_div(rows, kRows)),
                      static_cast<unsigned>(ceil_div(cols, kThreads * 8)));
      DF_CUDA(launch_early(context, nf4_panel_kernel<T, kRows>, grid, dim3(kThreads), 0, 1, nf4_blocks(weight),
                           row_scale, first, rows, cols, static_cast<T*>(out)),
              "build_panel");
    } else {
      any_panel_kernel<T><<<grid_stride_blocks(context, rows * cols, kThreads), kThreads, 0, context->stream>>>(
          view, weight.format, row_scale, first, rows, cols, static_cast<T*>(out));
      DF_LAUNCHED("build_panel");
    }
    return ok();
  });
}

DfStatus convert_rows(DfContext* context, const DfMatrix& in, void* out, int64_t out_ld, int32_t dtype) {
  if (in.rows == 0 || in.cols == 0) return ok();
  const unsigned blocks = grid_stride_blocks(context, in.rows * in.cols, kThreads);
  with_dtype(in.dtype, [&](auto from) {
    using In = decltype(from);
    with_dtype(dtype, [&](auto to) {
      using Out = decltype(to);
      convert_kernel<In, Out><<<blocks, kThreads, 0, context->stream>>>(
          static_cast<const In*>(in.data), in.ld, in.rows, in.cols, static_cast<Out*>(out), out_ld);
    });
  });
  DF_LAUNCHED("convert_rows");
  return ok();
}

}  // namespace df::cuda
