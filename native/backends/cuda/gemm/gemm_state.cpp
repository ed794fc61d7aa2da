// What products keep for the life of a context: nothing yet beside the kernels themselves.
#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

DfStatus df_cuda_gemm_create(DfContext*) { return df::cuda::ok(); }
void df_cuda_gemm_destroy(DfContext*) {}
