// Rows of a weight, or of A itself, as wgmma's operand in registers: 64 columns a step. Thread t of
// four holds columns 16t .. 16t + 15 of its two rows (8 apart), as SplitFactors's shuffle has them.
#pragma once

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/gemm/nf4_blocks.cuh"
#include "backends/cuda/ops/dora_product.h"

namespace df::cuda {

// For each byte of two codes, their high and low parts as pairs of float16. A copy for each of 16
// lanes, so that what the lanes look up never meets in a bank.
inline constexpr int kDoraTableBytes = 256 * 16 * 8;
struct DoraTable {
  uint2* pairs;
  float* nested;  // 256 codes of absmax
};

struct DoraWeight {
  Nf4Blocks nf4;
  const void* data;
  const float* norm_sq;
  int32_t format;
  int64_t rows, cols;

  // bfloat16 rows are brought into float16's range by a power of two from their norm: no value is
  // larger than the norm, and some value is at least norm / sqrt(columns).
  __device__ __forceinline__ float row_factor(int64_t row) const {
    if (format != DF_BF16) return 1.0f;
    const float square = norm_sq[row < rows ? row : rows - 1];
    if (!(square > 0.0f) || !isfinite(square)) return 1.0f;
    int exponent;
    frexpf(sqrtf(square), &exponent);
    return ldexpf(1.0f, min(max(15 - exponent, -126), 126));
  }
};

inline DoraWeight dora_weight(const DfWeight& w, const float* norm_sq) {
  DoraWeight to{};
  if (w.format == DF_NF4) to.nf4 = nf4_blocks(w);
  to.data = w.data;
  to.norm_sq = norm_sq;
  to.format = w.format;
  to.rows = w.out_features;
  to.cols = w.in_features;
  return to;
}

template <bool kTwoParts>
struct DoraOperand {
  uint32_t high[4][4];
  uint32_t low[kTwoParts ? 4 : 1][4];
};

// By the whole block, of at least 256 threads; it must synchronise afterwards.
__device__ __forceinline__ void fill_table(const DoraWeight& w, const DoraTable& table) {
  __shared__ float levels[kNf4Levels];
  load_nf4_table(levels);
  if (w.nf4.nested_shift >= 0) {
    for (int i = threadIdx.x; i < 256; i += blockDim.x) table.nested[i] = w.nf4.nested_code[i];
  }
  __syncthreads();
  const int byte = threadIdx.x % 256;
  const float x = levels[byte >> 4], y = levels[byte & 15];
  const __half2 high = __floats2half2_rn(x, y);
  const __half2 low = __floats2half2_rn(x - __low2float(high), y - __high2float(high));
  const uint2 pair =
      make_uint2(*reinterpret_cast<const uint32_t*>(&high), *reinterpret_cast<const uint32_t*>(&low));
  for (int copy = threadIdx.x / 256; copy < 16; copy += blockDim.x / 256) table.pairs[byte * 16 + copy] = pair;
}

__device__ __forceinline__ void prefetch(const void* p) { asm volatile("prefetch.global.L2 [%0];" ::"l"(p)); }

// Has `bytes` of 64 rows brought near, by the 128 threads of a warpgroup: two threads a row.
__device__ __forceinline__ void prefetch_rows(const void* data, int64_t row0, int64_t rows, int64_t row_bytes,
                                              int64_t begin, int64_t bytes) {
  const int64_t row = row0 + threadIdx.x % 128 / 2;
  if (row >= rows) return;
  const char* from = static_cast<const char*>(data) + row * row_bytes + begin;
  for (int64_t at = threadIdx.x % 2 * 128; at < bytes; at += 256) prefetch(from + at);
}

template <int32_t kFormat>
class DoraSource;

template <>
class DoraSource<DF_NF4> {
 public:
  static constexpr bool kTwoParts = true;
  struct Fetched {
    uint2 codes[2];
    float absmax[2];
    uint8_t nested[2];
  };
  __device__ __forceinline__ DoraSource(const DoraWeight& w, int64_t row) : w_(w) {
    for (int h = 0; h < 2; ++h) at_[h] = min(row + 8 * h, w.rows - 1) * w.cols;
  }
  __device__ __forceinline__ void fetch(int64_t col, Fetched& f) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const int64_t at = at_[h] + col;
      const auto block = static_cast<int>(at >> w_.nf4.block_shift);
      // The next three steps read the rest of these 128 bytes.
      const void* from = w_.nf4.packed + at / 2 + threadIdx.x % 4 * 8;
      asm volatile("ld.global.nc.L2::128B.v2.u32 {%0, %1}, [%2];"
                   : "=r"(f.codes[h].x), "=r"(f.codes[h].y)
                   : "l"(from));
      if (w_.nf4.nested_shift < 0) {
        f.absmax[h] = __ldg(w_.nf4.absmax + block);
      } else {
        f.nested[h] = __ldg(w_.nf4.absmax_q + block);
        f.absmax[h] = __ldg(w_.nf4.absmax_nested + (block >> w_.nf4.nested_shift));
      }
    }
  }
  __device__ __forceinline__ void decode(const Fetched& f, const DoraTable& table, DoraOperand<true>& x) const {
    const uint2* pairs = table.pairs + threadIdx.x % 16;
#pragma unroll
    for (int h = 0; h < 2; ++h) {
#pragma unroll
      for (int i = 0; i < 8; ++i) {
        const uint32_t word = i < 4 ? f.codes[h].x : f.codes[h].y;
        const uint2 pair = pairs[(word >> (8 * (i % 4)) & 255) * 16];
        x.high[i / 2][h + i % 2 * 2] = pair.x;
        x.low[i / 2][h + i % 2 * 2] = pair.y;
      }
    }
  }
  // In bitsandbytes' order: code * nested absmax, rounded, + offset, rounded.
  __device__ __forceinline__ float scale(const Fetched& f, const DoraTable& table, int h) const {
    if (w_.nf4.nested_shift < 0) return f.absmax[h];
    return __fadd_rn(__fmul_rn(table.nested[f.nested[h]], f.absmax[h]), w_.nf4.offset);
  }

 private:
  const DoraWeight& w_;
  int64_t at_[2];
};

