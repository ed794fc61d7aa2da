// Sum of squares in a fixed order, for clipping by the global norm and the NaN guard.
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/optimizer.h"
#include "backends/cpu/status_util.h"

using namespace df::cpu;

DfStatus df_cpu_sum_squares(DfContext* context, const DfSumSquares* args) {
  DF_REQUIRE(args->values != nullptr && args->result != nullptr && args->count >= 0,
             "sum_squares: values and result are needed");
  // At most this many partial sums, so that they fit the stack; they are added in order.
  constexpr int64_t kPartials = 256;
  constexpr int64_t kSmallestChunk = 8 * 1024;
  const int64_t chunk = std::max((args->count + kPartials - 1) / kPartials, kSmallestChunk);
  double partials[kPartials] = {};
  const auto kernel = optimizer_kernels(context->isa).sum_squares;
  parallel_for(context, args->count, chunk, [&](int64_t begin, int64_t end) {
    partials[begin / chunk] = kernel(args->values + begin, end - begin);
  });
  double sum = 0;
  for (double partial : partials) sum += partial;
  *args->result += sum;
  return ok();
}
