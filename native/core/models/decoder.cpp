#include "core/models/decoder.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace df {

BlockPass Decoder::block_pass(const DecoderInput& input) const {
  return BlockPass{device_,     weights_.config(), weights_.rope(), input.tokens, input.positions,
                   input.attention, scratch_};
}

void Decoder::forward(const DecoderInput& input, const std::vector<BlockAdapters>& adapters,
                      const std::vector<DfKvCache>* layer_caches) const {
  const int64_t t = input.tokens;
  const auto& blocks = weights_.blocks();
  const auto layers = static_cast<int64_t>(blocks.size());
  device_.run(&DfBackend::embedding_forward,
              DfEmbeddingForward{input.ids, weights_.embedding(), top_rows(activations_.block(0).x_in, t)});
  BlockPass pass = block_pass(input);
  for (int64_t layer = 0; layer < layers; ++layer) {
    const auto i = static_cast<size_t>(layer);
    if (layer_caches) pass.attention.cache = (*layer_caches)[i];
    const BlockBuffers& b = activations_.block(layer);
    if (layer == 0) {
      block_forward(pass, blocks[i], adapters[i], b);
    } else {
      const BlockBuffers& before = activations_.block(layer - 1);
      if (input.for_backward) await_stored(layer - activations_.device_slots());
      block_forward_from(pass, blocks[i], adapters[i], b, before.x_mid, before.y_down);
    }
    if (input.for_backward) move_kept(layer, t, false);
  }
  const BlockBuffers& last = activations_.block(layers - 1);
  device_.run(&DfBackend::norm_forward,
              norm_arguments(weights_.config(), weights_.final_norm(), top_rows(last.x_mid, t),
                             top_rows(last.y_down, t), top_rows(activations_.x_last, t),
                             top_rows(activations_.n_last, t), activations_.rstd_last, activations_.mean_last));
}

// Queues the copy of what an offloaded block keeps: to the host behind its forward, or back.
void Decoder::move_kept(int64_t layer, int64_t tokens, bool to_device) const {
  if (layer < 0 || !activations_.host_copy(layer).x_in) return;
  const ActivationPlan::HostCopy& host = activations_.host_copy(layer);
  const BlockBuffers& b = activations_.block(layer);
  const int32_t slot = activations_.device_slot(layer);
  const auto move = [&](void* on_host, const DfMatrix& m) {
    if (!on_host) return;
    const uint64_t bytes = matrix_bytes(tokens, m.cols, m.dtype);
    device_.transfer(to_device ? m.data : on_host, to_device ? on_host : m.data, bytes, slot);
  };
  move(host.x_in, b.x_in);
  move(host.inner_product, b.xa[kDown]);
}

// Before a block's place on the device is used again, or read after its return.
void Decoder::await_stored(int64_t layer) const {
  if (layer < 0 || !activations_.host_copy(layer).x_in) return;
  device_.transfer_wait(activations_.device_slot(layer));
}

BlockRestore Decoder::restore_of(int64_t layer) const {
  const ActivationOptions& o = activations_.options();
  BlockRestore restore;
  if (o.checkpointing == Checkpointing::kNone) return restore;
  restore.first_norm = !weights_.config().parallel_block;
  restore.activation = true;
  if (o.checkpointing == Checkpointing::kSelective) {
    restore.mlp_input = true;
    return restore;
  }
  const bool last = layer + 1 == weights_.config().layers;
  restore.attention = !last || o.standing == Standing::kNothing;
  restore.gate_up = restore.activation = !last || o.standing != Standing::kBlock;
  return restore;
}

void Decoder::backward(const DecoderInput& input, const std::vector<BlockAdapters>& adapters,
                       const DecoderGradients& gradients) const {
  const int64_t t = input.tokens;
  const BackwardBuffers& back = activations_.backward();
  const BlockPass pass = block_pass(input);
  DfNormBackward norm = norm_backward_arguments(
      weights_.config(), weights_.final_norm(), top_rows(activations_.x_last, t), top_rows(back.d_residual, t),
      top_rows(back.d_residual, t), false, activations_.rstd_last, activations_.mean_last, scratch_);
  norm.dweight = gradients.dfinal_norm;
  norm.dbias = gradients.dfinal_norm_bias;
  device_.run(&DfBackend::norm_backward, norm);
  const auto& blocks = weights_.blocks();
  for (size_t layer = blocks.size(); layer-- > 0;) {
    const auto index = static_cast<int64_t>(layer);
    // The next block's input arrives during this one's backward.
    move_kept(index - 1, t, true);
    await_stored(index);
    const bool input_gradient = layer > 0 || gradients.trains_embedding();
    block_backward(pass, blocks[layer], adapters[layer], activations_.block(index), back, gradients.blocks[layer],
                   restore_of(index), input_gradient);
  }
  if (gradients.trains_embedding()) {
    device_.run(&DfBackend::embedding_backward,
                DfEmbeddingBackward{input.ids, top_rows(back.d_residual, t), gradients.dembedding});
  }
}

