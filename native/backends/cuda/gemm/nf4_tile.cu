// A block takes 64 rows of a weight and up to 32 rows of x: two warps side by side share the weight's
// rows, four share the columns of a chunk, an NF4 block of 64 each. Codes become values through the
// table in shared memory and are multiplied on tensor cores at once; x passes through shared memory, so
// that its traffic is that of 64 rows together. Where a layer has few tiles, the blocks of a cluster
// share the columns and add up in each other's shared memory, in order.
#include "backends/cuda/gemm/nf4_tile.h"

#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/gemm/nf4_decode.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kResident = 2;
constexpr int kRows = 64;        // of a tile
constexpr int kWarpRows = 32;
constexpr int kColumns = 256;    // of a chunk
constexpr int kBlock = 64;       // values of an NF4 block
constexpr int kBlocks = kColumns / kBlock;
constexpr int kStages = 3;       // chunks of x in flight
constexpr int kMostSplits = 8;   // blocks of a cluster
constexpr int kTokens = 32;

struct Part {
  Nf4Blocks weight;
  int out, first_tile;
  Epilogue epilogue;
};

struct Call {
  Part parts[kNf4TileParts];
  int count, tiles, chunks, row_blocks, tokens;
  const void* x;
  int64_t x_ld;
};

// Shared memory: the table, in whose lines two stages of x lie; the third stage; absmax codes; sums of
// the warps [4][64][33].
constexpr int kStageBytes = kBlocks * kTokens * kBlock * 2;
constexpr int kThirdAt = kNf4TableBytes, kCodeAt = kThirdAt + kStageBytes, kSumsAt = kCodeAt + 1024;
constexpr int kSumsStride = kTokens + 1;
constexpr int kSharedBytes = kSumsAt + kRows * kSumsStride * 4;

// Row `row` (NF4 block * 32 + token) of a stage of x: 128 bytes, eight vectors.
__device__ __forceinline__ int x_row_at(int stage, int row) {
  return stage < 2 ? (stage * kBlocks * kTokens + row) * kNf4LineBytes + 128 : kThirdAt + row * 128;
}

struct Place {
  const Part* part;
  int row0;
};
__device__ __forceinline__ Place place_of(const Call& call, int tile) {
  int p = 0;
  while (p + 1 < call.count && tile >= call.parts[p + 1].first_tile) ++p;
  return {&call.parts[p], (tile - call.parts[p].first_tile) * kRows};
}

// A chunk of x on its way into a stage. Vectors of odd rows change places in pairs, so that the eight
// lanes of two rows meet in no bank.
template <typename T>
__device__ __forceinline__ void copy_x(const Call& call, char* shared, int stage, int chunk) {
#pragma unroll
  for (int i = 0; i < kTokens * kColumns / 8 / kThreads; ++i) {
    const int v = i * kThreads + static_cast<int>(threadIdx.x), token = v / 32, block = v % 32 / 8, vector = v % 8;
    const bool there = token < call.tokens;
    const T* from = static_cast<const T*>(call.x) + (there ? token : 0) * call.x_ld + chunk * kColumns + v % 32 * 8;
    copy_16(shared + x_row_at(stage, block * kTokens + token) + (vector ^ (token & 1)) * 16, from, there ? 16 : 0);
  }
  commit_copies();
}

// What a warp loads of a chunk: codes of rows g, g+8, g+16, g+24 of its NF4 block, and one absmax: of row
// 8 l + g for lane (g, l).
template <bool kNested>
struct Codes {
  uint2 codes[4];
  uint32_t q;
  float nested;

  __device__ __forceinline__ void load(const Call& call, const Place& at, int chunk) {
    const int lane = static_cast<int>(threadIdx.x) % 32, warp = static_cast<int>(threadIdx.x) / 32, g = lane / 4, l = lane % 4;
    const Nf4Blocks& w = at.part->weight;
    const int row0 = at.row0 + warp % 2 * kWarpRows, column = chunk * kBlocks + warp / 2;
#pragma unroll
    for (int i = 0; i < 4; ++i) {
      const int row = min(row0 + 8 * i + g, at.part->out - 1);
      codes[i] = __ldcs(reinterpret_cast<const uint2*>(w.packed + (int64_t{row} * call.row_blocks + column) * (kBlock / 2)) + l);
    }
    const int block = min(row0 + 8 * l + g, at.part->out - 1) * call.row_blocks + column;
    if constexpr (kNested) {
      q = __ldg(w.absmax_q + block);
      nested = __ldg(w.absmax_nested + (block >> w.nested_shift));
    } else {
      nested = __ldg(w.absmax + block);
    }
  }
  __device__ __forceinline__ float absmax(const float* code, float offset) const {
    if constexpr (kNested) return __fadd_rn(__fmul_rn(code[q], nested), offset);
    return nested;
  }
};

