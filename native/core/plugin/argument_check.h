// Checks of arguments at the entry of an op, for every backend. The messages name the op, the
// argument and the numbers, so that a wrong shape is found without a debugger.
#pragma once

#include <cstdint>

#include "core/plugin/status_util.h"
#include "differential/types.h"

namespace df::plugin {

// Rows, columns and row distance of a matrix whose data and dtype were checked.
DfStatus check_shape(const DfMatrix& m, const char* op, const char* name, int64_t rows, int64_t cols);

// A shape that the matrix itself gives: no number of it below zero.
DfStatus check_extent(const DfMatrix& m, const char* op, const char* name);

DfStatus check_scratch(const DfScratch& scratch, const char* op, uint64_t needed);

// Whether the format, sizes and pointers of a weight can be read by an op.
DfStatus check_weight(const DfWeight& weight, const char* op);

inline int64_t weight_count(const DfWeight& weight) {
  return weight.out_features * weight.in_features;
}
inline int64_t weight_blocks(const DfWeight& weight) {
  return (weight_count(weight) + weight.block_size - 1) / weight.block_size;
}

}  // namespace df::plugin
