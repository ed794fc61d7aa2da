#include "backends/cpu/simd/quant.h"
#include "backends/cpu/simd/vec_nf4.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE float nf4_value(const uint8_t* packed, int64_t at) {
  const uint8_t byte = packed[at / 2];
  return kNf4Values[at % 2 == 0 ? byte >> 4 : byte & 15];
}

void dequantize_nf4(const uint8_t* packed, int64_t begin, int64_t count, int64_t block_size,
                    const float* absmax, float* out) {
  const Nf4Table table = nf4_table();
  int64_t at = begin;
  const int64_t end = begin + count;
  int64_t block_end = begin - begin % block_size + block_size;
  while (at < end) {
    const int64_t stop = block_end < end ? block_end : end;
    const float scale = *absmax;
    if (at % 2 != 0) {
      *out++ = nf4_value(packed, at) * scale;
      ++at;
    }
    const Vec scales = splat(scale);
    for (; at + kLanes <= stop; at += kLanes, out += kLanes) {
      store(out, nf4_values(table, nf4_codes(packed + at / 2)) * scales);
    }
    for (; at < stop; ++at) *out++ = nf4_value(packed, at) * scale;
    block_end += block_size;
    ++absmax;
  }
}

float quantize_nf4(const float* values, int64_t count, uint8_t* packed) {
  Vec largest = splat(0.0f);
  for (int64_t at = 0; at < count; at += kLanes) {
    const int64_t left = count - at < kLanes ? count - at : kLanes;
    largest = max(abs(left == kLanes ? load(values + at) : load_first(values + at, left)), largest);
  }
  const float absmax = reduce_max(largest);
  // The reciprocal first, then a product: bitsandbytes' order. An all-zero block gives NaN here,
  // which no threshold is below: code 0.
  const float inverse = 1.0f / absmax;
  for (int64_t at = 0; at < count; at += kLanes) {
    const int64_t left = count - at < kLanes ? count - at : kLanes;
    const Vec scaled =
        (left == kLanes ? load(values + at) : load_first(values + at, left)) * splat(inverse);
    IVec codes = isplat(0);
    for (int level = 0; level < kNf4Levels - 1; ++level) {
      codes = codes - (scaled > splat(kNf4Thresholds[level]));
    }
    int32_t lanes[kLanes] __attribute__((aligned(64)));
    istore(lanes, codes);
    for (int64_t lane = 0; lane < left; lane += 2) {
      const int32_t low = lane + 1 < left ? lanes[lane + 1] : 0;
      packed[(at + lane) / 2] = (uint8_t)(lanes[lane] << 4 | low);
    }
  }
  return absmax;
}

}  // namespace

extern const QuantKernels kQuantKernels = {dequantize_nf4, quantize_nf4};

}  // namespace df::cpu::DF_ISA
