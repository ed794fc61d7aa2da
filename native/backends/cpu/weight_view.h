// Reading DfWeight: absmax, and spans of it as float32.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"
#include "core/plugin/argument_check.h"
#include "differential/types.h"

namespace df::cpu {

using plugin::check_weight;
using plugin::weight_blocks;
using plugin::weight_count;

// absmax of blocks [first, first + count) of an NF4 weight, double quantization undone in
// bitsandbytes' order: code * nested absmax, rounded, + offset, rounded.
void expand_absmax(const DfWeight& weight, int64_t first, int64_t count, float* out);

// Values [begin, begin + count) of the flattened weight as float32, whatever its format.
void read_weight(Isa isa, const DfWeight& weight, int64_t begin, int64_t count, float* out);

}  // namespace df::cpu
