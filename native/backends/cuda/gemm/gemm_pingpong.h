// The Hopper product of training: bf16 in and out, see gemm_pingpong.cu.
#pragma once

#include "backends/cuda/gemm/gemm.h"

namespace df::cuda {

// A k-contiguous, bf16 results in aligned rows, no mask and no pieces.
bool gemm_pingpong_takes(const DfContext* context, const GemmCall& call);
DfStatus gemm_pingpong(DfContext* context, const GemmCall& call);

}  // namespace df::cuda
