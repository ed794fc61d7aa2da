#define DF_ISA scalar
#include "backends/cpu/simd/attention_kernels.inl"
