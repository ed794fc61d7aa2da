// Embedding lookup and its gradient.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/convert.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

// Columns one task adds up: every element of the table is summed by one thread in ascending order
// of the tokens, however many threads there are.
constexpr int64_t kColumnSlice = 64;

DfStatus check_ids(const char* op, const int32_t* ids, int64_t count, int64_t vocabulary) {
  DF_REQUIRE(count == 0 || ids != nullptr, "%s: ids is missing", op);
  for (int64_t t = 0; t < count; ++t) {
    DF_REQUIRE(ids[t] >= 0 && ids[t] < vocabulary,
               "%s: ids[%lld] is %d, outside the %lld rows of the table", op,
               static_cast<long long>(t), ids[t], static_cast<long long>(vocabulary));
  }
  return ok();
}

}  // namespace

DfStatus df_cpu_embedding_forward(DfContext* context, const DfEmbeddingForward* args) {
  constexpr const char* kOp = "embedding_forward";
  const DfEmbeddingForward& e = *args;
  const DfWeight& table = e.table;
  DF_REQUIRE(table.format == DF_F32 || table.format == DF_F16 || table.format == DF_BF16,
             "%s: the table has format %d; F32, F16 or BF16 is needed", kOp, table.format);
  DF_REQUIRE(table.data != nullptr, "%s: the table has no data", kOp);
  DF_CHECK(check_f32(e.out, kOp, "out", e.out.rows, table.in_features));
  DF_CHECK(check_ids(kOp, e.ids, e.out.rows, table.out_features));
  const ConvertKernels& convert = convert_kernels(context->isa);
  const int64_t cols = table.in_features;
  const int64_t row_bytes = cols * (table.format == DF_F32 ? 4 : 2);
  parallel_for(context, e.out.rows, rows_per_chunk(cols), [&](int64_t begin, int64_t end) {
    for (int64_t t = begin; t < end; ++t) {
      convert.row(static_cast<const char*>(table.data) + e.ids[t] * row_bytes, table.format,
                  f32_row(e.out, t), DF_F32, cols);
    }
  });
  return ok();
}

DfStatus df_cpu_embedding_backward(DfContext* context, const DfEmbeddingBackward* args) {
  constexpr const char* kOp = "embedding_backward";
  const DfEmbeddingBackward& e = *args;
  DF_CHECK(check_f32(e.dout, kOp, "dout"));
  DF_CHECK(check_f32(e.dtable, kOp, "dtable", e.dtable.rows, e.dout.cols));
  DF_CHECK(check_ids(kOp, e.ids, e.dout.rows, e.dtable.rows));
  const RowKernels& kernels = row_kernels(context->isa);
  const int64_t cols = e.dout.cols;
  const int64_t slices = (cols + kColumnSlice - 1) / kColumnSlice;
  parallel_for(context, slices, 1, [&](int64_t begin, int64_t end) {
    const int64_t first = begin * kColumnSlice;
    const int64_t count = std::min(end * kColumnSlice, cols) - first;
    for (int64_t t = 0; t < e.dout.rows; ++t) {
      float* to = f32_row(e.dtable, e.ids[t]) + first;
      kernels.add(to, f32_row(e.dout, t) + first, to, count);
    }
  });
  return ok();
}
