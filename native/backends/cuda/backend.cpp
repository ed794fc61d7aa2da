// The table the CUDA plug-in returns. A missing entry is null: DF_UNSUPPORTED to the engine.
#include "differential/backend.h"

#include "backends/cuda/ops.h"

namespace {

uint64_t workspace(DfContext* context, int32_t op, const void* arguments) {
  switch (op) {
    case DF_OP_NORM_BACKWARD:
      return df_cuda_norm_backward_workspace(context,
                                             static_cast<const DfNormBackward*>(arguments));
    case DF_OP_ATTENTION_FORWARD:
      return df_cuda_attention_forward_workspace(
          context, static_cast<const DfAttentionForward*>(arguments));
    case DF_OP_ATTENTION_BACKWARD:
      return df_cuda_attention_backward_workspace(
          context, static_cast<const DfAttentionBackward*>(arguments));
    case DF_OP_ATTENTION_CACHED:
      return df_cuda_attention_cached_workspace(context,
                                                static_cast<const DfAttentionCached*>(arguments));
    case DF_OP_GATHER_LOGPROB:
      return df_cuda_gather_logprob_workspace(context,
                                              static_cast<const DfGatherLogprob*>(arguments));
    case DF_OP_LINEAR_FORWARD:
      return df_cuda_linear_forward_workspace(context,
                                              static_cast<const DfLinearForward*>(arguments));
    case DF_OP_LINEAR_BACKWARD:
      return df_cuda_linear_backward_workspace(context,
                                               static_cast<const DfLinearBackward*>(arguments));
    case DF_OP_QUANTIZE_NF4:
      return df_cuda_quantize_nf4_workspace(context, static_cast<const DfQuantizeNf4*>(arguments));
    case DF_OP_DORA_ROW_SCALE:
      return df_cuda_dora_row_scale_workspace(context,
                                              static_cast<const DfDoraRowScale*>(arguments));
    case DF_OP_ACTIVATION_BACKWARD:
      return df_cuda_activation_backward_workspace(context,
                                                   static_cast<const DfActivationBackward*>(arguments));
    default:  // DF_OP_WEIGHT_NORM_SQ and what needs none
      return 0;
  }
}

constexpr DfBackend make_table() {
  DfBackend table{};
  table.abi_version = DF_ABI_VERSION;
  table.struct_size = sizeof(DfBackend);
  table.name = "cuda";
  table.activation_dtype = DF_BF16;
  table.workspace = workspace;
  // One line an op.
  table.device_count = df_cuda_device_count;
  table.device_info = df_cuda_device_info;
  table.context_create = df_cuda_context_create;
  table.context_destroy = df_cuda_context_destroy;
  table.context_bytes = df_cuda_context_bytes;
  table.synchronize = df_cuda_synchronize;
  table.allocate = df_cuda_allocate;
  table.release = df_cuda_release;
  table.copy = df_cuda_copy;
  table.fill_zero = df_cuda_fill_zero;
  table.transfer = df_cuda_transfer;
  table.transfer_wait = df_cuda_transfer_wait;
  table.mapping_bytes = df_cuda_mapping_bytes;
  table.matmul_ceiling = df_cuda_matmul_ceiling;
  table.memory_use = df_cuda_memory_use;
  table.linear_forward = df_cuda_linear_forward;
  table.linear_backward = df_cuda_linear_backward;
  table.convert = df_cuda_convert;
  table.quantize_nf4 = df_cuda_quantize_nf4;
  table.dequantize = df_cuda_dequantize;
  table.weight_norm_sq = df_cuda_weight_norm_sq;
  table.dora_row_scale = df_cuda_dora_row_scale;
  table.sum_squares = df_cuda_sum_squares;
  table.adamw32 = df_cuda_adamw32;
  table.adamw8 = df_cuda_adamw8;
  table.embedding_forward = df_cuda_embedding_forward;
  table.embedding_backward = df_cuda_embedding_backward;
  table.norm_forward = df_cuda_norm_forward;
  table.norm_backward = df_cuda_norm_backward;
  table.rope = df_cuda_rope;
  table.attention_forward = df_cuda_attention_forward;
  table.attention_backward = df_cuda_attention_backward;
  table.kv_append = df_cuda_kv_append;
  table.attention_cached = df_cuda_attention_cached;
  table.activation_forward = df_cuda_activation_forward;
  table.activation_backward = df_cuda_activation_backward;
  table.add = df_cuda_add;
  table.cross_entropy = df_cuda_cross_entropy;
  table.gather_logprob = df_cuda_gather_logprob;
  table.gather_rows = df_cuda_gather_rows;
  table.scatter_rows = df_cuda_scatter_rows;
  table.greedy = df_cuda_greedy;
  table.linear_group = df_cuda_linear_group;
  table.rope_append = df_cuda_rope_append;
  table.graph_begin = df_cuda_graph_begin;
  table.graph_end = df_cuda_graph_end;
  table.graph_launch = df_cuda_graph_launch;
  table.graph_release = df_cuda_graph_release;
  return table;
}

constexpr DfBackend kTable = make_table();

}  // namespace

extern "C" __attribute__((visibility("default"))) const DfBackend* differential_backend() {
  return &kTable;
}
