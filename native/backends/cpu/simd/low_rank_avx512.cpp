#define DF_ISA avx512
#include "backends/cpu/simd/low_rank.inl"
