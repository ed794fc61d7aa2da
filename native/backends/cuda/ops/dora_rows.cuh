// Rows of a weight, or of A itself, as wgmma's operand in registers: 64 columns a step. Thread t of
// four holds columns 16t .. 16t + 15 of its two rows (8 apart), as SplitFactors's shuffle has them.
#pragma once

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/gemm/nf4_blocks.cuh"
#include "backends/cuda/ops/dora_product.h"

namespace df::cuda {

// For each byte of two codes, their high and low parts as pairs of float16. A copy for each of 16
// lanes, so that what the lanes look up never meets in a bank; aligned to its size, so that an address
// is made of its parts by one instruction.
inline constexpr int kDoraTableBytes = 256 * 16 * 8;
struct DoraTable {
  unsigned char* pairs;
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
  auto* pairs = reinterpret_cast<uint2*>(table.pairs) + byte * 16;
  for (int copy = threadIdx.x / 256; copy < 16; copy += blockDim.x / 256) pairs[copy] = pair;
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
  };
  // Rows `row` and row + 8, columns from `begin` on. Lane t of four decodes the absmax of steps t and t + 4.
  __device__ __forceinline__ DoraSource(const DoraWeight& w, const DoraTable& table, int64_t row, int64_t begin,
                                        int steps)
      : pairs_(shared_address(table.pairs) | threadIdx.x % 16 * 8) {
    const Nf4Blocks& n = w.nf4;
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const int64_t at = min(row + 8 * h, w.rows - 1) * w.cols + begin;
      from_[h] = n.packed + at / 2 + threadIdx.x % 4 * 8;
#pragma unroll
      for (int i = 0; i < 2; ++i) {
        const int step = min(static_cast<int>(threadIdx.x) % 4 + 4 * i, steps - 1);
        const int block = static_cast<int>(at / 64) + step;
        if (n.nested_shift < 0) {
          absmax_[i][h] = __ldg(n.absmax + block);
        } else {
          // In bitsandbytes' order: code * nested absmax, rounded, + offset, rounded.
          const float code = table.nested[__ldg(n.absmax_q + block)];
          absmax_[i][h] = __fadd_rn(__fmul_rn(code, __ldg(n.absmax_nested + (block >> n.nested_shift))), n.offset);
        }
      }
    }
  }
  __device__ __forceinline__ void fetch(int step, Fetched& f) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      // The next steps read the rest of these 128 bytes.
      asm volatile("ld.global.nc.L2::128B.v2.u32 {%0, %1}, [%2];"
                   : "=r"(f.codes[h].x), "=r"(f.codes[h].y)
                   : "l"(from_[h] + step * 32));
    }
  }
  __device__ __forceinline__ void decode(const Fetched& f, DoraOperand<true>& x) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
#pragma unroll
      for (int i = 0; i < 8; ++i) {
        const uint32_t word = i < 4 ? f.codes[h].x : f.codes[h].y;
        const uint32_t byte = (i % 4 == 0 ? word << 7 : word >> (8 * (i % 4) - 7)) & 0x7f80u;
        asm("ld.shared.v2.u32 {%0, %1}, [%2];"
            : "=r"(x.high[i / 2][h + i % 2 * 2]), "=r"(x.low[i / 2][h + i % 2 * 2])
            : "r"(byte | pairs_));
      }
    }
  }
  __device__ __forceinline__ float scale(int step, int h) const {
    return __shfl_sync(0xffffffffu, step < 4 ? absmax_[0][h] : absmax_[1][h],
                       static_cast<int>(threadIdx.x) % 32 / 4 * 4 + step % 4);
  }

 private:
  const uint8_t* from_[2];
  uint32_t pairs_;
  float absmax_[2][2];
};

// 16-bit weights.
template <int32_t kFormat>
class DoraSource {
 public:
  static constexpr bool kTwoParts = false;
  struct Fetched {
    uint4 values[2][2];
  };
  __device__ __forceinline__ DoraSource(const DoraWeight& w, const DoraTable&, int64_t row, int64_t begin, int) {
    for (int h = 0; h < 2; ++h) {
      const int64_t r = min(row + 8 * h, w.rows - 1);
      from_[h] = static_cast<const uint16_t*>(w.data) + r * w.cols + begin + threadIdx.x % 4 * 16;
      factor_[h] = w.row_factor(r);
    }
  }
  __device__ __forceinline__ void fetch(int step, Fetched& f) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      f.values[h][0] = __ldg(reinterpret_cast<const uint4*>(from_[h] + step * 64));
      f.values[h][1] = __ldg(reinterpret_cast<const uint4*>(from_[h] + step * 64) + 1);
    }
  }
  __device__ __forceinline__ void decode(const Fetched& f, DoraOperand<false>& x) const {
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const uint32_t words[8] = {f.values[h][0].x, f.values[h][0].y, f.values[h][0].z, f.values[h][0].w,
                                 f.values[h][1].x, f.values[h][1].y, f.values[h][1].z, f.values[h][1].w};
#pragma unroll
      for (int i = 0; i < 8; ++i) x.high[i / 2][h + i % 2 * 2] = as_half(words[i], factor_[h]);
    }
  }
  __device__ __forceinline__ float scale(int, int) const { return 1.0f; }

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
    int step;
  };
  __device__ __forceinline__ DoraFactorSource(const SplitFactors& a, int64_t row, int64_t begin) : a_(a) {
    for (int h = 0; h < 2; ++h) at_[h] = min(row + 8 * h, a.rows - 1) * a.cols + begin + threadIdx.x % 4 * 2;
  }
  __device__ __forceinline__ void fetch(int step, Fetched& f) const { f.step = step; }
  __device__ __forceinline__ void decode(const Fetched& f, DoraOperand<true>& x) const {
#pragma unroll
    for (int i = 0; i < 16; ++i) {
      const int64_t at = at_[i % 2] + f.step * 64 + i / 4 * 16 + i / 2 % 2 * 8;
      x.high[i / 4][i % 4] = *reinterpret_cast<const uint32_t*>(a_.high + at);
      x.low[i / 4][i % 4] = *reinterpret_cast<const uint32_t*>(a_.low + at);
    }
  }
  __device__ __forceinline__ float scale(int, int) const { return 1.0f; }

 private:
  const SplitFactors& a_;
  int64_t at_[2];
};

}  // namespace df::cuda
