// A tile is 16 rows of a weight; the warps of a block share its columns, 256 at a time, and add up at
// the end, in order. Of every 128 columns lane l of four owns 32 codes of rows g and g + 8: half an NF4
// block. Tensor cores multiply; the eight columns of their second operand are four for each
// row of x, one an NF4 block of the 256 columns: x is zero where a lane's codes belong to another
// block. So the four blocks' sums come out apart, and each is multiplied by its absmax.
#include "backends/cuda/gemm/nf4_vector.h"

#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/gemm/nf4_decode.cuh"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kWarps = kThreads / 32;
constexpr int kResident = 2;   // blocks of a multiprocessor
constexpr int kRows = 16;      // of a tile
constexpr int kColumns = 256;  // of a chunk
constexpr int kBlock = 64;     // values of an NF4 block

struct Part {
  Nf4Blocks weight;
  int out;
  int first_tile;  // of the parts together
  Epilogue epilogue;
  Nf4VectorAdapter adapters[kNf4VectorRows];
};

struct Call {
  Part parts[kNf4VectorParts];
  int count, tiles, chunks, row_blocks;  // tiles: of all parts, or of the pair
  int tokens, activation;
  int spare_rows;  // rows of x in the spare bytes of the table
  const void* x;
  int64_t x_ld;
  const float* norm_weight;  // null: none
  float eps;
  const void* residual;
  int64_t residual_ld;
  void* sum;
  int64_t sum_ld;
};

// Shared memory: the table, whose lines have 128 bytes to spare that hold x; absmax codes' values; sums of
// the warps, twice; what of x is left.
constexpr int kSumsBytes = kWarps * 32 * 4;
constexpr int kCodeAt = kNf4TableBytes, kSumsAt = kCodeAt + 1024, kRestAt = kSumsAt + 2 * kSumsBytes;
constexpr int kSpareBytes = kNf4TableBytes / 2;

// Where a row of x lies: 128 bytes of 64 columns each `line` bytes.
struct XRow {
  int base, line;
};
__device__ __forceinline__ XRow x_row(const Call& call, int token) {
  const int bytes = call.chunks * (kColumns * 2);
  if ((token + 1) * bytes <= kSpareBytes) return {token * bytes * 2 + 128, kNf4LineBytes};
  return {kRestAt + (token - call.spare_rows) * bytes, 128};
}
// Vector `vector` (of 4, 8 values each) of a group of 32 columns. Vectors change places so that the
// lanes that read together meet in no bank.
__device__ __forceinline__ int x_offset(const XRow& x, int group, int vector) {
  return x.base + group / 2 * x.line + group % 2 * 64 + (vector ^ (group >> 1 & 3)) * 16;
}

// A tile's part and its rows of the weight.
struct Place {
  const Part* part;
  int row0;
};
__device__ __forceinline__ Place place_of(const Call& call, int tile, int sub) {
  int p = sub;
  if (call.activation < 0) {
    p = 0;
    while (p + 1 < call.count && tile >= call.parts[p + 1].first_tile) ++p;
    tile -= call.parts[p].first_tile;
  }
  return {&call.parts[p], tile * kRows};
}

// A warp's chunk of a tile: codes of rows g and g + 8, and their absmax, as loaded.
template <bool kNested>
struct Chunk {
  uint4 codes[2][2];  // [half of the chunk][row]
  uint32_t q[2];      // absmax codes of two NF4 blocks, or the first absmax
  float nested[2];    // their nested absmax, or the second absmax

