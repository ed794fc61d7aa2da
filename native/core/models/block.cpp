#include "core/models/block.h"

#include <cmath>

#include "core/tensor/matrix.h"

namespace df {
namespace {

void linear(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters, Linear kind,
            const BlockBuffers& buffers, DfMatrix x, DfMatrix y) {
  pass.device.run(&DfBackend::linear_forward,
                  linear_arguments(weights.linears[kind], adapters, kind, top_rows(x, pass.tokens),
                                   top_rows(y, pass.tokens), top_rows(buffers.xa[kind], pass.tokens), pass.scratch));
}

void attend(const BlockPass& pass, const BlockBuffers& b) {
  const int64_t t = pass.tokens;
  pass.device.run(&DfBackend::rope, rope_arguments(pass, b.q, b.k, false));
  const AttentionMode& mode = pass.attention;
  if (!mode.cached) {
    pass.device.run(&DfBackend::attention_forward, attention_arguments(pass, b));
    return;
  }
  pass.device.run(&DfBackend::kv_append, DfKvAppend{top_rows(b.k, t), top_rows(b.v, t), mode.row_sequence,
                                                    pass.positions, mode.cache});
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

// Whether backward reads the output of a layer: DoRA's magnitude does.
bool output_is_read(const BlockAdapters& adapters, Linear kind) {
  return adapters.linears[kind] != nullptr && adapters.linears[kind]->magnitude != nullptr;
}

void mlp(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters, const BlockBuffers& b,
         DfMatrix input, BlockParts parts) {
  if (weights.linears[kGate].present) linear(pass, weights, adapters, kGate, b, input, b.gate);
  linear(pass, weights, adapters, kUp, b, input, b.up);
  pass.device.run(&DfBackend::activation_forward, activation_arguments(pass.config, b, pass.tokens));
  if (parts == BlockParts::kForBackward && !output_is_read(adapters, kDown)) return;
  linear(pass, weights, adapters, kDown, b, b.act, b.y_down);
}

// Everything after the first norm.
void after_first_norm(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                      const BlockBuffers& b, BlockParts parts) {
  const int64_t t = pass.tokens;
  linear(pass, weights, adapters, kQ, b, b.n1, b.q);
  linear(pass, weights, adapters, kK, b, b.n1, b.k);
  linear(pass, weights, adapters, kV, b, b.n1, b.v);
  attend(pass, b);
  linear(pass, weights, adapters, kO, b, b.attention, b.y_o);
  if (pass.config.parallel_block) {
    mlp(pass, weights, adapters, b, b.n1, parts);
    pass.device.run(&DfBackend::add, DfAdd{top_rows(b.x_in, t), top_rows(b.y_o, t), top_rows(b.x_mid, t)});
    return;
  }
  pass.device.run(&DfBackend::norm_forward, norm_arguments(pass.config, weights.norm2, top_rows(b.x_in, t),
                                                           top_rows(b.y_o, t), top_rows(b.x_mid, t),
                                                           top_rows(b.n2, t), b.rstd2, b.mean2));
  mlp(pass, weights, adapters, b, b.n2, parts);
}

}  // namespace

DfNormForward norm_arguments(const ModelConfig& config, const NormWeights& weights, DfMatrix x, DfMatrix residual,
                             DfMatrix sum, DfMatrix y, float* rstd, float* mean) {
  DfNormForward a{};
  a.kind = config.norm == NormKind::kRms ? DF_NORM_RMS : DF_NORM_LAYER;
  a.eps = static_cast<float>(config.norm_eps);
  a.x = x;
  a.residual = residual;
  a.sum = sum;
  a.y = y;
  a.weight = weights.weight;
  a.bias = weights.bias;
  a.rstd = rstd;
  a.mean = mean;
  return a;
}

DfLinearForward linear_arguments(const LinearLayer& linear, const BlockAdapters& adapters, Linear kind, DfMatrix x,
                                 DfMatrix y, DfMatrix xa, DfScratch scratch) {
  DfLinearForward a{};
  a.weight = linear.weight;
  a.x = x;
  a.y = y;
  if (adapters.linears[kind]) {
    a.adapters = adapters.linears[kind];
    a.adapter_count = adapters.count;
    a.segment_begin = adapters.segment_begin;
    a.segment_adapter = adapters.segment_adapter;
    a.segment_count = adapters.segment_count;
    if (adapters.segment_count == 0) a.xa = xa;
  }
  a.scratch = scratch;
  return a;
}

DfActivationForward activation_arguments(const ModelConfig& config, const BlockBuffers& b, int64_t tokens) {
  DfActivationForward a{};
  a.kind = config.activation == Activation::kSilu ? DF_SILU : DF_GELU_TANH;
  // A plain MLP activates `up`; a gated one activates `gate` and multiplies by `up`.
  a.gate = top_rows(b.gate.data ? b.gate : b.up, tokens);
  if (b.gate.data) a.up = top_rows(b.up, tokens);
  a.out = top_rows(b.act, tokens);
  return a;
}

DfAttentionForward attention_arguments(const BlockPass& pass, const BlockBuffers& b) {
  const AttentionMode& mode = pass.attention;
  DfAttentionForward a{};
  a.q = top_rows(b.q, pass.tokens);
  a.k = top_rows(b.k, pass.tokens);
  a.v = top_rows(b.v, pass.tokens);
  a.out = top_rows(b.attention, pass.tokens);
  a.lse = b.lse;
  a.heads = static_cast<int32_t>(pass.config.heads);
  a.kv_heads = static_cast<int32_t>(pass.config.kv_heads);
  a.head_dim = static_cast<int32_t>(pass.config.head_dim);
  a.scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(pass.config.head_dim)));
  a.cu_seqlens = mode.cu_seqlens;
  a.cu_seqlens_host = mode.cu_seqlens_host;
  a.sequences = mode.sequences;
  a.max_seqlen = mode.max_seqlen;
  a.key_end = mode.key_end;
  a.scratch = pass.scratch;
  return a;
}

