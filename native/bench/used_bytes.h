// Memory that this process has taken since it first asked: of the card, or of the host where that serves.
#pragma once

#include <cstdint>

#include "backends/registry.h"
#include "core/tensor/memory_meter.h"

namespace df::bench {

inline bool on_gpu(const DfBackend& backend) { return backend.activation_dtype != DF_F32; }

inline uint64_t used_bytes(const DfBackend& backend) {
  static const MemoryMeter meter(backend, 0);
  return meter.taken();
}

}  // namespace df::bench
