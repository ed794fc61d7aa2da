// Finds and opens the backend plug-ins (libdifferential_<name>.so).
#pragma once

#include <string>
#include <vector>

#include "differential/backend.h"

namespace df {

struct BackendListing {
  std::string name;
  std::string path;                    // empty when no plug-in of that name was found
  const DfBackend* backend = nullptr;  // null when refused
  std::string reason;                  // why it was refused; empty when usable
};

// Opens a backend by name ("cpu", "cuda"). `directory` holds the plug-ins; empty means beside the
// library this code is linked into, or its folder backends/. A plug-in stays open until the process
// ends, and a second call returns the same table. Throws df::Error naming what to do.
const DfBackend* open_backend(const std::string& name, const std::string& directory = "");

// The same, for plans alone: a backend that sees no device is no error here.
const DfBackend* planning_backend(const std::string& name, const std::string& directory = "");

// Every backend this engine knows, with the reason for each that cannot be used. Does not throw.
std::vector<BackendListing> list_backends(const std::string& directory = "");

}  // namespace df
