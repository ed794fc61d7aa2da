// Rotary embedding of a few rows, and their keys and values into the cache, in one pass: what two
// launches would do.
#include "backends/cuda/attention/attention.h"
#include "backends/cuda/attention/cache.cuh"
#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/nf4_decode.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "rope_append";
constexpr int kThreads = 64;

// A block takes one head of one row: query heads, then key heads, then value heads. A thread turns
// pairs (i, i + half); what is behind rotary_dim stays.
template <typename T>
__global__ void __launch_bounds__(kThreads) rope_append_kernel(const __grid_constant__ DfRopeAppend args) {
  let_later_kernels_start();
  wait_for_earlier_kernels();
  const DfRope& r = args.rope;
  const DfKvCache& c = args.append.cache;
  const int64_t row = blockIdx.x;
  const int head = static_cast<int>(blockIdx.y), kv = head - r.heads, d = r.head_dim, half = r.rotary_dim / 2;
  const int32_t position = r.positions[row];
  T* to = nullptr;
  if (kv >= 0) {
    const int64_t at = cache_offset(c, args.append.row_sequence[row], args.append.row_position[row], kv % r.kv_heads);
    to = static_cast<T*>(kv < r.kv_heads ? c.k : c.v) + at;
  }
  if (kv >= r.kv_heads) {
    const T* v = static_cast<const T*>(args.append.v.data) + row * args.append.v.ld + (kv - r.kv_heads) * d;
    for (int i = static_cast<int>(threadIdx.x); i < d; i += kThreads) to[i] = v[i];
    return;
  }
  T* x = kv < 0 ? static_cast<T*>(r.q.data) + row * r.q.ld + head * d : static_cast<T*>(r.k.data) + row * r.k.ld + kv * d;
  const float* cosine = r.table + int64_t{position} * r.rotary_dim;
  for (int i = static_cast<int>(threadIdx.x); i < half; i += kThreads) {
    const float cos = cosine[i], sin = cosine[half + i], a = to_float(x[i]), b = to_float(x[i + half]);
    const T first = from_float<T>(a * cos - b * sin), second = from_float<T>(fmaf(a, sin, b * cos));
    x[i] = first;
    x[i + half] = second;
    if (to != nullptr) to[i] = first, to[i + half] = second;
  }
  if (to == nullptr) return;
  for (int i = r.rotary_dim + static_cast<int>(threadIdx.x); i < d; i += kThreads) to[i] = x[i];
}

}  // namespace

DfStatus df_cuda_rope_append(DfContext* context, const DfRopeAppend* args) {
  const DfRope& r = args->rope;
  const DfKvAppend& a = args->append;
  DF_CHECK(check_cache(a.cache, kOp));
  DF_CHECK(check_activations(context, r.q, kOp, "q"));
  const int64_t rows = r.q.rows;
  const bool fused = r.q.dtype == a.cache.dtype && r.k.data == a.k.data && r.inverse == 0 && rows <= 4096;
  if (!fused) {
    DF_CHECK(df_cuda_rope(context, &r));
    return df_cuda_kv_append(context, &a);
  }
  DF_REQUIRE(r.rotary_dim > 0 && r.rotary_dim <= r.head_dim && r.rotary_dim % 2 == 0 && r.head_dim == a.cache.head_dim &&
                 r.kv_heads == a.cache.kv_heads,
             "%s: rotary_dim %d, head_dim %d, %d key heads beside a cache of %d heads of %d", kOp, r.rotary_dim,
             r.head_dim, r.kv_heads, a.cache.kv_heads, a.cache.head_dim);
  const int64_t width = int64_t{r.kv_heads} * r.head_dim;
  DF_CHECK(check_matrix(r.q, kOp, "q", r.q.dtype, rows, int64_t{r.heads} * r.head_dim));
  DF_CHECK(check_matrix(r.k, kOp, "k", r.q.dtype, rows, width));
  DF_CHECK(check_matrix(a.v, kOp, "v", r.q.dtype, rows, width));
  DF_REQUIRE(r.positions != nullptr && r.table != nullptr && a.row_sequence != nullptr && a.row_position != nullptr,
             "%s: positions, table, row_sequence or row_position is missing", kOp);
  if (rows == 0) return ok();
  const dim3 grid(static_cast<unsigned>(rows), static_cast<unsigned>(r.heads + 2 * r.kv_heads));
  return with_dtype(r.q.dtype, [&](auto tag) -> DfStatus {
    DF_CUDA(launch_early(context, rope_append_kernel<decltype(tag)>, grid, dim3(kThreads), 0, 1, *args), kOp);
    return ok();
  });
}
