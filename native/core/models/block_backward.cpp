#include "core/models/block_backward.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace df {
namespace {

struct BlockContext {
  const BlockPass& pass;
  const BlockWeights& weights;
  const BlockAdapters& adapters;
  const BlockBuffers& b;
  const BackwardBuffers& back;
  const BlockGradients& gradients;
  const BlockRestore& restore;
};

// A linear layer's output, for its magnitude's gradient: y itself, or the difference of two residual
// streams.
struct Output {
  DfMatrix y = no_matrix();
  DfMatrix minus = no_matrix();
};

// Matrices hold the rows of the piece alone. dx with null data: the input needs no gradient.
// `output` is read where the layer's magnitude has a gradient and that is not taken elsewhere.
void linear(const BlockContext& c, Linear kind, RowPiece piece, DfMatrix x, Output output, DfMatrix dy, DfMatrix dx,
            bool accumulate) {
  DfAdapter held;
  DfLinearBackward a{};
  a.weight = c.weights.linears[kind].weight;
  a.adapter = adapter_of_rows(c.adapters, kind, piece.begin, held);
  a.x = x;
  a.xa = row_range(c.b.xa[kind], piece.begin, piece.rows);
  a.dy = dy;
  a.dx = dx;
  a.accumulate_dx = accumulate ? 1 : 0;
  a.dweight = c.gradients.dweight[kind];
  a.dbias = c.gradients.dbias[kind];
  a.da = c.gradients.da[kind];
  a.db = c.gradients.db[kind];
  if (output.y.data && c.gradients.dmagnitude[kind]) {
    a.dmagnitude = c.gradients.dmagnitude[kind];
    a.y = output.y;
    a.y_minus = output.minus;
  }
  a.scratch = c.pass.scratch;
  const bool nothing = !a.dx.data && !a.dweight.data && !a.dbias && !a.da.data && !a.db.data && !a.dmagnitude;
  if (!nothing) c.pass.device.run(&DfBackend::linear_backward, a);
}

// Of the last linear layer, alone and first: the block's output is the next block's input, whose place
// can be given up after this.
void output_magnitude(const BlockContext& c) {
  if (!c.gradients.dmagnitude[kDown]) return;
  const int64_t t = c.pass.tokens;
  DfLinearBackward a{};
  a.weight = c.weights.linears[kDown].weight;
  a.adapter = c.adapters.linears[kDown];
  a.dy = top_rows(c.back.d_residual, t);
  a.y = top_rows(c.b.x_out, t);
  a.y_minus = top_rows(c.b.x_mid, t);
  a.dmagnitude = c.gradients.dmagnitude[kDown];
  a.scratch = c.pass.scratch;
  c.pass.device.run(&DfBackend::linear_backward, a);
}

DfMagnitude magnitude_of(const BlockContext& c, Linear kind) {
  if (!c.gradients.dmagnitude[kind]) return {};
  return {c.gradients.dmagnitude[kind], c.adapters.linears[kind]->magnitude, c.weights.linears[kind].weight.bias};
}

// The gradients of act, then of gate take act's place, up's takes up's. The magnitudes' gradients of
// gate and up are taken where their values meet their gradients.
void mlp_piece(const BlockContext& c, RowPiece piece, DfMatrix input, DfMatrix d_input) {
  const BlockBuffers& b = c.b;
  const auto rows = [&](const DfMatrix& m) { return row_range(m, piece.begin, piece.rows); };
  mlp_restore(c.pass, c.weights, c.adapters, b, input, piece, c.restore);
  const DfMatrix act = piece_of(b.act, b, piece), d_act = act;
  linear(c, kDown, piece, act, {}, rows(c.back.d_residual), d_act, false);
  DfActivationBackward a{};
  const DfActivationForward forward = activation_arguments(c.pass.config, b, piece);
  a.kind = forward.kind;
  a.gate = forward.gate;
  a.up = forward.up;
  a.dout = a.dgate = d_act;
  a.dup = a.up;
  a.gate_magnitude = magnitude_of(c, b.gate.data ? kGate : kUp);
  if (b.gate.data) a.up_magnitude = magnitude_of(c, kUp);
  a.scratch = c.pass.scratch;
  c.pass.device.run(&DfBackend::activation_backward, a);
  if (b.gate.data) {
    linear(c, kGate, piece, rows(input), {}, d_act, rows(d_input), false);
    linear(c, kUp, piece, rows(input), {}, a.dup, rows(d_input), true);
  } else {
    linear(c, kUp, piece, rows(input), {}, d_act, rows(d_input), false);
  }
}

void mlp(const BlockContext& c, DfMatrix input, DfMatrix d_input) {
  const int64_t step = mlp_piece_rows(c.b, c.pass.tokens);
  for (int64_t begin = 0; begin < c.pass.tokens; begin += step) {
    mlp_piece(c, {begin, std::min(step, c.pass.tokens - begin)}, input, d_input);
  }
}

void attention(const BlockContext& c, DfMatrix d_input, bool accumulate) {
  const int64_t t = c.pass.tokens;
  const BlockBuffers& b = c.b;
  const BackwardBuffers& back = c.back;
  const auto rows = [&](const DfMatrix& m) { return top_rows(m, t); };
  const RowPiece all{0, t};
  linear(c, kO, all, rows(b.attention), {rows(b.x_mid), rows(b.x_in)}, rows(back.d_residual), rows(back.d_attention),
         false);
  DfAttentionBackward a{};
  a.forward = attention_arguments(c.pass, b);
  a.dout = rows(back.d_attention);
  a.dq = rows(back.dq);
  a.dk = rows(back.dk);
  a.dv = rows(back.dv);
  a.scratch = c.pass.scratch;
  c.pass.device.run(&DfBackend::attention_backward, a);
  c.pass.device.run(&DfBackend::rope, rope_arguments(c.pass, back.dq, back.dk, true));
  if (c.gradients.dmagnitude[kQ] || c.gradients.dmagnitude[kK]) {
    c.pass.device.run(&DfBackend::rope, rope_arguments(c.pass, b.q, b.k, true));
  }
  if (c.restore.first_norm) block_restore_first_norm(c.pass, c.weights, b);
  linear(c, kQ, all, rows(b.n1), {rows(b.q)}, rows(back.dq), rows(d_input), accumulate);
  linear(c, kK, all, rows(b.n1), {rows(b.k)}, rows(back.dk), rows(d_input), true);
  linear(c, kV, all, rows(b.n1), {rows(b.v)}, rows(back.dv), rows(d_input), true);
}

void norm(const BlockContext& c, const NormWeights& weights, DfMatrix x, const float* rstd, const float* mean,
          float* dweight, float* dbias) {
  const int64_t t = c.pass.tokens;
  DfNormBackward a = norm_backward_arguments(c.pass.config, weights, top_rows(x, t), top_rows(c.back.d_norm, t),
                                             top_rows(c.back.d_residual, t), true, rstd, mean, c.pass.scratch);
  a.dweight = dweight;
  a.dbias = dbias;
  c.pass.device.run(&DfBackend::norm_backward, a);
}

}  // namespace

