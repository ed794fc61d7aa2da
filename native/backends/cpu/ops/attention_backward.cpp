// Packed causal attention, backward. One task is one sequence and one key/value head: its query
// heads add to the same dk and dv, one after the other, so the sums have a fixed order.
#include <algorithm>

#include "backends/cpu/ops.h"
#include "backends/cpu/ops/attention_common.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "attention_backward";

void zero_rows(const DfMatrix& m, int64_t begin, int64_t end, int64_t column, int64_t count) {
  for (int64_t row = begin; row < end; ++row) {
    std::memset(f32_row(m, row) + column, 0, static_cast<size_t>(count) * sizeof(float));
  }
}

void backward_head(const AttentionKernels& kernels, const DfAttentionBackward& b, int32_t begin,
                   int32_t end, int32_t head, float* scratch) {
  const DfAttentionForward& f = b.forward;
  const int64_t column = int64_t{head} * f.head_dim;
  const int64_t kv_column = int64_t{head / (f.heads / f.kv_heads)} * f.head_dim;
  AttentionBackwardBlock block;
  block.q = f32_row(f.q, begin) + column;
  block.k = f32_row(f.k, begin) + kv_column;
  block.v = f32_row(f.v, begin) + kv_column;
  block.out = f32_row(f.out, begin) + column;
  block.dout = f32_row(b.dout, begin) + column;
  block.dq = f32_row(b.dq, begin) + column;
  block.dk = f32_row(b.dk, begin) + kv_column;
  block.dv = f32_row(b.dv, begin) + kv_column;
  block.lse = f.lse + head * f.q.rows + begin;
  block.q_ld = f.q.ld;
  block.k_ld = f.k.ld;
  block.v_ld = f.v.ld;
  block.out_ld = f.out.ld;
  block.dout_ld = b.dout.ld;
  block.dq_ld = b.dq.ld;
  block.dk_ld = b.dk.ld;
  block.dv_ld = b.dv.ld;
  block.head_dim = f.head_dim;
  block.scale = f.scale;
  block.scratch = scratch;
  for (int32_t first = 0; first < end - begin; first += kQueryLanes) {
    block.first_query = first;
    block.queries = std::min(kQueryLanes, end - begin - first);
    kernels.backward(block);
  }
}

DfStatus check(DfContext* context, const DfAttentionBackward* args) {
  const DfAttentionForward& f = args->forward;
  DF_CHECK(check_attention(kOp, f));
  if (f.key_end != nullptr) {
    return fail(DF_UNSUPPORTED, "%s: key_end is for scoring, which has no gradient", kOp);
  }
  DF_REQUIRE(f.lse != nullptr, "%s: lse of the forward pass is missing", kOp);
  DF_CHECK(check_f32(args->dout, kOp, "dout", f.q.rows, f.q.cols));
  DF_CHECK(check_f32(args->dq, kOp, "dq", f.q.rows, f.q.cols));
  DF_CHECK(check_f32(args->dk, kOp, "dk", f.q.rows, f.k.cols));
  DF_CHECK(check_f32(args->dv, kOp, "dv", f.q.rows, f.k.cols));
  return check_scratch(args->scratch, kOp, df_cpu_attention_backward_workspace(context, args));
}

}  // namespace

uint64_t df_cpu_attention_backward_workspace(DfContext* context, const DfAttentionBackward* args) {
  return static_cast<uint64_t>(pool_of(context).threads()) * sizeof(float) *
         static_cast<uint64_t>(attention_backward_floats(args->forward.head_dim));
}

DfStatus df_cpu_attention_backward(DfContext* context, const DfAttentionBackward* args) {
  DF_CHECK(check(context, args));
  const DfAttentionBackward& b = *args;
  const DfAttentionForward& f = b.forward;
  const AttentionKernels& kernels = attention_kernels(context->isa);
  const int32_t* borders = sequence_borders(f);
  const int32_t group = f.heads / f.kv_heads;
  const int64_t floats = attention_backward_floats(f.head_dim);
  zero_outside_sequences(f, b.dq);
  zero_outside_sequences(f, b.dk);
  zero_outside_sequences(f, b.dv);
  parallel_for_worker(
      context, int64_t{f.sequences} * f.kv_heads, 1, [&](int64_t from, int64_t to, int worker) {
        float* scratch = static_cast<float*>(b.scratch.data) + worker * floats;
        for (int64_t task = from; task < to; ++task) {
          // Neighbours in time work on different sequences, so that no two threads write to one
          // cache line where heads meet.
          const int32_t s = static_cast<int32_t>(task % f.sequences);
          const int32_t kv_head = static_cast<int32_t>(task / f.sequences);
          const int64_t column = int64_t{kv_head} * f.head_dim;
          zero_rows(b.dk, borders[s], borders[s + 1], column, f.head_dim);
          zero_rows(b.dv, borders[s], borders[s + 1], column, f.head_dim);
          for (int32_t head = kv_head * group; head < (kv_head + 1) * group; ++head) {
            backward_head(kernels, b, borders[s], borders[s + 1], head, scratch);
          }
        }
      });
  return ok();
}
