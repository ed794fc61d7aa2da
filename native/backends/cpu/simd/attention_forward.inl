// Forward of one block of queries; see attention.h.
#pragma once

#include "backends/cpu/simd/attention.h"
#include "backends/cpu/simd/tile_product.inl"
#include "backends/cpu/simd/transpose.inl"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_math.h"

namespace df::cpu::DF_ISA {
namespace {

// Lowest maximum a softmax starts from: finite, so that a score of -infinity (a masked key) minus
// it stays -infinity and weighs nothing.
constexpr float kLowest = -3.402823466e38f;

DF_INLINE int64_t lanes_in_use(int64_t queries) { return queries > kLanes ? kQueryLanes : kLanes; }

static void attention_begin(AttentionBlock* block) {
  const int64_t d = block->head_dim;
  transpose_to_lanes(block->q, block->q_ld, block->queries, d, block->scale * kLog2E,
                     block->scratch, kQueryLanes);
  float* out = block->scratch + d * kQueryLanes;
  for (int64_t i = 0; i < d * kQueryLanes; i += kLanes) store(out + i, Vec{});
  for (int lane = 0; lane < kQueryLanes; ++lane) {
    // Lanes without a query follow the last one: their zeros cost nothing and mask nothing.
    if (lane >= block->queries) block->position[lane] = block->position[block->queries - 1];
    block->maximum[lane] = kLowest;
    block->sum[lane] = 0.0f;
  }
}

// Scores of keys that a lane may not see become -infinity.
static void mask_scores(const AttentionBlock* block, const AttentionKeys& run, float* scores,
                        int64_t lanes) {
  const Vec never = splat(-__builtin_inff());
  const int64_t first_position = block->position[0];
  const int64_t last_position = block->position[lanes - 1];
  for (int64_t j = 0; j < run.count; ++j) {
    const int64_t key = run.first + j;
    const bool ends_early = run.end != nullptr && run.end[j] <= last_position;
    if (key <= first_position && !ends_early) continue;
    const IVec begin = isplat((int32_t)key);
    const IVec end = isplat(ends_early ? run.end[j] : 0x7fffffff);
    for (int64_t lane = 0; lane < lanes; lane += kLanes) {
      const IVec position = iload(block->position + lane);
      const IVec seen = (position >= begin) & (position < end);
      float* at = scores + j * kQueryLanes + lane;
      store(at, select(seen, load(at), never));
    }
  }
}

DF_INLINE Vec column_max(const float* column, int64_t count, Vec start) {
  Vec m0 = start, m1 = start, m2 = start, m3 = start;
  int64_t j = 0;
  for (; j + 4 <= count; j += 4) {
    m0 = max(load(column + j * kQueryLanes), m0);
    m1 = max(load(column + (j + 1) * kQueryLanes), m1);
    m2 = max(load(column + (j + 2) * kQueryLanes), m2);
    m3 = max(load(column + (j + 3) * kQueryLanes), m3);
  }
  for (; j < count; ++j) m0 = max(load(column + j * kQueryLanes), m0);
  return max(max(m0, m1), max(m2, m3));
}

// Replaces the scores by 2^(score - top); returns their sum down the lanes.
DF_INLINE Vec column_exponentials(float* column, int64_t count, Vec top) {
  Vec s0 = Vec{}, s1 = Vec{}, s2 = Vec{}, s3 = Vec{};
  int64_t j = 0;
  for (; j + 4 <= count; j += 4) {
    float* at = column + j * kQueryLanes;
    const Vec e0 = exp2(load(at) - top);
    const Vec e1 = exp2(load(at + kQueryLanes) - top);
    const Vec e2 = exp2(load(at + 2 * kQueryLanes) - top);
    const Vec e3 = exp2(load(at + 3 * kQueryLanes) - top);
    store(at, e0);
    store(at + kQueryLanes, e1);
    store(at + 2 * kQueryLanes, e2);
    store(at + 3 * kQueryLanes, e3);
    s0 += e0;
    s1 += e1;
    s2 += e2;
    s3 += e3;
  }
  for (; j < count; ++j) {
    const Vec e = exp2(load(column + j * kQueryLanes) - top);
    store(column + j * kQueryLanes, e);
    s0 += e;
  }
  return (s0 + s1) + (s2 + s3);
}

// Online softmax of one tile: the output so far is brought to the new maximum.
static void attention_softmax(AttentionBlock* block, float* scores, int64_t count, int64_t lanes) {
  const int64_t d = block->head_dim;
  float* out = block->scratch + d * kQueryLanes;
  for (int64_t lane = 0; lane < lanes; lane += kLanes) {
    const Vec before = load(block->maximum + lane);
    const Vec top = column_max(scores + lane, count, before);
    const Vec shrink = exp2(before - top);
    const Vec sum = column_exponentials(scores + lane, count, top);
    store(block->maximum + lane, top);
    store(block->sum + lane, fma(load(block->sum + lane), shrink, sum));
    for (int64_t c = 0; c < d; ++c) {
      float* at = out + c * kQueryLanes + lane;
      store(at, load(at) * shrink);
    }
  }
}

static void attention_tile(AttentionBlock* block, const AttentionKeys& run) {
  const int64_t d = block->head_dim;
  const int64_t lanes = lanes_in_use(block->queries);
  float* out = block->scratch + d * kQueryLanes;
  float* scores = out + d * kQueryLanes;
  tile_product<false, false>({run.k, run.k_ld, block->scratch, kQueryLanes, scores, kQueryLanes,
                              run.count, d, lanes});
  mask_scores(block, run, scores, lanes);
  attention_softmax(block, scores, run.count, lanes);
  tile_product<true, true>({run.v, run.v_ld, scores, kQueryLanes, out, kQueryLanes, d, run.count,
                            lanes});
}

// A tile whose keys all end before the first query of the block.
static bool sees_nothing(const AttentionBlock* block, const AttentionKeys& tile) {
  if (tile.end == nullptr) return false;
  for (int64_t j = 0; j < tile.count; ++j) {
    if (tile.end[j] > block->position[0]) return false;
  }
  return true;
}

static void attention_keys(AttentionBlock* block, const AttentionKeys& run) {
  for (int64_t at = 0; at < run.count; at += kKeyTile) {
    AttentionKeys tile = run;
    tile.count = run.count - at < kKeyTile ? run.count - at : kKeyTile;
    tile.first = run.first + at;
    tile.k = run.k + at * run.k_ld;
    tile.v = run.v + at * run.v_ld;
    if (run.end != nullptr) tile.end = run.end + at;
    if (!sees_nothing(block, tile)) attention_tile(block, tile);
  }
}

static void attention_finish(AttentionBlock* block) {
  const int64_t d = block->head_dim;
  const int64_t lanes = lanes_in_use(block->queries);
  float* out = block->scratch + d * kQueryLanes;
  for (int64_t lane = 0; lane < lanes; lane += kLanes) {
    const Vec sum = load(block->sum + lane);
    // A query that sees no key has the sum 0: its output is 0 and its lse -infinity.
    const Vec inverse = select(sum == Vec{}, Vec{}, splat(1.0f) / sum);
    for (int64_t c = 0; c < d; ++c) {
      float* at = out + c * kQueryLanes + lane;
      store(at, load(at) * inverse);
    }
    const int64_t left = block->queries - lane;
    if (block->lse != nullptr && left > 0) {
      const Vec lse = fma(load(block->maximum + lane), splat(kLn2), log(sum));
      store_first(block->lse + lane, lse, left < kLanes ? left : kLanes);
    }
  }
  transpose(out, kQueryLanes, d, block->queries, 1.0f, block->out, block->out_ld);
}

}  // namespace
}  // namespace df::cpu::DF_ISA
