// Kernels over rows of activations: norms, activations, rotary embedding, softmax, sums. A call
// works on one chunk of rows; the ops split rows over threads.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

struct NormRows {
  bool layer;  // LayerNorm, else RMSNorm
  float eps;
  int64_t rows;
  int64_t cols;
  const float* x;
  const float* residual;  // or null
  float* sum;             // or null
  float* y;
  int64_t x_ld, residual_ld, sum_ld, y_ld;
  const float* weight;
  const float* bias;  // or null
  float* rstd;        // or null
  float* mean;        // or null
};

struct NormBackwardRows {
  bool layer;
  bool accumulate;
  int64_t rows;
  int64_t cols;
  const float* x;
  const float* dy;
  float* dx;  // or null
  int64_t x_ld, dy_ld, dx_ld;
  const float* weight;
  const float* rstd;
  const float* mean;  // LayerNorm
  float* dweight;     // added to, or null
  float* dbias;       // added to, or null
};

struct RopeRows {
  float* x;  // one head after the other in a row
  int64_t ld;
  int64_t rows;
  const int32_t* positions;
  const float* table;
  int32_t heads;
  int32_t head_dim;
  int32_t rotary_dim;
  bool inverse;
};

// Maximum and sum of exp(x - maximum) of a row.
struct SoftmaxStats {
  float maximum;
  float sum;
};

struct RowKernels {
  void (*norm_forward)(const NormRows& n);
  void (*norm_backward)(const NormBackwardRows& n);
  // out = act(gate) [* up]; silu, else tanh-GELU; up may be null.
  void (*activation_forward)(bool silu, const float* gate, const float* up, float* out,
                             int64_t count);
  // dup may be null; without up, dgate = dout * act'(gate).
  void (*activation_backward)(bool silu, const float* gate, const float* up, const float* dout,
                              float* dgate, float* dup, int64_t count);
  void (*add)(const float* a, const float* b, float* out, int64_t count);
  void (*rope)(const RopeRows& r);
  SoftmaxStats (*softmax_stats)(const float* x, int64_t count);
  // x = exp(x - maximum) * factor
  void (*softmax_scaled)(float* x, int64_t count, float maximum, float factor);
};

const RowKernels& row_kernels(Isa isa);

}  // namespace df::cpu
