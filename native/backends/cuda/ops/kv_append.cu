// Writes new keys and values into the pages of their sequences.
#include "backends/cuda/attention/attention.h"
#include "backends/cuda/attention/cache.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

constexpr int kThreads = 128;

template <typename T, typename C>
__global__ void __launch_bounds__(kThreads) append_kernel(DfKvAppend a) {
  const int64_t row = blockIdx.x, head = blockIdx.y;
  const DfKvCache& c = a.cache;
  const int64_t to = cache_offset(c, a.row_sequence[row], a.row_position[row], head);
  const T* k = static_cast<const T*>(a.k.data) + row * a.k.ld + head * c.head_dim;
  const T* v = static_cast<const T*>(a.v.data) + row * a.v.ld + head * c.head_dim;
  for (int i = threadIdx.x; i < c.head_dim; i += kThreads) {
    static_cast<C*>(c.k)[to + i] = from_float<C>(to_float(k[i]));
    static_cast<C*>(c.v)[to + i] = from_float<C>(to_float(v[i]));
  }
}

}  // namespace

DfStatus df_cuda_kv_append(DfContext* context, const DfKvAppend* args) {
  constexpr const char* kOp = "kv_append";
  const DfKvCache& c = args->cache;
  DF_CHECK(check_cache(c, kOp));
  DF_CHECK(check_activations(context, args->k, kOp, "k"));
  const int64_t rows = args->k.rows, width = int64_t{c.kv_heads} * c.head_dim;
  DF_CHECK(check_matrix(args->k, kOp, "k", args->k.dtype, rows, width));
  DF_CHECK(check_matrix(args->v, kOp, "v", args->k.dtype, rows, width));
  DF_REQUIRE(rows == 0 || (args->row_sequence != nullptr && args->row_position != nullptr),
             "%s: row_sequence or row_position is missing", kOp);
  if (rows == 0) return ok();
  const dim3 grid(static_cast<unsigned>(rows), static_cast<unsigned>(c.kv_heads));
  with_dtype(args->k.dtype, [&](auto value) {
    with_dtype(c.dtype, [&](auto cached) {
      append_kernel<decltype(value), decltype(cached)><<<grid, kThreads, 0, context->stream>>>(*args);
    });
  });
  DF_LAUNCHED(kOp);
  return ok();
}
