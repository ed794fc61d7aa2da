// Which GPUs are there, and what they are.
#include <cstdio>
#include <cstring>

#include "backends/cuda/context.h"
#include "backends/cuda/nvml.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/status.h"

using df::cuda::fail;
using df::cuda::ok;

int32_t df_cuda_device_count() {
  int count = 0;
  if (cudaGetDeviceCount(&count) != cudaSuccess) {
    cudaGetLastError();  // no driver or no card is an answer, not an error of a later call
    return 0;
  }
  return count;
}

namespace {

DfStatus free_memory(int32_t device, uint64_t* total, uint64_t* free) {
  char bus[32] = {0};
  df::cuda::CardMemory memory;
  if (cudaDeviceGetPCIBusId(bus, sizeof bus, device) == cudaSuccess &&
      df::cuda::card_memory(bus, &memory)) {
    *total = memory.total_bytes;
    *free = memory.free_bytes;
    return ok();
  }
  size_t free_now = 0, total_now = 0;
  DF_CUDA(cudaSetDevice(device), "device_info");
  DF_CUDA(cudaMemGetInfo(&free_now, &total_now), "device_info");
  *total = total_now;
  *free = free_now;
  return ok();
}

}  // namespace

DfStatus df_cuda_device_info(int32_t device, DfDeviceInfo* out) {
  DF_REQUIRE(out != nullptr, "device_info needs a place for its result");
  const int32_t count = df_cuda_device_count();
  DF_REQUIRE(device >= 0 && device < count, "GPU %d does not exist: this machine shows %d", device,
             count);
  std::memset(out, 0, sizeof *out);
  cudaDeviceProp properties;
  DF_CUDA(cudaGetDeviceProperties(&properties, device), "device_info");
  std::memcpy(out->name, properties.name, sizeof out->name - 1);
  std::snprintf(out->isa, sizeof out->isa, "sm_%d%d", properties.major, properties.minor);
  std::snprintf(out->library, sizeof out->library, "own kernels");
  out->compute_capability = properties.major * 10 + properties.minor;
  return free_memory(device, &out->total_bytes, &out->free_bytes);
}
