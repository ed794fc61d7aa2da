// How long a base takes to load from disk and how much host memory that needs: from its own files, while its
// quantized copy is written, and from that copy.
#pragma once

#include <filesystem>
#include <string>

namespace df::grid {

// Writes a synthetic base of that shape into `folder`, loads it three times for QDoRA, each time with the
// page cache emptied, prints one JSON line a load, and removes what it wrote.
void measure_loading(const std::string& shape, const std::string& backend, const std::filesystem::path& folder);

}  // namespace df::grid
