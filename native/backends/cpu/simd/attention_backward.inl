// Backward of one block of queries (FlashAttention-2, arXiv 2307.08691, algorithm 2), with the
// probabilities computed again from the log-sum-exp of forward:
//   P = exp(s - lse)   dV += P^T dO   dS = P o (dO V^T - rowsum(dO o O))   dQ = scale dS K
//   dK += scale dS^T Q
#include "backends/cpu/simd/attention.h"
#include "backends/cpu/simd/tile_product.inl"
#include "backends/cpu/simd/transpose.inl"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_math.h"

namespace df::cpu::DF_ISA {
namespace {

struct BackwardScratch {
  float* q;         // [d][lanes], times scale * log2(e)
  float* dout;      // [d][lanes]
  float* dq;        // [d][lanes]
  float* q_rows;    // [lanes][padded d], times scale
  float* dout_rows; // [lanes][padded d]
  float* p;         // [keys][lanes]
  float* ds;        // [keys][lanes]
  float lse[kQueryLanes] __attribute__((aligned(64)));   // in log 2
  float delta[kQueryLanes] __attribute__((aligned(64)));
};

// Rows with zeros up to whole vectors, and zero rows behind `rows`.
static void copy_padded(const float* from, int64_t ld, int64_t rows, int64_t cols, float factor,
                        float* to) {
  const int64_t padded = attention_padded(cols);
  for (int64_t r = 0; r < kQueryLanes; ++r) {
    for (int64_t c = 0; c < padded; c += kLanes) {
      Vec v = Vec{};
      if (r < rows) {
        const float* at = from + r * ld + c;
        v = (c + kLanes <= cols ? load(at) : load_first(at, cols - c)) * factor;
      }
      store(to + r * padded + c, v);
    }
  }
}

static float row_dot(const float* a, const float* b, int64_t count) {
  Vec sum = Vec{};
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) sum = fma(load(a + i), load(b + i), sum);
  if (i < count) sum = fma(load_first(a + i, count - i), load_first(b + i, count - i), sum);
  return reduce_add(sum);
}

static void backward_load(const AttentionBackwardBlock& block, BackwardScratch* s) {
  const int64_t d = block.head_dim;
  const int64_t padded = attention_padded(d);
  s->q = block.scratch;
  s->dout = s->q + d * kQueryLanes;
  s->dq = s->dout + d * kQueryLanes;
  s->q_rows = s->dq + d * kQueryLanes;
  s->dout_rows = s->q_rows + padded * kQueryLanes;
  s->p = s->dout_rows + padded * kQueryLanes;
  s->ds = s->p + kKeyTile * kQueryLanes;
  const float* q = block.q + block.first_query * block.q_ld;
  const float* dout = block.dout + block.first_query * block.dout_ld;
  const float* out = block.out + block.first_query * block.out_ld;
  transpose_to_lanes(q, block.q_ld, block.queries, d, block.scale * kLog2E, s->q, kQueryLanes);
  transpose_to_lanes(dout, block.dout_ld, block.queries, d, 1.0f, s->dout, kQueryLanes);
  copy_padded(q, block.q_ld, block.queries, d, block.scale, s->q_rows);
  copy_padded(dout, block.dout_ld, block.queries, d, 1.0f, s->dout_rows);
  for (int64_t i = 0; i < d * kQueryLanes; i += kLanes) store(s->dq + i, Vec{});
  for (int64_t lane = 0; lane < kQueryLanes; ++lane) {
    const bool real = lane < block.queries;
    s->lse[lane] = real ? block.lse[block.first_query + lane] * kLog2E : 0.0f;
    s->delta[lane] =
        real ? row_dot(dout + lane * block.dout_ld, out + lane * block.out_ld, d) : 0.0f;
  }
}

// p: scores -> probabilities; ds: dO V^T -> dS without the scale. Rows are the keys from `key` on.
static void backward_probabilities(const BackwardScratch& s, int64_t key, int64_t count,
                                   int64_t first_query, int64_t lanes) {
  static const int32_t kIota[kLanes] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  for (int64_t lane = 0; lane < lanes; lane += kLanes) {
    const Vec lse = load(s.lse + lane);
    const Vec delta = load(s.delta + lane);
    const IVec position = iload(kIota) + isplat((int32_t)(first_query + lane));
    for (int64_t j = 0; j < count; ++j) {
      float* p_at = s.p + j * kQueryLanes + lane;
      float* ds_at = s.ds + j * kQueryLanes + lane;
      Vec p = exp2(load(p_at) - lse);
      if (key + j > first_query + lane) {
        p = select(position >= isplat((int32_t)(key + j)), p, Vec{});
      }
      store(p_at, p);
      store(ds_at, p * (load(ds_at) - delta));
    }
  }
}

static void attention_backward(const AttentionBackwardBlock& block) {
  BackwardScratch s;
  backward_load(block, &s);
  const int64_t d = block.head_dim;
  const int64_t padded = attention_padded(d);
  const int64_t lanes = block.queries > kLanes ? kQueryLanes : kLanes;
  const int64_t keys = block.first_query + block.queries;
  for (int64_t key = 0; key < keys; key += kKeyTile) {
    const int64_t count = keys - key < kKeyTile ? keys - key : kKeyTile;
    const float* k = block.k + key * block.k_ld;
    const float* v = block.v + key * block.v_ld;
    tile_product<false, false>(
        {k, block.k_ld, s.q, kQueryLanes, s.p, kQueryLanes, count, d, lanes});
    tile_product<false, false>(
        {v, block.v_ld, s.dout, kQueryLanes, s.ds, kQueryLanes, count, d, lanes});
    backward_probabilities(s, key, count, block.first_query, lanes);
    tile_product<false, true>({s.p, kQueryLanes, s.dout_rows, padded,
                               block.dv + key * block.dv_ld, block.dv_ld, count, lanes, d});
    tile_product<false, true>({s.ds, kQueryLanes, s.q_rows, padded, block.dk + key * block.dk_ld,
                               block.dk_ld, count, lanes, d});
    tile_product<true, true>(
        {k, block.k_ld, s.ds, kQueryLanes, s.dq, kQueryLanes, d, count, lanes});
  }
  transpose(s.dq, kQueryLanes, d, block.queries, block.scale,
            block.dq + block.first_query * block.dq_ld, block.dq_ld);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
