// out = a + b.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

template <typename T>
struct Add {
  View<const T> a, b;
  View<T> out;
  template <int N>
  __device__ void apply(int64_t row, int64_t col) const {
    float x[N], y[N];
    load_floats<N>(a.at(row, col), x);
    load_floats<N>(b.at(row, col), y);
#pragma unroll
    for (int i = 0; i < N; ++i) x[i] += y[i];
    store_floats<N>(out.at(row, col), x);
  }
};

}  // namespace

DfStatus df_cuda_add(DfContext* context, const DfAdd* args) {
  constexpr const char* kOp = "add";
  const DfAdd& a = *args;
  DF_CHECK(check_activations(context, a.a, kOp, "a"));
  DF_CHECK(check_matrix(a.b, kOp, "b", a.a.dtype, a.a.rows, a.a.cols));
  DF_CHECK(check_matrix(a.out, kOp, "out", a.a.dtype, a.a.rows, a.a.cols));
  const bool flat = dense(a.a) && dense(a.b) && dense(a.out);
  const bool aligned = aligned_to(a.a, 16) && aligned_to(a.b, 16) && aligned_to(a.out, 16);
  return with_dtype(a.a.dtype, [&](auto sample) {
    using T = decltype(sample);
    return launch_each<kVector<T>>(context, kOp, a.a.rows, a.a.cols, flat, aligned,
                                   Add<T>{view<const T>(a.a), view<const T>(a.b), view<T>(a.out)});
  });
}
