// Launch shapes of kernels that work on whole rows: a warp a row when rows are short (several rows a
// block), else a block a row.
#pragma once

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/reduce.cuh"

namespace df::cuda {

// Vectors of a row that a thread keeps in registers.
inline constexpr int kNormPacks = 4;

struct NormShape {
  unsigned blocks;
  dim3 threads;
  bool kept;  // vectors, the row in registers; otherwise element by element
};

inline NormShape norm_shape(int64_t rows, int64_t cols, int width, bool aligned) {
  constexpr int64_t kMost = 1024;
  const bool vectors = aligned && cols % width == 0;
  const bool kept = vectors && cols <= kMost * width * kNormPacks;
  const int64_t per_thread = kept ? int64_t{width} * 2 : 8;
  int64_t x = std::clamp<int64_t>(round_up(ceil_div(cols, per_thread), kWarp), kWarp, kMost);
  if (kept) x = std::max(x, round_up(ceil_div(cols, int64_t{width} * kNormPacks), kWarp));
  const int64_t y = x == kWarp ? 8 : 1;
  return NormShape{static_cast<unsigned>(ceil_div(rows, y)),
                   dim3(static_cast<unsigned>(x), static_cast<unsigned>(y)), kept};
}

}  // namespace df::cuda
