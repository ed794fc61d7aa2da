// One query against a run of cached keys: keys lie along memory, so head_dim is in the lanes.
#include "backends/cpu/simd/attention.h"
#include "backends/cpu/simd/tile_product.inl"
#include "backends/cpu/simd/transpose.inl"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_math.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE Vec partial_dot(const float* q, const float* k, int64_t head_dim) {
  Vec sum = Vec{};
  int64_t c = 0;
  for (; c + kLanes <= head_dim; c += kLanes) sum = fma(load(q + c), load(k + c), sum);
  if (c < head_dim) {
    sum = fma(load_first(q + c, head_dim - c), load_first(k + c, head_dim - c), sum);
  }
  return sum;
}

static void decode_dots(const float* q, const float* k, int64_t k_ld, int64_t count,
                        int32_t head_dim, float scale, float* scores) {
  const float factor = scale * kLog2E;
  int64_t j = 0;
  for (; j + 4 <= count; j += 4) {
    const float* at = k + j * k_ld;
    Quad s0 = fold_add(partial_dot(q, at, head_dim));
    Quad s1 = fold_add(partial_dot(q, at + k_ld, head_dim));
    Quad s2 = fold_add(partial_dot(q, at + 2 * k_ld, head_dim));
    Quad s3 = fold_add(partial_dot(q, at + 3 * k_ld, head_dim));
    transpose_quads(s0, s1, s2, s3);
    *(QuadAt*)(scores + j) = ((s0 + s2) + (s1 + s3)) * factor;
  }
  for (; j < count; ++j) {
    scores[j] = reduce_add(partial_dot(q, k + j * k_ld, head_dim)) * factor;
  }
}

static float decode_softmax(float* scores, int64_t count) {
  Vec top = splat(-3.402823466e38f);
  int64_t j = 0;
  for (; j + kLanes <= count; j += kLanes) top = max(load(scores + j), top);
  float highest = reduce_max(top);
  for (; j < count; ++j) highest = scores[j] > highest ? scores[j] : highest;
  const Vec all = splat(highest);
  Vec sum = Vec{};
  for (j = 0; j + kLanes <= count; j += kLanes) {
    const Vec e = exp2(load(scores + j) - all);
    store(scores + j, e);
    sum += e;
  }
  if (j < count) {
    const int64_t left = count - j;
    store_first(scores + j, exp2(load_first(scores + j, left) - all), left);
    sum += load_first(scores + j, left);
  }
  return reduce_add(sum);
}

static void decode_weighted_sum(const float* weight, const float* v, int64_t v_ld, int64_t count,
                                int32_t head_dim, float* out) {
  int64_t c = 0;
  for (; c + 4 * kLanes <= head_dim; c += 4 * kLanes) {
    Vec s0 = load(out + c), s1 = load(out + c + 16), s2 = load(out + c + 32),
        s3 = load(out + c + 48);
    for (int64_t j = 0; j < count; ++j) {
      const float* at = v + j * v_ld + c;
      const Vec w = splat(weight[j]);
      s0 = fma(w, load(at), s0);
      s1 = fma(w, load(at + 16), s1);
      s2 = fma(w, load(at + 32), s2);
      s3 = fma(w, load(at + 48), s3);
    }
    store(out + c, s0);
    store(out + c + 16, s1);
    store(out + c + 32, s2);
    store(out + c + 48, s3);
  }
  for (; c < head_dim; c += kLanes) {
    const int64_t lanes = head_dim - c < kLanes ? head_dim - c : kLanes;
    Vec even = load_first(out + c, lanes);
    Vec odd = Vec{};
    int64_t j = 0;
    for (; j + 2 <= count; j += 2) {
      const float* at = v + j * v_ld + c;
      even = fma(splat(weight[j]), load_first(at, lanes), even);
      odd = fma(splat(weight[j + 1]), load_first(at + v_ld, lanes), odd);
    }
    if (j < count) even = fma(splat(weight[j]), load_first(v + j * v_ld + c, lanes), even);
    store_first(out + c, even + odd, lanes);
  }
}

}  // namespace
}  // namespace df::cpu::DF_ISA
