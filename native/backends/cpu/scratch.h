// Cuts a caller's scratch into aligned pieces. The same code answers the workspace query (no data,
// only the sum) and runs the op, so that the two cannot disagree.
#pragma once

#include <cstdint>

#include "differential/types.h"

namespace df::cpu {

class ScratchCutter {
 public:
  ScratchCutter() = default;  // counts only
  explicit ScratchCutter(const DfScratch& scratch) : data_(static_cast<char*>(scratch.data)) {}

  float* floats(int64_t count) {
    const uint64_t bytes = (static_cast<uint64_t>(count) * sizeof(float) + 63) / 64 * 64;
    char* piece = data_ != nullptr ? data_ + used_ : nullptr;
    used_ += bytes;
    return reinterpret_cast<float*>(piece);
  }
  uint64_t used() const { return used_; }

 private:
  char* data_ = nullptr;
  uint64_t used_ = 0;
};

}  // namespace df::cpu
