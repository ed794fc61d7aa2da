// The products of dora_row_scale on the matrix units, and what its kernels hand on to each other.
//
// Factors are float32 and their products must be nearly so: each row of A is split into two float16
// numbers, high + low, 22 bits together, after a power of two of its own has brought its largest value
// to 2^13 (float16 ends at 65,504 and has no small numbers). NF4 codes are split the same way and
// multiplied by their block's absmax in float32 afterwards; 16-bit weights need no low part.
#pragma once

#include <cuda_fp16.h>

#include "backends/cuda/context.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {

inline constexpr int kDoraTile = 64;  // rows of A of a block, columns of a step

// A split: high[row][k], low[row][k], rows of `cols` values; value = unscale[row] * (high + low).
// `shuffled`: inside each run of 64 columns, column 16t + 4s + j lies at 16s + 2t + j for j < 2 and at
// 16s + 2t + j + 6 otherwise, so that a thread's 16 neighbours of a weight's row are its operands.
struct SplitFactors {
  __half* high;
  __half* low;
  float* unscale;
  unsigned* finished;  // set to 0; may be null
  int64_t rows;
  int64_t cols;
  bool shuffled;
};

DfStatus split_factors(const DfContext* context, const DfMatrix& a, const SplitFactors& out);

// mma.sync (8.0 and newer): partials[piece][row][r] = sum over a piece's columns of W[row, c] A[r, c]
// for the weight's rows, and gram_partials the same with A for W. Pieces have `depth` columns, a
// multiple of 64.
bool dora_product_takes(const DfContext* context, const DfWeight& weight);
DfStatus dora_products(const DfContext* context, const DfWeight& weight, const SplitFactors& a,
                       int64_t depth, float* partials, float* gram_partials);

// wgmma (9.0): the rows of W A^T never reach memory; each piece of the columns and tile of A's rows
// leaves its share of cross[piece][row] = (W A^T)_row . B_row.
struct DoraCross {
  DfWeight weight;
  const float* norm_sq;  // of the weight's rows: the power of two that a bfloat16 row needs
  SplitFactors a;        // shuffled
  DfMatrix b;
  int64_t depth;  // columns of a piece, a multiple of 64, at most 512
  double* cross;
  float* gram_partials;  // [piece][rank][rank]; the first becomes the sum of all
};
bool dora_cross_takes(const DfContext* context, const DfWeight& weight);
// Columns of a piece that keep a large card busy; the same on every card.
int64_t dora_cross_depth(int64_t rows, int64_t rank, int64_t cols);
DfStatus dora_cross(const DfContext* context, const DoraCross& args);

// row_scale and magnitude_init from the products.
struct DoraFinish {
  const float* wa;      // [wa_pieces][rows][rank], or null
  const double* cross;  // [cross_pieces][rows], or null
  const float* gram;    // [gram_pieces][rank][rank]
  int64_t wa_pieces, cross_pieces, gram_pieces;
  int64_t rows, rank;
  const float* norm_sq;
  DfMatrix b;
  const float* magnitude;
  float* row_scale;
  float* magnitude_init;
  double scale;
  bool early;  // the kernel before lets this one start
};
DfStatus dora_finish(const DfContext* context, const DoraFinish& args);

}  // namespace df::cuda
