// Memory of a card as the driver's management library (NVML) tells it: without creating a CUDA
// context, which would itself take some hundred megabytes. NVML comes with the driver.
#pragma once

#include <cstdint>

namespace df::cuda {

struct CardMemory {
  uint64_t total_bytes = 0;
  uint64_t used_bytes = 0;
  uint64_t free_bytes = 0;
};

// False where NVML or the card is not found. `pci_bus_id` as cudaDeviceGetPCIBusId writes it.
bool card_memory(const char* pci_bus_id, CardMemory* out);

}  // namespace df::cuda
