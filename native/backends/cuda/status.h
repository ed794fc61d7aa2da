// DfStatus values, and CUDA errors as statuses.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdarg>
#include <cstdio>

#include "differential/status.h"

namespace df::cuda {

inline DfStatus ok() { return DfStatus{DF_OK, {0}}; }

__attribute__((format(printf, 2, 3))) inline DfStatus fail(DfCode code, const char* format, ...) {
  DfStatus status{code, {0}};
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(status.message, sizeof status.message, format, arguments);
  va_end(arguments);
  return status;
}

// What a CUDA error means to the engine. Out of memory is recoverable, wrong launches are bugs of
// this backend, and what poisons the context is DF_DEVICE_LOST: only ending the process recovers.
DfStatus status_of(cudaError_t error, const char* what);

}  // namespace df::cuda

// Leaves the op with DF_INVALID_ARGUMENT when a precondition does not hold.
#define DF_REQUIRE(condition, ...)                                             \
  do {                                                                         \
    if (!(condition)) return df::cuda::fail(DF_INVALID_ARGUMENT, __VA_ARGS__); \
  } while (0)

// Leaves the op with the status of a check that failed.
#define DF_CHECK(...)                                          \
  do {                                                         \
    const DfStatus df_check_status = (__VA_ARGS__);            \
    if (df_check_status.code != DF_OK) return df_check_status; \
  } while (0)

// Leaves the op when a call of the CUDA runtime fails.
#define DF_CUDA(call, what)                                                            \
  do {                                                                                 \
    const cudaError_t df_cuda_error = (call);                                          \
    if (df_cuda_error != cudaSuccess) return df::cuda::status_of(df_cuda_error, what); \
  } while (0)

// After a kernel launch: bad configurations are reported here, faults inside it at the next wait.
#define DF_LAUNCHED(op) DF_CUDA(cudaGetLastError(), op)
