#include "backends/cuda/attention/attention.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {

DfStatus check_heads(int32_t heads, int32_t kv_heads, int32_t head_dim, const char* op) {
  constexpr int32_t kMaxHeadDim = 512;
  DF_REQUIRE(heads > 0 && kv_heads > 0 && heads % kv_heads == 0, "%s: %d heads cannot share %d key/value heads",
             op, heads, kv_heads);
  DF_REQUIRE(head_dim > 0 && head_dim <= kMaxHeadDim, "%s: head_dim is %d, expected 1 to %d", op, head_dim,
             kMaxHeadDim);
  return ok();
}

DfStatus check_attention(const DfContext* context, const DfAttentionForward& f, const char* op) {
  DF_CHECK(check_heads(f.heads, f.kv_heads, f.head_dim, op));
  DF_CHECK(check_activations(context, f.q, op, "q"));
  const int64_t rows = f.q.rows, width = int64_t{f.heads} * f.head_dim, kv_width = int64_t{f.kv_heads} * f.head_dim;
  DF_CHECK(check_matrix(f.q, op, "q", f.q.dtype, rows, width));
  DF_CHECK(check_matrix(f.k, op, "k", f.q.dtype, rows, kv_width));
  DF_CHECK(check_matrix(f.v, op, "v", f.q.dtype, rows, kv_width));
  DF_CHECK(check_matrix(f.out, op, "out", f.q.dtype, rows, width));
  DF_REQUIRE(f.sequences >= 0, "%s: sequences is %d", op, f.sequences);
  DF_REQUIRE(f.cu_seqlens != nullptr && f.cu_seqlens_host != nullptr,
             "%s: cu_seqlens is missing on the device or on the host", op);
  const int32_t* borders = f.cu_seqlens_host;
  DF_REQUIRE(borders[0] >= 0 && borders[f.sequences] <= rows,
             "%s: cu_seqlens runs from %d to %d, outside the %lld rows", op, borders[0], borders[f.sequences],
             static_cast<long long>(rows));
  for (int32_t s = 0; s < f.sequences; ++s) {
    const int32_t length = borders[s + 1] - borders[s];
    DF_REQUIRE(length >= 0 && length <= f.max_seqlen,
               "%s: sequence %d has %d rows, expected 0 to max_seqlen %d", op, s, length, f.max_seqlen);
  }
  return ok();
}

DfStatus check_cache(const DfKvCache& c, const char* op) {
  DF_REQUIRE(c.k != nullptr && c.v != nullptr && c.block_table != nullptr,
             "%s: the cache has no pages or no block table", op);
  DF_REQUIRE(is_float(c.dtype), "%s: the cache has dtype %d; F32, F16 or BF16 is needed", op, c.dtype);
  DF_REQUIRE(c.page_tokens > 0 && c.max_blocks > 0 && c.kv_heads > 0 && c.head_dim > 0 && c.head_dim <= 512,
             "%s: the cache has page_tokens %d, max_blocks %d, kv_heads %d, head_dim %d", op, c.page_tokens,
             c.max_blocks, c.kv_heads, c.head_dim);
  return ok();
}

}  // namespace df::cuda
