#define DF_ISA avx512
#include "backends/cpu/simd/attention_kernels.inl"
