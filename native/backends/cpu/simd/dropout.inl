#include "backends/cpu/simd/dropout.h"
#include "backends/cpu/simd/vec_philox.h"

namespace df::cpu::DF_ISA {
namespace {

constexpr int kGroup = 64;  // indices one call of the generator covers

// Multipliers (factor or 0) of the 64 indices from 4 * group on.
DF_INLINE void keep_factors(const DropoutSpan& a, uint64_t group, float* factors) {
  IVec bits[4];
  random_bits_64(a.seed, a.stream, group, bits);
  const IVec sign = isplat((int32_t)0x80000000u);
  const IVec threshold = isplat((int32_t)a.threshold) ^ sign;
  for (int part = 0; part < 4; ++part) {
    const IVec keep = (bits[part] ^ sign) >= threshold;
    store(factors + part * kLanes, as_float(keep & as_int(splat(a.factor))));
  }
}

void span(const DropoutSpan& args) {
  const DropoutSpan a = args;
  float factors[kGroup] __attribute__((aligned(64)));
  int64_t at = 0;
  while (at < a.count) {
    const uint64_t index = a.index + (uint64_t)at;
    const int64_t skip = (int64_t)(index % 4);
    keep_factors(a, index / 4, factors);
    const int64_t usable = kGroup - skip;
    const int64_t stop = a.count - at < usable ? a.count : at + usable;
    const float* factor = factors + skip;
    for (; at < stop; at += kLanes, factor += kLanes) {
      const int64_t n = stop - at < kLanes ? stop - at : kLanes;
      Vec value = n == kLanes ? load(a.x + at) * load(factor)
                              : load_first(a.x + at, n) * load_first(factor, n);
      if (a.accumulate) value = value + (n == kLanes ? load(a.y + at) : load_first(a.y + at, n));
      if (n == kLanes) {
        store(a.y + at, value);
      } else {
        store_first(a.y + at, value, n);
      }
    }
    at = stop;
  }
}

}  // namespace

extern const DropoutKernels kDropoutKernels = {span};

}  // namespace df::cpu::DF_ISA