DfNormBackward norm_backward_arguments(const ModelConfig& config, const NormWeights& weights, DfMatrix x, DfMatrix dy,
                                       DfMatrix dx, bool accumulate, const float* rstd, const float* mean,
                                       DfScratch scratch) {
  DfNormBackward a{};
  a.kind = config.norm == NormKind::kRms ? DF_NORM_RMS : DF_NORM_LAYER;
  a.accumulate_dx = accumulate ? 1 : 0;
  a.x = x;
  a.dy = dy;
  a.dx = dx;
  a.weight = weights.weight;
  a.rstd = rstd;
  a.mean = mean;
  a.scratch = scratch;
  return a;
}

void block_backward(const BlockPass& pass, const BlockWeights& weights, const BlockAdapters& adapters,
                    const BlockBuffers& b, const BackwardBuffers& back, const BlockGradients& gradients,
                    const BlockRestore& restore, bool input_gradient) {
  const BlockContext c{pass, weights, adapters, b, back, gradients, restore};
  block_restore(pass, weights, adapters, b, restore);
  if (gradients.zeroed_here) pass.device.zero(gradients.zeroed_here, gradients.zeroed_bytes);
  output_magnitude(c);
  const DfMatrix d_input = input_gradient ? back.d_norm : no_matrix();
  if (pass.config.parallel_block) {
    mlp(c, b.n1, d_input);
    attention(c, d_input, true);
  } else {
    mlp(c, b.n2, back.d_norm);
    norm(c, weights.norm2, b.x_mid, b.rstd2, b.mean2, gradients.dnorm2, gradients.dnorm2_bias);
    attention(c, d_input, false);
  }
  if (input_gradient) {
    norm(c, weights.norm1, b.x_in, b.rstd1, b.mean1, gradients.dnorm1, gradients.dnorm1_bias);
  }
}

}  // namespace df
