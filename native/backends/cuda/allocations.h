// Every allocation of this backend passes here: counted, so that a test can tell that nothing is left
// behind, and refused on demand, so that a test can fail each of them in turn.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

namespace df::cuda {

struct Held {
  uint64_t allocations = 0;
  uint64_t device_bytes = 0;
  uint64_t pinned_bytes = 0;
};

// As cudaMalloc and cudaHostAlloc. With DIFFERENTIAL_REFUSE_ALLOCATION=n in the environment the nth call
// since that value appeared answers cudaErrorMemoryAllocation instead.
cudaError_t device_allocate(void** out, uint64_t bytes);
cudaError_t pinned_allocate(void** out, uint64_t bytes);

// Null is allowed.
cudaError_t device_free(void* data);
cudaError_t pinned_free(void* data);

// What the process holds at this moment, on all devices.
Held held();

}  // namespace df::cuda
