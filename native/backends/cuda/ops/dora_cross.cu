// (W A^T) o B summed over the rank, on Hopper: one pass over W. A block keeps a piece of all rows of A
// (512 columns, high and low parts) in shared memory; each of its warpgroups takes 64 rows of W at a
// time, decodes them into the registers wgmma reads, and multiplies what comes out by B at once.
#include <cmath>

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/gemm/hopper.cuh"
#include "backends/cuda/gemm/tensor_map.h"
#include "backends/cuda/gemm/wgmma.cuh"
#include "backends/cuda/ops/dependent_launch.cuh"
#include "backends/cuda/ops/dora_rows.cuh"

namespace df::cuda {
namespace {

constexpr const char* kOp = "dora_row_scale";
constexpr int kGroups = 4;  // warpgroups: while some decode, others multiply
constexpr int kThreads = 128 * kGroups;
constexpr int kTile = kDoraTile;
constexpr int kMostSteps = 8;
constexpr int kTileBytes = kTile * 128;

struct Maps {
  CUtensorMap high, low;
};

struct Work {
  DoraWeight weight;
  SplitFactors a;
  View<const float> b;
  int64_t cols;
  int64_t depth;
  double* cross;
  float* gram;
  int tiles, gram_tiles;  // of 64 rows
  int row_bits;           // of the weight's values
};

struct Shared {
  static constexpr int kBytes = 2 * kMostSteps * kTileBytes + kDoraTableBytes + 1024 + kMostSteps * 8 + 1024;
  unsigned char *high, *low;
  DoraTable table;
  uint64_t* full;
  __device__ explicit Shared(unsigned char* bytes) {
    high = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    low = high + kMostSteps * kTileBytes;
    table.pairs = reinterpret_cast<uint2*>(low + kMostSteps * kTileBytes);
    table.nested = reinterpret_cast<float*>(low + kMostSteps * kTileBytes + kDoraTableBytes);
    full = reinterpret_cast<uint64_t*>(table.nested + 256);
  }
};

// d (+)= a b^T, 64 rows of float16 in registers and 64 in shared memory, k = 16.
[[maybe_unused]] __device__ __forceinline__ void multiply(float (&d)[32], const uint32_t (&a)[4], uint64_t b, int keep) {
  asm volatile(
      "{\n.reg .pred p;\nsetp.ne.b32 p, %37, 0;\n"
      "wgmma.mma_async.sync.aligned.m64n64k16.f32.f16.f16 {"
      "%0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, "
      "%16, %17, %18, %19, %20, %21, %22, %23, %24, %25, %26, %27, %28, %29, %30, %31"
      "}, {%32, %33, %34, %35}, %36, p, 1, 1, 0;\n}\n"
      : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3]), "+f"(d[4]), "+f"(d[5]), "+f"(d[6]), "+f"(d[7]),
        "+f"(d[8]), "+f"(d[9]), "+f"(d[10]), "+f"(d[11]), "+f"(d[12]), "+f"(d[13]), "+f"(d[14]), "+f"(d[15]),
        "+f"(d[16]), "+f"(d[17]), "+f"(d[18]), "+f"(d[19]), "+f"(d[20]), "+f"(d[21]), "+f"(d[22]), "+f"(d[23]),
        "+f"(d[24]), "+f"(d[25]), "+f"(d[26]), "+f"(d[27]), "+f"(d[28]), "+f"(d[29]), "+f"(d[30]), "+f"(d[31])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "l"(b), "r"(keep));
}

