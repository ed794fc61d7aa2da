// Blockwise NF4 of a tensor, with bitsandbytes' double quantization of the absmax.
#include <algorithm>
#include <cmath>

#include "backends/cpu/context.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/convert.h"
#include "backends/cpu/simd/quant.h"
#include "backends/cpu/status_util.h"
#include "backends/cpu/weight_view.h"
#include "core/quant/dynamic_map.h"

using namespace df::cpu;

namespace {

constexpr int64_t kLargestBlock = 4096;
constexpr int64_t kChunkValues = 64 * 1024;

// The mean of the absmax as PyTorch's one-block GPU reduction adds it, so that the offset (and with
// it every dequantized value) is the one bitsandbytes stores: up to 512 threads with four sums each
// over strided values, sums of a thread added in order, threads folded in halves, and the result
// multiplied by 1/n. From 8,192 absmax on PyTorch uses several blocks, as many as the device has
// room for; there this one-block order may differ in the last bit.
float mean_like_gpu(const float* values, int64_t count) {
  constexpr int kMaxThreads = 512;
  constexpr int kSums = 4;
  const bool vectors = count >= 128;  // a thread then reads four neighbours at a time
  const int64_t items = vectors ? count / kSums : count;
  int64_t threads = 1;
  while (threads * 2 <= std::min<int64_t>(items, kMaxThreads)) threads *= 2;
  float sums[kMaxThreads];
  for (int64_t thread = 0; thread < threads; ++thread) {
    float parts[kSums] = {};
    const int64_t near = vectors ? 1 : threads;         // distance of a thread's four sums
    const int64_t first = vectors ? thread * kSums : thread;
    int64_t at = first;
    for (; at + (kSums - 1) * near < count; at += threads * kSums) {
      for (int sum = 0; sum < kSums; ++sum) parts[sum] += values[at + sum * near];
    }
    if (vectors) {
      const int64_t tail = count - count % kSums + thread;
      if (tail < count) parts[0] += values[tail];
    } else {
      for (int sum = 0; sum < kSums && at < count; ++sum, at += near) parts[sum] += values[at];
    }
    sums[thread] = ((parts[0] + parts[1]) + parts[2]) + parts[3];
  }
  for (int64_t half = threads / 2; half > 0; half /= 2) {
    for (int64_t thread = 0; thread < half; ++thread) sums[thread] += sums[thread + half];
  }
  return sums[0] * (1.0f / static_cast<float>(count));
}

// Values [begin, begin + count) of the flattened matrix, as float32.
const float* read_values(Isa isa, const DfMatrix& m, int64_t begin, int64_t count, float* buffer) {
  if (m.dtype == DF_F32 && m.ld == m.cols) return static_cast<const float*>(m.data) + begin;
  const int64_t bytes = m.dtype == DF_F32 ? 4 : 2;
  for (int64_t done = 0; done < count;) {
    const int64_t row = (begin + done) / m.cols;
    const int64_t col = (begin + done) % m.cols;
    const int64_t span = std::min(m.cols - col, count - done);
    convert_kernels(isa).row(static_cast<const char*>(m.data) + (row * m.ld + col) * bytes, m.dtype,
                             buffer + done, DF_F32, span);
    done += span;
  }
  return buffer;
}

void quantize_absmax(const DfWeight& weight, const float* absmax, float offset) {
  const int64_t blocks = weight_blocks(weight);
  const int64_t nested = weight.nested_block_size;
  auto* codes = const_cast<uint8_t*>(weight.absmax_q);
  auto* nested_absmax = const_cast<float*>(weight.absmax_nested);
  for (int64_t first = 0; first < blocks; first += nested) {
    const int64_t stop = std::min(first + nested, blocks);
    float largest = 0.0f;
    for (int64_t block = first; block < stop; ++block) {
      largest = std::max(largest, std::fabs(absmax[block] - offset));
    }
    nested_absmax[first / nested] = largest;
    const float inverse = 1.0f / largest;
    for (int64_t block = first; block < stop; ++block) {
      codes[block] = static_cast<uint8_t>(
          df::dynamic_code(weight.nested_code, (absmax[block] - offset) * inverse));
    }
  }
}

}  // namespace

uint64_t df_cpu_quantize_nf4_workspace(DfContext*, const DfQuantizeNf4* args) {
  if (args->weight.nested_block_size == 0 || args->weight.block_size <= 0) return 0;
  return static_cast<uint64_t>(weight_blocks(args->weight)) * sizeof(float);
}

DfStatus df_cpu_quantize_nf4(DfContext* context, const DfQuantizeNf4* args) {
  constexpr const char* kOp = "quantize_nf4";
  const DfWeight& weight = args->weight;
  const DfMatrix& values = args->values;
  DF_REQUIRE(weight.format == DF_NF4, "%s: the weight's format is %d, not NF4", kOp, weight.format);
  DF_CHECK(check_weight(weight, kOp));
  DF_REQUIRE(weight.block_size <= kLargestBlock, "%s: block_size is %d, at most %lld", kOp,
             weight.block_size, static_cast<long long>(kLargestBlock));
  DF_REQUIRE(values.data != nullptr && values.rows == weight.out_features &&
                 values.cols == weight.in_features && values.ld >= values.cols,
             "%s: values do not have the weight's shape", kOp);
  DF_REQUIRE(values.dtype == DF_F32 || values.dtype == DF_F16 || values.dtype == DF_BF16,
             "%s: values have dtype %d, give a float dtype", kOp, values.dtype);
  const bool twice = weight.nested_block_size != 0;
  DF_REQUIRE(!twice || args->absmax_offset != nullptr, "%s: absmax_offset is null", kOp);
  DF_CHECK(check_scratch(args->scratch, kOp, df_cpu_quantize_nf4_workspace(context, args)));

  float* absmax = twice ? static_cast<float*>(args->scratch.data)
                        : const_cast<float*>(weight.absmax);
  auto* packed = static_cast<uint8_t*>(const_cast<void*>(weight.data));
  const int64_t block_size = weight.block_size;
  const int64_t count = weight_count(weight);
  const auto quantize = quant_kernels(context->isa).quantize_nf4;
  parallel_for(context, weight_blocks(weight), std::max<int64_t>(kChunkValues / block_size, 1),
               [&](int64_t begin, int64_t end) {
                 float buffer[kLargestBlock];
                 for (int64_t block = begin; block < end; ++block) {
                   const int64_t first = block * block_size;
                   const int64_t size = std::min(block_size, count - first);
                   absmax[block] = quantize(
                       read_values(context->isa, values, first, size, buffer), size,
                       packed + first / 2);
                 }
               });
  if (twice) {
    *args->absmax_offset = mean_like_gpu(absmax, weight_blocks(weight));
    quantize_absmax(weight, absmax, *args->absmax_offset);
  }
  return ok();
}
