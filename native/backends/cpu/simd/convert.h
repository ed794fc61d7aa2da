// Rows of float values between the three float formats.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

struct ConvertKernels {
  // `from` and `to` hold `count` values of the DfDtype given (DF_F32, DF_F16, DF_BF16).
  void (*row)(const void* from, int32_t from_dtype, void* to, int32_t to_dtype, int64_t count);
};

const ConvertKernels& convert_kernels(Isa isa);

}  // namespace df::cpu
