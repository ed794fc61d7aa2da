// Sizes of launches.
#pragma once

#include <algorithm>
#include <cstdint>

#include "backends/cuda/context.h"

namespace df::cuda {

inline constexpr int kWarp = 32;

inline constexpr int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }
inline constexpr int64_t round_up(int64_t a, int64_t b) { return ceil_div(a, b) * b; }

// Blocks of a grid-stride kernel: enough to fill the device, never more than there is work for.
inline unsigned grid_stride_blocks(const DfContext* context, int64_t items, int threads,
                                   int blocks_per_multiprocessor = 8) {
  const int64_t wanted = ceil_div(items, threads);
  const int64_t full = static_cast<int64_t>(context->multiprocessors) * blocks_per_multiprocessor;
  return static_cast<unsigned>(std::clamp<int64_t>(wanted, 1, full));
}

}  // namespace df::cuda
