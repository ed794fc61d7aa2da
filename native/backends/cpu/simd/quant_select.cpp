#include "backends/cpu/simd/quant.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(QuantKernels, kQuantKernels, quant_kernels)
