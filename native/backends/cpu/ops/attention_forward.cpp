// Packed causal attention, forward. Every block of queries of every head is independent work.
#include <algorithm>

#include "backends/cpu/ops.h"
#include "backends/cpu/ops/attention_common.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "attention_forward";

void forward_block(const AttentionKernels& kernels, const DfAttentionForward& f, int32_t begin,
                   int32_t first, int32_t queries, int32_t head, float* scratch) {
  const int64_t column = int64_t{head} * f.head_dim;
  const int64_t kv_column = int64_t{head / (f.heads / f.kv_heads)} * f.head_dim;
  AttentionBlock block;
  block.q = f32_row(f.q, first) + column;
  block.q_ld = f.q.ld;
  block.out = f32_row(f.out, first) + column;
  block.out_ld = f.out.ld;
  block.lse = f.lse != nullptr ? f.lse + head * f.q.rows + first : nullptr;
  block.queries = queries;
  block.head_dim = f.head_dim;
  block.scale = f.scale;
  block.scratch = scratch;
  for (int32_t i = 0; i < queries; ++i) block.position[i] = first + i;
  kernels.begin(&block);
  kernels.keys(&block, {f32_row(f.k, begin) + kv_column, f.k.ld, f32_row(f.v, begin) + kv_column,
                        f.v.ld, first + queries - begin, begin,
                        f.key_end != nullptr ? f.key_end + begin : nullptr});
  kernels.finish(&block);
}

}  // namespace

uint64_t df_cpu_attention_forward_workspace(DfContext* context, const DfAttentionForward* args) {
  return static_cast<uint64_t>(pool_of(context).threads()) * sizeof(float) *
         static_cast<uint64_t>(attention_block_floats(args->head_dim));
}

DfStatus df_cpu_attention_forward(DfContext* context, const DfAttentionForward* args) {
  const DfAttentionForward& f = *args;
  DF_CHECK(check_attention(kOp, f));
  DF_CHECK(check_scratch(f.scratch, kOp, df_cpu_attention_forward_workspace(context, args)));
  const AttentionKernels& kernels = attention_kernels(context->isa);
  const int32_t* borders = sequence_borders(f);
  const int64_t blocks = (f.max_seqlen + kQueryLanes - 1) / kQueryLanes;
  const int64_t floats = attention_block_floats(f.head_dim);
  zero_outside_sequences(f, f.out);
  parallel_for_worker(
      context, int64_t{f.sequences} * f.heads * blocks, 2,
      [&](int64_t from, int64_t to, int worker) {
        float* scratch = static_cast<float*>(f.scratch.data) + worker * floats;
        for (int64_t task = from; task < to; ++task) {
          const int32_t s = static_cast<int32_t>(task / (f.heads * blocks));
          const int32_t head = static_cast<int32_t>(task / blocks % f.heads);
          const int64_t first = borders[s] + task % blocks * kQueryLanes;
          const int64_t queries = std::min<int64_t>(kQueryLanes, borders[s + 1] - first);
          if (queries <= 0) continue;
          forward_block(kernels, f, borders[s], static_cast<int32_t>(first),
                        static_cast<int32_t>(queries), head, scratch);
        }
      });
  return ok();
}
