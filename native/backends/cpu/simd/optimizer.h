// AdamW steps over spans of parameters, and the gradient's sum of squares.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"

namespace df::cpu {

constexpr int64_t kAdam8Block = 256;

// What of DfAdamHyper is the same for every parameter, worked out in float64.
struct AdamScalars {
  float gradient_scale;
  float beta1;
  float one_minus_beta1;
  float beta2;
  float one_minus_beta2;
  float eps;
  float decay;        // 1 - learning rate * weight decay
  float step_size;    // adamw32: lr / (1 - beta1^t); adamw8: the same times correction2
  float correction2;  // sqrt(1 - beta2^t)
};

struct OptimizerKernels {
  void (*adamw32)(const AdamScalars& scalars, float* param, const float* grad, float* m, float* v,
                  int64_t count);
  // One block of at most kAdam8Block parameters with the block's absmax.
  void (*adamw8_block)(const AdamScalars& scalars, float* param, const float* grad, uint8_t* m_q,
                       uint8_t* v_q, float* m_absmax, float* v_absmax, const float* m_map,
                       const float* v_map, int64_t count);
  double (*sum_squares)(const float* values, int64_t count);
};

const OptimizerKernels& optimizer_kernels(Isa isa);

}  // namespace df::cpu
