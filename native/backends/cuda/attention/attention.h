// Attention kernels of the CUDA backend, behind ops/attention_*.cu.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// Any head_dim up to 512 and any float dtype, in float32 arithmetic (attention_simt.cu).
DfStatus attention_forward_simt(DfContext* context, const DfAttentionForward& args);
// delta: [heads, T] scratch.
DfStatus attention_backward_simt(DfContext* context, const DfAttentionBackward& args, float* delta);

// delta[h, t] = dout . out of query t and head h.
DfStatus attention_delta(DfContext* context, const DfAttentionBackward& args, float* delta);

// Rows that belong to no sequence see no key: what is computed for them is zero.
DfStatus zero_outside_sequences(DfContext* context, const DfAttentionForward& args, const DfMatrix& m);

// Checks of the arguments that forward and backward share.
DfStatus check_attention(const DfContext* context, const DfAttentionForward& args, const char* op);
DfStatus check_heads(int32_t heads, int32_t kv_heads, int32_t head_dim, const char* op);
DfStatus check_cache(const DfKvCache& cache, const char* op);

}  // namespace df::cuda
