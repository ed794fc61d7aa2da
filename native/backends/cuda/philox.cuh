// Philox-4x32-10 on the device: the same bits as core/rng/philox.h.
#pragma once

#include <cstdint>

#include "backends/cuda/dropout.h"
#include "core/rng/philox_constants.h"

namespace df::cuda {

#ifdef __CUDACC__

// The four words of counter block `block`: the random bits of indices 4*block .. 4*block + 3.
__device__ __forceinline__ uint4 philox_block(uint64_t seed, uint64_t stream, uint64_t block) {
  uint32_t c0 = static_cast<uint32_t>(block), c1 = static_cast<uint32_t>(block >> 32);
  uint32_t c2 = static_cast<uint32_t>(stream), c3 = static_cast<uint32_t>(stream >> 32);
  uint32_t k0 = static_cast<uint32_t>(seed), k1 = static_cast<uint32_t>(seed >> 32);
#pragma unroll
  for (int round = 0; round < kPhiloxRounds; ++round) {
    const uint32_t high0 = __umulhi(kPhiloxMultiplier0, c0), low0 = kPhiloxMultiplier0 * c0;
    const uint32_t high1 = __umulhi(kPhiloxMultiplier1, c2), low1 = kPhiloxMultiplier1 * c2;
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 += kPhiloxWeyl0;
    k1 += kPhiloxWeyl1;
  }
  return make_uint4(c0, c1, c2, c3);
}

__device__ __forceinline__ uint32_t philox_word(uint4 words, int i) {
  return i == 0 ? words.x : i == 1 ? words.y : i == 2 ? words.z : words.w;
}

// The 32 random bits of one index.
__device__ __forceinline__ uint32_t random_bits(uint64_t seed, uint64_t stream, uint64_t index) {
  return philox_word(philox_block(seed, stream, index / 4), static_cast<int>(index % 4));
}

#endif  // __CUDACC__

}  // namespace df::cuda
