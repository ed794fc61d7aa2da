#include "core/plan/out_of_memory.h"

#include "core/error.h"

namespace df {

void throw_out_of_memory(const MemoryNeeds& needs, const std::string& refusal) {
  std::vector<uint64_t> parts(kComponentCount, 0);
  parts[static_cast<size_t>(Component::kContext)] = needs.context_bytes;
  uint64_t total = needs.context_bytes;
  for (const MemoryPlanner* plan : needs.plans) {
    const auto of_plan = plan->components_at_peak();
    for (size_t i = 0; i < parts.size(); ++i) parts[i] += of_plan[i];
    total += plan->total(DF_PLACE_DEVICE);
  }
  throw Error(ErrorCode::kOutOfMemory, "memory",
              "this needs " + human_bytes(total) + " and the device refused it (" + refusal +
                  "); largest: " + three_largest(parts),
              needs.fix);
}

void throw_out_of_host_memory(const MemoryNeeds& needs, const std::string& refusal) {
  std::vector<uint64_t> parts(kComponentCount, 0);
  uint64_t total = 0;
  for (const MemoryPlanner* plan : needs.plans) {
    const auto of_plan = plan->components_at_peak(DF_PLACE_HOST_PINNED);
    for (size_t i = 0; i < parts.size(); ++i) parts[i] += of_plan[i];
    total += plan->total(DF_PLACE_HOST_PINNED);
  }
  const bool training = needs.fix == std::string(kTrainingFix);
  throw Error(ErrorCode::kOutOfMemory, kHostMemory,
              "this needs " + human_bytes(total) + " of page-locked main memory and the system refused it (" + refusal +
                  "); largest: " + three_largest(parts),
              training ? "close other programs, or use full instead of offloaded checkpointing and no paged optimizer"
                       : "close other programs, or ask for fewer sequences at once");
}

}  // namespace df