  __device__ __forceinline__ void load(const Call& call, const Place& at, int chunk) {
    const int lane = static_cast<int>(threadIdx.x) % 32;
    const Nf4Blocks& w = at.part->weight;
#pragma unroll
    for (int h = 0; h < 2; ++h) {
      const int row = min(at.row0 + 8 * h + lane / 4, at.part->out - 1);
      const int block = row * call.row_blocks + chunk * (kColumns / kBlock);
      const uint4* from = reinterpret_cast<const uint4*>(w.packed + int64_t{block} * (kBlock / 2)) + lane % 4;
      codes[0][h] = __ldcs(from);
      codes[1][h] = __ldcs(from + 4);
      const int pair = block + lane % 2 * 2;
      if constexpr (kNested) {
        q[h] = __ldg(reinterpret_cast<const uint16_t*>(w.absmax_q + pair));
        nested[h] = __ldg(w.absmax_nested + (pair >> w.nested_shift));
      } else {
        q[h] = __float_as_uint(__ldg(w.absmax + pair));
        nested[h] = __ldg(w.absmax + pair + 1);
      }
    }
  }
  // absmax of block i of the lane's pair, row h, in bitsandbytes' order.
  __device__ __forceinline__ float absmax(const float* code, float offset, int h, int i) const {
    if constexpr (kNested) {
      return __fadd_rn(__fmul_rn(code[q[h] >> (8 * i) & 255], nested[h]), offset);
    } else {
      return i == 0 ? __uint_as_float(q[h]) : nested[h];
    }
  }
};

template <int kStep>
__device__ __forceinline__ uint32_t word_of(const uint4& v) {
  if constexpr (kStep / 2 == 0) return v.x;
  if constexpr (kStep / 2 == 1) return v.y;
  if constexpr (kStep / 2 == 2) return v.z;
  return v.w;
}

// Step kStep of a half chunk: four codes of each lane and row.
template <typename T, int kStep>
__device__ __forceinline__ void multiply_step(const char* table, uint32_t lane_bytes, const uint4 (&codes)[2],
                                              const uint4 (&x)[4], float (&part)[4]) {
  constexpr int kByte = kStep % 2 * 2;
  const uint32_t low = word_of<kStep>(codes[0]), high = word_of<kStep>(codes[1]);
  const uint32_t a[4] = {nf4_pair<kByte>(table, lane_bytes, low), nf4_pair<kByte>(table, lane_bytes, high),
                         nf4_pair<kByte + 1>(table, lane_bytes, low), nf4_pair<kByte + 1>(table, lane_bytes, high)};
  const uint4& v = x[kStep / 2];
  const uint32_t b[2] = {kStep % 2 == 0 ? v.x : v.z, kStep % 2 == 0 ? v.y : v.w};
  mma_16x8x16<T>(a, b, part);
}

// Step kStep of both halves: two chains of products that do not wait for each other.
template <typename T, int kStep, typename Codes>
__device__ __forceinline__ void multiply_steps(const char* table, uint32_t lane_bytes, const Codes& codes,
                                               const uint4 (&x)[2][4], float (&part)[2][4]) {
  multiply_step<T, kStep>(table, lane_bytes, codes[0], x[0], part[0]);
  multiply_step<T, kStep>(table, lane_bytes, codes[1], x[1], part[1]);
  if constexpr (kStep < 7) multiply_steps<T, kStep + 1>(table, lane_bytes, codes, x, part);
}

// What of x this lane multiplies, and whether its codes belong to the column it stands for.
struct XLane {
  const char* at;
  int chunk_bytes;
  int vectors[2];  // of half 0 and 1: the place of vector 0
  bool there[2];
};
__device__ __forceinline__ XLane x_lane(const Call& call, const char* shared) {
  const int lane = static_cast<int>(threadIdx.x) % 32, column = lane / 4, l = lane % 4, token = column / 4;
  const XRow row = x_row(call, min(token, call.tokens - 1));
  XLane x{shared + row.base + l / 2 * row.line + l % 2 * 64, row.line * 4, {}, {}};
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    x.vectors[half] = half * 2 * row.line;
    x.there[half] = column % 4 == half * 2 + l / 2 && token < call.tokens;
  }
  return x;
}