// sums = 64 rows of `source` times the block's piece of A^T. Small terms first, and 64 columns at a
// time: the matrix units' own sums lose bits in long rows.
template <typename Source>
__device__ __forceinline__ void multiply_rows(const Source& source, int64_t begin, int steps, const Shared& s,
                                              float (&sums)[32]) {
  typename Source::Fetched next;
  source.fetch(begin, next);
#pragma unroll
  for (int i = 0; i < 32; ++i) sums[i] = 0.0f;
  for (int step = 0; step < steps; ++step) {
    DoraOperand<Source::kTwoParts> x;
    float part[32];
    source.decode(next, s.table, x);
    const float scale[2] = {source.scale(next, s.table, 0), source.scale(next, s.table, 1)};
    if (step + 1 < steps) source.fetch(begin + (step + 1) * 64, next);
    barrier_wait(&s.full[step], 0);
    const uint32_t high = shared_address(s.high) + step * kTileBytes;
    const uint32_t low = shared_address(s.low) + step * kTileBytes;
    wgmma_fence();
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      multiply(part, x.high[k], tile_descriptor(low + k * 32, 16), k > 0);
      if constexpr (Source::kTwoParts) multiply(part, x.low[k], tile_descriptor(high + k * 32, 16), 1);
    }
#pragma unroll
    for (int k = 0; k < 4; ++k) multiply(part, x.high[k], tile_descriptor(high + k * 32, 16), 1);
    wgmma_commit();
    wgmma_wait<0>();
    hold_registers(part);
#pragma unroll
    for (int i = 0; i < 32; ++i) sums[i] = fmaf(scale[i / 2 % 2], part[i], sums[i]);
  }
}

__device__ __forceinline__ int tile_row() { return threadIdx.x % 128 / 32 * 16 + threadIdx.x % 32 / 4; }

// cross[piece] of the 64 rows from `row0` on: their sums, times B. Four products are added in float32,
// those sums in float64.
__device__ __forceinline__ void store_cross(const Work& w, int64_t row0, int rank0, double* cross,
                                            const float (&sums)[32]) {
#pragma unroll
  for (int h = 0; h < 2; ++h) {
    const int64_t row = row0 + tile_row() + 8 * h;
    double total = 0.0;
    if (row < w.weight.rows) {
#pragma unroll
      for (int j = 0; j < 8; j += 2) {
        float four = 0.0f;
#pragma unroll
        for (int i = 0; i < 4; ++i) {
          const int r = rank0 + 8 * (j + i / 2) + static_cast<int>(threadIdx.x) % 4 * 2 + i % 2;
          if (r < w.a.rows) four = fmaf(sums[4 * (j + i / 2) + 2 * h + i % 2], *w.b.at(row, r) * w.a.unscale[r], four);
        }
        total += four;
      }
    }
    total += __shfl_xor_sync(0xffffffffu, total, 1);
    total += __shfl_xor_sync(0xffffffffu, total, 2);
    if (threadIdx.x % 4 == 0 && row < w.weight.rows) cross[row] = total / w.weight.row_factor(row);
  }
}

__device__ __forceinline__ void store_gram(const Work& w, int64_t row0, int rank0, float* gram,
                                           const float (&sums)[32]) {
#pragma unroll
  for (int i = 0; i < 32; ++i) {
    const int64_t q = row0 + tile_row() + 8 * (i / 2 % 2);
    const int r = rank0 + i / 4 * 8 + static_cast<int>(threadIdx.x) % 4 * 2 + i % 2;
    if (q < w.a.rows && r < w.a.rows) gram[q * w.a.rows + r] = sums[i] * w.a.unscale[r] * w.a.unscale[q];
  }
}

// The warpgroup that stores the last of all pieces of A A^T adds them up, in their order.
__device__ __forceinline__ void add_gram(const Work& w, int group, int count) {
  __shared__ unsigned before[kGroups];
  __threadfence();
  group_sync(1 + group, 128);
  if (threadIdx.x % 128 == 0) before[group] = atomicAdd(w.a.finished, 1u);
  group_sync(1 + group, 128);
  if (before[group] + 1 != static_cast<unsigned>(count)) return;
  __threadfence();
  const int64_t size = w.a.rows * w.a.rows, pieces = gridDim.z;
  for (int64_t at = threadIdx.x % 128; at < size; at += 8 * 128) {
    float total[8] = {};
    for (int64_t p = 0; p < pieces; ++p) {
#pragma unroll
      for (int i = 0; i < 8; ++i) total[i] += __ldcg(w.gram + p * size + min(at + i * 128, size - 1));
    }
#pragma unroll
    for (int i = 0; i < 8; ++i) {
      if (at + i * 128 < size) w.gram[at + i * 128] = total[i];
    }
  }
}

