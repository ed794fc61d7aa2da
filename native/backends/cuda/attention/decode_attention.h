// Attention of single rows over the paged cache on tensor cores: 16-bit values, heads of 64 or 128, up
// to eight query heads a key/value head. attention_cached.cu serves the rest.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/scratch.h"
#include "backends/cuda/status.h"

namespace df::cuda {

bool decode_attention_takes(const DfContext* context, const DfAttentionCached& args);
// Cuts what decode_attention needs; enough for any smaller number of rows or positions, too.
uint64_t decode_attention_scratch(const DfContext* context, const DfAttentionCached& args);
DfStatus decode_attention(DfContext* context, const DfAttentionCached& args);

}  // namespace df::cuda
