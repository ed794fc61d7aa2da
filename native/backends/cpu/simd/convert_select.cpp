#include "backends/cpu/simd/convert.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(ConvertKernels, kConvertKernels, convert_kernels)
