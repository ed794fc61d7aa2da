// The products of dora_row_scale on the matrix units (mma.sync, compute capability 8.0 and newer).
//
// Factors are float32 and their products must be nearly so: each is split into two float16 numbers,
// high + low, 22 bits together. NF4 codes are split the same way and multiplied by their block's absmax
// in float32 afterwards; 16-bit weights need no low part.
#pragma once

#include <cuda_fp16.h>

#include "backends/cuda/context.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {

// A split: high[row][k], low[row][k], rows of `cols` values, times kFactorScale.
struct SplitFactors {
  __half* high;
  __half* low;
  int64_t rows;
  int64_t cols;
};

// float16 has no small numbers: the scale keeps low parts of factors around 1e-2 normal.
inline constexpr float kFactorScale = 256.0f;

// Whether the weight's format, shape and alignment suit the kernel.
bool dora_product_takes(const DfContext* context, const DfWeight& weight);

DfStatus split_factors(const DfContext* context, const DfMatrix& a, const SplitFactors& out);

// partials[piece][row][r] = sum over a piece's columns of W[row, c] A[r, c] for the weight's rows, and
// gram_partials the same with A for W. Pieces have `depth` columns, a multiple of 64.
DfStatus dora_products(const DfContext* context, const DfWeight& weight, const SplitFactors& a,
                       int64_t depth, float* partials, float* gram_partials);

}  // namespace df::cuda
