#include "backends/cuda/attention/attention.h"
#include "backends/cuda/attention/flash.h"
#include "backends/cuda/attention/mma_attention.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/scratch.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "attention_backward";

struct Pieces {
  float* delta;  // [heads, T]
};

Pieces cut(const DfAttentionBackward& args, ScratchCutter& cutter) {
  const DfAttentionForward& f = args.forward;
  return Pieces{cutter.take<float>(static_cast<uint64_t>(f.q.rows * f.heads))};
}

DfStatus check(DfContext* context, const DfAttentionBackward& args) {
  const DfAttentionForward& f = args.forward;
  DF_CHECK(check_attention(context, f, kOp));
  if (f.key_end != nullptr) {
    return fail(DF_UNSUPPORTED, "%s: key_end is for scoring, which has no gradient", kOp);
  }
  DF_REQUIRE(f.lse != nullptr, "%s: lse of the forward pass is missing", kOp);
  DF_CHECK(check_matrix(args.dout, kOp, "dout", f.q.dtype, f.q.rows, f.q.cols));
  DF_CHECK(check_matrix(args.dq, kOp, "dq", f.q.dtype, f.q.rows, f.q.cols));
  DF_CHECK(check_matrix(args.dk, kOp, "dk", f.q.dtype, f.q.rows, f.k.cols));
  DF_CHECK(check_matrix(args.dv, kOp, "dv", f.q.dtype, f.q.rows, f.k.cols));
  ScratchCutter cutter;
  cut(args, cutter);
  return check_scratch(args.scratch, kOp, cutter.used());
}

}  // namespace

uint64_t df_cuda_attention_backward_workspace(DfContext*, const DfAttentionBackward* args) {
  ScratchCutter cutter;
  cut(*args, cutter);
  return cutter.used();
}

DfStatus df_cuda_attention_backward(DfContext* context, const DfAttentionBackward* args) {
  DF_CHECK(check(context, *args));
  for (const DfMatrix* m : {&args->dq, &args->dk, &args->dv}) {
    DF_CHECK(zero_outside_sequences(context, args->forward, *m));
  }
  ScratchCutter cutter(args->scratch);
  const Pieces pieces = cut(*args, cutter);
  DF_CHECK(attention_delta(context, *args, pieces.delta));
  if (flash_backward_takes(context, *args)) {
    DF_CHECK(flash_backward_queries(context, *args, pieces.delta));
    return flash_backward_keys(context, *args, pieces.delta);
  }
  if (mma_attention_backward_takes(context, *args)) {
    return mma_attention_backward(context, *args, pieces.delta);
  }
  return attention_backward_simt(context, *args, pieces.delta);
}
