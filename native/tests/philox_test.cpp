// Philox-4x32-10 against the known answers of Random123 (kat_vectors), and its use by index.
#include "core/rng/philox.h"

#include <gtest/gtest.h>

#include <cmath>

namespace df::test {
namespace {

using Words = std::array<uint32_t, 4>;

TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, IndexIsACounterAndAWord) {
  const uint64_t seed = 0x299f31d0a4093822ull;
  const uint64_t stream = 0x0370734413198a2eull;
  const uint64_t group = 0x05a308d3243f6a88ull;
  const Words words = philox4x32({0x243f6a88, 0x05a308d3, 0x13198a2e, 0x03707344},
                                 {0xa4093822, 0x299f31d0});
  for (uint64_t word = 0; word < 4; ++word) {
    EXPECT_EQ(random_bits(seed, stream, 4 * group + word), words[word]);
  }
}

TEST(Philox, DropoutKeepsTheShareItSays) {
  EXPECT_EQ(dropout_threshold(0.0f), 0u);
  EXPECT_EQ(dropout_threshold(0.5f), 0x80000000u);
  for (float probability : {0.05f, 0.1f, 0.5f}) {
    const uint32_t threshold = dropout_threshold(probability);
    int dropped = 0;
    constexpr int kDraws = 100'000;
    for (uint64_t i = 0; i < kDraws; ++i) dropped += random_bits(1, 2, i) < threshold ? 1 : 0;
    // Four standard deviations of the binomial.
    EXPECT_NEAR(dropped, kDraws * static_cast<double>(probability),
                4 * std::sqrt(kDraws * probability * (1.0 - probability)));
  }
}

}  // namespace
}  // namespace df::test
