#include "backends/cpu/simd/gemv.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(GemvKernels, kGemvKernels, gemv_kernels)
