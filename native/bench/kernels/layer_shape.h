// Shapes of linear layers to time, and matrices of random values on the device.
#pragma once

#include <string>

#include "bench/kernels/side.h"

namespace df::kernels {

struct LayerShape {
  int64_t tokens, in, out;
};

inline std::string name_of(const LayerShape& s) {
  return "T" + std::to_string(s.tokens) + " " + std::to_string(s.in) + "->" + std::to_string(s.out);
}

inline DfMatrix bf16_matrix(void* data, int64_t rows, int64_t cols) {
  return DfMatrix{data, DF_BF16, 0, rows, cols, cols};
}

// Random 16-bit values of any count: two megabytes of the host's, doubled on the device until they
// suffice. What matters is that neighbours differ.
void* random_device_bytes(Side& side, uint64_t bytes, uint64_t seed);

}  // namespace df::kernels
