// Values of any float dtype to another.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

struct Convert {
  const void* in;
  void* out;
  int64_t in_ld, out_ld;
  int32_t in_dtype, out_dtype;
  template <int N>
  __device__ void apply(int64_t row, int64_t col) const {
    float values[N];
    load_any<N>(in, in_dtype, row * in_ld + col, values);
    store_any<N>(out, out_dtype, row * out_ld + col, values);
  }
};

}  // namespace

DfStatus df_cuda_convert(DfContext* context, const DfConvert* args) {
  constexpr const char* kOp = "convert";
  const DfMatrix& in = args->in;
  const DfMatrix& out = args->out;
  DF_CHECK(check_runs(context, kOp));
  DF_REQUIRE(in.data != nullptr && out.data != nullptr, "%s: in or out has no data", kOp);
  DF_REQUIRE(is_float(in.dtype) && is_float(out.dtype), "%s: dtypes %d and %d, give float dtypes",
             kOp, in.dtype, out.dtype);
  DF_REQUIRE(in.rows == out.rows && in.cols == out.cols && in.ld >= in.cols && out.ld >= out.cols,
             "%s: in is %lld x %lld, out is %lld x %lld", kOp, static_cast<long long>(in.rows),
             static_cast<long long>(in.cols), static_cast<long long>(out.rows),
             static_cast<long long>(out.cols));
  const Convert each{in.data, out.data, in.ld, out.ld, in.dtype, out.dtype};
  return launch_each<8>(context, kOp, in.rows, in.cols, dense(in) && dense(out),
                        aligned_to(in, 16) && aligned_to(out, 16), each);
}
