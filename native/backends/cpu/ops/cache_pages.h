// The paged key/value cache as the ops see it: [page][kv_head][page_tokens][head_dim].
#pragma once

#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops/attention_common.h"

namespace df::cpu {

inline DfStatus check_cache(const char* op, const DfKvCache& c) {
  DF_REQUIRE(c.k != nullptr && c.v != nullptr && c.block_table != nullptr,
             "%s: the cache has no pages or no block table", op);
  DF_REQUIRE(c.dtype == DF_F32 || c.dtype == DF_F16 || c.dtype == DF_BF16,
             "%s: the cache has dtype %d; F32, F16 or BF16 is needed", op, c.dtype);
  DF_REQUIRE(c.page_tokens > 0 && c.max_blocks > 0 && c.kv_heads > 0 && c.head_dim > 0 &&
                 c.head_dim <= kMaxHeadDim,
             "%s: the cache has page_tokens %d, max_blocks %d, kv_heads %d, head_dim %d", op,
             c.page_tokens, c.max_blocks, c.kv_heads, c.head_dim);
  return ok();
}

// Every row's position lies in a page of its sequence.
inline DfStatus check_cache_rows(const char* op, const DfKvCache& c, const int32_t* sequence,
                                 const int32_t* position, int64_t rows) {
  DF_REQUIRE(rows == 0 || (sequence != nullptr && position != nullptr),
             "%s: row_sequence or row_position is missing", op);
  const int64_t limit = int64_t{c.max_blocks} * c.page_tokens;
  for (int64_t r = 0; r < rows; ++r) {
    DF_REQUIRE(sequence[r] >= 0, "%s: row %lld has sequence %d", op, static_cast<long long>(r),
               sequence[r]);
    DF_REQUIRE(position[r] >= 0 && position[r] < limit,
               "%s: row %lld has position %d, outside the %lld of its pages", op,
               static_cast<long long>(r), position[r], static_cast<long long>(limit));
  }
  return ok();
}

// A position's values for one head; `pages` is the cache's k or v.
inline char* cache_values(const DfKvCache& c, void* pages, int32_t sequence, int64_t position,
                          int32_t kv_head) {
  const int64_t page =
      c.block_table[int64_t{sequence} * c.max_blocks + position / c.page_tokens];
  const int64_t index =
      ((page * c.kv_heads + kv_head) * c.page_tokens + position % c.page_tokens) * c.head_dim;
  return static_cast<char*>(pages) + index * (c.dtype == DF_F32 ? 4 : 2);
}

}  // namespace df::cpu
