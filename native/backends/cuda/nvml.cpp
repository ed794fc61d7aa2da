#include "backends/cuda/nvml.h"

#include <dlfcn.h>

#include <limits>

namespace df::cuda {
namespace {

// The functions used here, declared by their documented signatures: no NVML header is needed.
using Handle = void*;
struct MemoryInfo {
  unsigned long long total;
  unsigned long long free;
  unsigned long long used;
};
struct ProcessInfo {
  unsigned int pid;
  unsigned long long used;
  unsigned int gpu_instance;
  unsigned int compute_instance;
};
using Init = int (*)();
using ByPciBusId = int (*)(const char*, Handle*);
using GetMemory = int (*)(Handle, MemoryInfo*);
using GetProcesses = int (*)(Handle, unsigned int*, ProcessInfo*);

struct Library {
  ByPciBusId by_pci_bus_id = nullptr;
  GetMemory get_memory = nullptr;
  GetProcesses get_processes = nullptr;
};

Library open_library() {
  Library library;
  void* file = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
  if (file == nullptr) return library;
  const auto init = reinterpret_cast<Init>(dlsym(file, "nvmlInit_v2"));
  if (init == nullptr || init() != 0) return library;
  library.by_pci_bus_id =
      reinterpret_cast<ByPciBusId>(dlsym(file, "nvmlDeviceGetHandleByPciBusId_v2"));
  library.get_memory = reinterpret_cast<GetMemory>(dlsym(file, "nvmlDeviceGetMemoryInfo"));
  void* processes = dlsym(file, "nvmlDeviceGetComputeRunningProcesses_v3");
  if (processes == nullptr) processes = dlsym(file, "nvmlDeviceGetComputeRunningProcesses_v2");
  library.get_processes = reinterpret_cast<GetProcesses>(processes);
  return library;
}

const Library& library() {
  static const Library instance = open_library();
  return instance;
}

bool handle_of(const char* pci_bus_id, Handle* out) {
  return library().by_pci_bus_id != nullptr && library().by_pci_bus_id(pci_bus_id, out) == 0;
}

}  // namespace

bool card_memory(const char* pci_bus_id, CardMemory* out) {
  Handle handle = nullptr;
  MemoryInfo info{};
  if (!handle_of(pci_bus_id, &handle) || library().get_memory == nullptr) return false;
  if (library().get_memory(handle, &info) != 0) return false;
  *out = CardMemory{info.total, info.used, info.free};
  return true;
}

bool card_processes(const char* pci_bus_id, std::vector<CardProcess>* out) {
  constexpr unsigned int kMost = 256;
  constexpr unsigned long long kNotTold = std::numeric_limits<unsigned long long>::max();
  Handle handle = nullptr;
  if (!handle_of(pci_bus_id, &handle) || library().get_processes == nullptr) return false;
  std::vector<ProcessInfo> found(kMost);
  unsigned int count = kMost;
  if (library().get_processes(handle, &count, found.data()) != 0) return false;
  out->clear();
  for (unsigned int i = 0; i < count && i < kMost; ++i) {
    if (found[i].used == kNotTold) return false;
    out->push_back({found[i].pid, found[i].used});
  }
  return true;
}

}  // namespace df::cuda
