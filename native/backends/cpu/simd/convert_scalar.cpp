#define DF_ISA scalar
#include "backends/cpu/simd/convert.inl"
