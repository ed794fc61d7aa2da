#define DF_ISA avx2
#include "backends/cpu/simd/quant.inl"
