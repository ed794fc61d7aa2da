// The functions behind the CPU backend's table. One file an op under ops/; `*_workspace` answers
// the workspace query of an op that needs scratch (same scratch for every smaller T).
#pragma once

#include "differential/backend.h"

// Memory and device (ops/memory.cpp, ops/device.cpp).
int32_t df_cpu_device_count();
DfStatus df_cpu_device_info(int32_t device, DfDeviceInfo* out);
DfStatus df_cpu_context_create(const DfContextOptions* options, DfContext** out);
void df_cpu_context_destroy(DfContext* context);
uint64_t df_cpu_context_bytes(DfContext* context);
DfStatus df_cpu_synchronize(DfContext* context);
DfStatus df_cpu_allocate(DfContext* context, int32_t place, uint64_t bytes, void** out);
void df_cpu_release(DfContext* context, int32_t place, void* data, uint64_t bytes);
DfStatus df_cpu_copy(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t kind);
DfStatus df_cpu_fill_zero(DfContext* context, void* data, uint64_t bytes);
DfStatus df_cpu_transfer(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t slot);
uint64_t df_cpu_mapping_bytes(DfContext* context, uint64_t bytes);
DfStatus df_cpu_transfer_wait(DfContext* context, int32_t slot);
DfStatus df_cpu_memory_use(int32_t device, DfMemoryUse* out);
DfStatus df_cpu_matmul_ceiling(DfContext* context, int64_t n, double* flops_per_second);

// Linear layers, quantization, adapters.
DfStatus df_cpu_linear_forward(DfContext* context, const DfLinearForward* args);
DfStatus df_cpu_linear_backward(DfContext* context, const DfLinearBackward* args);
DfStatus df_cpu_quantize_nf4(DfContext* context, const DfQuantizeNf4* args);
DfStatus df_cpu_dequantize(DfContext* context, const DfDequantize* args);
DfStatus df_cpu_weight_norm_sq(DfContext* context, const DfWeightNormSq* args);
DfStatus df_cpu_dora_row_scale(DfContext* context, const DfDoraRowScale* args);
uint64_t df_cpu_linear_forward_workspace(DfContext* context, const DfLinearForward* args);
uint64_t df_cpu_linear_backward_workspace(DfContext* context, const DfLinearBackward* args);
uint64_t df_cpu_quantize_nf4_workspace(DfContext* context, const DfQuantizeNf4* args);
uint64_t df_cpu_dora_row_scale_workspace(DfContext* context, const DfDoraRowScale* args);

// Optimizers and plain loops.
DfStatus df_cpu_convert(DfContext* context, const DfConvert* args);
DfStatus df_cpu_sum_squares(DfContext* context, const DfSumSquares* args);
DfStatus df_cpu_adamw32(DfContext* context, const DfAdamW32* args);
DfStatus df_cpu_adamw8(DfContext* context, const DfAdamW8* args);

// Norms, attention, activations, losses, rows.
DfStatus df_cpu_embedding_forward(DfContext* context, const DfEmbeddingForward* args);
DfStatus df_cpu_embedding_backward(DfContext* context, const DfEmbeddingBackward* args);
DfStatus df_cpu_norm_forward(DfContext* context, const DfNormForward* args);
DfStatus df_cpu_norm_backward(DfContext* context, const DfNormBackward* args);
DfStatus df_cpu_rope(DfContext* context, const DfRope* args);
DfStatus df_cpu_attention_forward(DfContext* context, const DfAttentionForward* args);
DfStatus df_cpu_attention_backward(DfContext* context, const DfAttentionBackward* args);
DfStatus df_cpu_kv_append(DfContext* context, const DfKvAppend* args);
DfStatus df_cpu_attention_cached(DfContext* context, const DfAttentionCached* args);
DfStatus df_cpu_activation_forward(DfContext* context, const DfActivationForward* args);
DfStatus df_cpu_activation_backward(DfContext* context, const DfActivationBackward* args);
DfStatus df_cpu_add(DfContext* context, const DfAdd* args);
DfStatus df_cpu_cross_entropy(DfContext* context, const DfCrossEntropy* args);
DfStatus df_cpu_gather_logprob(DfContext* context, const DfGatherLogprob* args);
DfStatus df_cpu_greedy(DfContext* context, const DfGreedy* args);
DfStatus df_cpu_gather_rows(DfContext* context, const DfGatherRows* args);
DfStatus df_cpu_scatter_rows(DfContext* context, const DfScatterRows* args);
uint64_t df_cpu_norm_backward_workspace(DfContext* context, const DfNormBackward* args);
uint64_t df_cpu_attention_forward_workspace(DfContext* context, const DfAttentionForward* args);
uint64_t df_cpu_attention_backward_workspace(DfContext* context, const DfAttentionBackward* args);
uint64_t df_cpu_attention_cached_workspace(DfContext* context, const DfAttentionCached* args);
uint64_t df_cpu_gather_logprob_workspace(DfContext* context, const DfGatherLogprob* args);
