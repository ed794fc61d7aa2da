#define DF_ISA scalar
#include "backends/cpu/simd/gemv.inl"