// Adds a chunk to the sums of rows g and g + 8 (of token lane % 4 / 2).
template <typename T, bool kNested>
__device__ __forceinline__ void add_chunk(const char* shared, const XLane& lane_x, const Nf4Blocks& w,
                                          const Chunk<kNested>& chunk, int at, bool valid, float (&sums)[2]) {
  const int lane = static_cast<int>(threadIdx.x) % 32, swap = lane % 4 / 2;
  uint4 x[2][4] = {};
  const char* from = lane_x.at + at * lane_x.chunk_bytes;
#pragma unroll
  for (int half = 0; half < 2; ++half) {
    if (lane_x.there[half] && valid) {
#pragma unroll
      for (int v = 0; v < 4; ++v) {
        x[half][v] = *reinterpret_cast<const uint4*>(from + lane_x.vectors[half] + (v ^ (half * 2 + swap)) * 16);
      }
    }
  }
  float part[2][4] = {};
  multiply_steps<T, 0>(shared, static_cast<uint32_t>(lane) * 4, chunk.codes, x, part);
  const float* code = reinterpret_cast<const float*>(shared + kCodeAt);
#pragma unroll
  for (int h = 0; h < 2; ++h) {
#pragma unroll
    for (int i = 0; i < 2; ++i) {
      sums[h] = fmaf(part[0][2 * h + i] + part[1][2 * h + i], chunk.absmax(code, w.offset, h, i), sums[h]);
    }
  }
}

// x into shared memory: as it is, or normed. `squares`: a float a warp and row.
template <typename T>
__device__ __forceinline__ void load_x(const Call& call, char* shared, float (*squares)[kWarps]) {
  const int vectors = call.chunks * (kColumns / 8);
#pragma unroll 1
  for (int token = 0; token < call.tokens; ++token) {
    const XRow at = x_row(call, token);
    const T* from = static_cast<const T*>(call.x) + token * call.x_ld;
    float total = 0.0f;
#pragma unroll 2
    for (int i = static_cast<int>(threadIdx.x); i < vectors; i += kThreads) {
      char* to = shared + x_offset(at, i / 4, i % 4);
      if (call.norm_weight == nullptr) {
        *reinterpret_cast<uint4*>(to) = *reinterpret_cast<const uint4*>(from + i * 8);
        continue;
      }
      float s[8], r[8] = {};
      load_floats<8>(from + i * 8, s);
      if (call.residual != nullptr) {
        load_floats<8>(static_cast<const T*>(call.residual) + token * call.residual_ld + i * 8, r);
      }
#pragma unroll
      for (int k = 0; k < 8; ++k) {
        s[k] = to_float(from_float<T>(s[k] + r[k]));
        total = fmaf(s[k], s[k], total);
      }
      store_floats<8>(reinterpret_cast<T*>(to), s);
      if (blockIdx.x == 0 && call.sum != nullptr) {
        store_floats<8>(static_cast<T*>(call.sum) + token * call.sum_ld + i * 8, s);
      }
    }
    if (call.norm_weight == nullptr) continue;
#pragma unroll
    for (int step = 16; step > 0; step /= 2) total += __shfl_xor_sync(0xffffffffu, total, step);
    if (threadIdx.x % 32 == 0) squares[token][threadIdx.x / 32] = total;
  }
  if (call.norm_weight == nullptr) return;
  __syncthreads();
#pragma unroll 1
  for (int token = 0; token < call.tokens; ++token) {
    const XRow at = x_row(call, token);
    float total = 0.0f;
#pragma unroll
    for (int w = 0; w < kWarps; ++w) total += squares[token][w];
    const float rstd = 1.0f / sqrtf(total / static_cast<float>(vectors * 8) + call.eps);
#pragma unroll 2
    for (int i = static_cast<int>(threadIdx.x); i < vectors; i += kThreads) {
      float s[8], w[8];
      T* here = reinterpret_cast<T*>(shared + x_offset(at, i / 4, i % 4));
      load_floats<8>(here, s);
      load_floats<8>(call.norm_weight + i * 8, w);
#pragma unroll
      for (int k = 0; k < 8; ++k) s[k] = s[k] * rstd * w[k];
      store_floats<8>(here, s);
    }
  }
}

