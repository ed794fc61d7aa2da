// row_scale = magnitude / ||W + s B A||_row without W + s B A (arXiv 2603.22276):
//   ||W_j||^2 + 2 s (W A^T)_j . B_j + s^2 B_j (A A^T) B_j^T
// The products W A^T and A A^T are float32, cut into pieces over the input dimension (on the matrix
// units where they can, dora_product.h); the sums over the pieces and over the rank are float64,
// because the three terms may cancel.
#include "backends/cuda/ops.h"
#include "backends/cuda/ops/dora_product.h"
#include "backends/cuda/reduce.cuh"
#include "backends/cuda/weight_read.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "dora_row_scale";
constexpr int kTile = 64;   // rows of the weight and of A in a block
constexpr int kDepth = 32;  // columns of one step
constexpr int kThreads = 256;
constexpr int64_t kWantedBlocks = 512;
constexpr int64_t kSmallestPiece = 512;

struct Pieces {
  int64_t rows;
  int64_t rank;
  int64_t splits;
  int64_t depth;  // columns of a piece, a multiple of kDepth
  uint64_t bytes() const { return static_cast<uint64_t>(splits * rows * rank) * sizeof(float); }
};

// Pieces that keep a large card busy; the same on every card, so that results do not depend on it.
Pieces pieces_of(int64_t rows, int64_t rank, int64_t cols) {
  const int64_t tiles = ceil_div(rows, kTile) * ceil_div(rank, kTile);
  const int64_t most = std::max<int64_t>(cols / kSmallestPiece, 1);
  const int64_t splits = std::clamp<int64_t>(ceil_div(kWantedBlocks, tiles), 1, most);
  const int64_t depth = round_up(ceil_div(cols, splits), kDepth);
  return Pieces{rows, rank, ceil_div(cols, depth), depth};
}

// partials[piece][row][r] = sum over the piece's columns of W[row, c] * A[r, c]. `stride`: distance of
// the rows of W in values; `runs`: eight neighbours may be read at once.
__global__ void __launch_bounds__(kThreads) product_kernel(WeightView w, int64_t stride, bool runs,
                                                           View<const float> a, int rank,
                                                           int64_t depth, float* partials) {
  __shared__ float table[kNf4Levels];
  __shared__ __align__(16) float weights[kDepth][kTile + 4];
  __shared__ __align__(16) float factors[kDepth][kTile + 4];
  load_nf4_table(table);
  const int thread = static_cast<int>(threadIdx.x);
  const int64_t row0 = static_cast<int64_t>(blockIdx.x) * kTile;
  const int r0 = static_cast<int>(blockIdx.y) * kTile;
  const int64_t begin = blockIdx.z * depth;
  const int64_t end = begin + depth < w.in_features ? begin + depth : w.in_features;
  // Each thread brings a run of eight columns of one row of both.
  const int line = thread / 4;
  const int run = thread % 4 * 8;
  const int y = thread / 16 * 4, x = thread % 16 * 4;
  float sums[4][4] = {};
  __syncthreads();
  for (int64_t k = begin; k < end; k += kDepth) {
    float wv[8] = {}, av[8] = {};
    const int64_t col = k + run;
    if (row0 + line < w.out_features) {
      const int64_t at = (row0 + line) * stride + col;
      if (runs && col < end) {
        weight_run(w, table, at, wv);
      } else {
#pragma unroll
        for (int i = 0; i < 8; ++i) wv[i] = col + i < end ? weight_value(w, table, at + i) : 0.0f;
      }
    }
    if (r0 + line < rank) {
#pragma unroll
      for (int i = 0; i < 8; ++i) av[i] = col + i < end ? *a.at(r0 + line, col + i) : 0.0f;
    }
#pragma unroll
    for (int i = 0; i < 8; ++i) {
      weights[run + i][line] = wv[i];
      factors[run + i][line] = av[i];
    }
    __syncthreads();
#pragma unroll 8
    for (int d = 0; d < kDepth; ++d) {
      float p[4], q[4];
      load_floats<4>(&weights[d][y], p);
      load_floats<4>(&factors[d][x], q);
#pragma unroll
      for (int i = 0; i < 4; ++i) {
#pragma unroll
        for (int j = 0; j < 4; ++j) sums[i][j] = fmaf(p[i], q[j], sums[i][j]);
      }
    }
    __syncthreads();
  }
#pragma unroll
  for (int i = 0; i < 4; ++i) {
    const int64_t row = row0 + y + i;
#pragma unroll
    for (int j = 0; j < 4; ++j) {
      const int r = r0 + x + j;
      if (row < w.out_features && r < rank) {
        partials[(blockIdx.z * w.out_features + row) * rank + r] = sums[i][j];
      }
    }
  }
}

