// linear_forward for a few rows (decode): every weight is read once and nothing is written out as
// floats but the result.
#pragma once

#include "backends/cpu/scratch.h"
#include "differential/backend.h"

namespace df::cpu {

// Rows up to which reading the weight in place beats dequantizing it for a matrix product. One
// thread of an EPYC, 320 -> 864, microseconds in place: NF4 9 (1 row), 15 (4), 25 (8), 64 (16),
// 111 (24), 147 (32); by a product: 148 (33).
constexpr int64_t kDecodeRows = 24;

bool can_decode(const DfLinearForward& args);
void cut_decode_scratch(const DfLinearForward& args, ScratchCutter& cutter);
void linear_decode(DfContext* context, const DfLinearForward& args);

// The adapter of a row, or null.
const DfAdapter* adapter_of_row(const DfLinearForward& args, int64_t row);

// Largest wide rank among the adapters of the call; 0 without.
int64_t widest_rank(const DfLinearForward& args);

}  // namespace df::cpu
