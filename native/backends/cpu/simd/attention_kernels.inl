// The table of one instruction set. Its translation unit defines DF_ISA.
#include "backends/cpu/simd/attention_backward.inl"
#include "backends/cpu/simd/attention_decode.inl"
#include "backends/cpu/simd/attention_forward.inl"

namespace df::cpu::DF_ISA {

extern const AttentionKernels kAttentionKernels;
const AttentionKernels kAttentionKernels{
    attention_begin, attention_keys,  attention_finish,   attention_backward,
    decode_dots,     decode_softmax,  decode_weighted_sum};

}  // namespace df::cpu::DF_ISA
