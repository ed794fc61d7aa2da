// Backward pass of one decoder block.
#pragma once

#include "core/models/block.h"

namespace df {

// Gradients shared by all blocks: only one block is in backward at a time.
struct BackwardBuffers {
  DfMatrix d_residual{};   // [T,h] gradient of the residual stream, carried from block to block
  DfMatrix d_norm{};       // [T,h]
  DfMatrix d_attention{};  // [T, heads*head_dim]
  DfMatrix dq{}, dk{}, dv{};
};

// Where parameter gradients accumulate; null pointers where nothing trains.
struct BlockGradients {
  DfMatrix dweight[kLinearCount] = {};
  float* dbias[kLinearCount] = {};
  DfMatrix da[kLinearCount] = {};
  DfMatrix db[kLinearCount] = {};
  float* dmagnitude[kLinearCount] = {};
  // Memory of these gradients that something else used until this block's backward: it is cleared there.
  float* zeroed_here = nullptr;
  uint64_t zeroed_bytes = 0;
  float *dnorm1 = nullptr, *dnorm1_bias = nullptr, *dnorm2 = nullptr, *dnorm2_bias = nullptr;
};

// Restores what forward did not keep, then turns back.d_residual from the gradient of the block's
// output into that of its input.
// input_gradient false: the first block under a frozen embedding, whose input needs none.
// b.q and b.k are turned back to before the rotary embedding (DoRA's magnitude needs them so); gradients
// take the places of b.act and b.up.
void block_backward(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                    const BlockBuffers& b, const BackwardBuffers& back, const BlockGradients& gradients,
                    const BlockRestore& restore, bool input_gradient);

DfNormBackward norm_backward_arguments(const ModelConfig& config, const NormWeights& weights, DfMatrix x, DfMatrix dy,
                                       DfMatrix dx, bool accumulate, const float* rstd, const float* mean,
                                       DfScratch scratch);

}  // namespace df
