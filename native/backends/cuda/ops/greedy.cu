// The largest logit of every row and its log-probability. A row is cut into pieces for as many blocks,
// because one multiprocessor alone would read a vocabulary of 128,256 for longer than a layer takes;
// the last block of a row to finish joins the pieces, in ascending order.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "greedy";
constexpr int kThreads = 256;
constexpr int kMostPieces = 16;  // a power of two, at most a warp
constexpr int64_t kShortestPiece = 4096;

struct Best {
  float maximum;
  int token;
  float sum;  // of exp(x - maximum)
};

__device__ __forceinline__ Best join(const Best& a, const Best& b) {
  // Equal maxima: the lower index. A NaN wins, so that it reaches the log-probability.
  const bool first = a.maximum > b.maximum || (a.maximum == b.maximum && a.token < b.token) || isnan(a.maximum);
  const Best& top = first ? a : b;
  const Best& low = first ? b : a;
  return {top.maximum, top.token, top.sum + (low.sum > 0.0f ? low.sum * expf(low.maximum - top.maximum) : 0.0f)};
}

__device__ __forceinline__ Best shuffle(const Best& b, int lanes) {
  return {__shfl_xor_sync(0xffffffffu, b.maximum, lanes), __shfl_xor_sync(0xffffffffu, b.token, lanes),
          __shfl_xor_sync(0xffffffffu, b.sum, lanes)};
}

struct Call {
  const float* logits;
  int64_t ld;
  int cols, piece;  // columns of a piece
  Best* parts;      // [rows][pieces]
  unsigned* done;   // [rows], 0 between calls
  int32_t* token;
  float* logprob;
};

__device__ __forceinline__ void finish(const Call& call, int64_t row, const Best& best) {
  call.token[row] = best.token;
  call.logprob[row] = -logf(best.sum);  // the maximum's own: x - (x + log(sum))
}

__device__ Best best_of_block(Best best) {
  __shared__ Best parts[kThreads / 32];
#pragma unroll
  for (int lanes = 16; lanes > 0; lanes /= 2) best = join(best, shuffle(best, lanes));
  if (threadIdx.x % 32 == 0) parts[threadIdx.x / 32] = best;
  __syncthreads();
  best = parts[0];
  for (int w = 1; w < kThreads / 32; ++w) best = join(best, parts[w]);
  return best;
}

__global__ void __launch_bounds__(kThreads) greedy_kernel(Call call) {
  const int64_t row = blockIdx.y;
  const int begin = static_cast<int>(blockIdx.x) * call.piece, end = min(begin + call.piece, call.cols);
  Best best{-INFINITY, INT32_MAX, 0.0f};
  for (int col = begin + static_cast<int>(threadIdx.x); col < end; col += kThreads) {
    const float value = call.logits[row * call.ld + col];
    if (value > best.maximum || best.token == INT32_MAX || isnan(value)) {
      const float kept = best.sum > 0.0f ? best.sum * expf(best.maximum - value) : 0.0f;
      best = {value, col, kept + 1.0f};
    } else {
      best.sum += expf(value - best.maximum);
    }
  }
  best = best_of_block(best);
  if (gridDim.x == 1) {
    if (threadIdx.x == 0) finish(call, row, best);
    return;
  }
  if (threadIdx.x >= 32) return;
  unsigned before = 0;
  if (threadIdx.x == 0) {
    call.parts[row * gridDim.x + blockIdx.x] = best;
    __threadfence();
    before = atomicAdd(call.done + row, 1u);
  }
  if (__shfl_sync(0xffffffffu, before, 0) + 1 != gridDim.x) return;
  __threadfence();
  best = {-INFINITY, INT32_MAX, 0.0f};
  if (threadIdx.x < gridDim.x) {
    const volatile Best* from = call.parts + row * gridDim.x + threadIdx.x;
    best = {from->maximum, from->token, from->sum};
  }
#pragma unroll
  for (int lanes = 16; lanes > 0; lanes /= 2) best = join(best, shuffle(best, lanes));
  if (threadIdx.x != 0) return;
  finish(call, row, best);
  call.done[row] = 0;
}

}  // namespace

DfStatus df_cuda_greedy(DfContext* context, const DfGreedy* args) {
  const DfGreedy& g = *args;
  DF_CHECK(check_activations(context, g.logits, kOp, "logits"));
  DF_REQUIRE(g.logits.dtype == DF_F32, "%s: logits must be float32", kOp);
  DF_REQUIRE(g.logits.cols > 0 && g.logits.cols < INT32_MAX, "%s: logits have %lld columns", kOp,
             static_cast<long long>(g.logits.cols));
  DF_REQUIRE(g.logits.rows == 0 || (g.token != nullptr && g.logprob != nullptr), "%s: token or logprob is missing", kOp);
  DF_REQUIRE(g.logits.rows <= 65535, "%s: %lld rows", kOp, static_cast<long long>(g.logits.rows));
  if (g.logits.rows == 0) return ok();
  int64_t pieces = std::clamp<int64_t>(g.logits.cols / kShortestPiece, 1, kMostPieces);
  // The pieces' results lie in the context's partial sums.
  constexpr int64_t kRowBytes = kMostPieces * static_cast<int64_t>(sizeof(Best));
  if (g.logits.rows > std::min<int64_t>(kTickets, kPartials * static_cast<int64_t>(sizeof(double)) / kRowBytes)) pieces = 1;
  Call call{static_cast<const float*>(g.logits.data), g.logits.ld, static_cast<int>(g.logits.cols),
            static_cast<int>(ceil_div(g.logits.cols, pieces)), nullptr, nullptr, g.token, g.logprob};
  if (pieces > 1) {
    call.done = context->tickets + kTickets;
    call.parts = reinterpret_cast<Best*>(context->partials);
  }
  const dim3 grid(static_cast<unsigned>(pieces), static_cast<unsigned>(g.logits.rows));
  greedy_kernel<<<grid, kThreads, 0, context->stream>>>(call);
  DF_LAUNCHED(kOp);
  return ok();
}
