#include "backends/cuda/gemm/panel.h"

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/nf4_blocks.cuh"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;

// NF4 whose rows and blocks are multiples of 8: each thread turns 4 bytes into 8 values, neighbours
// beside each other, for kRows rows, so that several loads are in flight.
template <typename T, int kRows>
__global__ void __launch_bounds__(kThreads) nf4_panel_kernel(Nf4Blocks w, const float* row_scale, int64_t first,
                                                             int64_t rows, int64_t cols, T* out) {
  __shared__ float table[16];
  load_nf4_table(table);
  __syncthreads();
  const int64_t row0 = int64_t{blockIdx.x} * kRows;
  const int64_t col = (int64_t{blockIdx.y} * kThreads + threadIdx.x) * 8;
  if (col >= cols) return;
  uint32_t codes[kRows];
  float scale[kRows];
#pragma unroll
  for (int i = 0; i < kRows; ++i) {
    const int64_t at = (first + min(row0 + i, rows - 1)) * cols + col;
    codes[i] = __ldcs(reinterpret_cast<const uint32_t*>(w.packed + at / 2));
    scale[i] = block_absmax(w, static_cast<int>(at >> w.block_shift));
  }
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
    store_floats<8>(out + (row0 + i) * cols + col, values);
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

// Row blockIdx.y of out; 32-bit indices: divisions by run-time lengths would cost more than the work.
template <typename T>
__global__ void __launch_bounds__(kThreads) pack_kernel(const float* in, int64_t ld, int rows, int cols,
                                                        const float* scale, float factor, T* out, int out_ld) {
  const int col = blockIdx.x * kThreads + threadIdx.x;
  if (col >= out_ld) return;
  for (int row = blockIdx.y; row < rows; row += gridDim.y) {
    float value = col < cols ? factor * in[row * ld + col] : 0.0f;
    if (scale != nullptr && col < cols) value *= scale[row];
    out[int64_t{row} * out_ld + col] = from_float<T>(value);
  }
}

// Short rows (factors of the rank's width): a thread a value, all rows in a line.
template <typename T>
__global__ void __launch_bounds__(kThreads) pack_short_kernel(const float* in, int64_t ld, unsigned count, int cols,
                                                              const float* scale, float factor, T* out,
                                                              unsigned out_ld) {
  const unsigned i = blockIdx.x * kThreads + threadIdx.x;
  if (i >= count) return;
  const unsigned row = i / out_ld;
  const int col = static_cast<int>(i % out_ld);
  float value = col < cols ? factor * in[row * ld + col] : 0.0f;
  if (scale != nullptr && col < cols) value *= scale[row];
  out[i] = from_float<T>(value);
}

// Through shared memory: in is read and out written by rows.
template <typename T>
__global__ void __launch_bounds__(kThreads) pack_transposed_kernel(const float* in, int64_t ld, int64_t rows,
                                                                   int64_t cols, const float* scale,
                                                                   float factor, T* out, int64_t out_ld) {
  __shared__ float tile[32][33];
  const int64_t top = int64_t{blockIdx.x} * 32, left = int64_t{blockIdx.y} * 32;
  const int x = threadIdx.x % 32, y = threadIdx.x / 32;
  for (int i = y; i < 32; i += kThreads / 32) {
    float value = 0.0f;
    if (top + i < rows && left + x < cols) {
      value = factor * in[(top + i) * ld + left + x];
      if (scale != nullptr) value *= scale[top + i];
    }
    tile[i][x] = value;
  }
  __syncthreads();
  for (int i = y; i < 32; i += kThreads / 32) {
    if (left + i < cols && top + x < out_ld) out[(left + i) * out_ld + top + x] = from_float<T>(tile[x][i]);
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
  with_dtype(dtype, [&](auto tag) {
    using T = decltype(tag);
    if (vectors) {
      constexpr int kRows = 4;
      const dim3 grid(static_cast<unsigned>(ceil_div(rows, kRows)),
                      static_cast<unsigned>(ceil_div(cols, kThreads * 8)));
      nf4_panel_kernel<T, kRows><<<grid, kThreads, 0, context->stream>>>(nf4_blocks(weight), row_scale, first, rows,
                                                                         cols, static_cast<T*>(out));
    } else {
      any_panel_kernel<T><<<grid_stride_blocks(context, rows * cols, kThreads), kThreads, 0, context->stream>>>(
          view, weight.format, row_scale, first, rows, cols, static_cast<T*>(out));
    }
  });
  DF_LAUNCHED("build_panel");
  return ok();
}

DfStatus pack_factor(DfContext* context, const DfMatrix& in, const float* scale, float factor, bool transposed,
                     void* out, int64_t out_ld, int32_t dtype) {
  const float* data = static_cast<const float*>(in.data);
  with_dtype(dtype, [&](auto tag) {
    using T = decltype(tag);
    T* to = static_cast<T*>(out);
    if (transposed) {
      const dim3 grid(static_cast<unsigned>(ceil_div(out_ld, 32)), static_cast<unsigned>(ceil_div(in.cols, 32)));
      pack_transposed_kernel<T><<<grid, kThreads, 0, context->stream>>>(data, in.ld, in.rows, in.cols, scale,
                                                                        factor, to, out_ld);
    } else {
      const int rows = static_cast<int>(in.rows), cols = static_cast<int>(in.cols);
      const int64_t count = in.rows * out_ld;
      if (out_ld < kThreads && count < INT32_MAX) {
        pack_short_kernel<T><<<static_cast<unsigned>(ceil_div(count, kThreads)), kThreads, 0, context->stream>>>(
            data, in.ld, static_cast<unsigned>(count), cols, scale, factor, to, static_cast<unsigned>(out_ld));
      } else {
        const dim3 grid(static_cast<unsigned>(ceil_div(out_ld, kThreads)),
                        static_cast<unsigned>(std::min<int64_t>(in.rows, 65535)));
        pack_kernel<T><<<grid, kThreads, 0, context->stream>>>(data, in.ld, rows, cols, scale, factor, to,
                                                               static_cast<int>(out_ld));
      }
    }
  });
  DF_LAUNCHED("pack_factor");
  return ok();
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
