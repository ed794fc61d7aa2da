// Matrix products of the CUDA backend: what the linear ops ask for, whichever kernel answers.
//
//   C[m,n] (+)= alpha * col_scale[n] * (A_0 B_0^T + A_1 B_1^T) + bias[n]
//
// Two terms let a low-rank product ride in the registers of the big one: [x | xA^T] [W | sB]^T
// without a copy of x or W, and without a second pass over C. Sums are float32.
#pragma once

#include <cstdint>

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// Element (row, k) lies at data[row * ld + k], or at data[k * ld + row] when rows are contiguous.
struct GemmOperand {
  const void* data = nullptr;
  int64_t ld = 0;
  bool k_contiguous = true;
};

struct GemmTerm {
  GemmOperand a;
  GemmOperand b;
  int64_t k = 0;
};

// What dropout zeroes. Factors go into alpha, so that low-precision inputs are not rounded twice.
enum class Drop : int32_t {
  kNone = 0,
  kA,          // elements of A_0, by their row and column in memory
  kFirstTerm,  // elements of the product A_0 B_0^T; what is kept is multiplied by the factor
};

// The mask's bits (drop_mask.h): bit c % 32 of bits[r * words + c / 32] is set where (r, c) is kept.
struct GemmDropout {
  Drop what = Drop::kNone;
  float factor = 1.0f;
  const uint32_t* bits = nullptr;
  int64_t words = 0;
  int64_t rows = 0;
  int64_t cols = 0;
};

struct GemmCall {
  int64_t m = 0;
  int64_t n = 0;
  int32_t dtype = DF_F32;  // of A and B
  GemmTerm terms[2];
  int term_count = 1;
  float alpha = 1.0f;
  void* c = nullptr;
  int64_t ldc = 0;
  int32_t c_dtype = DF_F32;
  bool accumulate = false;
  const float* col_scale = nullptr;  // [n] or null
  const float* bias = nullptr;       // [n] or null
  GemmDropout dropout;
  // When partials is set: the sum over k cut into `splits` pieces of whole tiles, each written to
  // partials [splits][m][n] and summed in order afterwards (sum_partials). One term; alpha, scale,
  // bias and c are not used.
  int splits = 1;
  float* partials = nullptr;
};

// Queues the product. Both operand layouts but (rows contiguous, k contiguous) are served.
DfStatus gemm(DfContext* context, const GemmCall& call);

// Pieces that keep a large device busy when the output is narrow and has few tiles. The same on
// every card, so that plans and results do not depend on it.
int gemm_splits(int64_t m, int64_t n, int64_t k);
// Bytes of partials that serve every m up to this one.
uint64_t gemm_partial_bytes(int64_t m, int64_t n, int64_t k);

// The kernels behind gemm(), for its choice and for measurements.
DfStatus gemm_simt(DfContext* context, const GemmCall& call);   // float32
DfStatus gemm_mma(DfContext* context, const GemmCall& call);    // bf16, fp16: mma.sync
DfStatus gemm_wgmma(DfContext* context, const GemmCall& call);  // bf16 on 9.0, aligned operands
bool gemm_wgmma_takes(const DfContext* context, const GemmCall& call);

// out[i,j] (+)= alpha * sum over splits of partials[s][i][j], splits in ascending order; transposed:
// out[j,i]. Columns of out are scaled where `scale` is given, rows where `row_scale` is.
struct PartialSum {
  const float* partials;
  int splits;
  int64_t m;
  int64_t n;
  float alpha;
  const float* scale;
  const float* row_scale;
  void* out;
  int64_t ld;
  int32_t dtype;
  bool accumulate;
  bool transposed;
};
DfStatus sum_partials(DfContext* context, const PartialSum& sum);

}  // namespace df::cuda