namespace {

// Non-null addresses for workspace queries: an op asks which outputs are wanted, not where.
float present;

DfMatrix wanted(int64_t rows, int64_t cols, int32_t dtype = DF_F32) { return matrix(&present, rows, cols, dtype); }

uint64_t linear_scratch(const Device& device, const DfWeight& weight, const ScratchNeeds& n, int64_t rows,
                        bool adapted, bool trained, int32_t y_dtype) {
  const int32_t rank = adapted ? n.rank : 0;
  std::vector<DfAdapter> adapters(static_cast<size_t>(std::max(n.adapter_slots, 1)));
  for (DfAdapter& a : adapters) {
    a.rank = rank;
    a.dropout = n.dropout;
    a.a = matrix(nullptr, rank, weight.in_features);
    a.b = matrix(nullptr, weight.out_features, rank);
    a.row_scale = n.magnitude ? &present : nullptr;
  }
  DfLinearForward f{};
  f.weight = weight;
  f.x = wanted(rows, weight.in_features, n.dtype);
  f.y = wanted(rows, weight.out_features, y_dtype);
  f.adapters = rank ? adapters.data() : nullptr;
  f.adapter_count = rank ? static_cast<int32_t>(adapters.size()) : 0;
  f.xa = rank && n.training ? wanted(rows, rank, n.dtype) : no_matrix();
  // Rows of every adapter and rows without one can stand in one batch.
  f.segment_count = rank && !n.training ? static_cast<int32_t>(adapters.size()) + 1 : 0;
  uint64_t bytes = device.workspace(DF_OP_LINEAR_FORWARD, f);
  if (!n.training) return bytes;
  DfLinearBackward b{};
  b.weight = weight;
  b.adapter = rank ? adapters.data() : nullptr;
  b.x = f.x;
  b.y = f.y;
  b.dy = f.y;
  b.dx = f.x;
  b.xa = f.xa;
  b.accumulate_dx = 1;
  if (rank) {
    b.da = wanted(rank, weight.in_features);
    b.db = wanted(weight.out_features, rank);
    if (n.magnitude) b.dmagnitude = &present;
  }
  if (trained) {
    b.dweight = wanted(weight.out_features, weight.in_features);
    b.dbias = &present;
  }
  bytes = std::max(bytes, device.workspace(DF_OP_LINEAR_BACKWARD, b));
  if (rank && n.magnitude) {
    DfDoraRowScale d{};
    d.weight = weight;
    d.a = adapters[0].a;
    d.b = adapters[0].b;
    bytes = std::max(bytes, device.workspace(DF_OP_DORA_ROW_SCALE, d));
  }
  return bytes;
}

uint64_t attention_scratch(const Device& device, const ModelConfig& c, const ScratchNeeds& n) {
  BlockBuffers b{};
  b.q = wanted(n.tokens, c.query_width(), n.dtype);
  b.k = b.v = wanted(n.tokens, c.kv_width(), n.dtype);
  b.attention = b.q;
  b.lse = n.training ? &present : nullptr;
  AttentionMode mode{};
  mode.sequences = n.sequences;
  mode.max_seqlen = n.max_seqlen;
  const BlockPass pass{device, c, nullptr, n.tokens, nullptr, mode, {}};
  const DfAttentionForward forward = attention_arguments(pass, b);
  uint64_t bytes = device.workspace(DF_OP_ATTENTION_FORWARD, forward);
  if (n.training) {
    const DfAttentionBackward back{forward, b.q, b.q, b.k, b.v, {}};
    bytes = std::max(bytes, device.workspace(DF_OP_ATTENTION_BACKWARD, back));
  }
  if (n.max_position > 0) {
    DfAttentionCached a{};
    a.q = a.out = b.q;
    a.heads = static_cast<int32_t>(c.heads);
    a.max_position = n.max_position;
    a.cache.dtype = n.dtype;
    a.cache.kv_heads = static_cast<int32_t>(c.kv_heads);
    a.cache.head_dim = static_cast<int32_t>(c.head_dim);
    bytes = std::max(bytes, device.workspace(DF_OP_ATTENTION_CACHED, a));
  }
  return bytes;
}

}  // namespace

uint64_t decoder_scratch_bytes(const Device& device, const DecoderWeights& weights, const ScratchNeeds& n) {
  const ModelConfig& c = weights.config();
  uint64_t bytes = attention_scratch(device, c, n);
  // All blocks have the same shapes, but a bitsandbytes folder may skip modules: ask for each.
  for (const BlockWeights& block : weights.blocks()) {
    for (int kind = 0; kind < kLinearCount; ++kind) {
      const LinearLayer& linear = block.linears[kind];
      if (!linear.present) continue;
      const bool of_mlp = kind == kGate || kind == kUp || kind == kDown;
      const int64_t rows = of_mlp && n.mlp_rows > 0 ? std::min(n.mlp_rows, n.tokens) : n.tokens;
      bytes = std::max(bytes, linear_scratch(device, linear.weight, n, rows, n.adapted[kind], n.full, n.dtype));
    }
  }
  bytes = std::max(bytes, linear_scratch(device, weights.head(), n, n.head_rows, false, n.full, n.logits_dtype));
  if (n.training && n.magnitude) {
    const DfMatrix value = wanted(n.mlp_rows > 0 ? std::min(n.mlp_rows, n.tokens) : n.tokens, c.intermediate_size, n.dtype);
    DfActivationBackward activation{};
    activation.gate = activation.up = activation.dout = activation.dgate = activation.dup = value;
    activation.gate_magnitude = activation.up_magnitude = {&present, &present, nullptr};
    bytes = std::max(bytes, device.workspace(DF_OP_ACTIVATION_BACKWARD, activation));
  }
  if (n.training) {
    const DfMatrix h = wanted(n.tokens, c.hidden_size, n.dtype);
    DfNormBackward norm = norm_backward_arguments(c, {&present, &present}, h, h, h, true, &present, &present, {});
    if (n.full) norm.dweight = norm.dbias = &present;
    bytes = std::max(bytes, device.workspace(DF_OP_NORM_BACKWARD, norm));
  } else {
    const DfGatherLogprob g{wanted(n.head_rows, c.vocab_size, n.logits_dtype), nullptr, nullptr, nullptr, n.head_rows, {}};
    bytes = std::max(bytes, device.workspace(DF_OP_GATHER_LOGPROB, g));
  }
  return bytes;
}

}  // namespace df
