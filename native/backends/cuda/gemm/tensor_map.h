// Descriptions of matrices for the bulk copy engine (9.0).
#pragma once

#include <cuda.h>

#include <cstdint>

#include "backends/cuda/status.h"

namespace df::cuda {

// 16-bit elements [rows, cols], ld elements between rows, copied in boxes of box_rows x box_cols with
// the 128-byte swizzle (box_cols <= 64). Needs 16-byte aligned data and rows.
struct BoxedMatrix {
  const void* data;
  int64_t rows;
  int64_t cols;
  int64_t ld;
  int box_rows;
  int box_cols;
};
DfStatus encode_tensor_map(const BoxedMatrix& matrix, CUtensorMap* map);

inline bool tensor_map_takes(const void* data, int64_t ld) {
  return reinterpret_cast<uintptr_t>(data) % 16 == 0 && ld % 8 == 0 && ld > 0;
}

}  // namespace df::cuda
