// Backward pass of one decoder block.
#pragma once

#include "core/models/block.h"

namespace df {

// Gradients shared by all blocks: only one block is in backward at a time.
struct BackwardBuffers {
  DfMatrix d_residual{};   // [T,h] gradient of the residual stream, carried from block to block
  DfMatrix d_norm{};       // [T,h]
  DfMatrix d_attention{};  // [T, heads*head_dim]; may be d_norm
  DfMatrix dq{}, dk{}, dv{};  // dq unset: the block's second normed input, which nobody reads any more, holds it
  DfMatrix d_act{};        // [T,f], becomes the gate's gradient
};

// Where parameter gradients accumulate; null pointers where nothing trains.
struct BlockGradients {
  DfMatrix dweight[kLinearCount] = {};
  float* dbias[kLinearCount] = {};
  DfMatrix da[kLinearCount] = {};
  DfMatrix db[kLinearCount] = {};
  float* dmagnitude[kLinearCount] = {};
  float *dnorm1 = nullptr, *dnorm1_bias = nullptr, *dnorm2 = nullptr, *dnorm2_bias = nullptr;
};

// Turns back.d_residual from the gradient of the block's output into that of its input.
// input_gradient false: the first block under a frozen embedding, whose input needs none.
// b.q and b.k are turned back to before the rotary embedding (DoRA's magnitude needs them so); b.act of a
// gated MLP is overwritten by the gradient of `up`.
void block_backward(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                    const BlockBuffers& b, const BackwardBuffers& back, const BlockGradients& gradients,
                    bool input_gradient);

DfNormBackward norm_backward_arguments(const ModelConfig& config, const NormWeights& weights, DfMatrix x, DfMatrix dy,
                                       DfMatrix dx, bool accumulate, const float* rstd, const float* mean,
                                       DfScratch scratch);

}  // namespace df
