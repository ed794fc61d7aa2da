// Tiles of rows in shared memory as float32, for the attention kernels without tensor cores.
#pragma once

#include "backends/cuda/dtype.cuh"

namespace df::cuda {

inline constexpr int kSimtThreads = 256;

// Rows of a tile: five tiles of any head_dim fit into 48 KB.
__host__ __device__ constexpr int simt_rows(int head_dim) { return head_dim <= 128 ? 16 : head_dim <= 256 ? 8 : 4; }
__host__ __device__ constexpr int simt_pitch(int head_dim) { return head_dim + 1; }

// A head's part of a matrix.
template <typename T>
struct HeadRows {
  T* data;  // row 0, first column of the head
  int64_t ld;
};

template <typename T>
__device__ __forceinline__ void load_rows(const HeadRows<const T>& m, int64_t first, int count, int rows, int d,
                                          float factor, float* tile) {
  for (int i = threadIdx.x; i < rows * d; i += kSimtThreads) {
    const int r = i / d, c = i % d;
    tile[r * simt_pitch(d) + c] = r < count ? factor * to_float(m.data[(first + r) * m.ld + c]) : 0.0f;
  }
}

template <typename T>
__device__ __forceinline__ void store_rows(const HeadRows<T>& m, int64_t first, int count, int d, float factor,
                                           const float* tile) {
  for (int i = threadIdx.x; i < count * d; i += kSimtThreads) {
    const int r = i / d, c = i % d;
    m.data[(first + r) * m.ld + c] = from_float<T>(factor * tile[r * simt_pitch(d) + c]);
  }
}

__device__ __forceinline__ float row_dot(const float* a, const float* b, int d) {
  float sum = 0.0f;
  for (int c = 0; c < d; ++c) sum = fmaf(a[c], b[c], sum);
  return sum;
}

// out[r] += sum_j weights[r * rows + j] * values[j], over tiles of `rows` rows; with kTransposed the
// weights are read as weights[j * rows + r].
template <bool kTransposed>
__device__ __forceinline__ void add_weighted(const float* weights, const float* values, int rows, int d,
                                             float* out) {
  for (int i = threadIdx.x; i < rows * d; i += kSimtThreads) {
    const int r = i / d, c = i % d;
    float sum = out[r * simt_pitch(d) + c];
    for (int j = 0; j < rows; ++j) {
      const float w = kTransposed ? weights[j * rows + r] : weights[r * rows + j];
      sum = fmaf(w, values[j * simt_pitch(d) + c], sum);
    }
    out[r * simt_pitch(d) + c] = sum;
  }
}

}  // namespace df::cuda
