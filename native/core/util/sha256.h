// SHA-256 (FIPS 180-4). Uses the SHA extensions of x86 where the CPU has them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace df {

class Sha256 {
 public:
  using Digest = std::array<uint8_t, 32>;
  // kPortable exists so that tests can hold both code paths against the same vectors.
  enum class Path { kFastest, kPortable };

  explicit Sha256(Path path = Path::kFastest);

  void update(const void* data, size_t bytes);
  // Ends the message; the object must not be used afterwards.
  Digest finish();
  std::string finish_hex();

 private:
  using Compress = void (*)(uint32_t state[8], const uint8_t* blocks, size_t count);

  Compress compress_;
  uint32_t state_[8];
  uint8_t block_[64];
  size_t filled_ = 0;
  uint64_t total_ = 0;
};

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view data);
bool is_sha256_hex(std::string_view text);

}  // namespace df
