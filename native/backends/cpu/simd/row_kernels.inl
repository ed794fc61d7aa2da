// The table of one instruction set. Its translation unit defines DF_ISA.
#include "backends/cpu/simd/activation.inl"
#include "backends/cpu/simd/norm.inl"
#include "backends/cpu/simd/rope.inl"
#include "backends/cpu/simd/softmax.inl"

namespace df::cpu::DF_ISA {

extern const RowKernels kRowKernels;
const RowKernels kRowKernels{norm_forward, norm_backward, activation_forward, activation_backward,
                             add_rows,     rope,          softmax_stats,      softmax_scaled};

}  // namespace df::cpu::DF_ISA
