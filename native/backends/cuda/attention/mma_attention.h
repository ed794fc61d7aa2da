// Attention on the tensor cores of every card (mma.sync): bf16 from 8.0 on, fp16 from 7.5 on, head_dim
// up to 128 in whole vectors. What Hopper's own kernels (flash.h) do not take.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

bool mma_attention_takes(const DfContext* context, const DfAttentionForward& args);
DfStatus mma_attention_forward(DfContext* context, const DfAttentionForward& args);

// delta: [heads, T] of attention_delta.
bool mma_attention_backward_takes(const DfContext* context, const DfAttentionBackward& args);
DfStatus mma_attention_backward(DfContext* context, const DfAttentionBackward& args, const float* delta);

}  // namespace df::cuda
