#include "backends/cpu/simd/attention.h"
#include "backends/cpu/simd/select.h"

DF_SELECT_KERNELS(AttentionKernels, kAttentionKernels, attention_kernels)
