// What the kernels for a few rows share: NF4 codes as pairs of 16-bit values through a table of all
// bytes in shared memory, and early starts of a kernel (programmatic dependent launch).
//
// Entry `byte` of the table is a line of 64 words of which the first 32 hold the byte's two values, a
// copy for each lane, so that no two lanes meet in a bank. The line is 256 bytes long: the address of
// a lane's copy is then the byte shifted by 8, or'ed with 4 * lane, which one permutation of bytes makes.
#pragma once

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/nf4_blocks.cuh"

namespace df::cuda {

inline constexpr int kNf4LineBytes = 256;
inline constexpr int kNf4TableBytes = 256 * kNf4LineBytes;

template <typename T>
__device__ __forceinline__ uint32_t pack_pair(float low, float high) {
  const Pack<T, 2> pair{{from_float<T>(low), from_float<T>(high)}};
  return *reinterpret_cast<const uint32_t*>(&pair);
}

// The first (high nibble) value of a byte is the low half of its word. The block must synchronise
// before and after: `values` are the 16 values in shared memory.
template <typename T, int kThreads>
__device__ __forceinline__ void fill_nf4_table(char* table, const float* values) {
  static_assert(kThreads % 8 == 0);
  const int slot = static_cast<int>(threadIdx.x) % 8;
#pragma unroll 4
  for (int byte = static_cast<int>(threadIdx.x) / 8; byte < 256; byte += kThreads / 8) {
    const uint32_t pair = pack_pair<T>(values[byte / 16], values[byte % 16]);
    *reinterpret_cast<uint4*>(table + byte * kNf4LineBytes + slot * 16) = uint4{pair, pair, pair, pair};
  }
}

// The pair of byte kByte of `word`; `lane_bytes` is 4 * lane.
template <int kByte>
__device__ __forceinline__ uint32_t nf4_pair(const char* table, uint32_t lane_bytes, uint32_t word) {
  return *reinterpret_cast<const uint32_t*>(table + __byte_perm(word, lane_bytes, 0x5504 | kByte << 4));
}

// Kernels of a decode step read weights that nobody writes before they read what the kernel before
// them has written: they start early, fetch, and wait here. A kernel launched so must call this.
__device__ __forceinline__ void wait_for_earlier_kernels() {
#if __CUDA_ARCH__ >= 900
  asm volatile("griddepcontrol.wait;" ::: "memory");
#endif
}
__device__ __forceinline__ void let_later_kernels_start() {
#if __CUDA_ARCH__ >= 900
  asm volatile("griddepcontrol.launch_dependents;" ::: "memory");
#endif
}

}  // namespace df::cuda
