// The whole decoder: embedding, blocks, final norm, and its backward. The head is separate
// (models/head.h), because training, scoring and decoding want different rows of it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/models/activation_plan.h"
#include "core/models/block_backward.h"
#include "core/models/decoder_weights.h"

namespace df {

// One pass over T rows.
struct DecoderInput {
  int64_t tokens = 0;
  const int32_t* ids = nullptr;        // device [T]
  const int32_t* positions = nullptr;  // device [T]
  AttentionMode attention;
  bool for_backward = false;  // a backward pass follows: what offloading keeps goes to the host
};

// Gradients of the tensors outside the blocks; null where nothing trains.
struct DecoderGradients {
  std::vector<BlockGradients> blocks;
  DfMatrix dembedding{};
  DfMatrix dhead{};
  float* dhead_bias = nullptr;
  float *dfinal_norm = nullptr, *dfinal_norm_bias = nullptr;
  bool trains_embedding() const { return dembedding.data != nullptr; }
};

class Decoder {
 public:
  Decoder(const Device& device, const DecoderWeights& weights, const ActivationPlan& activations, DfScratch scratch)
      : device_(device), weights_(weights), activations_(activations), scratch_(scratch) {}

  // Fills activations.n_last[T,h]. `layer_cache` (cached attention only): the cache of a layer.
  void forward(const DecoderInput& input, const std::vector<BlockAdapters>& adapters,
               const std::vector<DfKvCache>* layer_caches = nullptr) const;

  // Expects the gradient of n_last in activations.backward().d_residual; accumulates parameter
  // gradients. The forward pass of the same input must have been the last one.
  void backward(const DecoderInput& input, const std::vector<BlockAdapters>& adapters,
                const DecoderGradients& gradients) const;

  const ActivationPlan& activations() const { return activations_; }
  const DecoderWeights& weights() const { return weights_; }
  DfScratch scratch() const { return scratch_; }
  const Device& device() const { return device_; }

 private:
  BlockPass block_pass(const DecoderInput& input) const;
  BlockRestore restore_of(int64_t layer) const;
  void move_kept(int64_t layer, int64_t tokens, bool to_device) const;
  void await_stored(int64_t layer) const;

  const Device& device_;
  const DecoderWeights& weights_;
  const ActivationPlan& activations_;
  DfScratch scratch_;
};

// Most scratch any op of a pass needs. `adapters` carries ranks and shapes (no data).
struct ScratchNeeds {
  int64_t tokens = 0;
  int64_t mlp_rows = 0;           // most rows of a piece of the MLP; 0: tokens
  int32_t dtype = DF_F32;         // of the activations
  int32_t logits_dtype = DF_F32;
  int64_t head_rows = 0;
  int32_t sequences = 1;
  int32_t max_seqlen = 0;
  int32_t rank = 0;
  float dropout = 0;
  bool magnitude = false;
  bool adapted[kLinearCount] = {};
  bool training = true;
  bool full = false;       // weight gradients
  int32_t max_position = 0;  // cached attention
  int32_t adapter_slots = 1;
};
uint64_t decoder_scratch_bytes(const Device& device, const DecoderWeights& weights, const ScratchNeeds& needs);

}  // namespace df
