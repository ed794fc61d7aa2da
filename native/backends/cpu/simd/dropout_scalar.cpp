#define DF_ISA scalar
#include "backends/cpu/simd/dropout.inl"
