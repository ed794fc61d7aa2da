// Dropout by counter-based randomness (core/rng/philox.h): the mask is a function of the index.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

struct DropoutSpan {
  uint64_t seed;
  uint64_t stream;
  uint64_t index;      // of the first value
  uint32_t threshold;  // df::dropout_threshold
  float factor;        // of the values kept: 1 / (1 - probability)
  const float* x;
  float* y;
  int64_t count;
  bool accumulate;
};

struct DropoutKernels {
  // y (+)= x * factor where kept, else 0. x may be y when not accumulating.
  void (*span)(const DropoutSpan& args);
};

const DropoutKernels& dropout_kernels(Isa isa);

}  // namespace df::cpu
