#include "backends/cuda/attention/attention.h"
#include "backends/cuda/attention/flash.h"
#include "backends/cuda/attention/mma_attention.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"

using namespace df::cuda;

uint64_t df_cuda_attention_forward_workspace(DfContext*, const DfAttentionForward*) { return 0; }

DfStatus df_cuda_attention_forward(DfContext* context, const DfAttentionForward* args) {
  DF_CHECK(check_attention(context, *args, "attention_forward"));
  DF_CHECK(zero_outside_sequences(context, *args, args->out));
  if (flash_takes(context, *args)) return flash_forward(context, *args);
  if (mma_attention_takes(context, *args)) return mma_attention_forward(context, *args);
  return attention_forward_simt(context, *args);
}
