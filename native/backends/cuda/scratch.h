// Cuts an op's scratch into aligned pieces; without data it only counts, for the workspace query.
#pragma once

#include <cstdint>

#include "differential/types.h"

namespace df::cuda {

class ScratchCutter {
 public:
  ScratchCutter() = default;
  explicit ScratchCutter(const DfScratch& scratch) : data_(static_cast<char*>(scratch.data)) {}

  template <typename T>
  T* take(uint64_t count) {
    return static_cast<T*>(bytes(count * sizeof(T)));
  }
  void* bytes(uint64_t count) {
    void* piece = data_ != nullptr ? data_ + used_ : nullptr;
    // 256: what the bulk copies and vectors of every kernel are content with.
    used_ += (count + 255) / 256 * 256;
    return piece;
  }
  uint64_t used() const { return used_; }

 private:
  char* data_ = nullptr;
  uint64_t used_ = 0;
};

}  // namespace df::cuda
