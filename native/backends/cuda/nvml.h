// Memory of a card as the driver's management library (NVML) tells it: without creating a CUDA
// context, which would itself take some hundred megabytes. NVML comes with the driver.
#pragma once

#include <cstdint>
#include <vector>

namespace df::cuda {

struct CardMemory {
  uint64_t total_bytes = 0;
  uint64_t used_bytes = 0;
  uint64_t free_bytes = 0;
};

struct CardProcess {
  uint32_t pid = 0;  // as the driver numbers it: another number than getpid()'s inside a container
  uint64_t used_bytes = 0;
};

// False where NVML or the card is not found. `pci_bus_id` as cudaDeviceGetPCIBusId writes it.
bool card_memory(const char* pci_bus_id, CardMemory* out);

// The processes that compute on a card and what each holds of it. False where the driver does not tell
// (Windows' display driver, a card cut in parts, an old driver).
bool card_processes(const char* pci_bus_id, std::vector<CardProcess>* out);

}  // namespace df::cuda
