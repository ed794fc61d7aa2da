// What the packed attention ops share: argument checks and the walk over sequences.
#pragma once

#include <cstring>

#include "backends/cpu/context.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/simd/attention.h"

namespace df::cpu {

constexpr int32_t kMaxHeadDim = 512;

inline DfStatus check_heads(const char* op, int32_t heads, int32_t kv_heads, int32_t head_dim) {
  DF_REQUIRE(heads > 0 && kv_heads > 0 && heads % kv_heads == 0,
             "%s: %d heads cannot share %d key/value heads", op, heads, kv_heads);
  DF_REQUIRE(head_dim > 0 && head_dim <= kMaxHeadDim, "%s: head_dim is %d, expected 1 to %d", op,
             head_dim, kMaxHeadDim);
  return ok();
}

// Row borders of the sequences; the CPU's device memory is host memory.
inline const int32_t* sequence_borders(const DfAttentionForward& f) {
  return f.cu_seqlens_host != nullptr ? f.cu_seqlens_host : f.cu_seqlens;
}

inline DfStatus check_sequences(const char* op, const DfAttentionForward& f, int64_t rows) {
  const int32_t* borders = sequence_borders(f);
  DF_REQUIRE(f.sequences >= 0, "%s: sequences is %d", op, f.sequences);
  DF_REQUIRE(borders != nullptr, "%s: cu_seqlens is missing", op);
  DF_REQUIRE(borders[0] >= 0 && borders[f.sequences] <= rows,
             "%s: cu_seqlens runs from %d to %d, outside the %lld rows", op, borders[0],
             borders[f.sequences], static_cast<long long>(rows));
  for (int32_t s = 0; s < f.sequences; ++s) {
    const int32_t length = borders[s + 1] - borders[s];
    DF_REQUIRE(length >= 0 && length <= f.max_seqlen,
               "%s: sequence %d has %d rows, expected 0 to max_seqlen %d", op, s, length,
               f.max_seqlen);
  }
  return ok();
}

inline DfStatus check_attention(const char* op, const DfAttentionForward& f) {
  DF_CHECK(check_heads(op, f.heads, f.kv_heads, f.head_dim));
  const int64_t width = int64_t{f.heads} * f.head_dim;
  const int64_t kv_width = int64_t{f.kv_heads} * f.head_dim;
  DF_CHECK(check_f32(f.q, op, "q", f.q.rows, width));
  DF_CHECK(check_f32(f.k, op, "k", f.q.rows, kv_width));
  DF_CHECK(check_f32(f.v, op, "v", f.q.rows, kv_width));
  DF_CHECK(check_f32(f.out, op, "out", f.q.rows, width));
  return check_sequences(op, f, f.q.rows);
}

// Rows that belong to no sequence see no key: what is computed for them is zero.
inline void zero_outside_sequences(const DfAttentionForward& f, const DfMatrix& m) {
  const int32_t* borders = sequence_borders(f);
  for (int64_t row = 0; row < m.rows; ++row) {
    if (row == borders[0]) row = borders[f.sequences];
    if (row >= m.rows) break;
    std::memset(f32_row(m, row), 0, static_cast<size_t>(m.cols) * sizeof(float));
  }
}

}  // namespace df::cpu
