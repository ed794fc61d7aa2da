// Tiles of 16-bit operands in shared memory, and the mma.sync fragments read from them.
#pragma once

#include <type_traits>

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/epilogue.cuh"

namespace df::cuda {

inline constexpr int kMmaDepth = 32;   // k of a tile
inline constexpr int kMmaStages = 3;   // tiles in flight: 60 KB, what a card of 7.5 has

__device__ __forceinline__ uint32_t shared_address(const void* p) {
  return static_cast<uint32_t>(__cvta_generic_to_shared(p));
}

// 16 bytes to shared memory, the last 16 - bytes of them zero.
__device__ __forceinline__ void copy_16(void* to, const void* from, int bytes) {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(shared_address(to)), "l"(from),
               "r"(bytes)
               : "memory");
#else
  uint16_t values[8] = {};
  if (bytes == 16) {
    *static_cast<uint4*>(to) = *static_cast<const uint4*>(from);
    return;
  }
#pragma unroll
  for (int i = 0; i < 8; ++i) {
    if (2 * i < bytes) values[i] = static_cast<const uint16_t*>(from)[i];
  }
#pragma unroll
  for (int i = 0; i < 8; ++i) static_cast<uint16_t*>(to)[i] = values[i];
#endif
}
__device__ __forceinline__ void commit_copies() {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.commit_group;" ::: "memory");
#endif
}
template <int kPending>
__device__ __forceinline__ void wait_copies() {
#if __CUDA_ARCH__ >= 800
  asm volatile("cp.async.wait_group %0;" ::"n"(kPending) : "memory");
#endif
}

template <bool kTransposed>
__device__ __forceinline__ void load_matrices(const void* at, uint32_t (&r)[4]) {
  if constexpr (kTransposed) {
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0,%1,%2,%3}, [%4];"
                 : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3])
                 : "r"(shared_address(at)));
  } else {
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];"
                 : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3])
                 : "r"(shared_address(at)));
  }
}

// sum += A B^T for a 16x16 A and an 8x16 B, both k-contiguous fragments.
template <typename T>
__device__ __forceinline__ void mma_16x8x16(const uint32_t (&a)[4], const uint32_t (&b)[2], float (&c)[4]) {
#if __CUDA_ARCH__ >= 800
  if constexpr (std::is_same_v<T, bf16>) {
    asm volatile(
        "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
        "{%0,%1,%2,%3};"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  } else {
    asm volatile(
        "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "
        "{%0,%1,%2,%3};"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  }
#else
  // 7.5 has the half of it, twice; bf16 is refused before any launch there.
  if constexpr (std::is_same_v<T, f16>) {
#pragma unroll
    for (int half = 0; half < 2; ++half) {
      asm volatile(
          "mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};"
          : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
          : "r"(a[2 * half]), "r"(a[2 * half + 1]), "r"(b[half]));
    }
  }
#endif
}

// A tile of kRows x kMmaDepth. Rows in memory are padded by 16 bytes, so that the eight addresses of
// an ldmatrix lie in different banks.
template <typename T, int kRows, bool kKContiguous>
struct MmaTile {
  static constexpr int kLines = kKContiguous ? kRows : kMmaDepth;    // lines in memory
  static constexpr int kLength = kKContiguous ? kMmaDepth : kRows;   // elements of a line
  static constexpr int kPitch = kLength + 8;
  static constexpr int kElements = kLines * kPitch;

  // Rows [row, row + kRows) of `rows`, k [k, k + kMmaDepth) of `depth`; zero outside.
  static __device__ void load(const GemmOperand& operand, int64_t row, int64_t rows, int64_t k, int64_t depth,
                              bool fast, T* tile) {
    const T* data = static_cast<const T*>(operand.data);
    const int64_t line0 = kKContiguous ? row : k, lines = kKContiguous ? rows : depth;
    const int64_t at0 = kKContiguous ? k : row, length = kKContiguous ? depth : rows;
    if (fast) {
      constexpr int kChunks = kLength / 8;
#pragma unroll
      for (int i = threadIdx.x; i < kLines * kChunks; i += 256) {
        const int line = i / kChunks, at = i % kChunks * 8;
        const int64_t left = line0 + line < lines ? length - (at0 + at) : 0;
        const int bytes = left >= 8 ? 16 : left > 0 ? static_cast<int>(left) * 2 : 0;
        const T* from = bytes > 0 ? data + (line0 + line) * operand.ld + at0 + at : data;
        copy_16(tile + line * kPitch + at, from, bytes);
      }
      return;
    }
    for (int i = threadIdx.x; i < kLines * kLength; i += 256) {
      const int line = i / kLength, at = i % kLength;
      const bool inside = line0 + line < lines && at0 + at < length;
      tile[line * kPitch + at] =
          inside ? data[(line0 + line) * operand.ld + at0 + at] : from_float<T>(0.0f);
    }
  }

  // The 16x16 fragment of A at (row, k) of the tile.
  static __device__ void fragment_a(const T* tile, int row, int k, uint32_t (&a)[4]) {
    const int lane = threadIdx.x % 32;
    if constexpr (kKContiguous) {
      load_matrices<false>(tile + (row + lane % 16) * kPitch + k + lane / 16 * 8, a);
    } else {
      // Matrices in memory are [k][row]: the transposed load turns them; their order is
      // (row, k), (row + 8, k), (row, k + 8), (row + 8, k + 8).
      load_matrices<true>(tile + (k + lane / 16 * 8 + lane % 8) * kPitch + row + lane / 8 % 2 * 8, a);
    }
  }

  // Two 8x16 fragments of B, at rows `row` and `row` + 8.
  static __device__ void fragments_b(const T* tile, int row, int k, uint32_t (&b0)[2], uint32_t (&b1)[2]) {
    const int lane = threadIdx.x % 32;
    uint32_t r[4];
    if constexpr (kKContiguous) {
      load_matrices<false>(tile + (row + lane / 16 * 8 + lane % 8) * kPitch + k + lane / 8 % 2 * 8, r);
    } else {
      load_matrices<true>(tile + (k + lane / 8 % 2 * 8 + lane % 8) * kPitch + row + lane / 16 * 8, r);
    }
    b0[0] = r[0];
    b0[1] = r[1];
    b1[0] = r[2];
    b1[1] = r[3];
  }
};

// Zeroes the dropped elements of an A fragment whose first row and k are given.
__device__ __forceinline__ void mask_fragment(const GemmDropout& drop, int64_t row, int64_t k, bool k_contiguous,
                                              uint32_t (&a)[4]) {
  const int lane = threadIdx.x % 32;
#pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int64_t r = row + lane / 4 + i % 2 * 8, c = k + lane % 4 * 2 + i / 2 * 8;
    uint32_t keep;
    if (k_contiguous) {
      keep = kept_pair(drop, r, c);
    } else {
      keep = (kept(drop, c, r) ? 1u : 0u) | (kept(drop, c + 1, r) ? 2u : 0u);
    }
    a[i] &= (keep & 1 ? 0x0000ffffu : 0u) | (keep & 2 ? 0xffff0000u : 0u);
  }
}

}  // namespace df::cuda
