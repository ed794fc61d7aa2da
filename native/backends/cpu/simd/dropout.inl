#include "backends/cpu/simd/dropout.h"
#include "backends/cpu/simd/vec_philox.h"

namespace df::cpu::DF_ISA {
namespace {

// Bit l = the mask's lane l.
DF_INLINE uint64_t lane_bits(IVec mask) {
#if defined(__AVX512F__)
  return _mm512_movepi32_mask((__m512i)mask.p[0]);
#elif defined(__AVX2__)
  return (uint32_t)_mm256_movemask_ps((__m256)mask.p[0]) |
         (uint32_t)_mm256_movemask_ps((__m256)mask.p[1]) << 8;
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  istore(lanes, mask);
  uint64_t bits = 0;
  for (int lane = 0; lane < kLanes; ++lane) bits |= (uint64_t)(lanes[lane] & 1) << lane;
  return bits;
#endif
}

// Lane l = -1 where bit l is set.
DF_INLINE IVec lanes_of(uint64_t bits) {
#if defined(__AVX512F__)
  return IVec{{(IntPiece)_mm512_movm_epi32((__mmask16)bits)}};
#else
  static const int32_t kBits[kLanes] = {1 << 0,  1 << 1,  1 << 2,  1 << 3, 1 << 4,  1 << 5,
                                        1 << 6,  1 << 7,  1 << 8,  1 << 9, 1 << 10, 1 << 11,
                                        1 << 12, 1 << 13, 1 << 14, 1 << 15};
  const IVec each = iload(kBits);
  return (isplat((int32_t)(bits & 0xffff)) & each) == each;
#endif
}

// The mask of the 64 indices from 4 * group on.
DF_INLINE uint64_t mask_of_group(const DropoutMask& mask, uint64_t group) {
  IVec bits[4];
  random_bits_64(mask.seed, mask.stream, group, bits);
  // Unsigned comparison by flipped signs.
  const IVec sign = isplat((int32_t)0x80000000u);
  const IVec threshold = isplat((int32_t)mask.threshold) ^ sign;
  uint64_t word = 0;
  for (int part = 0; part < 4; ++part) {
    word |= lane_bits((bits[part] ^ sign) >= threshold) << (part * kLanes);
  }
  return word;
}

void make_mask(const DropoutMask& args, uint64_t index, int64_t count, uint64_t* words) {
  const DropoutMask mask = args;
  const int64_t n = mask_words(count);
  const uint64_t skip = index % 4;
  uint64_t group = index / 4;
  // A row that begins inside a counter takes the end of one word and the beginning of the next.
  uint64_t word = mask_of_group(mask, group);
  for (int64_t w = 0; w < n; ++w) {
    if (skip == 0) {
      words[w] = word;
      if (w + 1 < n) word = mask_of_group(mask, group += kMaskBits / 4);
      continue;
    }
    const uint64_t next = mask_of_group(mask, group += kMaskBits / 4);
    words[w] = word >> skip | next << (kMaskBits - skip);
    word = next;
  }
}

void apply(const uint64_t* words, float factor, const float* x, float* y, int64_t count,
           bool accumulate) {
  const Vec scale = splat(factor);
  for (int64_t at = 0; at < count; at += kLanes) {
    const int64_t n = count - at < kLanes ? count - at : kLanes;
    const bool whole = n == kLanes;
    const IVec keep = lanes_of(words[at / kMaskBits] >> (at % kMaskBits));
    const Vec in = whole ? load(x + at) : load_first(x + at, n);
    Vec value = select(keep, in * scale, splat(0.0f));
    if (accumulate) value = value + (whole ? load(y + at) : load_first(y + at, n));
    if (whole) {
      store(y + at, value);
    } else {
      store_first(y + at, value, n);
    }
  }
}

}  // namespace

extern const DropoutKernels kDropoutKernels = {make_mask, apply};

}  // namespace df::cpu::DF_ISA
