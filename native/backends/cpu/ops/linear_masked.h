// The parts of linear_backward that see the dropout mask.
#pragma once

#include <cstdint>

#include "differential/backend.h"

namespace df::cpu {

// Words of the mask of x, in scratch.
int64_t masked_words(const DfLinearBackward& args);

// dx += mask o (dyb A) / keep and da += dyb^T drop(x), what of them is wanted. dyb [T, wide rank]
// is scale * dy' B. words: masked_words(args) of them.
void masked_gradients(DfContext* context, const DfLinearBackward& args, const float* dyb,
                      uint64_t* words);

}  // namespace df::cpu