// The adapters' part of a tile: warp w has rows 2w and 2w + 1, a lane four ranks of every 64. The first
// 64 are loaded before the tile's codes are multiplied.
struct LowRank {
  float4 first[kNf4VectorRows];

  __device__ __forceinline__ static const float* factor(const Place& at, const Nf4VectorAdapter& adapter) {
    const int lane = static_cast<int>(threadIdx.x) % 32, r = static_cast<int>(threadIdx.x) / 32 * 2 + lane / 16;
    return adapter.b + min(at.row0 + r, at.part->out - 1) * adapter.b_ld;
  }
  __device__ __forceinline__ void load(const Place& at, int tokens) {
    const int rank = static_cast<int>(threadIdx.x) % 16 * 4;
#pragma unroll
    for (int token = 0; token < kNf4VectorRows; ++token) {
      first[token] = float4{0.0f, 0.0f, 0.0f, 0.0f};
      if (token >= tokens) break;
      const Nf4VectorAdapter& adapter = at.part->adapters[token];
      if (rank < adapter.rank) first[token] = __ldg(reinterpret_cast<const float4*>(factor(at, adapter) + rank));
    }
  }
  __device__ __forceinline__ void add(const Place& at, int tokens, float* low) const {
    const int lane = static_cast<int>(threadIdx.x) % 32, r = static_cast<int>(threadIdx.x) / 32 * 2 + lane / 16;
#pragma unroll
    for (int token = 0; token < kNf4VectorRows; ++token) {
      if (token >= tokens) break;
      const Nf4VectorAdapter& adapter = at.part->adapters[token];
      float sum = 0.0f;
      for (int rank = lane % 16 * 4; rank < adapter.rank; rank += 64) {
        float4 b = first[token];
        if (rank >= 64) b = __ldg(reinterpret_cast<const float4*>(factor(at, adapter) + rank));
        const float4 xa = *reinterpret_cast<const float4*>(adapter.xa + rank);
        sum = fmaf(b.x, xa.x, fmaf(b.y, xa.y, fmaf(b.z, xa.z, fmaf(b.w, xa.w, sum))));
      }
#pragma unroll
      for (int step = 8; step > 0; step /= 2) sum += __shfl_xor_sync(0xffffffffu, sum, step);
      if (lane % 16 == 0) low[token * 16 + r] = sum;
    }
  }
};

template <typename T>
__device__ __forceinline__ float activated(float gate, int kind) {
  gate = to_float(from_float<T>(gate));
  const float u = kind == DF_SILU ? gate : gate * 1.5957691216057308f * fmaf(gate * gate, 0.044715f, 1.0f);
  return gate / (1.0f + __expf(-u));
}

// One warp adds up the warps' sums of a tile, lane = 16 * token + row, and writes them.
template <typename T>
__device__ __forceinline__ void finish(const Call& call, const char* sums, const float* low, const Place& at, int sub,
                                       float& gate) {
  const int lane = static_cast<int>(threadIdx.x) % 32, row = at.row0 + lane % 16, token = lane / 16;
  float sum = 0.0f;
#pragma unroll
  for (int w = 0; w < kWarps; ++w) sum += reinterpret_cast<const float*>(sums)[w * 32 + lane];
  if (token >= call.tokens || row >= at.part->out) return;
  if (low != nullptr) {
    const Nf4VectorAdapter& adapter = at.part->adapters[token];
    if (adapter.rank > 0) sum = fmaf(adapter.scale, low[lane], sum);
    if (adapter.row_scale != nullptr) sum *= adapter.row_scale[row];
  }
  if (call.activation < 0) {
    write_one(at.part->epilogue, token, row, sum);
  } else if (sub == 0) {
    gate = activated<T>(finished(at.part->epilogue, sum, row), call.activation);
  } else {
    const float up = to_float(from_float<T>(finished(at.part->epilogue, sum, row)));
    put<T>(call.parts[0].epilogue, token, row, gate * up);
  }
}

