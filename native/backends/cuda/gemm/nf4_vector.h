// Products of one or two rows with NF4 weights: what decoding for one or two panes does. Layers that
// read the same rows go in one launch, and a gated MLP ends with its activation.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

inline constexpr int64_t kNf4VectorRows = 2;  // at most
inline constexpr int kNf4VectorParts = 3;

// y = row_scale o (x W^T + scale * xa B^T) + bias for one row of x. rank 0: none of it.
struct Nf4VectorAdapter {
  const float* xa = nullptr;  // [rank]: x A^T
  const float* b = nullptr;   // [out, rank]
  int64_t b_ld = 0;
  const float* row_scale = nullptr;
  float scale = 0.0f;
  int32_t rank = 0;
};

// x = sum * rstd * weight, sum = x + residual (RMSNorm, as norm_forward does it).
struct Nf4VectorNorm {
  const float* weight = nullptr;  // null: x is taken as it is
  float eps = 0.0f;
  DfMatrix residual{};
  DfMatrix sum{};  // written where it has data
};

struct Nf4VectorCall {
  int count = 0;
  const DfWeight* weights[kNf4VectorParts] = {};  // all of the same in_features
  DfMatrix y[kNf4VectorParts] = {};
  Nf4VectorAdapter adapters[kNf4VectorParts][kNf4VectorRows] = {};
  Nf4VectorNorm norm;
  bool accumulate = false;
  // DfActivation, or -1. Otherwise count is 2 and y[0] = act(x W0^T) * (x W1^T), each factor rounded
  // to the dtype of x first, as separate ops would.
  int32_t activation = -1;
};

bool nf4_vector_takes(const DfContext* context, const DfWeight& weight, const DfMatrix& x);
DfStatus nf4_vector(DfContext* context, const DfMatrix& x, const Nf4VectorCall& call);

}  // namespace df::cuda
