#include "core/models/block.h"

#include <algorithm>
#include <cmath>

#include "core/tensor/matrix.h"

namespace df {
namespace {

// x and y hold the rows of the piece alone.
void linear(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters, Linear kind,
            const BlockBuffers& buffers, DfMatrix x, DfMatrix y, RowPiece piece) {
  BlockAdapters rows = adapters;
  DfAdapter held;
  rows.linears[kind] = adapter_of_rows(adapters, kind, piece.begin, held);
  pass.device.run(&DfBackend::linear_forward,
                  linear_arguments(weights.linears[kind], rows, kind, x, y,
                                   row_range(buffers.xa[kind], piece.begin, piece.rows), pass.scratch));
}

void linear(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters, Linear kind,
            const BlockBuffers& buffers, DfMatrix x, DfMatrix y) {
  linear(pass, weights, adapters, kind, buffers, top_rows(x, pass.tokens), top_rows(y, pass.tokens),
         {0, pass.tokens});
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

void mlp(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters, const BlockBuffers& b,
         DfMatrix input) {
  constexpr BlockRestore kAll{false, false, true, true, false};
  const int64_t step = mlp_piece_rows(b, pass.tokens);
  for (int64_t begin = 0; begin < pass.tokens; begin += step) {
    const RowPiece piece{begin, std::min(step, pass.tokens - begin)};
    mlp_restore(pass, weights, adapters, b, input, piece, kAll);
    linear(pass, weights, adapters, kDown, b, piece_of(b.act, b, piece), row_range(b.y_down, begin, piece.rows), piece);
  }
}

void project_and_attend(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                        const BlockBuffers& b) {
  linear(pass, weights, adapters, kQ, b, b.n1, b.q);
  linear(pass, weights, adapters, kK, b, b.n1, b.k);
  linear(pass, weights, adapters, kV, b, b.n1, b.v);
  attend(pass, b);
  linear(pass, weights, adapters, kO, b, b.attention, b.y_o);
}

// x_mid, and the second norm of a sequential block.
void join_branch(const BlockPass& pass, const BlockWeights& weights, const BlockBuffers& b) {
  const int64_t t = pass.tokens;
  if (pass.config.parallel_block) {
    pass.device.run(&DfBackend::add, DfAdd{top_rows(b.x_in, t), top_rows(b.y_o, t), top_rows(b.x_mid, t)});
    return;
  }
  pass.device.run(&DfBackend::norm_forward, norm_arguments(pass.config, weights.norm2, top_rows(b.x_in, t),
                                                           top_rows(b.y_o, t), top_rows(b.x_mid, t),
                                                           top_rows(b.n2, t), b.rstd2, b.mean2));
}

// Everything after the first norm.
void after_first_norm(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                      const BlockBuffers& b) {
  project_and_attend(pass, weights, adapters, b);
  join_branch(pass, weights, b);
  mlp(pass, weights, adapters, b, pass.config.parallel_block ? b.n1 : b.n2);
}

// A norm without a residual.
void norm_alone(const BlockPass& pass, const NormWeights& weights, DfMatrix x, DfMatrix y, float* rstd, float* mean) {
  pass.device.run(&DfBackend::norm_forward, norm_arguments(pass.config, weights, top_rows(x, pass.tokens), no_matrix(),
                                                           no_matrix(), top_rows(y, pass.tokens), rstd, mean));
}

}  // namespace

// Whole tiles of every kernel's rows, so that only the last piece has a ragged end.
int64_t mlp_piece_rows(const BlockBuffers& b, int64_t tokens) {
  constexpr int64_t kTile = 256;
  if (tokens <= b.mlp_rows) return tokens;
  const int64_t pieces = (tokens + b.mlp_rows - 1) / b.mlp_rows;
  const int64_t even = (tokens + pieces - 1) / pieces;
  return std::min(b.mlp_rows, (even + kTile - 1) / kTile * kTile);
}

DfMatrix piece_of(DfMatrix m, const BlockBuffers& b, RowPiece piece) {
  const bool whole = m.rows == b.x_in.rows;
  return row_range(m, whole ? piece.begin : 0, piece.rows);
}

const DfAdapter* adapter_of_rows(const BlockAdapters& adapters, Linear kind, int64_t begin, DfAdapter& held) {
  if (!adapters.linears[kind] || begin == 0) return adapters.linears[kind];
  held = *adapters.linears[kind];
  held.first_row = static_cast<int32_t>(begin);
  return &held;
}

void mlp_restore(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                 const BlockBuffers& b, DfMatrix input, RowPiece piece, const BlockRestore& restore) {
  const DfMatrix x = row_range(input, piece.begin, piece.rows);
  if (restore.gate_up) {
    if (weights.linears[kGate].present) linear(pass, weights, adapters, kGate, b, x, piece_of(b.gate, b, piece), piece);
    linear(pass, weights, adapters, kUp, b, x, piece_of(b.up, b, piece), piece);
  }
  if (restore.activation) {
    pass.device.run(&DfBackend::activation_forward, activation_arguments(pass.config, b, piece));
  }
}

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

DfActivationForward activation_arguments(const ModelConfig& config, const BlockBuffers& b, RowPiece piece) {
  DfActivationForward a{};
  a.kind = config.activation == Activation::kSilu ? DF_SILU : DF_GELU_TANH;
  // A plain MLP activates `up`; a gated one activates `gate` and multiplies by `up`.
  a.gate = piece_of(b.gate.data ? b.gate : b.up, b, piece);
  if (b.gate.data) a.up = piece_of(b.up, b, piece);
  a.out = piece_of(b.act, b, piece);
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
                   const BlockBuffers& b) {
  norm_alone(pass, weights.norm1, b.x_in, b.n1, b.rstd1, b.mean1);
  after_first_norm(pass, weights, adapters, b);
}

void block_forward_from(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                        const BlockBuffers& b, DfMatrix x, DfMatrix branch) {
  const int64_t t = pass.tokens;
  pass.device.run(&DfBackend::norm_forward,
                  norm_arguments(pass.config, weights.norm1, top_rows(x, t), top_rows(branch, t), top_rows(b.x_in, t),
                                 top_rows(b.n1, t), b.rstd1, b.mean1));
  after_first_norm(pass, weights, adapters, b);
}

void block_restore(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                   const BlockBuffers& b, const BlockRestore& restore) {
  if (restore.attention) {
    norm_alone(pass, weights.norm1, b.x_in, b.n1, b.rstd1, b.mean1);
    project_and_attend(pass, weights, adapters, b);
    join_branch(pass, weights, b);
  } else if (restore.mlp_input && pass.config.parallel_block) {
    norm_alone(pass, weights.norm1, b.x_in, b.n1, b.rstd1, b.mean1);
  } else if (restore.mlp_input) {
    norm_alone(pass, weights.norm2, b.x_mid, b.n2, b.rstd2, b.mean2);
  }
}

void block_restore_first_norm(const BlockPass& pass, const BlockWeights& weights, const BlockBuffers& b) {
  norm_alone(pass, weights.norm1, b.x_in, b.n1, b.rstd1, b.mean1);
}

}  // namespace df
