// Float dtypes on the host side.
#pragma once

#include <cstdint>

#include "differential/types.h"

namespace df::cuda {

inline bool is_float(int32_t dtype) {
  return dtype == DF_F32 || dtype == DF_F16 || dtype == DF_BF16;
}
inline int64_t dtype_bytes(int32_t dtype) { return dtype == DF_F32 ? 4 : 2; }

}  // namespace df::cuda
