// Small uploads pass through pinned memory of the context, so that the caller may reuse its buffer
// at once and never waits for the work already queued: the host runs ahead of the device.
#pragma once

#include <cstdint>

#include "backends/cuda/context.h"

namespace df::cuda {

DfStatus staging_create(DfContext* context);
void staging_destroy(DfContext* context);

// Uploads of at most this many bytes are staged; larger ones wait.
inline constexpr uint64_t kStagedBytes = uint64_t{1} << 20;

DfStatus staged_upload(DfContext* context, void* to, const void* from, uint64_t bytes);

}  // namespace df::cuda
