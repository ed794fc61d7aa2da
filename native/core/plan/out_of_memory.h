// The error of a device without enough memory: what was wanted, its three largest components, a fix.
#pragma once

#include <string>
#include <vector>

#include "core/plan/memory_plan.h"

namespace df {

// The field of the error when it was the host's memory that was refused.
inline constexpr const char* kHostMemory = "host memory";
inline constexpr const char* kTrainingFix =
    "use a smaller micro-batch or context, full checkpointing, or a lower rank";
inline constexpr const char* kSessionFix = "load it quantized, or ask for fewer tokens at once";

// All that the caller holds or wants on the device, not only the part that was refused.
struct MemoryNeeds {
  std::vector<const MemoryPlanner*> plans;
  uint64_t context_bytes = 0;
  const char* fix = kTrainingFix;
};

// `refusal` is the device's own text. Throws kOutOfMemory.
[[noreturn]] void throw_out_of_memory(const MemoryNeeds& needs, const std::string& refusal);
// The same of page-locked main memory; the field is kHostMemory.
[[noreturn]] void throw_out_of_host_memory(const MemoryNeeds& needs, const std::string& refusal);

}  // namespace df
