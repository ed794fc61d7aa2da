#define DF_ISA scalar
#include "backends/cpu/simd/row_kernels.inl"
