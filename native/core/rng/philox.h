// Philox-4x32-10, the counter-based generator of the ABI (Salmon et al., Parallel Random Numbers:
// As Easy as 1, 2, 3, SC'11). A value is a pure function of (seed, stream, index); the kernels of
// the backends compute the same function in their own way and are tested against this one.
#pragma once

#include <array>
#include <cstdint>

#include "core/rng/philox_constants.h"

namespace df {

constexpr std::array<uint32_t, 4> philox4x32(std::array<uint32_t, 4> counter,
                                             std::array<uint32_t, 2> key) {
  for (int round = 0; round < kPhiloxRounds; ++round) {
    const uint64_t product0 = uint64_t{kPhiloxMultiplier0} * counter[0];
    const uint64_t product1 = uint64_t{kPhiloxMultiplier1} * counter[2];
    counter = {static_cast<uint32_t>(product1 >> 32) ^ counter[1] ^ key[0],
               static_cast<uint32_t>(product1),
               static_cast<uint32_t>(product0 >> 32) ^ counter[3] ^ key[1],
               static_cast<uint32_t>(product0)};
    key[0] += kPhiloxWeyl0;
    key[1] += kPhiloxWeyl1;
  }
  return counter;
}

// The 32 random bits of one index: word index % 4 of counter (index / 4, stream) under key seed.
constexpr uint32_t random_bits(uint64_t seed, uint64_t stream, uint64_t index) {
  const uint64_t group = index / 4;
  const std::array<uint32_t, 4> words =
      philox4x32({static_cast<uint32_t>(group), static_cast<uint32_t>(group >> 32),
                  static_cast<uint32_t>(stream), static_cast<uint32_t>(stream >> 32)},
                 {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)});
  return words[index % 4];
}

// Dropout keeps an index when its bits are at least this: floor(probability * 2^32).
constexpr uint32_t dropout_threshold(float probability) {
  const double scaled = static_cast<double>(probability) * 4294967296.0;
  return scaled >= 4294967295.0 ? 0xffffffffu : static_cast<uint32_t>(scaled);
}

}  // namespace df
