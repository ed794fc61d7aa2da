// One setting: planned, run, measured. In a process of its own, whose memory is then this run's alone.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "bench/grid/settings.h"

namespace df::grid {

// {"planned", "measured", "ratio", "contextBytes", "scope": "process" | "device"}; {"tooLarge": text} where the device has
// less free than the plan asks for.
nlohmann::json measure(const Setting& setting, const std::string& backend);

}  // namespace df::grid
