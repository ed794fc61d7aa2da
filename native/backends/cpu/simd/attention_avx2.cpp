#define DF_ISA avx2
#include "backends/cpu/simd/attention_kernels.inl"
