// Buffers that are allocated and not yet released, of all contexts.
#pragma once

#include <atomic>
#include <cstdint>

namespace df::cpu {

struct Held {
  std::atomic<uint64_t> allocations{0};
  std::atomic<uint64_t> bytes[2] = {0, 0};  // by DfPlace
};
Held& held();

}  // namespace df::cpu
