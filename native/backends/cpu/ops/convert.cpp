// Values of any float dtype to another.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/convert.h"
#include "backends/cpu/status_util.h"

using namespace df::cpu;

namespace {

bool is_float(int32_t dtype) { return dtype == DF_F32 || dtype == DF_F16 || dtype == DF_BF16; }

int64_t bytes_of(int32_t dtype) { return dtype == DF_F32 ? 4 : 2; }

}  // namespace

DfStatus df_cpu_convert(DfContext* context, const DfConvert* args) {
  const DfMatrix& in = args->in;
  const DfMatrix& out = args->out;
  DF_REQUIRE(in.data != nullptr && out.data != nullptr, "convert: in or out has no data");
  DF_REQUIRE(is_float(in.dtype) && is_float(out.dtype),
             "convert: dtypes %d and %d, give float dtypes", in.dtype, out.dtype);
  DF_REQUIRE(in.rows == out.rows && in.cols == out.cols && in.ld >= in.cols && out.ld >= out.cols,
             "convert: in is %lld x %lld, out is %lld x %lld", static_cast<long long>(in.rows),
             static_cast<long long>(in.cols), static_cast<long long>(out.rows),
             static_cast<long long>(out.cols));
  const auto convert = convert_kernels(context->isa).row;
  const bool dense = in.ld == in.cols && out.ld == out.cols;
  for_each_span(context, in.rows, in.cols, dense, [&](int64_t row, int64_t col, int64_t count) {
    convert(static_cast<const char*>(in.data) + (row * in.ld + col) * bytes_of(in.dtype), in.dtype,
            static_cast<char*>(out.data) + (row * out.ld + col) * bytes_of(out.dtype), out.dtype,
            count);
  });
  return ok();
}
