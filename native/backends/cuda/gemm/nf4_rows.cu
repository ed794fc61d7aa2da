// A block takes a few rows of the weight; its warps share the columns and add up at the end, in order.
// Codes become pairs of 16-bit values through a table of all bytes in shared memory, one copy for
// each lane so that no two lanes meet in a bank; tensor cores multiply them, eight tokens at a time.
// The columns of one NF4 block make one small sum, which is then multiplied by the block's absmax.
#include "backends/cuda/gemm/nf4_rows.h"

#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/gemm/nf4_blocks.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kWarps = kThreads / 32;
constexpr int kBlock = 64;   // values of an NF4 block

template <typename T>
__device__ uint32_t pack_pair(float low, float high) {
  const Pack<T, 2> pair{{from_float<T>(low), from_float<T>(high)}};
  return *reinterpret_cast<const uint32_t*>(&pair);
}

// table[byte][lane]: the byte's two values, the first (its high nibble) low.
template <typename T>
__device__ void fill_table(uint32_t* table) {
  __shared__ float values[16];
  load_nf4_table(values);
  __syncthreads();
  for (int i = threadIdx.x; i < 256 * 32; i += kThreads) {
    table[i] = pack_pair<T>(values[i / 32 / 16], values[i / 32 % 16]);
  }
  __syncthreads();
}

// The pair of values of byte `i` of 8. An entry of the table is a line of 32 words, a copy for each
// lane; `lane_bytes` is 4 * lane.
__device__ __forceinline__ uint32_t values_of(const uint32_t* table, uint32_t lane_bytes, const uint2& codes, int i) {
  const uint32_t word = i < 4 ? codes.x : codes.y;
  const uint32_t offset = i % 4 == 0 ? word << 7 : word >> (i % 4 * 8 - 7);
  return *reinterpret_cast<const uint32_t*>(reinterpret_cast<const char*>(table) + ((offset & 0x7f80) | lane_bytes));
}

// Tiles of 8 tokens and of 16 rows of the weight; NF4 blocks whose loads are in flight together;
// blocks of threads a multiprocessor holds. The table is filled once a block of threads: they are
// persistent.
template <int kTiles_, int kRowTiles_, int kAhead_, int kResident_>
struct Form {
  static constexpr int kTiles = kTiles_, kRowTiles = kRowTiles_, kAhead = kAhead_, kResident = kResident_;
  static constexpr int kTokens = 8 * kTiles, kRows = 16 * kRowTiles;
  static constexpr int kTableBytes = 256 * 32 * 4, kPartBytes = kWarps * kRows * kTokens * 4;
  static constexpr int kSharedBytes = kTableBytes + kPartBytes;
};

struct Call {
  Nf4Blocks weight;
  int out, row_blocks, tokens;
  const void* x;
  int64_t x_ld;
  Epilogue epilogue;
};

// 16 values of each token's NF4 block that this lane multiplies.
template <typename T, int kTiles>
__device__ __forceinline__ void load_x(const Call& call, int block, uint4 (&x)[kTiles][2]) {
  const int lane = threadIdx.x % 32;
#pragma unroll
  for (int n = 0; n < kTiles; ++n) {
    const int token = n * 8 + lane / 4;
    x[n][0] = x[n][1] = uint4{0, 0, 0, 0};
    if (token < call.tokens) {
      const T* from = static_cast<const T*>(call.x) + token * call.x_ld + block * kBlock + lane % 4 * 16;
      x[n][0] = __ldg(reinterpret_cast<const uint4*>(from));
      x[n][1] = __ldg(reinterpret_cast<const uint4*>(from) + 1);
    }
  }
}

// What a warp has loaded of F::kAhead NF4 blocks for its rows: the codes of rows g and g + 8 of each tile,
// and absmax values. Each lane decodes other absmax values; they are passed on by shuffles.
template <typename F>
struct Loaded {
  static constexpr int kPairs = F::kAhead * F::kRows;
  static constexpr int kDecodes = (kPairs + 31) / 32;
  uint2 codes[F::kAhead][F::kRowTiles][2];
  float absmax[kDecodes];