// Where a warp is in its sequence of chunks: all of its columns of a tile, then the next tile.
struct Cursor {
  int tile, sub, chunk;
  Place at;

  __device__ __forceinline__ bool last_of_tile(const Call& call) const { return chunk + kWarps >= call.chunks; }
  __device__ __forceinline__ void advance(const Call& call) {
    if (!last_of_tile(call)) {
      chunk += kWarps;
      return;
    }
    chunk = static_cast<int>(threadIdx.x) / 32;
    if (call.activation >= 0 && sub == 0) {
      sub = 1;
    } else {
      sub = 0;
      tile += static_cast<int>(gridDim.x);
    }
    if (tile < call.tiles) at = place_of(call, tile, sub);  // else the last one stays: it can be read
  }
  template <bool kNested>
  __device__ __forceinline__ void load(const Call& call, Chunk<kNested>& chunk_of) const {
    chunk_of.load(call, at, min(chunk, call.chunks - 1));
  }
};

template <typename T, bool kNested, bool kAdapters>
__global__ void __launch_bounds__(kThreads, kResident) nf4_vector_kernel(const __grid_constant__ Call call) {
  extern __shared__ __align__(256) char shared[];
  __shared__ float low[2][kNf4VectorRows * kRows];
  __shared__ float squares[kNf4VectorRows][kWarps];
  const int lane = static_cast<int>(threadIdx.x) % 32, warp = static_cast<int>(threadIdx.x) / 32;
  const int subs = call.activation < 0 ? 1 : 2;
  let_later_kernels_start();
  Cursor now{static_cast<int>(blockIdx.x), 0, warp, place_of(call, static_cast<int>(blockIdx.x), 0)}, ahead = now;
  Chunk<kNested> chunks[2];
#pragma unroll
  for (int i = 0; i < 2; ++i) {
    ahead.load(call, chunks[i]);
    ahead.advance(call);
  }
  float* code = reinterpret_cast<float*>(shared + kCodeAt);
  load_nf4_table(code);
  __syncthreads();
  fill_nf4_table<T, kThreads>(shared, code);
  __syncthreads();
  if constexpr (kNested) code[threadIdx.x] = __ldg(now.at.part->weight.nested_code + threadIdx.x);
  wait_for_earlier_kernels();
  load_x<T>(call, shared, squares);
  __syncthreads();
  const XLane x = x_lane(call, shared);
  float gate = 0.0f, sums[2] = {0.0f, 0.0f};
  int turn = 0;
  LowRank adapted;
  if constexpr (kAdapters) adapted.load(now.at, call.tokens);
  const auto step = [&](Chunk<kNested>& chunk) {
    add_chunk<T, kNested>(shared, x, now.at.part->weight, chunk, min(now.chunk, call.chunks - 1), now.chunk < call.chunks, sums);
    ahead.load(call, chunk);
    ahead.advance(call);
    if (!now.last_of_tile(call)) {
      now.advance(call);
      return;
    }
#pragma unroll
    for (int h = 0; h < 2; ++h) sums[h] += __shfl_xor_sync(0xffffffffu, sums[h], 1);
    char* mine = shared + kSumsAt + turn % 2 * kSumsBytes;
    if (lane % 2 == 0) {
#pragma unroll
      for (int h = 0; h < 2; ++h) {
        reinterpret_cast<float*>(mine)[warp * 32 + lane % 4 / 2 * 16 + h * 8 + lane / 4] = sums[h];
      }
    }
    if constexpr (kAdapters) adapted.add(now.at, call.tokens, low[turn % 2]);
    __syncthreads();
    // The same warp for both halves of a pair: it keeps the first one's result.
    if (warp == turn / subs % kWarps) finish<T>(call, mine, kAdapters ? low[turn % 2] : nullptr, now.at, now.sub, gate);
    ++turn;
    sums[0] = sums[1] = 0.0f;
    now.advance(call);
    if constexpr (kAdapters) adapted.load(now.at, call.tokens);
  };
  while (now.tile < call.tiles) {
    step(chunks[0]);
    if (now.tile >= call.tiles) break;
    step(chunks[1]);
  }
}

