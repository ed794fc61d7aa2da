// The table the CPU plug-in returns. A missing entry is null: DF_UNSUPPORTED to the engine.
#include "differential/backend.h"

#include "backends/cpu/ops.h"

namespace {

uint64_t workspace(DfContext* context, int32_t op, const void* arguments) {
  switch (op) {
    case DF_OP_NORM_BACKWARD:
      return df_cpu_norm_backward_workspace(context,
                                            static_cast<const DfNormBackward*>(arguments));
    case DF_OP_ATTENTION_FORWARD:
      return df_cpu_attention_forward_workspace(context,
                                                static_cast<const DfAttentionForward*>(arguments));
    case DF_OP_ATTENTION_BACKWARD:
      return df_cpu_attention_backward_workspace(
          context, static_cast<const DfAttentionBackward*>(arguments));
    case DF_OP_ATTENTION_CACHED:
      return df_cpu_attention_cached_workspace(context,
                                               static_cast<const DfAttentionCached*>(arguments));
    case DF_OP_GATHER_LOGPROB:
      return df_cpu_gather_logprob_workspace(context,
                                             static_cast<const DfGatherLogprob*>(arguments));
    case DF_OP_LINEAR_FORWARD:
      return df_cpu_linear_forward_workspace(context,
                                             static_cast<const DfLinearForward*>(arguments));
    case DF_OP_LINEAR_BACKWARD:
      return df_cpu_linear_backward_workspace(context,
                                              static_cast<const DfLinearBackward*>(arguments));
    case DF_OP_QUANTIZE_NF4:
      return df_cpu_quantize_nf4_workspace(context, static_cast<const DfQuantizeNf4*>(arguments));
    case DF_OP_DORA_ROW_SCALE:
      return df_cpu_dora_row_scale_workspace(context,
                                             static_cast<const DfDoraRowScale*>(arguments));
    default:  // DF_OP_WEIGHT_NORM_SQ and what needs none
      return 0;
  }
}

constexpr DfBackend make_table() {
  DfBackend table{};
  table.abi_version = DF_ABI_VERSION;
  table.struct_size = sizeof(DfBackend);
  table.name = "cpu";
  table.activation_dtype = DF_F32;
  table.workspace = workspace;
  // One line an op.
  table.device_count = df_cpu_device_count;
  table.device_info = df_cpu_device_info;
  table.context_create = df_cpu_context_create;
  table.context_destroy = df_cpu_context_destroy;
  table.context_bytes = df_cpu_context_bytes;
  table.synchronize = df_cpu_synchronize;
  table.allocate = df_cpu_allocate;
  table.release = df_cpu_release;
  table.copy = df_cpu_copy;
  table.fill_zero = df_cpu_fill_zero;
  table.transfer = df_cpu_transfer;
  table.transfer_wait = df_cpu_transfer_wait;
  table.mapping_bytes = df_cpu_mapping_bytes;
  table.matmul_ceiling = df_cpu_matmul_ceiling;
  table.memory_use = df_cpu_memory_use;
  table.linear_forward = df_cpu_linear_forward;
  table.linear_backward = df_cpu_linear_backward;
  table.convert = df_cpu_convert;
  table.quantize_nf4 = df_cpu_quantize_nf4;
  table.dequantize = df_cpu_dequantize;
  table.weight_norm_sq = df_cpu_weight_norm_sq;
  table.dora_row_scale = df_cpu_dora_row_scale;
  table.sum_squares = df_cpu_sum_squares;
  table.adamw32 = df_cpu_adamw32;
  table.adamw8 = df_cpu_adamw8;
  table.embedding_forward = df_cpu_embedding_forward;
  table.embedding_backward = df_cpu_embedding_backward;
  table.norm_forward = df_cpu_norm_forward;
  table.norm_backward = df_cpu_norm_backward;
  table.rope = df_cpu_rope;
  table.attention_forward = df_cpu_attention_forward;
  table.attention_backward = df_cpu_attention_backward;
  table.kv_append = df_cpu_kv_append;
  table.attention_cached = df_cpu_attention_cached;
  table.activation_forward = df_cpu_activation_forward;
  table.activation_backward = df_cpu_activation_backward;
  table.add = df_cpu_add;
  table.cross_entropy = df_cpu_cross_entropy;
  table.gather_logprob = df_cpu_gather_logprob;
  table.gather_rows = df_cpu_gather_rows;
  table.scatter_rows = df_cpu_scatter_rows;
  table.greedy = df_cpu_greedy;
  return table;
}

constexpr DfBackend kTable = make_table();

}  // namespace

extern "C" __attribute__((visibility("default"))) const DfBackend* differential_backend() {
  return &kTable;
}
