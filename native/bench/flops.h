// Floating-point operations of a training step, matrix products only (2 FLOP a multiply-add).
#pragma once

#include "core/formats/model_config.h"
#include "core/train/run_config.h"

namespace df::bench {

// Per token, without recomputation, base and head frozen: forward 2N + 2P + a + 2V; backward 2N (dX)
// + 4P (dA, dB, dX) + 2.5a + 2V, with N the blocks' linear weights, P the adapter's, V = vocabulary x
// hidden, a = 2 s (heads x head_dim) L the causal attention's forward at sequence length s.
inline double adapter_step_flops_per_token(const ModelConfig& c, const RunConfig& run, int64_t sequence) {
  const auto h = static_cast<double>(c.hidden_size), q = static_cast<double>(c.query_width()),
             kv = static_cast<double>(c.kv_width()), f = static_cast<double>(c.intermediate_size),
             layers = static_cast<double>(c.layers), r = static_cast<double>(run.rank);
  const double n = layers * (h * q * 2 + h * kv * 2 + 3 * h * f);
  const double p = layers * r * ((h + q) * 2 + (h + kv) * 2 + 3 * (h + f));
  const double v = static_cast<double>(c.vocab_size) * h;
  const double a = 2.0 * static_cast<double>(sequence) * q * layers;
  return 4 * n + 6 * p + 3.5 * a + 4 * v;
}

}  // namespace df::bench
