#include "backends/cpu/weight_view.h"

#include <algorithm>

#include "backends/cpu/simd/convert.h"
#include "backends/cpu/simd/quant.h"
#include "backends/cpu/status_util.h"

namespace df::cpu {

DfStatus check_weight(const DfWeight& weight, const char* op) {
  DF_REQUIRE(weight.out_features > 0 && weight.in_features > 0, "%s: the weight is %lld x %lld", op,
             static_cast<long long>(weight.out_features),
             static_cast<long long>(weight.in_features));
  DF_REQUIRE(weight.out_features <= (int64_t{1} << 40) / weight.in_features,
             "%s: a weight of %lld x %lld is too large", op,
             static_cast<long long>(weight.out_features),
             static_cast<long long>(weight.in_features));
  DF_REQUIRE(weight.data != nullptr, "%s: the weight has no data", op);
  switch (weight.format) {
    case DF_F32:
    case DF_F16:
    case DF_BF16:
      return ok();
    case DF_NF4:
      break;
    default:
      return fail(DF_UNSUPPORTED, "%s: weight format %d is not F32, F16, BF16 or NF4", op,
                  weight.format);
  }
  DF_REQUIRE(weight.block_size >= 2 && weight.block_size % 2 == 0,
             "%s: NF4 block_size is %d, give an even number", op, weight.block_size);
  DF_REQUIRE(weight_count(weight) % 2 == 0, "%s: an NF4 weight needs an even number of values", op);
  if (weight.nested_block_size == 0) {
    DF_REQUIRE(weight.absmax != nullptr, "%s: the NF4 weight has no absmax", op);
  } else {
    DF_REQUIRE(weight.nested_block_size > 0, "%s: nested_block_size is %d", op,
               weight.nested_block_size);
    DF_REQUIRE(weight.absmax_q != nullptr && weight.absmax_nested != nullptr &&
                   weight.nested_code != nullptr,
               "%s: the double-quantized weight needs absmax_q, absmax_nested and nested_code", op);
  }
  return ok();
}

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
