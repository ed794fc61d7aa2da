// Time of every op of a backend, by waiting for the device after each call: a table that wraps
// another. The waiting makes the whole slower; the shares are what to read.
#pragma once

#include <nlohmann/json.hpp>

#include "differential/backend.h"

namespace df::bench {

// A table whose ops are timed. One at a time in a process.
const DfBackend* profiled(const DfBackend& backend);

// {"op": {"calls": n, "ms": total}, ...} since the last call, and forgets them.
nlohmann::json take_profile();

}  // namespace df::bench
