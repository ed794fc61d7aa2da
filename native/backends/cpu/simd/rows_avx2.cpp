#define DF_ISA avx2
#include "backends/cpu/simd/row_kernels.inl"
