#include "backends/cpu/simd/dropout.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(DropoutKernels, kDropoutKernels, dropout_kernels)
