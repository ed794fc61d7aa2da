// The CUDA plug-in. Its operations are not written yet: it says so, and which devices it sees, so
// that nobody takes a missing backend for a missing card.
#include <cuda_runtime.h>

#include <cstdio>

#include "differential/backend.h"

namespace {

DfStatus not_built() {
  DfStatus status{DF_NOT_BUILT, {0}};
  int devices = 0;
  const bool driver = cudaGetDeviceCount(&devices) == cudaSuccess;
  std::snprintf(status.message, sizeof status.message,
                "the CUDA backend is not built yet (%s); runs use the CPU",
                !driver ? "no CUDA driver here" : devices == 0 ? "no CUDA device here" : "a CUDA device is here");
  return status;
}

int32_t device_count() { return 0; }
DfStatus device_info(int32_t, DfDeviceInfo*) { return not_built(); }
DfStatus context_create(const DfContextOptions*, DfContext**) { return not_built(); }
void context_destroy(DfContext*) {}

constexpr DfBackend make_table() {
  DfBackend table{};
  table.abi_version = DF_ABI_VERSION;
  table.struct_size = sizeof(DfBackend);
  table.name = "cuda";
  table.activation_dtype = DF_BF16;
  table.device_count = device_count;
  table.device_info = device_info;
  table.context_create = context_create;
  table.context_destroy = context_destroy;
  return table;
}

constexpr DfBackend kTable = make_table();

}  // namespace

extern "C" __attribute__((visibility("default"))) const DfBackend* differential_backend() { return &kTable; }
