// Gathering and scattering of whole rows.
#include <cstring>

#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"

using namespace df::cpu;

namespace {

DfStatus check_rows(const char* op, const int32_t* rows, int64_t count, int64_t limit) {
  DF_REQUIRE(count == 0 || rows != nullptr, "%s: rows is missing", op);
  for (int64_t i = 0; i < count; ++i) {
    DF_REQUIRE(rows[i] >= 0 && rows[i] < limit, "%s: rows[%lld] is %d, outside the %lld rows", op,
               static_cast<long long>(i), rows[i], static_cast<long long>(limit));
  }
  return ok();
}

}  // namespace

DfStatus df_cpu_gather_rows(DfContext* context, const DfGatherRows* args) {
  constexpr const char* kOp = "gather_rows";
  const DfGatherRows& g = *args;
  DF_CHECK(check_f32(g.in, kOp, "in"));
  DF_CHECK(check_f32(g.out, kOp, "out", g.out.rows, g.in.cols));
  DF_CHECK(check_rows(kOp, g.rows, g.out.rows, g.in.rows));
  const size_t bytes = static_cast<size_t>(g.in.cols) * sizeof(float);
  parallel_for(context, g.out.rows, rows_per_chunk(g.in.cols), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      std::memcpy(f32_row(g.out, i), f32_row(g.in, g.rows[i]), bytes);
    }
  });
  return ok();
}

DfStatus df_cpu_scatter_rows(DfContext* context, const DfScatterRows* args) {
  constexpr const char* kOp = "scatter_rows";
  const DfScatterRows& s = *args;
  DF_CHECK(check_f32(s.values, kOp, "values"));
  DF_CHECK(check_f32(s.out, kOp, "out", s.out.rows, s.values.cols));
  DF_CHECK(check_rows(kOp, s.rows, s.values.rows, s.out.rows));
  const size_t bytes = static_cast<size_t>(s.values.cols) * sizeof(float);
  parallel_for(context, s.values.rows, rows_per_chunk(s.values.cols),
               [&](int64_t begin, int64_t end) {
                 for (int64_t i = begin; i < end; ++i) {
                   std::memcpy(f32_row(s.out, s.rows[i]), f32_row(s.values, i), bytes);
                 }
               });
  return ok();
}
