// Vectors of FIPS 180-4 and of NIST's CAVP byte tests; both code paths.
#include "core/util/sha256.h"

#include <gtest/gtest.h>

#include <string>

namespace df {
namespace {

class Sha256Test : public testing::TestWithParam<Sha256::Path> {
 protected:
  static std::string hex(const std::string& text) {
    Sha256 hash(GetParam());
    hash.update(text.data(), text.size());
    return hash.finish_hex();
  }
};

TEST_P(Sha256Test, PublishedVectors) {
  EXPECT_EQ(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  EXPECT_EQ(hex("\xbd"), "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
  EXPECT_EQ(hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_P(Sha256Test, AnySplitGivesTheSameHash) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
  const std::string whole = hex(text);
  for (size_t first = 0; first <= text.size(); first += 13) {
    for (size_t second = first; second <= text.size(); second += 29) {
      Sha256 hash(GetParam());
      hash.update(text.data(), first);
      hash.update(text.data() + first, second - first);
      hash.update(text.data() + second, text.size() - second);
      EXPECT_EQ(hash.finish_hex(), whole) << first << " " << second;
    }
  }
}

TEST_P(Sha256Test, EveryLengthAroundABlockAgreesWithThePortablePath) {
  for (size_t length = 0; length < 200; ++length) {
    const std::string text(length, 'x');
    Sha256 portable(Sha256::Path::kPortable);
    portable.update(text.data(), length);
    EXPECT_EQ(hex(text), portable.finish_hex()) << length;
  }
}

INSTANTIATE_TEST_SUITE_P(Paths, Sha256Test,
                         testing::Values(Sha256::Path::kFastest, Sha256::Path::kPortable),
                         [](const auto& path) {
                           return path.param == Sha256::Path::kPortable ? "Portable" : "Fastest";
                         });

TEST(Sha256HexTest, RecognisesOnlyLowerCaseDigests) {
  EXPECT_TRUE(is_sha256_hex(sha256_hex("x")));
  EXPECT_FALSE(is_sha256_hex(std::string(63, 'a')));
  EXPECT_FALSE(is_sha256_hex(std::string(64, 'A')));
  EXPECT_FALSE(is_sha256_hex(std::string(63, 'a') + "g"));
}

}  // namespace
}  // namespace df
