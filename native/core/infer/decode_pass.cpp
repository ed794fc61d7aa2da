#include "core/infer/decode_pass.h"

#include <cmath>

#include "core/tensor/matrix.h"

namespace df {
namespace {

// One block of a decode step.
struct Step {
  const BlockPass& pass;
  const BlockWeights& weights;
  const BlockAdapters& adapters;
  const BlockBuffers& b;

  DfLinearForward linear(Linear kind, DfMatrix x, DfMatrix y) const {
    return linear_arguments(weights.linears[kind], adapters, kind, top_rows(x, pass.tokens), top_rows(y, pass.tokens),
                            no_matrix(), pass.scratch);
  }
  void group(const DfNormForward& norm, std::vector<DfLinearForward> parts, DfMatrix out = no_matrix()) const {
    DfLinearGroup g{};
    g.norm = norm;
    g.parts = parts.data();
    g.count = static_cast<int32_t>(parts.size());
    g.activation = pass.config.activation == Activation::kSilu ? DF_SILU : DF_GELU_TANH;
    g.out = out;
    pass.device.run(&DfBackend::linear_group, g);
  }
  DfNormForward norm(const NormWeights& w, DfMatrix x, DfMatrix residual, DfMatrix sum, DfMatrix y) const {
    const int64_t t = pass.tokens;
    return norm_arguments(pass.config, w, top_rows(x, t), residual.data ? top_rows(residual, t) : no_matrix(),
                          sum.data ? top_rows(sum, t) : no_matrix(), top_rows(y, t), nullptr, nullptr);
  }

  void attend() const {
    const int64_t t = pass.tokens;
    const AttentionMode& mode = pass.attention;
    pass.device.run(&DfBackend::rope_append,
                    DfRopeAppend{rope_arguments(pass, b.q, b.k, false),
                                 {top_rows(b.k, t), top_rows(b.v, t), mode.row_sequence, pass.positions, mode.cache}});
    DfAttentionCached a{};
    a.q = top_rows(b.q, t);
    a.out = top_rows(b.attention, t);
    a.row_sequence = mode.row_sequence;
    a.row_position = pass.positions;
    a.heads = static_cast<int32_t>(pass.config.heads);
    a.max_position = mode.max_position;
    a.scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(pass.config.head_dim)));
    a.cache = mode.cache;
    a.scratch = pass.scratch;
    pass.device.run(&DfBackend::attention_cached, a);
  }

  // x and branch: the residual stream before the block, and what the block before adds to it.
  void run(DfMatrix x, DfMatrix branch) const {
    const DfMatrix sum = branch.data ? b.x_in : no_matrix();
    group(norm(weights.norm1, x, branch, sum, b.n1),
          {linear(kQ, b.n1, b.q), linear(kK, b.n1, b.k), linear(kV, b.n1, b.v)});
    attend();
    group(DfNormForward{}, {linear(kO, b.attention, b.y_o)});
    group(norm(weights.norm2, b.x_in, b.y_o, b.x_mid, b.n2), {linear(kGate, b.n2, b.gate), linear(kUp, b.n2, b.up)},
          top_rows(b.act, pass.tokens));
    group(DfNormForward{}, {linear(kDown, b.act, b.y_down)});
  }
};

bool has_fused_ops(const Decoder& decoder) {
  const DfBackend& backend = decoder.device().backend();
  const ModelConfig& config = decoder.weights().config();
  if (!backend.linear_group || !backend.rope_append || config.parallel_block) return false;
  for (const BlockWeights& block : decoder.weights().blocks()) {
    if (!block.linears[kGate].present) return false;
  }
  return true;
}

}  // namespace

void decode_pass(const Decoder& decoder, const DecoderInput& input, const std::vector<BlockAdapters>& adapters,
                 const std::vector<DfKvCache>& caches) {
  if (!has_fused_ops(decoder)) {
    decoder.forward(input, adapters, &caches);
    return;
  }
  const Device& device = decoder.device();
  const DecoderWeights& weights = decoder.weights();
  const ActivationPlan& activations = decoder.activations();
  const int64_t t = input.tokens;
  DfMatrix x = activations.block(0).x_in, branch = no_matrix();
  device.run(&DfBackend::embedding_forward, DfEmbeddingForward{input.ids, weights.embedding(), top_rows(x, t)});
  BlockPass pass{device, weights.config(), weights.rope(), t, input.positions, input.attention, decoder.scratch()};
  for (size_t layer = 0; layer < weights.blocks().size(); ++layer) {
    pass.attention.cache = caches[layer];
    const BlockBuffers& b = activations.block(static_cast<int64_t>(layer));
    Step{pass, weights.blocks()[layer], adapters[layer], b}.run(x, branch);
    x = b.x_mid;
    branch = b.y_down;
  }
  device.run(&DfBackend::norm_forward,
             norm_arguments(weights.config(), weights.final_norm(), top_rows(x, t), top_rows(branch, t),
                            top_rows(activations.x_last, t), top_rows(activations.n_last, t), nullptr, nullptr));
}

}  // namespace df
