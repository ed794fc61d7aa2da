// The longest context a device of a given size can train at, found by asking the plan.
#pragma once

#include <cstdint>

#include "core/train/run_config.h"

namespace df {

class Device;
class ModelFolder;

struct MemoryBounds {
  uint64_t device_bytes = 0;  // the context included
  uint64_t host_bytes = 0;    // pinned; 0: not bounded
};

// The largest contextLength, a multiple of `step`, whose plan stays within the bounds; 0 when none
// does. At most what the model's positions allow. Plans grow with the context, so that bisection finds
// it; nothing is allocated.
int64_t longest_context(const Device& device, const ModelFolder& folder, RunConfig config, const MemoryBounds& bounds,
                        int64_t step = 64);

}  // namespace df
