// Dropout masks as bits, so that Philox runs once for all products of a layer that need the mask.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/dropout.h"
#include "backends/cuda/status.h"

namespace df::cuda {

inline int64_t drop_mask_words(int64_t cols) { return (cols + 31) / 32; }  // of a row
inline uint64_t drop_mask_bytes(int64_t rows, int64_t cols) {
  return static_cast<uint64_t>(rows * drop_mask_words(cols)) * sizeof(uint32_t);
}

// Bit c % 32 of bits[r][c / 32]: whether element (r, c) is kept; its index is (first_row + r) * cols + c.
DfStatus make_drop_mask(DfContext* context, const Dropout& dropout, int64_t first_row, int64_t rows, int64_t cols,
                        uint32_t* bits);

}  // namespace df::cuda
