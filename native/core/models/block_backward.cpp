#include "core/models/block_backward.h"

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
};

// dx with null data: the input needs no gradient.
void linear(const BlockContext& c, Linear kind, DfMatrix x, DfMatrix y, DfMatrix dy, DfMatrix dx, bool accumulate) {
  const int64_t t = c.pass.tokens;
  DfLinearBackward a{};
  a.weight = c.weights.linears[kind].weight;
  a.adapter = c.adapters.linears[kind];
  a.x = top_rows(x, t);
  a.y = top_rows(y, t);
  a.xa = top_rows(c.b.xa[kind], t);
  a.dy = top_rows(dy, t);
  a.dx = top_rows(dx, t);
  a.accumulate_dx = accumulate ? 1 : 0;
  a.dweight = c.gradients.dweight[kind];
  a.dbias = c.gradients.dbias[kind];
  a.da = c.gradients.da[kind];
  a.db = c.gradients.db[kind];
  a.dmagnitude = c.gradients.dmagnitude[kind];
  a.scratch = c.pass.scratch;
  const bool nothing = !a.dx.data && !a.dweight.data && !a.dbias && !a.da.data && !a.db.data && !a.dmagnitude;
  if (!nothing) c.pass.device.run(&DfBackend::linear_backward, a);
}

void mlp(const BlockContext& c, DfMatrix input, DfMatrix d_input) {
  const BlockBuffers& b = c.b;
  const BackwardBuffers& back = c.back;
  linear(c, kDown, b.act, b.y_down, back.d_residual, back.d_act, false);
  DfActivationBackward a{};
  const DfActivationForward forward = activation_arguments(c.pass.config, b, c.pass.tokens);
  a.kind = forward.kind;
  a.gate = forward.gate;
  a.up = forward.up;
  a.dout = top_rows(back.d_act, c.pass.tokens);
  a.dgate = a.dout;
  if (a.up.data) a.dup = top_rows(b.act, c.pass.tokens);  // read for the last time above
  c.pass.device.run(&DfBackend::activation_backward, a);
  if (b.gate.data) {
    linear(c, kGate, input, b.gate, back.d_act, d_input, false);
    linear(c, kUp, input, b.up, b.act, d_input, true);
  } else {
    linear(c, kUp, input, b.up, back.d_act, d_input, false);
  }
}

void attention(const BlockContext& c, DfMatrix d_input, bool accumulate) {
  const int64_t t = c.pass.tokens;
  const BlockBuffers& b = c.b;
  const BackwardBuffers& back = c.back;
  const DfMatrix dq = back.dq.data ? back.dq : b.n2;
  linear(c, kO, b.attention, b.y_o, back.d_residual, back.d_attention, false);
  DfAttentionBackward a{};
  a.forward = attention_arguments(c.pass, b);
  a.dout = top_rows(back.d_attention, t);
  a.dq = top_rows(dq, t);
  a.dk = top_rows(back.dk, t);
  a.dv = top_rows(back.dv, t);
  a.scratch = c.pass.scratch;
  c.pass.device.run(&DfBackend::attention_backward, a);
  c.pass.device.run(&DfBackend::rope, rope_arguments(c.pass, dq, back.dk, true));
  if (c.gradients.dmagnitude[kQ] || c.gradients.dmagnitude[kK]) {
    c.pass.device.run(&DfBackend::rope, rope_arguments(c.pass, b.q, b.k, true));
  }
  linear(c, kQ, b.n1, b.q, dq, d_input, accumulate);
  linear(c, kK, b.n1, b.k, back.dk, d_input, true);
  linear(c, kV, b.n1, b.v, back.dv, d_input, true);
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
                    bool input_gradient) {
  const BlockContext c{pass, weights, adapters, b, back, gradients};
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
