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
  bool pairs;             // B may be read by pairs of columns
};

struct Shared {
  static constexpr int kFactorBytes = 2 * kMostSteps * kTileBytes;
  // Aligned to 1,024 and, the table, to its size.
  static constexpr int kBytes = 1024 + kFactorBytes + 2 * kDoraTableBytes + 1024 + kTile * 4 + kMostSteps * 8;
  unsigned char *high, *low;
  DoraTable table;
  float* unscale;  // of the tile's rows of A; 0 behind the last
  uint64_t* full;
  __device__ explicit Shared(unsigned char* bytes) {
    high = bytes + (1024 - shared_address(bytes) % 1024) % 1024;
    low = high + kFactorBytes / 2;
    unsigned char* end = high + kFactorBytes;
    table.pairs = end + (kDoraTableBytes - shared_address(end) % kDoraTableBytes) % kDoraTableBytes;
    table.nested = reinterpret_cast<float*>(table.pairs + kDoraTableBytes);
    unscale = table.nested + 256;
    full = reinterpret_cast<uint64_t*>(unscale + kTile);
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
__device__ __forceinline__ void multiply_rows(const Source& source, int steps, const Shared& s,
                                              float (&sums)[32]) {
  typename Source::Fetched next;
  source.fetch(0, next);
#pragma unroll
  for (int i = 0; i < 32; ++i) sums[i] = 0.0f;
  for (int step = 0; step < steps; ++step) {
    DoraOperand<Source::kTwoParts> x;
    float part[32];
    source.decode(next, x);
    const float scale[2] = {source.scale(step, 0), source.scale(step, 1)};
    if (step + 1 < steps) source.fetch(step + 1, next);
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

// Columns r and r + 1 of a row of B; zero behind the rank.
__device__ __forceinline__ float2 load_pair(const Work& w, const float* row, int r) {
  if (w.pairs) return r < w.a.rows ? __ldg(reinterpret_cast<const float2*>(row + r)) : make_float2(0.0f, 0.0f);
  return make_float2(r < w.a.rows ? row[r] : 0.0f, r + 1 < w.a.rows ? row[r + 1] : 0.0f);
}

// cross[piece] of the 64 rows from `row0` on: their sums, times B. Four products are added in float32,
// those sums in float64.
__device__ __forceinline__ void store_cross(const Work& w, const Shared& s, int64_t row0, int rank0, double* cross,
                                            const float (&sums)[32]) {
  const int column = static_cast<int>(threadIdx.x) % 4 * 2;
  const int64_t row = row0 + tile_row();
  double total[2];
#pragma unroll
  for (int h = 0; h < 2; ++h) {
    const float* b = w.b.at(min(row + 8 * h, w.weight.rows - 1), 0);
    float2 pair[8];
#pragma unroll
    for (int j = 0; j < 8; ++j) pair[j] = load_pair(w, b, rank0 + 8 * j + column);
    total[h] = 0.0;
#pragma unroll
    for (int j = 0; j < 8; j += 2) {
      float four = 0.0f;
#pragma unroll
      for (int i = j; i < j + 2; ++i) {
        const float2 unscale = *reinterpret_cast<const float2*>(s.unscale + 8 * i + column);
        four = fmaf(sums[4 * i + 2 * h], pair[i].x * unscale.x, four);
        four = fmaf(sums[4 * i + 2 * h + 1], pair[i].y * unscale.y, four);
      }
      total[h] += four;
    }
  }
#pragma unroll
  for (int h = 0; h < 2; ++h) {
    total[h] += __shfl_xor_sync(0xffffffffu, total[h], 1);
    total[h] += __shfl_xor_sync(0xffffffffu, total[h], 2);
    const int64_t at = row + 8 * h;
    if (threadIdx.x % 4 == 0 && at < w.weight.rows) cross[at] = total[h] / w.weight.row_factor(at);
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
  const int size = static_cast<int>(w.a.rows * w.a.rows), pieces = static_cast<int>(gridDim.z);
  // Sixteen of a thread's loads are on their way at once.
  constexpr int kAhead = 8, kOwn = 2;
  const int lane = threadIdx.x % 128;
  if (w.a.rows % 4 == 0) {
    for (int first = lane * 4; first < size; first += kOwn * 512) {
      float4 total[kOwn] = {};
      for (int p = 0; p < pieces; p += kAhead) {
        float4 v[kAhead][kOwn];
#pragma unroll
        for (int i = 0; i < kAhead * kOwn; ++i) {
          const int piece = min(p + i / kOwn, pieces - 1), at = min(first + i % kOwn * 512, size - 4);
          v[i / kOwn][i % kOwn] = __ldcg(reinterpret_cast<const float4*>(w.gram + int64_t{piece} * size + at));
        }
#pragma unroll
        for (int i = 0; i < kAhead * kOwn; ++i) {
          const float keep = p + i / kOwn < pieces ? 1.0f : 0.0f;
          const float4& from = v[i / kOwn][i % kOwn];
          float4& to = total[i % kOwn];
          to.x += keep * from.x, to.y += keep * from.y, to.z += keep * from.z, to.w += keep * from.w;
        }
      }
#pragma unroll
      for (int i = 0; i < kOwn; ++i) {
        if (first + i * 512 < size) *reinterpret_cast<float4*>(w.gram + first + i * 512) = total[i];
      }
    }
    return;
  }
  for (int at = lane; at < size; at += 128) {
    float total = 0.0f;
    for (int p = 0; p < pieces; ++p) total += __ldcg(w.gram + int64_t{p} * size + at);
    w.gram[at] = total;
  }
}

// What the next tile of a warpgroup reads is on its way while this one is multiplied.
__device__ __forceinline__ void prefetch_tile(const Work& w, int tile, int64_t begin, int steps) {
  if (tile < w.gram_tiles || tile >= w.gram_tiles + w.tiles) return;
  const int64_t row0 = int64_t{tile - w.gram_tiles} * kTile;
  prefetch_rows(w.weight.data, row0, w.weight.rows, w.cols * w.row_bits / 8, begin * w.row_bits / 8,
                steps * 64 * w.row_bits / 8);
  if (w.row_bits == 4 && w.weight.nf4.nested_shift >= 0 && threadIdx.x % 2 == 0) {
    const int64_t row = min(row0 + threadIdx.x % 128 / 2, w.weight.rows - 1);
    prefetch(w.weight.nf4.absmax_q + (row * w.cols + begin) / 64);
  }
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
    if (threadIdx.x < kTile) {
      const int r = rank0 + static_cast<int>(threadIdx.x);
      s.unscale[threadIdx.x] = r < w.a.rows ? w.a.unscale[r] : 0.0f;
    }
    __syncthreads();
    double* cross = w.cross + (int64_t{blockIdx.z} * gridDim.y + blockIdx.y) * w.weight.rows;
    float* gram = w.gram + blockIdx.z * w.a.rows * w.a.rows;
    // A A^T first: its pieces are added up meanwhile.
    for (int tile = slot; tile < w.gram_tiles + w.tiles; tile += members * kGroups) {
      float sums[32];
      prefetch_tile(w, tile + members * kGroups, begin, steps);
      if (tile < w.gram_tiles) {
        const int64_t row0 = int64_t{tile} * kTile;
        multiply_rows(DoraFactorSource(w.a, row0 + tile_row(), begin), steps, s, sums);
        store_gram(w, row0, rank0, gram, sums);
        add_gram(w, group, w.gram_tiles * static_cast<int>(gridDim.y * gridDim.z));
      } else {
        const int64_t row0 = int64_t{tile - w.gram_tiles} * kTile;
        multiply_rows(DoraSource<kFormat>(w.weight, s.table, row0 + tile_row(), begin, steps), steps, s, sums);
        store_cross(w, s, row0, rank0, cross, sums);
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
  if (weight.format == DF_NF4) return nf4_blocks_take(weight) && weight.block_size == 64;
  return weight.format == DF_F16 || weight.format == DF_BF16;
}

int64_t dora_cross_depth(int64_t rows, int64_t rank, int64_t cols) {
  // Of an H200, whatever the card: results do not depend on it. In cycles: a step of a warpgroup takes
  // 800 alone and 384 of the matrix units', a tile 2,000 to begin and end, a block 4,000; the pieces of
  // A A^T are added by one warpgroup.
  constexpr int64_t kBlocks = 132;
  const int64_t tiles = ceil_div(rows, kTile) + ceil_div(rank, kTile), ranks = ceil_div(rank, kTile);
  int64_t best = 64, least = INT64_MAX;
  for (int64_t depth = kMostSteps * 64; depth >= 64; depth -= 64) {
    const int64_t blocks = ceil_div(cols, depth) * ranks, members = std::max<int64_t>(kBlocks / blocks, 1);
    const int64_t rounds = ceil_div(tiles, members * kGroups), share = ceil_div(tiles, members);
    const int64_t multiplied = depth / 64 * std::max<int64_t>(384 * share, 800 * rounds);
    const int64_t time = (4000 + 2000 * rounds + multiplied + 200 * ceil_div(cols, depth)) * ceil_div(blocks * members, kBlocks);
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
  work.pairs = aligned_to(args.b, 8) && a.rows % 2 == 0;
  work.gram_tiles = static_cast<int>(ceil_div(a.rows, kTile));
  if (args.weight.format == DF_NF4) return launch<DF_NF4>(context, maps, work);
  if (args.weight.format == DF_F16) return launch<DF_F16>(context, maps, work);
  return launch<DF_BF16>(context, maps, work);
}

}  // namespace df::cuda