// What the next tile of a warpgroup reads is on its way while this one is multiplied.
__device__ __forceinline__ void prefetch_tile(const Work& w, int tile, int64_t begin, int steps) {
  if (tile < w.gram_tiles || tile >= w.gram_tiles + w.tiles) return;
  const int64_t row0 = int64_t{tile - w.gram_tiles} * kTile;
  prefetch_rows(w.weight.data, row0, w.weight.rows, w.cols * w.row_bits / 8, begin * w.row_bits / 8,
                steps * 64 * w.row_bits / 8);
  prefetch_rows(w.b.data, row0, w.weight.rows, w.b.ld * 4, int64_t{blockIdx.y} * kTile * 4, kTile * 4);
}

// The piece's columns of A's rows into shared memory; by one thread.
__device__ __forceinline__ void fetch_factors(const Maps& maps, const Shared& s, int64_t begin, int steps, int rank0) {
  for (int i = 0; i < steps; ++i) {
    const int col = static_cast<int>(begin) + i * 64;
    barrier_expect(&s.full[i], 2 * kTileBytes);
    copy_box(s.high + i * kTileBytes, &maps.high, col, rank0, &s.full[i]);
    copy_box(s.low + i * kTileBytes, &maps.low, col, rank0, &s.full[i]);
  }
}

// Grid: blocks of a piece, tiles of A's rows, pieces.
template <int32_t kFormat>
__global__ void __launch_bounds__(kThreads, 1)
    cross_kernel(const __grid_constant__ Maps maps, const __grid_constant__ Work w) {
  if constexpr (kHopperCode) {
    extern __shared__ unsigned char bytes[];
    const Shared s(bytes);
    const int64_t begin = blockIdx.z * w.depth;
    const int steps = static_cast<int>((min(begin + w.depth, w.cols) - begin) / 64);
    const int rank0 = static_cast<int>(blockIdx.y) * kTile, group = static_cast<int>(threadIdx.x) / 128;
    const int members = static_cast<int>(gridDim.x), slot = group * members + static_cast<int>(blockIdx.x);
    launch_dependents();
    prefetch_tile(w, slot, begin, steps);
    if (threadIdx.x == 0) {
      for (int i = 0; i < steps; ++i) barrier_init(&s.full[i], 1);
      barrier_init_fence();
    }
    if constexpr (kFormat == DF_NF4) fill_table(w.weight, s.table);
    wait_for_kernel_before();
    if (threadIdx.x == 0) fetch_factors(maps, s, begin, steps, rank0);
    __syncthreads();
    double* cross = w.cross + (int64_t{blockIdx.z} * gridDim.y + blockIdx.y) * w.weight.rows;
    float* gram = w.gram + blockIdx.z * w.a.rows * w.a.rows;
    // A A^T first: its pieces are added up meanwhile.
    for (int tile = slot; tile < w.gram_tiles + w.tiles; tile += members * kGroups) {
      float sums[32];
      prefetch_tile(w, tile + members * kGroups, begin, steps);
      if (tile < w.gram_tiles) {
        const int64_t row0 = int64_t{tile} * kTile;
        multiply_rows(DoraFactorSource(w.a, row0 + tile_row()), begin, steps, s, sums);
        store_gram(w, row0, rank0, gram, sums);
        add_gram(w, group, w.gram_tiles * static_cast<int>(gridDim.y * gridDim.z));
      } else {
        const int64_t row0 = int64_t{tile - w.gram_tiles} * kTile;
        multiply_rows(DoraSource<kFormat>(w.weight, row0 + tile_row()), begin, steps, s, sums);
        store_cross(w, row0, rank0, cross, sums);
      }
    }
  }
}

