#include "backends/cpu/simd/optimizer.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(OptimizerKernels, kOptimizerKernels, optimizer_kernels)