template <int kStep>
__device__ __forceinline__ void decode_step(const char* table, uint32_t lane_bytes, const uint2& low, const uint2& high,
                                            uint32_t (&a)[4]) {
  constexpr int kByte = kStep % 2 * 2;
  const uint32_t l = kStep < 2 ? low.x : low.y, h = kStep < 2 ? high.x : high.y;
  a[0] = nf4_pair<kByte>(table, lane_bytes, l);
  a[1] = nf4_pair<kByte>(table, lane_bytes, h);
  a[2] = nf4_pair<kByte + 1>(table, lane_bytes, l);
  a[3] = nf4_pair<kByte + 1>(table, lane_bytes, h);
}

// Adds the warp's NF4 block of a chunk: sums[row tile][token tile].
template <typename T, int kTiles, bool kNested>
__device__ __forceinline__ void add_block(const char* shared, int stage, const Nf4Blocks& w, const Codes<kNested>& now,
                                          float (&sums)[2][kTiles][4]) {
  const int lane = static_cast<int>(threadIdx.x) % 32, g = lane / 4, l = lane % 4;
  const int block = static_cast<int>(threadIdx.x) / 64;
  const uint32_t lane_bytes = static_cast<uint32_t>(lane) * 4;
  const float mine = now.absmax(reinterpret_cast<const float*>(shared + kCodeAt), w.offset);
  uint32_t a[2][4][4];
#pragma unroll
  for (int r = 0; r < 2; ++r) {
    decode_step<0>(shared, lane_bytes, now.codes[2 * r], now.codes[2 * r + 1], a[r][0]);
    decode_step<1>(shared, lane_bytes, now.codes[2 * r], now.codes[2 * r + 1], a[r][1]);
    decode_step<2>(shared, lane_bytes, now.codes[2 * r], now.codes[2 * r + 1], a[r][2]);
    decode_step<3>(shared, lane_bytes, now.codes[2 * r], now.codes[2 * r + 1], a[r][3]);
  }
  float absmax[4];
#pragma unroll
  for (int i = 0; i < 4; ++i) absmax[i] = __shfl_sync(0xffffffffu, mine, g * 4 + i);
#pragma unroll
  for (int n = 0; n < kTiles; ++n) {
    const char* row = shared + x_row_at(stage, block * kTokens + n * 8 + g);
    const uint4 first = *reinterpret_cast<const uint4*>(row + ((2 * l) ^ (g & 1)) * 16);
    const uint4 second = *reinterpret_cast<const uint4*>(row + ((2 * l + 1) ^ (g & 1)) * 16);
    const uint32_t b[4][2] = {{first.x, first.y}, {first.z, first.w}, {second.x, second.y}, {second.z, second.w}};
#pragma unroll
    for (int r = 0; r < 2; ++r) {
      float part[4] = {};
#pragma unroll
      for (int step = 0; step < 4; ++step) mma_16x8x16<T>(a[r][step], b[step], part);
#pragma unroll
      for (int i = 0; i < 4; ++i) sums[r][n][i] = fmaf(part[i], absmax[2 * r + i / 2], sums[r][n][i]);
    }
  }
}

__device__ __forceinline__ void cluster_sync() {
#if __CUDA_ARCH__ >= 900
  asm volatile("barrier.cluster.arrive.release.aligned;\nbarrier.cluster.wait.acquire.aligned;" ::: "memory");
#endif
}
// A float at `address` of this block's shared memory, in block `rank` of the cluster.
__device__ __forceinline__ float of_block(uint32_t address, uint32_t rank) {
  float value = 0.0f;
#if __CUDA_ARCH__ >= 900
  uint32_t there;
  asm volatile("mapa.shared::cluster.u32 %0, %1, %2;" : "=r"(there) : "r"(address), "r"(rank));
  asm volatile("ld.shared::cluster.f32 %0, [%1];" : "=f"(value) : "r"(there) : "memory");
#endif
  return value;
}

