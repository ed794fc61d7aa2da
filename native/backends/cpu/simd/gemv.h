// Products of weight rows with a few activation rows (decode): the weight is read once, from its
// own format, and never written out as floats.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

// Activation rows a call may hold.
constexpr int kGemvTokens = 4;

struct GemvRows {
  const void* weight;  // the first row; NF4: the whole packed weight
  int64_t weight_ld;   // values between rows (not NF4)
  int64_t first_row;   // NF4 only
  int64_t rows;
  int64_t cols;
  const float* x;  // [tokens, cols]; NF4: as split_pairs leaves it
  int64_t x_ld;
  int32_t tokens;
  int32_t block_size;   // NF4
  const float* absmax;  // NF4: of the block where first_row begins
  float* out;           // out[t * out_ld + j]
  int64_t out_ld;
};

// NF4 rows can be read in place when every step of 32 values lies within one block.
constexpr int64_t kNf4Step = 32;

struct GemvKernels {
  void (*f32)(const GemvRows& args);
  void (*f16)(const GemvRows& args);
  void (*bf16)(const GemvRows& args);
  void (*nf4)(const GemvRows& args);  // cols and block_size are multiples of kNf4Step
  // In every group of 32: the 16 values at even places, then the 16 at odd places, as the high and
  // the low nibbles of the packed bytes meet them.
  void (*split_pairs)(const float* x, int64_t cols, float* out);
};

const GemvKernels& gemv_kernels(Isa isa);

}  // namespace df::cpu