  // NF4 blocks first, first + kWarps, ... of the rows from row0 on; those at or behind the end are skipped.
  __device__ __forceinline__ void load(const Call& call, int row0, int first) {
    const int lane = threadIdx.x % 32;
#pragma unroll
    for (int k = 0; k < kDecodes; ++k) {
      const int pair = k * 32 + lane, block = first + pair / F::kRows * kWarps;
      const int row = min(row0 + pair % F::kRows, call.out - 1);
      absmax[k] = pair < kPairs && block < call.row_blocks ? block_absmax(call.weight, row * call.row_blocks + block)
                                                           : 0.0f;
    }
#pragma unroll
    for (int r = 0; r < F::kRowTiles; ++r) {
#pragma unroll
      for (int h = 0; h < 2; ++h) {
        const int row = min(row0 + r * 16 + 8 * h + lane / 4, call.out - 1);
        const uint2* from = reinterpret_cast<const uint2*>(
                                call.weight.packed + (int64_t{row} * call.row_blocks + first) * (kBlock / 2)) +
                            lane % 4;
#pragma unroll
        for (int i = 0; i < F::kAhead; ++i) {
          codes[i][r][h] =
              first + i * kWarps < call.row_blocks ? __ldcs(from + i * kWarps * (kBlock / 16)) : uint2{0, 0};
        }
      }
    }
  }
  // absmax of row g + 8 h of a tile.
  __device__ __forceinline__ float absmax_of(int ahead, int tile, int h) const {
    const int pair = ahead * F::kRows + tile * 16 + 8 * h;
    return __shfl_sync(0xffffffffu, absmax[pair / 32], pair % 32 + static_cast<int>(threadIdx.x) % 32 / 4);
  }
};

// Adds one NF4 block: its codes' products as a small sum, times absmax. Blocks behind the end have the
// absmax 0.
template <typename T, typename F>
__device__ __forceinline__ void add_block(const uint32_t* table, const Loaded<F>& loaded, int ahead,
                                          const uint4 (&x)[F::kTiles][2],
                                          float (&sums)[F::kRowTiles][F::kTiles][4]) {
  const uint32_t lane_bytes = threadIdx.x % 32 * 4;
#pragma unroll
  for (int r = 0; r < F::kRowTiles; ++r) {
    float part[F::kTiles][4] = {};
#pragma unroll
    for (int step = 0; step < 4; ++step) {
      uint32_t a[4];
#pragma unroll
      for (int i = 0; i < 4; ++i) {
        a[i] = values_of(table, lane_bytes, loaded.codes[ahead][r][i % 2], 2 * step + i / 2);
      }
#pragma unroll
      for (int n = 0; n < F::kTiles; ++n) {
        const uint4& v = x[n][step / 2];
        const uint32_t b[2] = {step % 2 == 0 ? v.x : v.z, step % 2 == 0 ? v.y : v.w};
        mma_16x8x16<T>(a, b, part[n]);
      }
    }
    const float absmax[2] = {loaded.absmax_of(ahead, r, 0), loaded.absmax_of(ahead, r, 1)};
#pragma unroll
    for (int n = 0; n < F::kTiles; ++n) {
#pragma unroll
      for (int i = 0; i < 4; ++i) sums[r][n][i] = fmaf(part[n][i], absmax[i / 2], sums[r][n][i]);
    }
  }
}

// The warp's share of the columns for the rows from row0 on: NF4 blocks warp, warp + kWarps, ... The
// next ones are on their way while these are multiplied.
template <typename T, typename F>
__device__ __forceinline__ void add_columns(const Call& call, const uint32_t* table, int row0,
                                            float (&sums)[F::kRowTiles][F::kTiles][4]) {
  int first = threadIdx.x / 32;
  Loaded<F> now;
  now.load(call, row0, first);
  while (first < call.row_blocks) {
    const int following = first + kWarps * F::kAhead;
    Loaded<F> next;
    next.load(call, row0, following);
#pragma unroll
    for (int i = 0; i < F::kAhead; ++i) {
      uint4 x[F::kTiles][2];
      load_x<T, F::kTiles>(call, min(first + i * kWarps, call.row_blocks - 1), x);
      add_block<T, F>(table, now, i, x, sums);
    }
    now = next;
    first = following;
  }
}