// The warps that share columns add up in turn, in shared memory; then the cluster's blocks, each for
// its share of the tile.
template <int kTiles>
__device__ __forceinline__ void finish(const Call& call, char* shared, const Place& at, int splits,
                                       const float (&sums)[2][kTiles][4]) {
  float* total = reinterpret_cast<float*>(shared + kSumsAt);
  const int lane = static_cast<int>(threadIdx.x) % 32, warp = static_cast<int>(threadIdx.x) / 32, g = lane / 4, l = lane % 4;
  for (int turn = 0; turn < kBlocks; ++turn) {
    if (warp / 2 == turn) {
#pragma unroll
      for (int r = 0; r < 2; ++r) {
#pragma unroll
        for (int n = 0; n < kTiles; ++n) {
#pragma unroll
          for (int i = 0; i < 4; ++i) {
            const int row = warp % 2 * kWarpRows + r * 16 + i / 2 * 8 + g, token = n * 8 + 2 * l + i % 2;
            float* to = total + row * kSumsStride + token;
            *to = turn == 0 ? sums[r][n][i] : *to + sums[r][n][i];
          }
        }
      }
    }
    __syncthreads();
  }
  if (splits > 1) cluster_sync();
  const int share = kRows / splits, first = static_cast<int>(blockIdx.x) * share;
  for (int i = static_cast<int>(threadIdx.x); i < share * call.tokens; i += kThreads) {
    const int r = first + i % share, token = i / share;
    float sum = 0.0f;
    if (splits == 1) {
      sum = total[r * kSumsStride + token];
    } else {
      const uint32_t address = shared_address(total + r * kSumsStride + token);
      for (int s = 0; s < splits; ++s) sum += of_block(address, static_cast<uint32_t>(s));
    }
    if (at.row0 + r < at.part->out) write_one(at.part->epilogue, token, at.row0 + r, sum);
  }
  // Nobody writes the next tile's sums before all have read these.
  splits > 1 ? cluster_sync() : __syncthreads();
}

template <typename T, int kTiles, bool kNested>
__global__ void __launch_bounds__(kThreads, kResident) nf4_tile_kernel(const __grid_constant__ Call call) {
  extern __shared__ __align__(256) char shared[];
  const int splits = static_cast<int>(gridDim.x), split = static_cast<int>(blockIdx.x);
  const int begin = call.chunks * split / splits, end = call.chunks * (split + 1) / splits;
  let_later_kernels_start();
  int tile = static_cast<int>(blockIdx.y);
  Place at = place_of(call, tile);
  // Codes of this chunk and the next; those of the one behind them are asked for while this is multiplied.
  const int length = end - begin;
  const auto ahead_of = [&](int chunk, int steps, const Place& here, const Place& then, Codes<kNested>& codes) {
    chunk += steps;
    const bool same = chunk < end;
    codes.load(call, same ? here : then, same ? chunk : begin + min(chunk - end, length - 1));
  };
  Codes<kNested> now, next;
  now.load(call, at, begin);
  ahead_of(begin, 1, at, tile + static_cast<int>(gridDim.y) < call.tiles ? place_of(call, tile + static_cast<int>(gridDim.y)) : at, next);
  float* code = reinterpret_cast<float*>(shared + kCodeAt);
  load_nf4_table(code);
  __syncthreads();
  fill_nf4_table<T, kThreads>(shared, code);
  __syncthreads();
  if constexpr (kNested) code[threadIdx.x] = __ldg(at.part->weight.nested_code + threadIdx.x);
  wait_for_earlier_kernels();
  // The chunks of all tiles are one sequence; `staged` of it have been asked for.
  const int tiles = (call.tiles - tile + static_cast<int>(gridDim.y) - 1) / static_cast<int>(gridDim.y);
  int staged = 0, staged_chunk = begin;
  const auto stage_next = [&] {
    if (staged < length * tiles) {
      copy_x<T>(call, shared, staged % kStages, staged_chunk);
      staged_chunk = staged_chunk + 1 == end ? begin : staged_chunk + 1;
    } else {
      commit_copies();  // keeps the count of groups
    }
    ++staged;
  };
  for (int i = 0; i < kStages - 1; ++i) stage_next();
  int turn = 0;
  for (; tile < call.tiles; tile += static_cast<int>(gridDim.y)) {
    float sums[2][kTiles][4] = {};
    const int next_tile = tile + static_cast<int>(gridDim.y);
    const Place following = next_tile < call.tiles ? place_of(call, next_tile) : at;
    for (int chunk = begin; chunk < end; ++chunk, ++turn) {
      wait_copies<kStages - 2>();
      __syncthreads();
      stage_next();
      Codes<kNested> after;
      ahead_of(chunk, 2, at, following, after);
      add_block<T, kTiles, kNested>(shared, turn % kStages, at.part->weight, now, sums);
      now = next;
      next = after;
    }
    finish<kTiles>(call, shared, at, splits, sums);
    at = following;
  }
}

