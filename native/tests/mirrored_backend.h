// Lets a backend with device memory of its own run on the host memory of the op tests: before a call
// every buffer its arguments name is copied to the device, afterwards what the op may write is copied
// back. So one table of cases serves all backends.
#pragma once

#include "differential/backend.h"

namespace df::test {

// The CUDA backend where it can run, else null; `reason` then says why.
const DfBackend* cuda_backend(const char** reason = nullptr);

// A context whose ops, called through ops(), run mirrored.
DfStatus mirrored_context(const DfBackend* backend, DfContext** out);
void mirrored_context_destroy(DfContext* context);

// The ops of whatever backend a context belongs to: arguments are in host memory always.
const DfBackend* ops();

}  // namespace df::test
