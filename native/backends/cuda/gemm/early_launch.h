// Launches a kernel that may start before the kernels ahead of it have ended (programmatic dependent
// launch, where Hopper's code runs); elsewhere an ordinary launch. The kernel waits itself (nf4_decode.cuh).
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// `cluster`: blocks of a cluster, along x.
template <typename... Parameters, typename... Arguments>
cudaError_t launch_early(const DfContext* context, void (*kernel)(Parameters...), dim3 grid, dim3 block,
                         size_t shared_bytes, unsigned cluster, const Arguments&... arguments) {
  cudaLaunchAttribute attributes[2] = {};
  attributes[0].id = cudaLaunchAttributeProgrammaticStreamSerialization;
  attributes[0].val.programmaticStreamSerializationAllowed = 1;
  attributes[1].id = cudaLaunchAttributeClusterDimension;
  attributes[1].val.clusterDim.x = cluster;
  attributes[1].val.clusterDim.y = attributes[1].val.clusterDim.z = 1;
  cudaLaunchConfig_t config{};
  config.gridDim = grid;
  config.blockDim = block;
  config.dynamicSmemBytes = shared_bytes;
  config.stream = context->stream;
  config.attrs = attributes;
  // Newer cards run code made for 8.0, in which a kernel waits for nothing.
  config.numAttrs = !context->has_wgmma() ? 0u : cluster > 1 ? 2u : 1u;
  return cudaLaunchKernelEx(&config, kernel, Parameters(arguments)...);
}

}  // namespace df::cuda
