// Softmax of long rows (the vocabulary): one pass gives maximum and sum (online normalizer,
// arXiv 1805.02867), kept lane by lane and joined at the end.
#pragma once

#include "backends/cpu/simd/row_kernels.h"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_math.h"
#include "backends/cpu/simd/vec_rows.h"

namespace df::cpu::DF_ISA {
namespace {

// Vectors whose maximum is taken before any of them is exponentiated: the running sum is brought to
// a new maximum once for all of them.
constexpr int64_t kSoftmaxVecs = 8;

static SoftmaxStats softmax_stats(const float* x, int64_t count) {
  // Finite, so that -infinity (a token that cannot occur) minus it stays -infinity.
  Vec top = splat(-3.402823466e38f);
  Vec sum = Vec{};
  int64_t i = 0;
  for (; i + kSoftmaxVecs * kLanes <= count; i += kSoftmaxVecs * kLanes) {
    Vec v[kSoftmaxVecs];
#pragma GCC unroll 8
    for (int k = 0; k < kSoftmaxVecs; ++k) {
      prefetch(x + i + k * kLanes + kFloatsAhead);
      v[k] = load(x + i + k * kLanes);
    }
    const Vec highest = max(max(max(v[0], v[1]), max(v[2], v[3])),
                            max(max(v[4], v[5]), max(v[6], v[7])));
    const Vec before = top;
    top = max(highest, top);
    Vec even = Vec{}, odd = Vec{};
#pragma GCC unroll 8
    for (int k = 0; k < kSoftmaxVecs; k += 2) {
      even += exp(v[k] - top);
      odd += exp(v[k + 1] - top);
    }
    sum = fma(sum, exp(before - top), even + odd);
  }
  for (; i + kLanes <= count; i += kLanes) {
    const Vec v = load(x + i);
    const Vec before = top;
    top = max(v, top);
    sum = fma(sum, exp(before - top), exp(v - top));
  }
  if (i < count) {
    float tail[kLanes] __attribute__((aligned(64)));
    for (int64_t k = 0; k < kLanes; ++k) tail[k] = i + k < count ? x[i + k] : -__builtin_inff();
    const Vec v = load(tail);
    const Vec before = top;
    top = max(v, top);
    sum = fma(sum, exp(before - top), exp(v - top));
  }
  const float highest = reduce_max(top);
  return {highest, reduce_add(sum * exp(top - splat(highest)))};
}

static void softmax_scaled(float* x, int64_t count, float maximum, float factor) {
  for (int64_t i = 0; i < count; i += kLanes) {
    const int64_t lanes = lanes_at(i, count);
    store_upto(x + i, exp(load_upto(x + i, lanes) - splat(maximum)) * factor, lanes);
  }
}

}  // namespace
}  // namespace df::cpu::DF_ISA
