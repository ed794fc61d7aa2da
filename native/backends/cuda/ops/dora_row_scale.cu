// row_scale = magnitude / ||W + s B A||_row without W + s B A (arXiv 2603.22276):
//   ||W_j||^2 + 2 s (W A^T)_j . B_j + s^2 B_j (A A^T) B_j^T
// The products W A^T and A A^T are float32, cut into pieces over the input dimension (on the matrix
// units where they can, dora_product.h); the sums over the pieces and over the rank are float64,
// because the three terms may cancel.
#include "backends/cuda/ops.h"
#include "backends/cuda/ops/dora_product.h"
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

enum class Route { kPlain, kMma, kWgmma };

// On the matrix units both products are cut alike, for one launch makes them.
struct Plan {
  Route route;
  Pieces wa, gram;
  uint64_t split_bytes;  // of A in two float16 parts, and its rows' powers of two
  // wgmma keeps sums over the rank of W A^T alone, in float64, for each of A's tiles.
  uint64_t wa_bytes() const {
    const uint64_t bytes =
        route == Route::kWgmma ? static_cast<uint64_t>(wa.splits * wa.rows) * sizeof(double) : wa.bytes();
    return (bytes + 255) / 256 * 256;
  }
  uint64_t bytes() const { return split_bytes + wa_bytes() + gram.bytes(); }
};

Plan plan_of(const DfContext* context, const DfDoraRowScale& args) {
  const int64_t rows = args.weight.out_features, rank = args.a.rows, cols = args.weight.in_features;
  // 256: what comes behind stays aligned.
  const auto split_bytes = static_cast<uint64_t>(rank * cols * 4 + round_up(rank * 4 + 4, 256));
  if (dora_cross_takes(context, args.weight)) {
    const int64_t depth = dora_cross_depth(rows, rank, cols), count = ceil_div(cols, depth);
    return Plan{Route::kWgmma, Pieces{rows, rank, count * ceil_div(rank, kTile), depth},
                Pieces{rank, rank, count, depth}, split_bytes};
  }
  if (!dora_product_takes(context, args.weight)) {
    return Plan{Route::kPlain, pieces_of(rows, rank, cols), pieces_of(rank, rank, cols), 0};
  }
  constexpr int64_t kUnitRows = 128, kUnitBlocks = 264, kUnitDepth = 64;
  const int64_t tiles = ceil_div(rows, kUnitRows) * ceil_div(rank, kTile);
  const int64_t splits = std::clamp<int64_t>(ceil_div(kUnitBlocks, tiles), 1, std::max<int64_t>(cols / 256, 1));
  const int64_t depth = round_up(ceil_div(cols, splits), kUnitDepth);
  const int64_t count = ceil_div(cols, depth);
  return Plan{Route::kMma, Pieces{rows, rank, count, depth}, Pieces{rank, rank, count, depth}, split_bytes};
}

DfStatus products(DfContext* context, const DfDoraRowScale& args, const Plan& plan, void* wide, float* gram) {
  if (plan.route == Route::kPlain) {
    DfWeight factors{};
    factors.format = DF_F32;
    factors.out_features = args.a.rows;
    factors.in_features = args.a.cols;
    factors.data = args.a.data;
    DF_CHECK(product(context, args.weight, args.weight.in_features, args.a, plan.wa, static_cast<float*>(wide)));
    return product(context, factors, args.a.ld, args.a, plan.gram, gram);
  }
  auto* halves = static_cast<__half*>(args.scratch.data);
  const int64_t count = args.a.rows * args.a.cols;
  auto* unscale = reinterpret_cast<float*>(halves + 2 * count);
  const SplitFactors a{halves,      halves + count, unscale, reinterpret_cast<unsigned*>(unscale + args.a.rows),
                       args.a.rows, args.a.cols,    plan.route == Route::kWgmma};
  DF_CHECK(split_factors(context, args.a, a));
  if (plan.route == Route::kMma) {
    return dora_products(context, args.weight, a, plan.wa.depth, static_cast<float*>(wide), gram);
  }
  return dora_cross(context, DoraCross{args.weight, args.norm_sq, a, args.b, plan.wa.depth,
                                       static_cast<double*>(wide), gram});
}

}  // namespace

uint64_t df_cuda_dora_row_scale_workspace(DfContext* context, const DfDoraRowScale* args) {
  return plan_of(context, *args).bytes();
}

DfStatus df_cuda_dora_row_scale(DfContext* context, const DfDoraRowScale* args) {
  DF_CHECK(check(context, args));
  const Plan plan = plan_of(context, *args);
  char* wide = static_cast<char*>(args->scratch.data) + plan.split_bytes;
  auto* gram = reinterpret_cast<float*>(wide + plan.wa_bytes());
  DF_CHECK(products(context, *args, plan, wide, gram));
  DoraFinish finish{};
  if (plan.route == Route::kWgmma) {
    finish.cross = reinterpret_cast<const double*>(wide);
    finish.cross_pieces = plan.wa.splits;
  } else {
    finish.wa = reinterpret_cast<const float*>(wide);
    finish.wa_pieces = plan.wa.splits;
  }
  finish.gram = gram;
  finish.gram_pieces = plan.route == Route::kWgmma ? 1 : plan.gram.splits;
  finish.early = plan.route == Route::kWgmma;
  finish.rows = plan.wa.rows;
  finish.rank = plan.wa.rank;
  finish.norm_sq = args->norm_sq;
  finish.b = args->b;
  finish.magnitude = args->magnitude;
  finish.row_scale = args->row_scale;
  finish.magnitude_init = args->magnitude_init;
  finish.scale = static_cast<double>(args->scale);
  return dora_finish(context, finish);
}
