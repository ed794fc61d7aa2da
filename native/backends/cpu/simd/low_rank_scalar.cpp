#define DF_ISA scalar
#include "backends/cpu/simd/low_rank.inl"
