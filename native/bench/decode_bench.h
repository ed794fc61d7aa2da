// Generation of a synthetic model, measured.
#pragma once

#include <nlohmann/json.hpp>

#include "bench/options.h"
#include "differential/backend.h"

namespace df::bench {

// Greedy generation for every combination of o.decode (sequences at once), o.context (tokens of the
// prompt) and o.panes (1: the base alone; 2 and more: the sequences are shared evenly by the base and
// panes - 1 adapters). Prints a line each; returns them all. A pane is what one answer on the screen
// needs: its rows have their own adapter in the common batch.
nlohmann::json decode_bench(const Options& o, const DfBackend& backend);

}  // namespace df::bench