struct Finish {
  const float* wa;    // [splits][rows][rank]
  const float* gram;  // [splits][rank][rank]
  Pieces wa_pieces, gram_pieces;
  const float* norm_sq;
  View<const float> b;
  const float* magnitude;
  float* row_scale;
  float* magnitude_init;
  double scale;
};

__device__ __forceinline__ double added(const float* partials, const Pieces& p, int64_t at) {
  double total = 0.0;
  for (int64_t s = 0; s < p.splits; ++s) total += partials[s * p.rows * p.rank + at];
  return total;
}

// A warp a row.
__global__ void __launch_bounds__(kThreads) finish_kernel(Finish f) {
  const int64_t j = static_cast<int64_t>(blockIdx.x) * (kThreads / 32) + threadIdx.x / 32;
  if (j >= f.wa_pieces.rows) return;
  const int64_t rank = f.wa_pieces.rank;
  const float* b = f.b.at(j, 0);
  double cross = 0.0, square = 0.0;
  for (int64_t r = threadIdx.x % 32; r < rank; r += 32) {
    cross += added(f.wa, f.wa_pieces, j * rank + r) * b[r];
    double row = 0.0;
    // A A^T is symmetric: reading its column r keeps the lanes on neighbouring addresses.
    for (int64_t q = 0; q < rank; ++q) row += static_cast<double>(f.gram[q * rank + r]) * b[q];
    square += row * b[r];
  }
  cross = warp_sum(cross);
  square = warp_sum(square);
  if (threadIdx.x % 32 != 0) return;
  const double norm_sq = f.norm_sq[j] + 2.0 * f.scale * cross + f.scale * f.scale * square;
  const double norm = sqrt(fmax(norm_sq, 0.0));
  if (f.magnitude_init != nullptr) f.magnitude_init[j] = static_cast<float>(norm);
  if (f.row_scale != nullptr) f.row_scale[j] = static_cast<float>(f.magnitude[j] / norm);
}

// gram[0] = the sum of its pieces, so that the rows read it once.
__global__ void __launch_bounds__(kThreads) add_pieces(float* partials, Pieces p) {
  const int64_t at = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  if (at < p.rows * p.rank) partials[at] = static_cast<float>(added(partials, p, at));
}

DfStatus product(const DfContext* context, const DfWeight& weight, int64_t stride,
                 const DfMatrix& a, const Pieces& p, float* partials) {
  const dim3 grid(static_cast<unsigned>(ceil_div(p.rows, kTile)),
                  static_cast<unsigned>(ceil_div(p.rank, kTile)), static_cast<unsigned>(p.splits));
  product_kernel<<<grid, kThreads, 0, context->stream>>>(
      weight_view(weight), stride, weight_in_runs(weight, 8) && stride % 8 == 0,
      view<const float>(a), static_cast<int>(p.rank), p.depth, partials);
  DF_LAUNCHED(kOp);
  return ok();
}

