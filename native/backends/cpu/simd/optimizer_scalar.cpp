#define DF_ISA scalar
#include "backends/cpu/simd/optimizer.inl"
