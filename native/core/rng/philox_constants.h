// Constants of Philox-4x32-10, apart from philox.h so that kernels compiled for one instruction set
// can use them without the standard library's inline functions.
#pragma once

#include <stdint.h>

namespace df {

inline constexpr uint32_t kPhiloxMultiplier0 = 0xD2511F53u;
inline constexpr uint32_t kPhiloxMultiplier1 = 0xCD9E8D57u;
inline constexpr uint32_t kPhiloxWeyl0 = 0x9E3779B9u;
inline constexpr uint32_t kPhiloxWeyl1 = 0xBB67AE85u;
inline constexpr int kPhiloxRounds = 10;

}  // namespace df
