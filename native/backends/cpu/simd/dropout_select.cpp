#include "backends/cpu/simd/dropout.h"
#include "backends/cpu/simd/select.h"
#include "core/rng/philox.h"

DF_SELECT_KERNELS(DropoutKernels, kDropoutKernels, dropout_kernels)

namespace df::cpu {

DropoutMask dropout_mask(uint64_t seed, uint64_t stream, float probability) {
  return DropoutMask{seed, stream, df::dropout_threshold(probability), 1.0f / (1.0f - probability)};
}

}  // namespace df::cpu
