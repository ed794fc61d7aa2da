// Rotary position embedding (arXiv 2104.09864), in place on q and k in one launch.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "rope";
constexpr int kThreads = 256;

template <typename T>
struct RopeArgs {
  View<T> q, k;
  const int32_t* positions;
  const float* table;
  int64_t rows;
  int heads, kv_heads, head_dim, rotary_dim;
  float direction;
};

// Pair (x[i], x[i + half]) of every head turns by the angle of its position and i. threadIdx.y
// chooses the row, threadIdx.x walks over vectors of N pairs of all heads.
template <typename T, int N>
__global__ void __launch_bounds__(kThreads) rope_kernel(RopeArgs<T> r) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * blockDim.y + threadIdx.y;
  if (row >= r.rows) return;
  const int half = r.rotary_dim / 2;
  const int vectors = half / N;
  const int items = (r.heads + r.kv_heads) * vectors;
  const float* cosine = r.table + static_cast<int64_t>(r.positions[row]) * r.rotary_dim;
  for (int item = static_cast<int>(threadIdx.x); item < items; item += blockDim.x) {
    const int head = item / vectors;
    const int i = (item - head * vectors) * N;
    T* first = head < r.heads ? r.q.at(row, static_cast<int64_t>(head) * r.head_dim + i)
                              : r.k.at(row, static_cast<int64_t>(head - r.heads) * r.head_dim + i);
    float c[N], s[N], a[N], b[N];
    load_floats<N>(cosine + i, c);
    load_floats<N>(cosine + half + i, s);
    load_floats<N>(first, a);
    load_floats<N>(first + half, b);
#pragma unroll
    for (int n = 0; n < N; ++n) {
      const float sine = s[n] * r.direction;
      const float x = a[n], y = b[n];
      a[n] = x * c[n] - y * sine;
      b[n] = fmaf(x, sine, y * c[n]);
    }
    store_floats<N>(first, a);
    store_floats<N>(first + half, b);
  }
}

template <typename T, int N>
void launch(const DfContext* context, const RopeArgs<T>& r) {
  const int items = (r.heads + r.kv_heads) * (r.rotary_dim / 2 / N);
  const unsigned x = static_cast<unsigned>(std::min<int64_t>(round_up(items, kWarp), kThreads));
  const unsigned y = kThreads / x;
  const dim3 threads(x, y);
  rope_kernel<T, N><<<static_cast<unsigned>(ceil_div(r.rows, y)), threads, 0, context->stream>>>(r);
}

}  // namespace

DfStatus df_cuda_rope(DfContext* context, const DfRope* args) {
  const DfRope& r = *args;
  DF_REQUIRE(r.heads > 0 && r.head_dim > 0, "%s: %d heads of head_dim %d", kOp, r.heads,
             r.head_dim);
  DF_REQUIRE(r.rotary_dim > 0 && r.rotary_dim <= r.head_dim && r.rotary_dim % 2 == 0,
             "%s: rotary_dim is %d, expected an even number up to head_dim %d", kOp, r.rotary_dim,
             r.head_dim);
  DF_REQUIRE(r.positions != nullptr && r.table != nullptr, "%s: positions or table is missing",
             kOp);
  DF_CHECK(check_activations(context, r.q, kOp, "q"));
  DF_REQUIRE(r.q.cols == int64_t{r.heads} * r.head_dim, "%s: q has %lld columns for %d heads of %d",
             kOp, static_cast<long long>(r.q.cols), r.heads, r.head_dim);
  const bool with_k = r.k.data != nullptr;
  if (with_k) {
    DF_REQUIRE(r.kv_heads > 0, "%s: kv_heads is %d", kOp, r.kv_heads);
    DF_CHECK(check_matrix(r.k, kOp, "k", r.q.dtype, r.q.rows, int64_t{r.kv_heads} * r.head_dim));
  }
  if (r.q.rows == 0) return ok();
  const int half = r.rotary_dim / 2;
  return with_dtype(r.q.dtype, [&](auto sample) {
    using T = decltype(sample);
    const RopeArgs<T> each{view<T>(r.q), view<T>(r.k), r.positions,  r.table,
                           r.q.rows,     r.heads,      with_k ? r.kv_heads : 0, r.head_dim,
                           r.rotary_dim, r.inverse != 0 ? -1.0f : 1.0f};
    constexpr int kWidth = kVector<T>;
    if (half % kWidth == 0 && r.head_dim % kWidth == 0 && aligned_to(r.q, 16) &&
        aligned_to(r.k, 16) && aligned_to(r.table, 16)) {
      launch<T, kWidth>(context, each);
    } else {
      launch<T, 1>(context, each);
    }
    DF_LAUNCHED(kOp);
    return ok();
  });
}