DfRope rope_arguments(const BlockPass& pass, DfMatrix q, DfMatrix k, bool inverse) {
  return DfRope{top_rows(q, pass.tokens),
                top_rows(k, pass.tokens),
                pass.positions,
                pass.rope,
                static_cast<int32_t>(pass.config.heads),
                static_cast<int32_t>(pass.config.kv_heads),
                static_cast<int32_t>(pass.config.head_dim),
                static_cast<int32_t>(pass.config.rotary_dim),
                inverse ? 1 : 0};
}

void block_forward(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                   const BlockBuffers& b, BlockParts parts) {
  const int64_t t = pass.tokens;
  pass.device.run(&DfBackend::norm_forward,
                  norm_arguments(pass.config, weights.norm1, top_rows(b.x_in, t), no_matrix(), no_matrix(),
                                 top_rows(b.n1, t), b.rstd1, b.mean1));
  if (parts != BlockParts::kCheapOnly) {
    after_first_norm(pass, weights, adapters, b, parts);
    return;
  }
  if (!pass.config.parallel_block) {
    pass.device.run(&DfBackend::norm_forward,
                    norm_arguments(pass.config, weights.norm2, top_rows(b.x_mid, t), no_matrix(), no_matrix(),
                                   top_rows(b.n2, t), b.rstd2, b.mean2));
  }
  pass.device.run(&DfBackend::activation_forward, activation_arguments(pass.config, b, t));
}

void block_forward_from(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                        const BlockBuffers& b, DfMatrix x, DfMatrix branch) {
  const int64_t t = pass.tokens;
  pass.device.run(&DfBackend::norm_forward,
                  norm_arguments(pass.config, weights.norm1, top_rows(x, t), top_rows(branch, t), top_rows(b.x_in, t),
                                 top_rows(b.n1, t), b.rstd1, b.mean1));
  after_first_norm(pass, weights, adapters, b, BlockParts::kAll);
}

}  // namespace df
