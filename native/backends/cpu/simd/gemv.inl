#include "backends/cpu/simd/gemv.h"
#include "backends/cpu/simd/vec_half.h"
#include "backends/cpu/simd/vec_nf4.h"

namespace df::cpu::DF_ISA {
namespace {

enum Format { kFloat, kHalf, kBfloat };

template <Format kFormat>
DF_INLINE Vec load_weight(const void* row, int64_t at) {
  if (kFormat == kFloat) return load((const float*)row + at);
  if (kFormat == kHalf) return load_f16((const uint16_t*)row + at);
  return load_bf16((const uint16_t*)row + at);
}
template <Format kFormat>
DF_INLINE Vec load_weight_first(const void* row, int64_t at, int64_t n) {
  if (kFormat == kFloat) return load_first((const float*)row + at, n);
  uint16_t values[kLanes] __attribute__((aligned(32))) = {};
  __builtin_memcpy(values, (const uint16_t*)row + at, (uint64_t)n * sizeof(uint16_t));
  return load_weight<kFormat>(values, 0);
}

// kRows weight rows by kTokens activation rows.
template <Format kFormat, int kRows, int kTokens>
DF_INLINE void dot_block(const GemvRows& a, int64_t row) {
  constexpr int64_t kBytes = kFormat == kFloat ? 4 : 2;
  Vec sum[kRows][kTokens];
  const char* weight[kRows];
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
    weight[r] = (const char*)a.weight + (row + r) * a.weight_ld * kBytes;
#pragma GCC unroll 4
    for (int t = 0; t < kTokens; ++t) sum[r][t] = Vec{};
  }
  int64_t col = 0;
  for (; col + kLanes <= a.cols; col += kLanes) {
    Vec x[kTokens];
#pragma GCC unroll 4
    for (int t = 0; t < kTokens; ++t) x[t] = load(a.x + t * a.x_ld + col);
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) {
      const Vec w = load_weight<kFormat>(weight[r], col);
#pragma GCC unroll 4
      for (int t = 0; t < kTokens; ++t) sum[r][t] = fma(w, x[t], sum[r][t]);
    }
  }
  if (col < a.cols) {
    const int64_t left = a.cols - col;
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) {
      const Vec w = load_weight_first<kFormat>(weight[r], col, left);
#pragma GCC unroll 4
      for (int t = 0; t < kTokens; ++t) {
        sum[r][t] = fma(w, load_first(a.x + t * a.x_ld + col, left), sum[r][t]);
      }
    }
  }
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int t = 0; t < kTokens; ++t) a.out[t * a.out_ld + row + r] = reduce_add(sum[r][t]);
  }
}

template <Format kFormat, int kTokens>
static void dot_rows(const GemvRows& a) {
#if defined(__AVX512F__)
  constexpr int kRows = 4;
#else
  constexpr int kRows = kTokens > 1 ? 1 : 2;
#endif
  int64_t row = 0;
  for (; row + kRows <= a.rows; row += kRows) dot_block<kFormat, kRows, kTokens>(a, row);
  for (; row < a.rows; ++row) dot_block<kFormat, 1, kTokens>(a, row);
}

template <Format kFormat>
static void dot(const GemvRows& args) {
  const GemvRows a = args;
  switch (a.tokens) {
    case 1:
      return dot_rows<kFormat, 1>(a);
    case 2:
      return dot_rows<kFormat, 2>(a);
    case 3:
      return dot_rows<kFormat, 3>(a);
    default:
      return dot_rows<kFormat, 4>(a);
  }
}

// 16 bytes as 16 lanes.
DF_INLINE IVec widen_bytes(const uint8_t* bytes) {
#if defined(__AVX512F__)
  return IVec{{(IntPiece)_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i*)bytes))}};
#elif defined(__AVX2__)
  const __m128i packed = _mm_loadu_si128((const __m128i*)bytes);
  return IVec{{(IntPiece)_mm256_cvtepu8_epi32(packed),
               (IntPiece)_mm256_cvtepu8_epi32(_mm_srli_si128(packed, 8))}};
#else
  int32_t lanes[kLanes] __attribute__((aligned(64)));
  for (int lane = 0; lane < kLanes; ++lane) lanes[lane] = bytes[lane];
  return iload(lanes);
#endif
}

template <int kTokens>
static void nf4_rows(const GemvRows& a) {
  const Nf4Table table = nf4_table();
  const uint8_t* packed = (const uint8_t*)a.weight + a.first_row * a.cols / 2;
  const int64_t steps_per_block = a.block_size / kNf4Step;
  const float* absmax = a.absmax;
  int64_t left_in_block = steps_per_block - a.first_row * a.cols % a.block_size / kNf4Step;
  for (int64_t row = 0; row < a.rows; ++row) {
    Vec sum[kTokens];
#pragma GCC unroll 4
    for (int t = 0; t < kTokens; ++t) sum[t] = Vec{};
    for (int64_t col = 0; col < a.cols; col += kNf4Step, packed += kNf4Step / 2) {
      const IVec codes = widen_bytes(packed);
      const Vec high = nf4_values(table, shift_right(codes, 4));
      const Vec low = nf4_values(table, codes & isplat(15));
      const Vec scale = splat(*absmax);
#pragma GCC unroll 4
      for (int t = 0; t < kTokens; ++t) {
        const float* x = a.x + t * a.x_ld + col;
        sum[t] = fma(fma(low, load(x + kLanes), high * load(x)), scale, sum[t]);
      }
      if (--left_in_block == 0) {
        ++absmax;
        left_in_block = steps_per_block;
      }
    }
#pragma GCC unroll 4
    for (int t = 0; t < kTokens; ++t) a.out[t * a.out_ld + row] = reduce_add(sum[t]);
  }
}

void nf4(const GemvRows& args) {
  const GemvRows a = args;
  switch (a.tokens) {
    case 1:
      return nf4_rows<1>(a);
    case 2:
      return nf4_rows<2>(a);
    case 3:
      return nf4_rows<3>(a);
    default:
      return nf4_rows<4>(a);
  }
}

void split_pairs(const float* x, int64_t cols, float* out) {
  for (int64_t col = 0; col < cols; col += kNf4Step) {
    for (int64_t i = 0; i < kNf4Step / 2; ++i) {
      out[col + i] = x[col + 2 * i];
      out[col + kNf4Step / 2 + i] = x[col + 2 * i + 1];
    }
  }
}

}  // namespace

extern const GemvKernels kGemvKernels = {dot<kFloat>, dot<kHalf>, dot<kBfloat>, nf4, split_pairs};

}  // namespace df::cpu::DF_ISA
