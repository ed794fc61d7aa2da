// Kernels of attention. Queries lie in vector lanes: a block of kQueryLanes queries of one head
// meets the keys one tile after the other (FlashAttention, arXiv 2205.14135 and 2307.08691), so
// maxima and sums of the softmax run down the lanes and head_dim needs no padding. Scores are kept
// in units of log 2: q is scaled by scale * log2(e) when it is packed.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

constexpr int kQueryLanes = 32;
constexpr int kKeyTile = 64;  // keys whose scores are in scratch at one time

// Forward of one block of queries. The op fills the first part, begins, feeds runs of keys in
// ascending order, and finishes.
struct AttentionBlock {
  const float* q;  // row of the first query, at its head
  int64_t q_ld;
  float* out;
  int64_t out_ld;
  float* lse;  // of the first query, or null
  int32_t queries;
  int32_t head_dim;
  float scale;
  float* scratch;  // attention_block_floats(head_dim)
  // Index of each query, comparable with AttentionKeys::first; ascending.
  int32_t position[kQueryLanes] __attribute__((aligned(64)));
  float maximum[kQueryLanes] __attribute__((aligned(64)));
  float sum[kQueryLanes] __attribute__((aligned(64)));
};

// A run of keys in memory. Key j is seen by the queries at positions >= first + j and, where `end`
// is given, < end[j].
struct AttentionKeys {
  const float* k;
  int64_t k_ld;
  const float* v;
  int64_t v_ld;
  int64_t count;
  int64_t first;
  const int32_t* end;
};

// Backward of one block of queries of one head against all keys it sees. Pointers are at row 0 of
// the sequence, at the head. dk and dv are added to, dq is written.
struct AttentionBackwardBlock {
  const float* q;
  const float* k;
  const float* v;
  const float* out;
  const float* dout;
  float* dq;
  float* dk;
  float* dv;
  const float* lse;
  int64_t q_ld, k_ld, v_ld, out_ld, dout_ld, dq_ld, dk_ld, dv_ld;
  int64_t first_query;
  int32_t queries;
  int32_t head_dim;
  float scale;
  float* scratch;  // attention_backward_floats(head_dim)
};

struct AttentionKernels {
  void (*begin)(AttentionBlock* block);
  void (*keys)(AttentionBlock* block, const AttentionKeys& run);
  void (*finish)(AttentionBlock* block);
  void (*backward)(const AttentionBackwardBlock& block);
  // For a single query, whose head_dim then lies in the lanes:
  // scores[j] = scale * log2(e) * q . k[j]
  void (*dots)(const float* q, const float* k, int64_t k_ld, int64_t count, int32_t head_dim,
               float scale, float* scores);
  // scores[j] = 2^(scores[j] - max); returns their sum.
  float (*softmax_numerators)(float* scores, int64_t count);
  // out (+)= sum_j weight[j] v[j]
  void (*weighted_sum)(const float* weight, const float* v, int64_t v_ld, int64_t count,
                       int32_t head_dim, float* out);
};

constexpr int64_t attention_padded(int64_t head_dim) { return (head_dim + 15) / 16 * 16; }

// q and out of a block, transposed, and one tile of scores.
constexpr int64_t attention_block_floats(int64_t head_dim) {
  return (2 * head_dim + kKeyTile) * kQueryLanes;
}
// q, dout and dq transposed; q and dout by rows; two tiles.
constexpr int64_t attention_backward_floats(int64_t head_dim) {
  return (3 * head_dim + 2 * attention_padded(head_dim) + 2 * kKeyTile) * kQueryLanes;
}

const AttentionKernels& attention_kernels(Isa isa);

}  // namespace df::cpu
