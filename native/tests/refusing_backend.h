// Refuses the nth allocation from now on, of a backend's contexts or its buffers, and tells what is held.
#pragma once

#include <cstdint>
#include <string>

#include "differential/backend.h"

namespace df::test {

// On the GPU the plug-in itself refuses, its own buffers included; on the CPU the table's `allocate` does.
class RefusingBackend {
 public:
  explicit RefusingBackend(const std::string& name);  // "cpu" or "cuda"; it must be usable
  ~RefusingBackend();
  RefusingBackend(const RefusingBackend&) = delete;
  RefusingBackend& operator=(const RefusingBackend&) = delete;

  const DfBackend& table() const;
  void refuse(int64_t nth);  // 1: the next one
  void allow();
  // Allocations alive, and bytes of them.
  uint64_t held_allocations() const;
  uint64_t held_bytes() const;

 private:
  bool cuda_;
};

}  // namespace df::test
