// Walking over a row in vectors: the last one may be partial. Include after vec.h.
#pragma once

#include "backends/cpu/simd/vec.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE int64_t lanes_at(int64_t at, int64_t count) {
  return count - at < kLanes ? count - at : kLanes;
}
DF_INLINE Vec load_upto(const float* from, int64_t lanes) {
  return lanes == kLanes ? load(from) : load_first(from, lanes);
}
DF_INLINE void store_upto(float* to, Vec v, int64_t lanes) {
  if (lanes == kLanes) {
    store(to, v);
  } else {
    store_first(to, v, lanes);
  }
}

// Kernels that stream ask for the lines ahead themselves: under some hypervisors the hardware's
// prefetcher is off (there the softmax of a row in memory read 8 GB/s without this and 25 with it).
// Asking beyond the end of a buffer is harmless.
constexpr int64_t kFloatsAhead = 1024;
DF_INLINE void prefetch(const float* at) { __builtin_prefetch(at); }

}  // namespace
}  // namespace df::cpu::DF_ISA
