// Dropout by counter-based randomness (core/rng/philox.h): the mask is a function of the index.
// Masks are kept as bits, one word for 64 values, so that backward makes them once.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

constexpr int64_t kMaskBits = 64;

inline constexpr int64_t mask_words(int64_t count) { return (count + kMaskBits - 1) / kMaskBits; }

// What is kept of values with consecutive indices.
struct DropoutMask {
  uint64_t seed;
  uint64_t stream;
  uint32_t threshold;  // df::dropout_threshold
  float factor;        // of the values kept: 1 / (1 - probability)
};

struct DropoutKernels {
  // Bit b of words[w] = value index + 64 w + b is kept, for `count` values.
  void (*make_mask)(const DropoutMask& mask, uint64_t index, int64_t count, uint64_t* words);
  // y (+)= factor * x where kept, else 0.
  void (*apply)(const uint64_t* words, float factor, const float* x, float* y, int64_t count,
                bool accumulate);
};

const DropoutKernels& dropout_kernels(Isa isa);

DropoutMask dropout_mask(uint64_t seed, uint64_t stream, float probability);

}  // namespace df::cpu
