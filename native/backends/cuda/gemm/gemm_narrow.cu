// Narrow products on Hopper: x A^T of a low rank, and the sums over rows behind the gradients of A and B.
// They are bound by reading the wide operand once. A long sum is cut among the blocks of a cluster, which add
// their parts in a fixed order through each other's shared memory: no partial sums in device memory, no second
// launch.
#include <bit>

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/gemm_narrow.h"
#include "backends/cuda/gemm/hopper.cuh"
#include "backends/cuda/gemm/tensor_map.h"
#include "backends/cuda/gemm/wgmma.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/ops/dependent_launch.cuh"

namespace df::cuda {
namespace {

constexpr int kRows = 128;     // of a tile: two wgmma of 64
constexpr int kCols = 64;
constexpr int kDepth = 64;     // boxes have lines of 128 bytes
constexpr int kThreads = 160;  // a warpgroup that multiplies, a warp that copies
constexpr int kBox = 64 * 128;
constexpr int kStageBytes = 3 * kBox;
constexpr int kSumsLd = kCols + 4;  // of a tile of sums in shared memory: 16-byte rows without bank conflicts
constexpr int kMostPieces = 8;      // blocks of a cluster
constexpr int64_t kShortestPiece = 512;

// What was fastest on an H200. Sums over rows: two blocks on a multiprocessor, clusters of up to eight; products
// with rows of A: one block with twice as much on its way, clusters of up to four. `blocks` are those of a large
// card, the same on every card.
template <bool kTrans>
struct NarrowShape {
  static constexpr int kStages = kTrans ? 4 : 8;
  static constexpr int kResident = kTrans ? 2 : 1;  // blocks on a multiprocessor
  static constexpr int64_t kBlocks = 132 * kResident;
  static constexpr int kPieces = kTrans ? 8 : 4;
  static constexpr int kShared = kStages * kStageBytes + 2 * kStages * 8 + 1024;
  static_assert(kRows * kSumsLd * 4 <= kStages * kStageBytes && kPieces <= kMostPieces);
};

struct NarrowWork {
  int64_t m, n, ld;
  int steps;   // tiles of k
  int pieces;     // blocks of a cluster: power of two
  int row_shift;  // log2 of the rows of a tile that each of them adds
  float alpha;
  const float* row_scale;
  void* out;
  bool wide;  // out is float32
  bool accumulate, transposed;
};

template <int kStages>
struct NarrowShared {
  unsigned char* ring;
  uint64_t* full;
  uint64_t* empty;
  __device__ explicit NarrowShared(unsigned char* bytes) {
    ring = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    full = reinterpret_cast<uint64_t*>(ring + kStages * kStageBytes);
    empty = full + kStages;
  }
};

__device__ __forceinline__ float4 read_of_block(const float* at, uint32_t block) {
  float4 v;
  asm volatile(
      "{\n.reg .b32 there;\nmapa.shared::cluster.u32 there, %4, %5;\n"
      "ld.shared::cluster.v4.f32 {%0, %1, %2, %3}, [there];\n}\n"
      : "=f"(v.x), "=f"(v.y), "=f"(v.z), "=f"(v.w)
      : "r"(shared_address(at)), "r"(block)
      : "memory");
  return v;
}

template <bool kTrans>
__device__ void narrow_produce(const CUtensorMap& a, const CUtensorMap& b, int row, int col, int first, int last,
                               const NarrowShared<NarrowShape<kTrans>::kStages>& shared) {
  constexpr int kStages = NarrowShape<kTrans>::kStages;
  for (int step = first; step < last; ++step) {
    const int stage = (step - first) % kStages, k = step * kDepth;
    unsigned char* to = shared.ring + stage * kStageBytes;
    uint64_t* full = &shared.full[stage];
    barrier_wait(&shared.empty[stage], ((step - first) / kStages & 1) ^ 1);
    barrier_expect(full, kStageBytes);
    if constexpr (kTrans) {
      copy_box(to, &a, row, k, full);
      copy_box(to + kBox, &a, row + 64, k, full);
      copy_box(to + 2 * kBox, &b, col, k, full);
    } else {
      copy_box(to, &a, k, row, full);
      copy_box(to + 2 * kBox, &b, k, col, full);
    }
  }
}

template <bool kTrans>
__device__ __forceinline__ void narrow_consume(int count, const NarrowShared<NarrowShape<kTrans>::kStages>& shared,
                                               float (&sums)[2][32]) {
  constexpr int kStages = NarrowShape<kTrans>::kStages;
  const uint32_t ring = shared_address(shared.ring);
  for (int step = 0; step < count; ++step) {
    const int stage = step % kStages;
    barrier_wait(&shared.full[stage], step / kStages & 1);
    const uint32_t a = ring + stage * kStageBytes, b = a + 2 * kBox;
    wgmma_fence();
#pragma unroll
    for (int k = 0; k < kDepth; k += 16) {
      const int on = k / 16 * (kTrans ? 2048 : 32), keep = step == 0 && k == 0 ? 0 : 1;
#pragma unroll
      for (int half = 0; half < 2; ++half) {
        Wgmma<kCols>::run<kTrans, kTrans>(sums[half], tile_descriptor(a + half * kBox + on, kBox),
                                          tile_descriptor(b + on, kBox), keep);
      }
    }
    wgmma_commit();
    wgmma_wait<1>();
    if (step > 0 && threadIdx.x == 0) barrier_arrive(&shared.empty[(step - 1) % kStages]);
  }
  wgmma_wait<0>();
  hold_registers(sums[0]);
  hold_registers(sums[1]);
}

__device__ __forceinline__ void narrow_write(const NarrowWork& w, int64_t row, int64_t col, float sum) {
  if (row >= w.m || col >= w.n) return;
  float value = w.alpha * sum;
  if (w.row_scale != nullptr) value *= w.row_scale[row];
  const int64_t at = w.transposed ? col * w.ld + row : row * w.ld + col;
  if (w.wide) {
    float* out = static_cast<float*>(w.out) + at;
    *out = w.accumulate ? *out + value : value;
  } else {
    bf16* out = static_cast<bf16*>(w.out) + at;
    *out = from_float<bf16>(w.accumulate ? to_float(*out) + value : value);
  }
}

// A tile that no other block adds to, from registers.
[[maybe_unused]] __device__ __forceinline__ void narrow_write_tile(const NarrowWork& w, int row, int col,
                                                                   const float (&sums)[2][32]) {
  const int lane = threadIdx.x % 32, top = row + static_cast<int>(threadIdx.x) / 32 * 16 + lane / 4;
#pragma unroll
  for (int half = 0; half < 2; ++half) {
#pragma unroll
    for (int i = 0; i < 32; ++i) {
      narrow_write(w, top + half * 64 + i / 2 % 2 * 8, col + i / 4 * 8 + lane % 4 * 2 + i % 2, sums[half][i]);
    }
  }
}

[[maybe_unused]] __device__ __forceinline__ void narrow_keep_tile(float* tile, const float (&sums)[2][32]) {
  const int lane = threadIdx.x % 32, top = static_cast<int>(threadIdx.x) / 32 * 16 + lane / 4;
#pragma unroll
  for (int half = 0; half < 2; ++half) {
#pragma unroll
    for (int i = 0; i < 32; i += 2) {
      float* at = tile + (top + half * 64 + i / 2 % 2 * 8) * kSumsLd + i / 4 * 8 + lane % 4 * 2;
      *reinterpret_cast<float2*>(at) = make_float2(sums[half][i], sums[half][i + 1]);
    }
  }
}

// Adds this block's share of the rows over the cluster, pieces in ascending order, and writes it. Lanes take
// neighbours in memory: rows of a transposed result, columns otherwise.
__device__ __forceinline__ void narrow_add_pieces(const NarrowWork& w, const float* tile, int row, int col,
                                                  uint32_t rank) {
  const int shift = w.row_shift, base = static_cast<int>(rank) << shift;
  for (int i = threadIdx.x; i < kCols / 4 << shift; i += 128) {
    const int r = base + (w.transposed ? i & ((1 << shift) - 1) : i / (kCols / 4));
    const int c = (w.transposed ? i >> shift : i % (kCols / 4)) * 4;
    float4 parts[kMostPieces];  // all on their way before the first is added
#pragma unroll
    for (int piece = 0; piece < kMostPieces; ++piece) {
      parts[piece] = piece < w.pieces ? read_of_block(tile + r * kSumsLd + c, piece) : make_float4(0, 0, 0, 0);
    }
    float4 sum = parts[0];
#pragma unroll
    for (int piece = 1; piece < kMostPieces; ++piece) {
      sum.x += parts[piece].x;
      sum.y += parts[piece].y;
      sum.z += parts[piece].z;
      sum.w += parts[piece].w;
    }
    narrow_write(w, row + r, col + c, sum.x);
    narrow_write(w, row + r, col + c + 1, sum.y);
    narrow_write(w, row + r, col + c + 2, sum.z);
    narrow_write(w, row + r, col + c + 3, sum.w);
  }
}

template <bool kTrans>
__device__ __forceinline__ void narrow_multiply(const NarrowWork& w,
                                                const NarrowShared<NarrowShape<kTrans>::kStages>& shared, int row,
                                                int col, int count) {
  float sums[2][32];
  narrow_consume<kTrans>(count, shared, sums);
  if (w.pieces == 1) return narrow_write_tile(w, row, col, sums);
  group_sync(1, 128);  // all of the ring has been read
  narrow_keep_tile(reinterpret_cast<float*>(shared.ring), sums);
}

template <bool kTrans>
__global__ void __launch_bounds__(kThreads, NarrowShape<kTrans>::kResident)
    narrow_kernel(const __grid_constant__ CUtensorMap a, const __grid_constant__ CUtensorMap b, NarrowWork work) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char shared_bytes[];
    constexpr int kStages = NarrowShape<kTrans>::kStages;
    const NarrowShared<kStages> shared(shared_bytes);
    if (threadIdx.x == 0) {
      for (int i = 0; i < kStages; ++i) {
        barrier_init(&shared.full[i], 1);
        barrier_init(&shared.empty[i], 1);
      }
      barrier_init_fence();
    }
    wait_for_kernel_before();
    launch_dependents();
    __syncthreads();
    const uint32_t rank = work.pieces > 1 ? block_of_cluster() : 0;
    const int row = static_cast<int>(blockIdx.x) / work.pieces * kRows, col = static_cast<int>(blockIdx.y) * kCols;
    const int first = work.steps * static_cast<int>(rank) / work.pieces;
    const int last = work.steps * (static_cast<int>(rank) + 1) / work.pieces;
    if (threadIdx.x >= 128) {
      if (threadIdx.x == 128) narrow_produce<kTrans>(a, b, row, col, first, last, shared);
      __syncwarp();
    } else {
      narrow_multiply<kTrans>(work, shared, row, col, last - first);
    }
    if (work.pieces == 1) return;
    sync_cluster();
    const float* tile = reinterpret_cast<const float*>(shared.ring);
    if (threadIdx.x < 128) narrow_add_pieces(work, tile, row, col, rank);
    __syncwarp();
    sync_cluster();  // others read this block's sums until here
  }
}

