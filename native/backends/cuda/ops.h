// The functions behind the CUDA backend's table. One file an op under ops/; `*_workspace` answers
// the workspace query of an op that needs scratch (never larger for a smaller T). Workspace queries
// must work on contexts that only plan: they may read the context's properties, not the device.
#pragma once

#include "differential/backend.h"

// Device, context and memory (device.cpp, context.cpp, memory.cpp).
int32_t df_cuda_device_count();
DfStatus df_cuda_device_info(int32_t device, DfDeviceInfo* out);
DfStatus df_cuda_context_create(const DfContextOptions* options, DfContext** out);
void df_cuda_context_destroy(DfContext* context);
uint64_t df_cuda_context_bytes(DfContext* context);
DfStatus df_cuda_synchronize(DfContext* context);
DfStatus df_cuda_allocate(DfContext* context, int32_t place, uint64_t bytes, void** out);
void df_cuda_release(DfContext* context, int32_t place, void* data, uint64_t bytes);
DfStatus df_cuda_copy(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t kind);
DfStatus df_cuda_fill_zero(DfContext* context, void* data, uint64_t bytes);
DfStatus df_cuda_transfer(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t slot);
uint64_t df_cuda_mapping_bytes(DfContext* context, uint64_t bytes);
DfStatus df_cuda_transfer_wait(DfContext* context, int32_t slot);
DfStatus df_cuda_memory_use(int32_t device, DfMemoryUse* out);
DfStatus df_cuda_matmul_ceiling(DfContext* context, int64_t n, double* flops_per_second);

// Linear layers and attention.
DfStatus df_cuda_linear_forward(DfContext* context, const DfLinearForward* args);
DfStatus df_cuda_linear_backward(DfContext* context, const DfLinearBackward* args);
DfStatus df_cuda_attention_forward(DfContext* context, const DfAttentionForward* args);
DfStatus df_cuda_attention_backward(DfContext* context, const DfAttentionBackward* args);
DfStatus df_cuda_kv_append(DfContext* context, const DfKvAppend* args);
DfStatus df_cuda_attention_cached(DfContext* context, const DfAttentionCached* args);
uint64_t df_cuda_linear_forward_workspace(DfContext* context, const DfLinearForward* args);
uint64_t df_cuda_linear_backward_workspace(DfContext* context, const DfLinearBackward* args);
uint64_t df_cuda_attention_forward_workspace(DfContext* context, const DfAttentionForward* args);
uint64_t df_cuda_attention_backward_workspace(DfContext* context, const DfAttentionBackward* args);
uint64_t df_cuda_attention_cached_workspace(DfContext* context, const DfAttentionCached* args);

// Quantization and DoRA.
DfStatus df_cuda_quantize_nf4(DfContext* context, const DfQuantizeNf4* args);
DfStatus df_cuda_dequantize(DfContext* context, const DfDequantize* args);
DfStatus df_cuda_weight_norm_sq(DfContext* context, const DfWeightNormSq* args);
DfStatus df_cuda_dora_row_scale(DfContext* context, const DfDoraRowScale* args);
uint64_t df_cuda_quantize_nf4_workspace(DfContext* context, const DfQuantizeNf4* args);
uint64_t df_cuda_dora_row_scale_workspace(DfContext* context, const DfDoraRowScale* args);

// Optimizers and plain loops.
DfStatus df_cuda_convert(DfContext* context, const DfConvert* args);
DfStatus df_cuda_sum_squares(DfContext* context, const DfSumSquares* args);
DfStatus df_cuda_adamw32(DfContext* context, const DfAdamW32* args);
DfStatus df_cuda_adamw8(DfContext* context, const DfAdamW8* args);

// Norms, activations, losses, rows.
DfStatus df_cuda_embedding_forward(DfContext* context, const DfEmbeddingForward* args);
DfStatus df_cuda_embedding_backward(DfContext* context, const DfEmbeddingBackward* args);
DfStatus df_cuda_norm_forward(DfContext* context, const DfNormForward* args);
DfStatus df_cuda_norm_backward(DfContext* context, const DfNormBackward* args);
DfStatus df_cuda_rope(DfContext* context, const DfRope* args);
DfStatus df_cuda_activation_forward(DfContext* context, const DfActivationForward* args);
DfStatus df_cuda_activation_backward(DfContext* context, const DfActivationBackward* args);
uint64_t df_cuda_activation_backward_workspace(DfContext* context, const DfActivationBackward* args);
DfStatus df_cuda_add(DfContext* context, const DfAdd* args);
DfStatus df_cuda_cross_entropy(DfContext* context, const DfCrossEntropy* args);
DfStatus df_cuda_gather_logprob(DfContext* context, const DfGatherLogprob* args);
DfStatus df_cuda_greedy(DfContext* context, const DfGreedy* args);
DfStatus df_cuda_gather_rows(DfContext* context, const DfGatherRows* args);
DfStatus df_cuda_scatter_rows(DfContext* context, const DfScatterRows* args);
uint64_t df_cuda_norm_backward_workspace(DfContext* context, const DfNormBackward* args);
uint64_t df_cuda_gather_logprob_workspace(DfContext* context, const DfGatherLogprob* args);

// A decode step's ops.
DfStatus df_cuda_linear_group(DfContext* context, const DfLinearGroup* args);
DfStatus df_cuda_rope_append(DfContext* context, const DfRopeAppend* args);

// Recorded ops (graph.cpp).
DfStatus df_cuda_graph_begin(DfContext* context);
DfStatus df_cuda_graph_end(DfContext* context, DfGraph** out);
DfStatus df_cuda_graph_launch(DfContext* context, DfGraph* graph);
void df_cuda_graph_release(DfContext* context, DfGraph* graph);
