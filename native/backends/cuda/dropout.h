// Dropout by counter-based randomness: what a kernel needs to know of it, by value.
#pragma once

#include <cstdint>

#include "differential/types.h"

namespace df::cuda {

// What dropout keeps: indices whose bits are at least `threshold`, multiplied by `factor`.
// The index of input column c of row r is r * in_features + c.
struct Dropout {
  uint64_t seed;
  uint64_t stream;
  uint32_t threshold;  // 0: nothing is dropped
  float factor;        // 1 / (1 - probability)
};

inline Dropout dropout_of(const DfRng& rng, float probability) {
  const double scaled = static_cast<double>(probability) * 4294967296.0;
  Dropout d{rng.seed, rng.stream, 0, 1.0f};
  if (probability <= 0.0f) return d;
  d.threshold = scaled >= 4294967295.0 ? 0xffffffffu : static_cast<uint32_t>(scaled);
  d.factor = 1.0f / (1.0f - probability);
  return d;
}

}  // namespace df::cuda