DfStatus check(DfContext* context, const DfDoraRowScale* args) {
  DF_CHECK(check_runs(context, kOp));
  DF_CHECK(check_weight(args->weight, kOp));
  DF_REQUIRE(args->a.rows > 0, "%s: A has %lld rows", kOp, static_cast<long long>(args->a.rows));
  DF_CHECK(check_matrix(args->a, kOp, "A", DF_F32, args->a.rows, args->weight.in_features));
  DF_CHECK(check_matrix(args->b, kOp, "B", DF_F32, args->weight.out_features, args->a.rows));
  DF_REQUIRE(args->norm_sq != nullptr, "%s: norm_sq is null (weight_norm_sq fills it)", kOp);
  DF_REQUIRE(args->row_scale == nullptr || args->magnitude != nullptr,
             "%s: row_scale needs the magnitude", kOp);
  return check_scratch(args->scratch, kOp, df_cuda_dora_row_scale_workspace(context, args));
}

// On the matrix units both products are cut alike, for one launch makes them.
struct Plan {
  bool matrix_units;
  Pieces wa, gram;
  uint64_t split_bytes;  // of A in two float16 parts
  uint64_t bytes() const { return split_bytes + wa.bytes() + gram.bytes(); }
};

Plan plan_of(const DfContext* context, const DfDoraRowScale& args) {
  const int64_t rows = args.weight.out_features, rank = args.a.rows, cols = args.weight.in_features;
  if (!dora_product_takes(context, args.weight)) {
    return Plan{false, pieces_of(rows, rank, cols), pieces_of(rank, rank, cols), 0};
  }
  constexpr int64_t kUnitRows = 128, kUnitBlocks = 264, kUnitDepth = 64;
  const int64_t tiles = ceil_div(rows, kUnitRows) * ceil_div(rank, kTile);
  const int64_t splits = std::clamp<int64_t>(ceil_div(kUnitBlocks, tiles), 1, std::max<int64_t>(cols / 256, 1));
  const int64_t depth = round_up(ceil_div(cols, splits), kUnitDepth);
  const int64_t count = ceil_div(cols, depth);
  return Plan{true, Pieces{rows, rank, count, depth}, Pieces{rank, rank, count, depth},
              static_cast<uint64_t>(rank * cols) * 4};
}

}  // namespace

uint64_t df_cuda_dora_row_scale_workspace(DfContext* context, const DfDoraRowScale* args) {
  return plan_of(context, *args).bytes();
}

DfStatus df_cuda_dora_row_scale(DfContext* context, const DfDoraRowScale* args) {
  DF_CHECK(check(context, args));
  const Plan plan = plan_of(context, *args);
  const Pieces& wide = plan.wa;
  const Pieces& small = plan.gram;
  auto* halves = static_cast<__half*>(args->scratch.data);
  auto* wa = reinterpret_cast<float*>(static_cast<char*>(args->scratch.data) + plan.split_bytes);
  float* gram = wa + wide.splits * wide.rows * wide.rank;
  if (plan.matrix_units) {
    const SplitFactors a{halves, halves + args->a.rows * args->a.cols, args->a.rows, args->a.cols};
    DF_CHECK(split_factors(context, args->a, a));
    DF_CHECK(dora_products(context, args->weight, a, wide.depth, wa, gram));
  } else {
    DfWeight factors{};
    factors.format = DF_F32;
    factors.out_features = args->a.rows;
    factors.in_features = args->a.cols;
    factors.data = args->a.data;
    DF_CHECK(product(context, args->weight, args->weight.in_features, args->a, wide, wa));
    DF_CHECK(product(context, factors, args->a.ld, args->a, small, gram));
  }
  const auto blocks = static_cast<unsigned>(ceil_div(small.rows * small.rank, kThreads));
  add_pieces<<<blocks, kThreads, 0, context->stream>>>(gram, small);
  DF_LAUNCHED(kOp);
  const Finish finish{wa,  gram, wide, small, args->norm_sq, view<const float>(args->b),
                      args->magnitude, args->row_scale, args->magnitude_init,
                      static_cast<double>(args->scale)};
  finish_kernel<<<static_cast<unsigned>(ceil_div(wide.rows, kThreads / 32)), kThreads, 0,
                  context->stream>>>(finish);
  DF_LAUNCHED(kOp);
  return ok();
}
