// Reading DfWeight: checks, absmax, and spans of it as float32.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"
#include "differential/status.h"
#include "differential/types.h"

namespace df::cpu {

// Whether the format, sizes and pointers of the weight can be read by an op.

DfStatus check_weight(const DfWeight& weight, const char* op);

inline int64_t weight_count(const DfWeight& weight) {
  return weight.out_features * weight.in_features;
}
inline int64_t weight_blocks(const DfWeight& weight) {
  return (weight_count(weight) + weight.block_size - 1) / weight.block_size;
}

// absmax of blocks [first, first + count) of an NF4 weight, double quantization undone in
// bitsandbytes' order: code * nested absmax, rounded, + offset, rounded.
void expand_absmax(const DfWeight& weight, int64_t first, int64_t count, float* out);

// Values [begin, begin + count) of the flattened weight as float32, whatever its format.
void read_weight(Isa isa, const DfWeight& weight, int64_t begin, int64_t count, float* out);

}  // namespace df::cpu
