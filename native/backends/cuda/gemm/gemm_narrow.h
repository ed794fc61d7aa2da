// Products with a narrow result (a low rank) in one launch, at memory speed.
#pragma once

#include "backends/cuda/gemm/gemm.h"

namespace df::cuda {

// out[m,n] (+)= alpha * row_scale[m] * A B^T, or its transpose: out[n,m]. Both operands are k-contiguous, or
// neither is.
struct NarrowGemm {
  int64_t m = 0;
  int64_t n = 0;
  GemmTerm term;
  float alpha = 1.0f;
  const float* row_scale = nullptr;  // [m] or null
  void* out = nullptr;
  int64_t ld = 0;
  int32_t dtype = DF_BF16;  // of out: DF_BF16 or DF_F32
  bool accumulate = false;
  bool transposed = false;
};

// Whether this is the faster way: few tiles, on 9.0; operands are bf16 with aligned rows.
bool gemm_narrow_takes(const DfContext* context, const NarrowGemm& call);
DfStatus gemm_narrow(DfContext* context, const NarrowGemm& call);

}  // namespace df::cuda
