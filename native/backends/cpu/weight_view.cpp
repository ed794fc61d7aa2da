#include "backends/cpu/weight_view.h"

#include <algorithm>

#include "backends/cpu/simd/convert.h"
#include "backends/cpu/simd/quant.h"

namespace df::cpu {

void expand_absmax(const DfWeight& weight, int64_t first, int64_t count, float* out) {
  if (weight.nested_block_size == 0) {
    std::copy_n(weight.absmax + first, count, out);
    return;
  }
  const int64_t nested = weight.nested_block_size;
  int64_t block = first;
  while (block < first + count) {
    const int64_t stop = std::min((block / nested + 1) * nested, first + count);
    const float scale = weight.absmax_nested[block / nested];
    for (; block < stop; ++block) {
      *out++ = weight.nested_code[weight.absmax_q[block]] * scale + weight.absmax_offset;
    }
  }
}

void read_weight(Isa isa, const DfWeight& weight, int64_t begin, int64_t count, float* out) {
  if (weight.format != DF_NF4) {
    const int64_t bytes = weight.format == DF_F32 ? 4 : 2;
    convert_kernels(isa).row(static_cast<const char*>(weight.data) + begin * bytes, weight.format,
                             out, DF_F32, count);
    return;
  }
  constexpr int64_t kBlocksAtOnce = 128;
  float absmax[kBlocksAtOnce];
  const int64_t block_size = weight.block_size;
  const auto dequantize = quant_kernels(isa).dequantize_nf4;
  const int64_t end = begin + count;
  while (begin < end) {
    const int64_t first = begin / block_size;
    const int64_t stop = std::min((first + kBlocksAtOnce) * block_size, end);
    expand_absmax(weight, first, (stop - 1) / block_size - first + 1, absmax);
    dequantize(static_cast<const uint8_t*>(weight.data), begin, stop - begin, block_size, absmax,
               out);
    out += stop - begin;
    begin = stop;
  }
}

}  // namespace df::cpu
