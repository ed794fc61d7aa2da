#include "backends/cuda/nvml.h"

#include <dlfcn.h>

namespace df::cuda {
namespace {

// The four functions used here, declared by their documented signatures: no NVML header is needed.
using Handle = void*;
struct MemoryInfo {
  unsigned long long total;
  unsigned long long free;
  unsigned long long used;
};
using Init = int (*)();
using ByPciBusId = int (*)(const char*, Handle*);
using GetMemory = int (*)(Handle, MemoryInfo*);

struct Library {
  ByPciBusId by_pci_bus_id = nullptr;
  GetMemory get_memory = nullptr;
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
  return library;
}

}  // namespace

bool card_memory(const char* pci_bus_id, CardMemory* out) {
  static const Library library = open_library();
  if (library.by_pci_bus_id == nullptr || library.get_memory == nullptr) return false;
  Handle handle = nullptr;
  MemoryInfo info{};
  if (library.by_pci_bus_id(pci_bus_id, &handle) != 0) return false;
  if (library.get_memory(handle, &info) != 0) return false;
  *out = CardMemory{info.total, info.used, info.free};
  return true;
}

}  // namespace df::cuda