// Blocks of a cluster: enough for the device, as few as that takes.
int splits_of(const DfContext* context, const Call& call) {
  if (context->compute_capability < 90) return 1;
  const int full = getenv("DF_FULL") ? atoi(getenv("DF_FULL")) : context->multiprocessors * 3 / 4;
  int splits = 1;
  while (splits < kMostSplits && call.tiles * splits < full && 4 * splits <= call.chunks) splits *= 2;
  return splits;
}

template <typename T, int kTiles, bool kNested>
DfStatus launch(DfContext* context, const Call& call) {
  const auto kernel = nf4_tile_kernel<T, kTiles, kNested>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, kSharedBytes), "linear_forward");
  const int splits = splits_of(context, call);
  const int rows = std::min(call.tiles, std::max(context->multiprocessors * kResident / splits, 1));
  DF_CUDA(launch_early(context, kernel, dim3(static_cast<unsigned>(splits), static_cast<unsigned>(rows)), dim3(kThreads),
                       kSharedBytes, static_cast<unsigned>(splits), call),
          "linear_forward");
  return ok();
}

}  // namespace

bool nf4_tile_takes(const DfContext* context, const DfWeight& w, const DfMatrix& x) {
  return context->has_bf16() && nf4_blocks_take(w) && x.dtype != DF_F32 && x.rows > 0 && x.rows <= kNf4TileRows &&
         w.block_size == kBlock && w.in_features % kColumns == 0 && w.in_features >= 2 * kColumns && aligned_to(x, 16) && aligned_to(w.data, 16) &&
         kSharedBytes <= context->shared_bytes_per_block;
}

DfStatus nf4_tile(DfContext* context, const DfMatrix& x, const DfWeight* const* weights, const DfMatrix* y, int count,
                  bool accumulate) {
  Call call{};
  call.count = count;
  call.tokens = static_cast<int>(x.rows);
  call.x = x.data;
  call.x_ld = x.ld;
  call.row_blocks = static_cast<int>(weights[0]->in_features / kBlock);
  call.chunks = static_cast<int>(weights[0]->in_features / kColumns);
  for (int p = 0; p < count; ++p) {
    const DfWeight& w = *weights[p];
    call.parts[p] = Part{nf4_blocks(w), static_cast<int>(w.out_features), call.tiles,
                         Epilogue{y[p].data, y[p].ld, nullptr, w.bias, 1.0f, y[p].dtype, accumulate}};
    call.tiles += static_cast<int>(ceil_div(w.out_features, kRows));
  }
  const bool nested = weights[0]->nested_block_size > 0;
  const auto run = [&](auto tag, auto tiles) -> DfStatus {
    using T = decltype(tag);
    constexpr int kTiles = decltype(tiles)::value;
    return nested ? launch<T, kTiles, true>(context, call) : launch<T, kTiles, false>(context, call);
  };
  const auto sized = [&](auto tag) -> DfStatus {
    if (x.rows <= 8) return run(tag, std::integral_constant<int, 1>{});
    if (x.rows <= 16) return run(tag, std::integral_constant<int, 2>{});
    return run(tag, std::integral_constant<int, 4>{});
  };
  return x.dtype == DF_BF16 ? sized(bf16{}) : sized(f16{});
}

}  // namespace df::cuda
