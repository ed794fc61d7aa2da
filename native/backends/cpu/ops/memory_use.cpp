// What this process holds of the host's memory, and what of it are this backend's buffers.
#include "backends/cpu/held.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/status_util.h"
#include "core/util/process_memory.h"

namespace df::cpu {

Held& held() {
  static Held instance;
  return instance;
}

}  // namespace df::cpu

DfStatus df_cpu_memory_use(int32_t device, DfMemoryUse* out) {
  DF_REQUIRE(device == 0, "device %d does not exist: the CPU is device 0", device);
  DF_REQUIRE(out != nullptr, "memory_use needs a place for its result");
  const df::cpu::Held& held = df::cpu::held();
  *out = DfMemoryUse{df::anonymous_resident_bytes(), 0, 0, held.allocations, held.bytes[DF_PLACE_DEVICE],
                     held.bytes[DF_PLACE_HOST_PINNED]};
  return df::cpu::ok();
}
