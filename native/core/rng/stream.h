// Random numbers of one purpose: a value depends on (seed, stream, index) alone, so data order,
// dropout and initialisation are functions of the step and survive a resume bit for bit.
#pragma once

#include <array>
#include <cstdint>

#include "core/rng/philox.h"

namespace df {

class Philox {
 public:
  Philox(uint64_t seed, uint64_t stream) : seed_(seed), stream_(stream) {}

  // The four words of counter block `block` (values 4*block .. 4*block+3).
  std::array<uint32_t, 4> block(uint64_t block) const {
    return philox4x32({static_cast<uint32_t>(block), static_cast<uint32_t>(block >> 32),
                       static_cast<uint32_t>(stream_), static_cast<uint32_t>(stream_ >> 32)},
                      {static_cast<uint32_t>(seed_), static_cast<uint32_t>(seed_ >> 32)});
  }

  uint32_t word(uint64_t index) const { return random_bits(seed_, stream_, index); }

  // Uniform in [0, 1) with 24 bits: exact in float32.
  float uniform(uint64_t index) const {
    return static_cast<float>(word(index) >> 8) * (1.0f / 16777216.0f);
  }

  // Uniform integer in [0, bound) by multiply-shift (Lemire); the bias is below 2^-32 * bound.
  uint64_t below(uint64_t index, uint64_t bound) const {
    const auto w = block(index);
    const uint64_t value = (uint64_t{w[0]} << 32) | w[1];
    return static_cast<uint64_t>((static_cast<unsigned __int128>(value) * bound) >> 64);
  }

 private:
  uint64_t seed_;
  uint64_t stream_;
};

// Streams are split by purpose, so that no two uses of one seed share numbers.
enum class RngPurpose : uint64_t { kInit = 1, kDataOrder = 2, kDropout = 3, kSampling = 4, kTokenDropout = 5 };

inline uint64_t rng_stream(RngPurpose purpose, uint64_t index) {
  return (static_cast<uint64_t>(purpose) << 56) | (index & 0x00FFFFFFFFFFFFFFull);
}

}  // namespace df
