#include "backends/cuda/gemm/drop_mask.h"

#include "backends/cuda/launch.h"
#include "backends/cuda/philox.cuh"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;

__global__ void __launch_bounds__(kThreads) mask_kernel(Dropout d, int64_t first_row, int64_t rows, int64_t cols,
                                                        int64_t words, uint32_t* bits) {
  const int64_t at = int64_t{blockIdx.x} * kThreads + threadIdx.x;
  if (at >= rows * words) return;
  const int64_t col = at % words * 32;
  const auto index = static_cast<uint64_t>((first_row + at / words) * cols + col);
  // 32 indices touch 8 counters, or 9 when the row begins inside one.
  const int skip = static_cast<int>(index % 4);
  uint64_t kept = 0;
  for (int group = 0; group < 9; ++group) {
    const uint4 w = philox_block(d.seed, d.stream, index / 4 + static_cast<uint64_t>(group));
    const uint64_t four = (w.x >= d.threshold ? 1u : 0u) | (w.y >= d.threshold ? 2u : 0u) |
                          (w.z >= d.threshold ? 4u : 0u) | (w.w >= d.threshold ? 8u : 0u);
    kept |= four << (4 * group);
    if (group == 7 && skip == 0) break;
  }
  bits[at] = static_cast<uint32_t>(kept >> skip);
}

}  // namespace

DfStatus make_drop_mask(DfContext* context, const Dropout& dropout, int64_t first_row, int64_t rows, int64_t cols,
                        uint32_t* bits) {
  const int64_t count = rows * drop_mask_words(cols);
  if (count == 0) return ok();
  mask_kernel<<<static_cast<unsigned>(ceil_div(count, kThreads)), kThreads, 0, context->stream>>>(
      dropout, first_row, rows, cols, drop_mask_words(cols), bits);
  DF_LAUNCHED("dropout");
  return ok();
}

}  // namespace df::cuda