// 16-bit weights.
template <int32_t kFormat>
class DoraSource {
 public:
  static constexpr bool kTwoParts = false;
  struct Fetched {
    uint4 values[2][2];
  };
  __device__ __forceinline__ DoraSource(const DoraWeight& w, int64_t row) {
    for (int h = 0; h < 2; ++h) {
      const int64_t r = min(row + 8 * h, w.rows - 1);
      from_[h] = static_cast<const uint16_t*>(w.data) + r * w.cols + threadIdx.x % 4 * 16;
      factor_[h] = w.row_factor(r);
    }
  }
  __device__ __forceinline__ void fetch(int64_t col, Fetched& f) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      f.values[h][0] = __ldg(reinterpret_cast<const uint4*>(from_[h] + col));
      f.values[h][1] = __ldg(reinterpret_cast<const uint4*>(from_[h] + col) + 1);
    }
  }
  __device__ __forceinline__ void decode(const Fetched& f, const DoraTable&, DoraOperand<false>& x) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const uint32_t words[8] = {f.values[h][0].x, f.values[h][0].y, f.values[h][0].z, f.values[h][0].w,
                                 f.values[h][1].x, f.values[h][1].y, f.values[h][1].z, f.values[h][1].w};
#pragma unroll
      for (int i = 0; i < 8; ++i) x.high[i / 2][h + i % 2 * 2] = as_half(words[i], factor_[h]);
    }
  }
  __device__ __forceinline__ float scale(const Fetched&, const DoraTable&, int) const { return 1.0f; }

 private:
  static __device__ __forceinline__ uint32_t as_half(uint32_t pair, float factor) {
    if constexpr (kFormat == DF_F16) return pair;
    const float x = __uint_as_float(pair << 16), y = __uint_as_float(pair & 0xffff0000u);
    const __half2 halves = __floats2half2_rn(x * factor, y * factor);
    return *reinterpret_cast<const uint32_t*>(&halves);
  }
  const uint16_t* from_[2];
  float factor_[2];
};

// Rows of A, split as the operand on the other side is.
class DoraFactorSource {
 public:
  static constexpr bool kTwoParts = true;
  struct Fetched {  // few rows: nothing is read ahead, for want of registers
    int64_t col;
  };
  __device__ __forceinline__ DoraFactorSource(const SplitFactors& a, int64_t row) : a_(a) {
    for (int h = 0; h < 2; ++h) at_[h] = min(row + 8 * h, a.rows - 1) * a.cols + threadIdx.x % 4 * 2;
  }
  __device__ __forceinline__ void fetch(int64_t col, Fetched& f) const { f.col = col; }
  __device__ __forceinline__ void decode(const Fetched& f, const DoraTable&, DoraOperand<true>& x) const {
#pragma unroll
    for (int i = 0; i < 16; ++i) {
      const int64_t at = at_[i % 2] + f.col + i / 4 * 16 + i / 2 % 2 * 8;
      x.high[i / 4][i % 4] = *reinterpret_cast<const uint32_t*>(a_.high + at);
      x.low[i / 4][i % 4] = *reinterpret_cast<const uint32_t*>(a_.low + at);
    }
  }
  __device__ __forceinline__ float scale(const Fetched&, const DoraTable&, int) const { return 1.0f; }

 private:
  const SplitFactors& a_;
  int64_t at_[2];
};

}  // namespace df::cuda
