// One decoder block: its activation buffers and the forward pass over them. Llama's sequential and
// Phi's parallel block are the same code with different wiring.
//
// T rows, h hidden, f intermediate. Which buffers are kept for backward and which are shared by all
// blocks is the planner's business (models/activation_plan.h); the code here only sees pointers.
#pragma once

#include <cstdint>

#include "core/models/decoder_weights.h"
#include "core/tensor/device.h"

namespace df {

struct BlockBuffers {
  DfMatrix x_in;            // [T,h] residual stream entering the block
  DfMatrix n1, n2;          // [T,h] normed inputs; n2 is unset in a parallel block
  float *rstd1 = nullptr, *mean1 = nullptr, *rstd2 = nullptr, *mean2 = nullptr;  // [T]
  DfMatrix q, k, v;         // after rotary embedding
  DfMatrix attention;       // [T, heads*head_dim]
  float* lse = nullptr;     // [heads, T]
  DfMatrix y_o;             // [T,h] output of the attention projection
  DfMatrix x_mid;           // [T,h] residual stream between attention and MLP
  DfMatrix gate, up, act;   // [T,f]; gate is unset in a plain MLP
  DfMatrix y_down;          // [T,h] output of the MLP
  DfMatrix xa[kLinearCount];  // [T,rank], kept for the adapters' gradients
};

// Adapters of one block during a pass. Training: one adapter on all rows. Inference: rows in
// segments, each with its adapter or none.
struct BlockAdapters {
  // [kLinearCount]: adapters of each linear layer, `count` each; null where none.
  const DfAdapter* linears[kLinearCount] = {};
  int32_t count = 0;
  const int64_t* segment_begin = nullptr;
  const int32_t* segment_adapter = nullptr;
  int32_t segment_count = 0;
};

// How rows attend: a packed micro-batch, or rows over a key/value cache.
struct AttentionMode {
  bool cached = false;
  // packed
  const int32_t* cu_seqlens = nullptr;
  const int32_t* cu_seqlens_host = nullptr;
  int32_t sequences = 0;
  int32_t max_seqlen = 0;
  const int32_t* key_end = nullptr;
  // cached
  DfKvCache cache{};
  const int32_t* row_sequence = nullptr;
  int32_t max_position = 0;
};

struct BlockPass {
  const Device& device;
  const ModelConfig& config;
  const float* rope;
  int64_t tokens;
  const int32_t* positions;
  AttentionMode attention;
  DfScratch scratch;
};

// x_in must hold the block's input. `parts` says what is (re)computed: everything, everything that
// backward reads (the MLP's output only for a DoRA magnitude; its adapter's inner product is kept from
// the first pass), or only what selective checkpointing leaves out (normed inputs and the MLP's
// activation).
enum class BlockParts { kAll, kForBackward, kCheapOnly };
void block_forward(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                   const BlockBuffers& buffers, BlockParts parts);

// The same, with the block's input formed on the way: x_in = x + branch (the previous block's
// residual sum), fused into the first norm.
void block_forward_from(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                        const BlockBuffers& buffers, DfMatrix x, DfMatrix branch);

DfNormForward norm_arguments(const ModelConfig& config, const NormWeights& weights, DfMatrix x, DfMatrix residual,
                             DfMatrix sum, DfMatrix y, float* rstd, float* mean);
DfLinearForward linear_arguments(const LinearLayer& linear, const BlockAdapters& adapters, Linear kind, DfMatrix x,
                                 DfMatrix y, DfMatrix xa, DfScratch scratch);
DfActivationForward activation_arguments(const ModelConfig& config, const BlockBuffers& buffers, int64_t tokens);
DfAttentionForward attention_arguments(const BlockPass& pass, const BlockBuffers& buffers);
DfRope rope_arguments(const BlockPass& pass, DfMatrix q, DfMatrix k, bool inverse);

}  // namespace df