template <int32_t kFormat>
DfStatus launch(const DfContext* context, const Maps& maps, const Work& work) {
  const auto kernel = cross_kernel<kFormat>;
  static_assert(Shared::kBytes <= 227 * 1024);
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, Shared::kBytes), kOp);
  const auto pieces = static_cast<unsigned>(ceil_div(work.cols, work.depth));
  const auto ranks = static_cast<unsigned>(ceil_div(work.a.rows, kTile));
  const auto blocks = std::clamp<int64_t>(context->multiprocessors / (pieces * ranks), 1, work.tiles + work.gram_tiles);
  DF_CUDA(launch_dependent(kernel, dim3(static_cast<unsigned>(blocks), ranks, pieces), kThreads, Shared::kBytes,
                           context->stream, true, maps, work),
          kOp);
  return ok();
}

}  // namespace

bool dora_cross_takes(const DfContext* context, const DfWeight& weight) {
  if (!context->has_wgmma() || weight.in_features % 64 != 0 || !aligned_to(weight.data, 16)) return false;
  if (weight.format == DF_NF4) return nf4_blocks_take(weight) && weight.block_size % 64 == 0;
  return weight.format == DF_F16 || weight.format == DF_BF16;
}

int64_t dora_cross_depth(int64_t rows, int64_t rank, int64_t cols) {
  // Of an H200, whatever the card: results do not depend on it. In cycles: a step of a warpgroup takes
  // 1,000 alone and 384 of the matrix units', a tile 1,500 to begin and end, a block 3,000.
  constexpr int64_t kBlocks = 132;
  const int64_t tiles = ceil_div(rows, kTile) + ceil_div(rank, kTile), ranks = ceil_div(rank, kTile);
  int64_t best = 64, least = INT64_MAX;
  for (int64_t depth = kMostSteps * 64; depth >= 64; depth -= 64) {
    const int64_t blocks = ceil_div(cols, depth) * ranks, members = std::max<int64_t>(kBlocks / blocks, 1);
    const int64_t rounds = ceil_div(tiles, members * kGroups), share = ceil_div(tiles, members);
    const int64_t multiplied = depth / 64 * std::max<int64_t>(384 * share, 1000 * rounds);
    const int64_t time = (3000 + 1500 * rounds + multiplied) * ceil_div(blocks * members, kBlocks);
    if (time < least) least = time, best = depth;
  }
  return best;
}

DfStatus dora_cross(const DfContext* context, const DoraCross& args) {
  const SplitFactors& a = args.a;
  Maps maps;
  DF_CHECK(encode_tensor_map({a.high, a.rows, a.cols, a.cols, kTile, 64}, &maps.high));
  DF_CHECK(encode_tensor_map({a.low, a.rows, a.cols, a.cols, kTile, 64}, &maps.low));
  Work work{};
  work.weight = dora_weight(args.weight, args.norm_sq);
  work.a = a;
  work.b = view<const float>(args.b);
  work.cols = a.cols;
  work.depth = args.depth;
  work.cross = args.cross;
  work.gram = args.gram_partials;
  work.tiles = static_cast<int>(ceil_div(work.weight.rows, kTile));
  work.row_bits = args.weight.format == DF_NF4 ? 4 : 16;
  work.gram_tiles = static_cast<int>(ceil_div(a.rows, kTile));
  if (args.weight.format == DF_NF4) return launch<DF_NF4>(context, maps, work);
  if (args.weight.format == DF_F16) return launch<DF_F16>(context, maps, work);
  return launch<DF_BF16>(context, maps, work);
}

}  // namespace df::cuda
