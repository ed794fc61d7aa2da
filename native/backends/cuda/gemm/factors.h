// Low-rank factors as the products read them: rows of the compute dtype, in scratch.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// out[i, j] = factor * scale[i] * in[i, j], in float32 [rows, cols]; transposed: out[j, i]. The columns of
// out up to out_ld are zero behind the last. scale may be null.
struct FactorPack {
  DfMatrix in;
  const float* scale;
  float factor;
  bool transposed;
  void* out;
  int64_t out_ld;
};

// Both in one launch; `count` is 1 or 2.
DfStatus pack_factors(DfContext* context, const FactorPack* packs, int count, int32_t dtype);

}  // namespace df::cuda
