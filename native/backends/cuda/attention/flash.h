// Attention on Hopper's tensor cores: bf16, head_dim 64 or 128, aligned rows.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

bool flash_takes(const DfContext* context, const DfAttentionForward& args);
DfStatus flash_forward(DfContext* context, const DfAttentionForward& args);

// delta: [heads, T] of attention_delta.
bool flash_backward_takes(const DfContext* context, const DfAttentionBackward& args);
DfStatus flash_backward_queries(DfContext* context, const DfAttentionBackward& args, const float* delta);
DfStatus flash_backward_keys(DfContext* context, const DfAttentionBackward& args, const float* delta);

}  // namespace df::cuda
