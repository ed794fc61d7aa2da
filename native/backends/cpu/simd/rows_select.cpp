#include "backends/cpu/simd/row_kernels.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(RowKernels, kRowKernels, row_kernels)
