// Writes new keys and values into the pages of their sequences.
#include "backends/cpu/context.h"
#include "backends/cpu/elementwise.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/ops/cache_pages.h"
#include "backends/cpu/simd/convert.h"

using namespace df::cpu;

DfStatus df_cpu_kv_append(DfContext* context, const DfKvAppend* args) {
  constexpr const char* kOp = "kv_append";
  const DfKvAppend& a = *args;
  const DfKvCache& c = a.cache;
  DF_CHECK(check_cache(kOp, c));
  const int64_t width = int64_t{c.kv_heads} * c.head_dim;
  DF_CHECK(check_f32(a.k, kOp, "k", a.k.rows, width));
  DF_CHECK(check_f32(a.v, kOp, "v", a.k.rows, width));
  DF_CHECK(check_cache_rows(kOp, c, a.row_sequence, a.row_position, a.k.rows));
  const ConvertKernels& convert = convert_kernels(context->isa);
  parallel_for(context, a.k.rows, rows_per_chunk(width), [&](int64_t begin, int64_t end) {
    for (int64_t r = begin; r < end; ++r) {
      for (int32_t head = 0; head < c.kv_heads; ++head) {
        const int32_t sequence = a.row_sequence[r];
        const int32_t position = a.row_position[r];
        const int64_t from = int64_t{head} * c.head_dim;
        convert.row(f32_row(a.k, r) + from, DF_F32, cache_values(c, c.k, sequence, position, head),
                    c.dtype, c.head_dim);
        convert.row(f32_row(a.v, r) + from, DF_F32, cache_values(c, c.v, sequence, position, head),
                    c.dtype, c.head_dim);
      }
    }
  });
  return ok();
}
