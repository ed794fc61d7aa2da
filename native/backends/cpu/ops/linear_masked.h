// The parts of linear_backward that see the dropout mask.
#pragma once

#include <cstdint>

#include "differential/backend.h"

namespace df::cpu {

// Words of the mask of x, in scratch.
int64_t masked_words(const DfLinearBackward& args);

// Makes the mask (words: masked_words(args) of them) and, where it is wanted, da += dyb^T drop(x).
// dyb [T, wide rank] is scale * dy' B.
void masked_sum_da(DfContext* context, const DfLinearBackward& args, const float* dyb, uint64_t* words);

// dx += mask o (dyb A) / keep, with the mask of masked_sum_da.
void masked_add_dx(DfContext* context, const DfLinearBackward& args, const float* dyb, const uint64_t* words);

}  // namespace df::cpu
