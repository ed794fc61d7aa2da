#define DF_ISA avx512
#include "backends/cpu/simd/row_kernels.inl"
