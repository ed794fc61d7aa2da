#include "backends/cuda/status.h"

namespace df::cuda {

DfStatus status_of(cudaError_t error, const char* what) {
  // A launch error stays in the runtime's slot until it is read; the next op must not see it.
  cudaGetLastError();
  const char* text = cudaGetErrorString(error);
  switch (error) {
    case cudaSuccess:
      return ok();
    case cudaErrorMemoryAllocation:
      return fail(DF_OUT_OF_MEMORY, "%s: the GPU has no memory left for it", what);
    case cudaErrorNoDevice:
    case cudaErrorInsufficientDriver:
    case cudaErrorInvalidDevice:
    case cudaErrorNoKernelImageForDevice:
    case cudaErrorDevicesUnavailable:
    case cudaErrorInvalidPtx:
    case cudaErrorUnsupportedPtxVersion:
    case cudaErrorJitCompilerNotFound:
    case cudaErrorJitCompilationDisabled:
    case cudaErrorSystemDriverMismatch:
    case cudaErrorCompatNotSupportedOnDevice:
      return fail(DF_UNSUPPORTED, "%s: %s", what, text);
    case cudaErrorInvalidValue:
    case cudaErrorInvalidConfiguration:
    case cudaErrorLaunchOutOfResources:
    case cudaErrorInvalidDeviceFunction:
    case cudaErrorNotSupported:
    case cudaErrorStreamCaptureUnsupported:
    case cudaErrorStreamCaptureInvalidated:
      return fail(DF_INTERNAL, "%s: CUDA refused the call: %s (%s)", what, text,
                  cudaGetErrorName(error));
    default:
      // Illegal address, hardware fault, watchdog: every later call would give the same error.
      return fail(DF_DEVICE_LOST,
                  "%s: the GPU stopped working for this process: %s (%s); the trainer process has "
                  "to start again",
                  what, text, cudaGetErrorName(error));
  }
}

}  // namespace df::cuda
