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
  DfMatrix gate, up, act;   // [T,f], or a piece of mlp_rows of them; gate is unset in a plain MLP
  DfMatrix y_down;          // [T,h] output of the MLP; may be y_o in a sequential block's training
  DfMatrix x_out;           // [T,h] training: the block's output, x_mid + y_down, kept as the next one's input
  DfMatrix xa[kLinearCount];  // [T,rank], kept for the adapters' gradients
  int64_t mlp_rows = 0;     // most rows of a piece of the MLP
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

// x_in must hold the block's input.
void block_forward(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                   const BlockBuffers& buffers);

// The same, with the block's input formed on the way: x_in = x + branch (the previous block's
// residual sum), fused into the first norm.
void block_forward_from(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                        const BlockBuffers& buffers, DfMatrix x, DfMatrix branch);

// What backward computes again before it can begin.
struct BlockRestore {
  bool attention = false;   // everything up to the MLP's input
  bool mlp_input = false;   // the norm before the MLP alone
  bool gate_up = false;     // the MLP's first products
  bool activation = false;  // and what they become
  bool first_norm = false;  // of a sequential block, before the backward of q, k and v
};

// Up to the MLP's input. The MLP itself is restored piece by piece, in its backward.
void block_restore(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                   const BlockBuffers& buffers, const BlockRestore& restore);

// The first norm alone: of a sequential block, whose other parts no longer hold it.
void block_restore_first_norm(const BlockPass& pass, const BlockWeights& weights, const BlockBuffers& buffers);

// Rows of a piece of the MLP, and the pieces of `tokens` rows: as few as the buffers allow, alike.
struct RowPiece {
  int64_t begin, rows;
};
int64_t mlp_piece_rows(const BlockBuffers& buffers, int64_t tokens);
// Rows of a piece in a buffer that holds all rows, or one piece at a time.
DfMatrix piece_of(DfMatrix m, const BlockBuffers& buffers, RowPiece piece);
// gate, up and the activation of a piece.
void mlp_restore(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                 const BlockBuffers& buffers, DfMatrix input, RowPiece piece, const BlockRestore& restore);

DfNormForward norm_arguments(const ModelConfig& config, const NormWeights& weights, DfMatrix x, DfMatrix residual,
                             DfMatrix sum, DfMatrix y, float* rstd, float* mean);
DfLinearForward linear_arguments(const LinearLayer& linear, const BlockAdapters& adapters, Linear kind, DfMatrix x,
                                 DfMatrix y, DfMatrix xa, DfScratch scratch);
DfActivationForward activation_arguments(const ModelConfig& config, const BlockBuffers& buffers, RowPiece piece);
// The adapter as a call on rows from `begin` on takes it; `held` is its storage. Null stays null.
const DfAdapter* adapter_of_rows(const BlockAdapters& adapters, Linear kind, int64_t begin, DfAdapter& held);
DfAttentionForward attention_arguments(const BlockPass& pass, const BlockBuffers& buffers);
DfRope rope_arguments(const BlockPass& pass, DfMatrix q, DfMatrix k, bool inverse);

}  // namespace df
