// Small constructors for the ABI's value types.
#pragma once

#include <cstdint>

#include "differential/types.h"

namespace df {

inline uint64_t dtype_bytes(int32_t dtype) {
  switch (dtype) {
    case DF_F32:
    case DF_I32: return 4;
    case DF_F16:
    case DF_BF16: return 2;
    default: return 1;
  }
}

inline DfMatrix matrix(void* data, int64_t rows, int64_t cols, int32_t dtype = DF_F32) {
  return DfMatrix{data, dtype, 0, rows, cols, cols};
}

inline DfMatrix no_matrix() { return DfMatrix{nullptr, DF_F32, 0, 0, 0, 0}; }

// The first `rows` rows of a matrix.
inline DfMatrix top_rows(DfMatrix m, int64_t rows) {
  m.rows = rows;
  return m;
}

// Rows [begin, begin + rows).
inline DfMatrix row_range(DfMatrix m, int64_t begin, int64_t rows) {
  if (m.data) m.data = static_cast<char*>(m.data) + begin * m.ld * static_cast<int64_t>(dtype_bytes(m.dtype));
  m.rows = rows;
  return m;
}

inline uint64_t matrix_bytes(int64_t rows, int64_t cols, int32_t dtype = DF_F32) {
  return static_cast<uint64_t>(rows) * static_cast<uint64_t>(cols) * dtype_bytes(dtype);
}

}  // namespace df
