// The paged key/value cache on the device: [page][kv_head][page_tokens][head_dim].
#pragma once

#include "backends/cuda/dtype.cuh"

namespace df::cuda {

// Offset in elements of a position's values for one head. Positions fit 32 bits: a 64-bit division
// would cost more than the load.
__device__ __forceinline__ int64_t cache_offset(const DfKvCache& c, int64_t sequence, int64_t position,
                                                int64_t kv_head) {
  const auto at = static_cast<uint32_t>(position), page_tokens = static_cast<uint32_t>(c.page_tokens);
  const uint32_t block = at / page_tokens;
  const int64_t page = c.block_table[sequence * c.max_blocks + block];
  return ((page * c.kv_heads + kv_head) * c.page_tokens + (at - block * page_tokens)) * c.head_dim;
}

}  // namespace df::cuda
