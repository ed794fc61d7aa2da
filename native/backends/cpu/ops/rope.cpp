// Rotary position embedding, in place on q and k.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/row_kernels.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "rope";

DfStatus check(const DfRope& r) {
  DF_REQUIRE(r.heads > 0 && r.head_dim > 0, "%s: %d heads of head_dim %d", kOp, r.heads,
             r.head_dim);
  DF_REQUIRE(r.rotary_dim > 0 && r.rotary_dim <= r.head_dim && r.rotary_dim % 2 == 0,
             "%s: rotary_dim is %d, expected an even number up to head_dim %d", kOp, r.rotary_dim,
             r.head_dim);
  DF_REQUIRE(r.positions != nullptr && r.table != nullptr, "%s: positions or table is missing",
             kOp);
  DF_CHECK(check_f32(r.q, kOp, "q", r.q.rows, int64_t{r.heads} * r.head_dim));
  if (r.k.data != nullptr) {
    DF_REQUIRE(r.kv_heads > 0, "%s: kv_heads is %d", kOp, r.kv_heads);
    DF_CHECK(check_f32(r.k, kOp, "k", r.q.rows, int64_t{r.kv_heads} * r.head_dim));
  }
  for (int64_t row = 0; row < r.q.rows; ++row) {
    DF_REQUIRE(r.positions[row] >= 0, "%s: row %lld has position %d", kOp,
               static_cast<long long>(row), r.positions[row]);
  }
  return ok();
}

RopeRows rows_of(const DfRope& r, const DfMatrix& m, int32_t heads, int64_t begin, int64_t end) {
  return {f32_row(m, begin), m.ld,  end - begin, r.positions + begin,
          r.table,           heads, r.head_dim,  r.rotary_dim,
          r.inverse != 0};
}

}  // namespace

DfStatus df_cpu_rope(DfContext* context, const DfRope* args) {
  const DfRope& r = *args;
  DF_CHECK(check(r));
  const RowKernels& kernels = row_kernels(context->isa);
  parallel_for(context, r.q.rows, rows_per_chunk(r.q.cols), [&](int64_t begin, int64_t end) {
    kernels.rope(rows_of(r, r.q, r.heads, begin, end));
    if (r.k.data != nullptr) kernels.rope(rows_of(r, r.k, r.kv_heads, begin, end));
  });
  return ok();
}
