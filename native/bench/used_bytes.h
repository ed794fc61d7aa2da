// Memory in use: of the card, or of this process where the host's memory serves.
#pragma once

#include <cstdint>

#include "backends/registry.h"
#include "core/train/plan_report.h"
#include "core/util/process_memory.h"

namespace df::bench {

inline bool on_gpu(const DfBackend& backend) { return backend.activation_dtype != DF_F32; }

inline uint64_t used_bytes(const DfBackend& backend) {
  if (!on_gpu(backend)) return anonymous_resident_bytes();
  const DfDeviceInfo info = device_info(backend, 0);
  return info.total_bytes - info.free_bytes;
}

}  // namespace df::bench
