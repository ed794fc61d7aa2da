// Launches a kernel that may start before the kernels ahead of it have ended (programmatic dependent
// launch, 9.0 and newer); elsewhere an ordinary launch. The kernel waits itself (nf4_decode.cuh).
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

template <typename... Parameters, typename... Arguments>
cudaError_t launch_early(const DfContext* context, void (*kernel)(Parameters...), dim3 grid, dim3 block,
                         size_t shared_bytes, const Arguments&... arguments) {
  cudaLaunchAttribute attribute{};
  attribute.id = cudaLaunchAttributeProgrammaticStreamSerialization;
  attribute.val.programmaticStreamSerializationAllowed = 1;
  cudaLaunchConfig_t config{};
  config.gridDim = grid;
  config.blockDim = block;
  config.dynamicSmemBytes = shared_bytes;
  config.stream = context->stream;
  config.attrs = &attribute;
  config.numAttrs = context->compute_capability >= 90 ? 1u : 0u;
  return cudaLaunchKernelEx(&config, kernel, Parameters(arguments)...);
}

}  // namespace df::cuda