int shared_bytes(int64_t tokens, int64_t columns) {
  const int64_t spare = std::min<int64_t>(tokens, kSpareBytes / (columns * 2));
  return kRestAt + static_cast<int>((tokens - spare) * columns * 2);
}

template <typename T, bool kNested, bool kAdapters>
DfStatus launch(DfContext* context, const Call& call) {
  const auto kernel = nf4_vector_kernel<T, kNested, kAdapters>;
  const int bytes = shared_bytes(call.tokens, int64_t{call.chunks} * kColumns);
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes), "linear_forward");
  const int64_t blocks = std::min<int64_t>(call.tiles, context->multiprocessors * kResident);
  DF_CUDA(launch_early(context, kernel, dim3(static_cast<unsigned>(blocks)), dim3(kThreads),
                       static_cast<size_t>(bytes), 1, call),
          "linear_forward");
  return ok();
}

}  // namespace

bool nf4_vector_takes(const DfContext* context, const DfWeight& w, const DfMatrix& x) {
  return context->has_bf16() && nf4_blocks_take(w) && x.dtype != DF_F32 && x.rows > 0 && x.rows <= kNf4VectorRows &&
         w.block_size == kBlock && w.nested_block_size != 1 && w.in_features % kColumns == 0 && aligned_to(x, 16) &&
         aligned_to(w.data, 16) && (w.nested_block_size == 0 || aligned_to(w.absmax_q, 2)) &&
         shared_bytes(x.rows, w.in_features) <= context->shared_bytes_per_block;
}

DfStatus nf4_vector(DfContext* context, const DfMatrix& x, const Nf4VectorCall& wanted) {
  Call call{};
  call.count = wanted.count;
  call.tokens = static_cast<int>(x.rows);
  call.activation = wanted.activation;
  call.x = x.data;
  call.x_ld = x.ld;
  call.row_blocks = static_cast<int>(wanted.weights[0]->in_features / kBlock);
  call.chunks = static_cast<int>(wanted.weights[0]->in_features / kColumns);
  call.spare_rows = static_cast<int>(std::min<int64_t>(x.rows, kSpareBytes / (wanted.weights[0]->in_features * 2)));
  call.norm_weight = wanted.norm.weight;
  call.eps = wanted.norm.eps;
  call.residual = wanted.norm.residual.data;
  call.residual_ld = wanted.norm.residual.ld;
  call.sum = wanted.norm.sum.data;
  call.sum_ld = wanted.norm.sum.ld;
  bool adapted = false;
  for (int p = 0; p < wanted.count; ++p) {
    const DfWeight& w = *wanted.weights[p];
    const DfMatrix& y = wanted.activation < 0 ? wanted.y[p] : wanted.y[0];
    call.parts[p] = Part{nf4_blocks(w), static_cast<int>(w.out_features), call.tiles,
                         Epilogue{y.data, y.ld, nullptr, w.bias, 1.0f, y.dtype, wanted.accumulate}, {}};
    for (int row = 0; row < call.tokens; ++row) {
      call.parts[p].adapters[row] = wanted.adapters[p][row];
      adapted = adapted || wanted.adapters[p][row].rank > 0;
    }
    if (wanted.activation < 0 || p == 0) call.tiles += static_cast<int>(ceil_div(w.out_features, kRows));
  }
  const bool nested = wanted.weights[0]->nested_block_size > 0;
  const auto run = [&](auto tag) -> DfStatus {
    using T = decltype(tag);
    if (adapted) return nested ? launch<T, true, true>(context, call) : launch<T, false, true>(context, call);
    return nested ? launch<T, true, false>(context, call) : launch<T, false, false>(context, call);
  };
  return x.dtype == DF_BF16 ? run(bf16{}) : run(f16{});
}

}  // namespace df::cuda
