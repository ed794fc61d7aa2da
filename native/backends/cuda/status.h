// DfStatus values, and CUDA errors as statuses.
#pragma once

#include <cuda_runtime_api.h>

#include "core/plugin/status_util.h"

namespace df::cuda {

using plugin::fail;
using plugin::ok;

// What a CUDA error means to the engine. Out of memory is recoverable, wrong launches are bugs of
// this backend, and what poisons the context is DF_DEVICE_LOST: only ending the process recovers.
DfStatus status_of(cudaError_t error, const char* what);

}  // namespace df::cuda

// Leaves the op when a call of the CUDA runtime fails.
#define DF_CUDA(call, what)                                                            \
  do {                                                                                 \
    const cudaError_t df_cuda_error = (call);                                          \
    if (df_cuda_error != cudaSuccess) return df::cuda::status_of(df_cuda_error, what); \
  } while (0)

// After a kernel launch: bad configurations are reported here, faults inside it at the next wait.
#define DF_LAUNCHED(op) DF_CUDA(cudaGetLastError(), op)
