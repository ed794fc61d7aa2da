#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(LowRankKernels, kLowRankKernels, low_rank_kernels)