template <typename T, typename F>
__global__ void __launch_bounds__(kThreads, F::kResident) nf4_rows_kernel(const Call call) {
  extern __shared__ uint32_t shared[];
  fill_table<T>(shared);
  float* parts = reinterpret_cast<float*>(shared + F::kTableBytes / 4);  // [warp][row of the block][token]
  const int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  for (int row0 = blockIdx.x * F::kRows; row0 < call.out; row0 += gridDim.x * F::kRows) {
    float sums[F::kRowTiles][F::kTiles][4] = {};
    add_columns<T, F>(call, shared, row0, sums);
#pragma unroll
    for (int r = 0; r < F::kRowTiles; ++r) {
#pragma unroll
      for (int n = 0; n < F::kTiles; ++n) {
#pragma unroll
        for (int i = 0; i < 4; ++i) {
          const int row = r * 16 + lane / 4 + i / 2 * 8, token = n * 8 + lane % 4 * 2 + i % 2;
          parts[(warp * F::kRows + row) * F::kTokens + token] = sums[r][n][i];
        }
      }
    }
    __syncthreads();
    for (int i = threadIdx.x; i < F::kRows * F::kTokens; i += kThreads) {
      const int row = i % F::kRows, token = i / F::kRows;
      if (row0 + row >= call.out || token >= call.tokens) continue;
      float sum = 0.0f;
#pragma unroll
      for (int w = 0; w < kWarps; ++w) sum += parts[(w * F::kRows + row) * F::kTokens + token];
      write_one(call.epilogue, token, row0 + row, sum);
    }
    __syncthreads();
  }
}

template <typename T, typename F>
DfStatus launch(DfContext* context, const Call& call) {
  const auto kernel = nf4_rows_kernel<T, F>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, F::kSharedBytes),
          "linear_forward");
  const int64_t blocks = std::min<int64_t>(ceil_div(call.out, F::kRows), context->multiprocessors * F::kResident);
  kernel<<<static_cast<unsigned>(blocks), kThreads, F::kSharedBytes, context->stream>>>(call);
  DF_LAUNCHED("linear_forward");
  return ok();
}

}  // namespace

bool nf4_rows_takes(const DfContext* context, const DfWeight& w, const DfMatrix& x) {
  // Turing's half of the tensor instruction is not worth a path of its own.
  return context->has_bf16() && nf4_blocks_take(w) && x.dtype != DF_F32 && x.rows > 0 && x.rows <= kNf4Rows &&
         w.block_size == kBlock && w.in_features % kBlock == 0 && aligned_to(x, 16) && aligned_to(w.data, 16);
}

DfStatus nf4_rows(DfContext* context, const DfWeight& w, const DfMatrix& x, const DfMatrix& y, bool accumulate) {
  const Call call{nf4_blocks(w), static_cast<int>(w.out_features), static_cast<int>(w.in_features / kBlock),
                  static_cast<int>(x.rows), x.data, x.ld,
                  Epilogue{y.data, y.ld, nullptr, w.bias, 1.0f, y.dtype, accumulate}};
  const auto choose = [&](auto tag) -> DfStatus {
    using T = decltype(tag);
    // Small outputs: smaller pieces keep more multiprocessors busy.
    if (x.rows <= 8 && call.out <= 8192) return launch<T, Form<1, 1, 2, 3>>(context, call);
    if (x.rows <= 8) return launch<T, Form<1, 2, 2, 3>>(context, call);
    if (x.rows <= 32) return launch<T, Form<4, 2, 1, 2>>(context, call);
    return launch<T, Form<8, 1, 1, 2>>(context, call);
  };
  return x.dtype == DF_BF16 ? choose(bf16{}) : choose(f16{});
}

}  // namespace df::cuda
