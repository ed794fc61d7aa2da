// Row-major float32 matrix products over OpenBLAS:
//   C[m,n] = alpha * op(A)[m,k] * op(B)[k,n] + beta * C
// OpenBLAS runs single-threaded; the parallel form splits C into tiles, which are cut so that a
// product is bit-identical whatever the number of threads.
#pragma once

#include <cstdint>

struct DfContext;

namespace df::cpu {

void gemm(DfContext* context, bool trans_a, bool trans_b, int64_t m, int64_t n, int64_t k,
          float alpha, const float* a, int64_t lda, const float* b, int64_t ldb, float beta,
          float* c, int64_t ldc);

// The same on the calling thread alone; use it inside parallel loops.
void gemm_serial(bool trans_a, bool trans_b, int64_t m, int64_t n, int64_t k, float alpha,
                 const float* a, int64_t lda, const float* b, int64_t ldb, float beta, float* c,
                 int64_t ldc);

// One OpenBLAS call, without tiles: its packing buffer grows with m. For the ceiling measurement.
void gemm_single_call(bool trans_a, bool trans_b, int64_t m, int64_t n, int64_t k, float alpha,
                      const float* a, int64_t lda, const float* b, int64_t ldb, float beta,
                      float* c, int64_t ldc);

// Makes OpenBLAS single-threaded and touches its packing buffer on every thread of the pool, so
// that context_bytes is what the products will use.
void gemm_warm_up(DfContext* context);

// "OpenBLAS 0.3.21 SkylakeX".
void gemm_library_name(char* out, uint64_t size);

}  // namespace df::cpu
