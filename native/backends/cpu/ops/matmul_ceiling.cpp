// Measures the matmul ceiling: the best FLOP/s of a square float32 product on all threads.
#include <algorithm>
#include <chrono>

#include "backends/cpu/context.h"
#include "backends/cpu/gemm.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/status_util.h"

using df::cpu::ok;
using df::cpu::parallel_for;

namespace {

using Clock = std::chrono::steady_clock;

// The fastest of several runs is what the machine can do; the others were disturbed.
constexpr double kSecondsEach = 0.6;
constexpr int kMinimumRuns = 3;

template <typename Product>
double best_seconds(const Product& product) {
  double best = 1e30;
  double total = 0;
  for (int run = 0; run < kMinimumRuns || total < kSecondsEach; ++run) {
    const auto start = Clock::now();
    product();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    best = std::min(best, seconds);
    total += seconds;
  }
  return best;
}

struct Buffer {
  DfContext* context;
  uint64_t bytes;
  void* data = nullptr;
  ~Buffer() { df_cpu_release(context, DF_PLACE_DEVICE, data, bytes); }
};

}  // namespace

DfStatus df_cpu_matmul_ceiling(DfContext* context, int64_t n, double* flops_per_second) {
  DF_REQUIRE(flops_per_second != nullptr, "matmul_ceiling needs a place for its result");
  DF_REQUIRE(n >= 1 && n <= 16384, "matmul_ceiling: n is %lld, give 1 to 16384",
             static_cast<long long>(n));
  const uint64_t count = static_cast<uint64_t>(n * n);
  Buffer buffer{context, 3 * count * sizeof(float)};
  const DfStatus status = df_cpu_allocate(context, DF_PLACE_DEVICE, buffer.bytes, &buffer.data);
  if (status.code != DF_OK) return status;
  float* a = static_cast<float*>(buffer.data);
  float* b = a + count;
  float* c = b + count;
  for (uint64_t i = 0; i < 2 * count; ++i) a[i] = static_cast<float>(i % 61) * 0.03f - 0.9f;

  // Two ways to share the work: the tiles the ops use, and one slab of rows a thread. The ceiling
  // is the better one, so that a poor tiling of ours cannot flatter the ops measured against it.
  const double tiled = best_seconds([&] {
    df::cpu::gemm(context, false, false, n, n, n, 1.0f, a, n, b, n, 0.0f, c, n);
  });
  const int64_t threads = context->pool.threads();
  const int64_t slab = (n + threads - 1) / threads;
  const double slabs = best_seconds([&] {
    parallel_for(context, n, slab, [&](int64_t begin, int64_t end) {
      df::cpu::gemm_single_call(false, false, end - begin, n, n, 1.0f, a + begin * n, n, b, n, 0.0f,
                                c + begin * n, n);
    });
  });
  *flops_per_second = 2.0 * static_cast<double>(n) * static_cast<double>(count) /
                      std::min(tiled, slabs);
  return ok();
}