template <bool kTrans>
int pieces_of(int64_t tiles, int64_t k) {
  using S = NarrowShape<kTrans>;
  int64_t pieces = 1;
  while (pieces < S::kPieces && tiles * pieces * 2 <= S::kBlocks && k / (pieces * 2) >= kShortestPiece) pieces *= 2;
  return static_cast<int>(pieces);
}

int64_t tiles_of(const NarrowGemm& call) { return ceil_div(call.m, kRows) * ceil_div(call.n, kCols); }

template <bool kTrans>
DfStatus launch(DfContext* context, const NarrowGemm& call) {
  const GemmTerm& term = call.term;
  const auto boxes = [&](const GemmOperand& operand, int64_t rows, int box_rows) {
    return BoxedMatrix{operand.data, kTrans ? term.k : rows, kTrans ? rows : term.k, operand.ld,
                       kTrans ? kDepth : box_rows, 64};
  };
  CUtensorMap a, b;
  DF_CHECK(encode_tensor_map(boxes(term.a, call.m, kRows), &a));
  DF_CHECK(encode_tensor_map(boxes(term.b, call.n, kCols), &b));
  const int64_t tall = ceil_div(call.m, kRows), wide = ceil_div(call.n, kCols);
  NarrowWork work{};
  work.m = call.m;
  work.n = call.n;
  work.ld = call.ld;
  work.steps = static_cast<int>(ceil_div(term.k, kDepth));
  work.pieces = pieces_of<kTrans>(tiles_of(call), term.k);
  work.row_shift = std::countr_zero(static_cast<unsigned>(kRows / work.pieces));
  work.alpha = call.alpha;
  work.row_scale = call.row_scale;
  work.out = call.out;
  work.wide = call.dtype == DF_F32;
  work.accumulate = call.accumulate;
  work.transposed = call.transposed;
  const auto kernel = narrow_kernel<kTrans>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, NarrowShape<kTrans>::kShared), "gemm_narrow");
  const dim3 grid(static_cast<unsigned>(tall * work.pieces), static_cast<unsigned>(wide));
  DF_CUDA(launch_early(context, kernel, grid, dim3(kThreads), NarrowShape<kTrans>::kShared,
                       static_cast<unsigned>(work.pieces), a, b, work),
          "gemm_narrow");
  return ok();
}

}  // namespace

bool gemm_narrow_takes(const DfContext* context, const NarrowGemm& call) {
  // Where gemm() needs no pieces, or a few large ones, it is as fast or faster.
  constexpr int64_t kFewTiles = 16;
  const GemmTerm& term = call.term;
  const bool worth = term.a.k_contiguous ? pieces_of<false>(tiles_of(call), term.k) > 1 : tiles_of(call) <= kFewTiles;
  return context->has_wgmma() && worth && term.k > 0 && ceil_div(call.n, kCols) <= 65535 &&
         term.a.k_contiguous == term.b.k_contiguous && (call.dtype == DF_BF16 || call.dtype == DF_F32) &&
         tensor_map_takes(term.a.data, term.a.ld) && tensor_map_takes(term.b.data, term.b.ld);
}

DfStatus gemm_narrow(DfContext* context, const NarrowGemm& call) {
  if (call.m == 0 || call.n == 0) return ok();
  return call.term.a.k_contiguous ? launch<false>(context, call) : launch<true>(context, call);
}

}  // namespace df::cuda
