// What memory this process holds and may still take.
#pragma once

#include <cstdint>

namespace df::cpu {

// Bytes of this process that are in memory now.
uint64_t resident_bytes();

// Bytes that can still be made resident: the kernel's MemAvailable (free memory and what the page
// cache would give back), bounded by the cgroup's limit. UINT64_MAX when nothing is known.
uint64_t available_bytes();

// All memory of the machine, bounded by the cgroup's limit.
uint64_t total_bytes();

}  // namespace df::cpu
