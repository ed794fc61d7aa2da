// What a block computes from one input, for a few rows. One or two rows of NF4 weights go in one
// launch, the norm before and the activation behind them included; anything else op by op.
#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/gemm/nf4_decode.cuh"
#include "backends/cuda/gemm/nf4_tile.h"
#include "backends/cuda/gemm/nf4_vector.h"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/dtype.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "linear_group";
constexpr int kThreads = 256;
constexpr int kMostRank = 256;
constexpr int kItems = kNf4VectorParts * static_cast<int>(kNf4VectorRows);

// xa = x A^T of one row and layer.
struct Projection {
  const float* a;
  int64_t a_ld;
  int64_t row;
  float* xa;
  int32_t rank;
};
struct Projections {
  Projection items[kItems];
};

// x may be normed on the way: sum * rstd * weight with sum = x + residual, as norm_forward does it.
struct Rows {
  const void* x;
  int64_t x_ld, columns;
  const void* residual;  // null: none
  int64_t residual_ld;
  const float* norm_weight;  // null: x is taken as it is
  float eps;
};

__device__ __forceinline__ float block_sum(float value, float* shared) {
#pragma unroll
  for (int step = 16; step > 0; step /= 2) value += __shfl_xor_sync(0xffffffffu, value, step);
  if (threadIdx.x % 32 == 0) shared[threadIdx.x / 32] = value;
  __syncthreads();
  float sum = 0.0f;
#pragma unroll
  for (int w = 0; w < kThreads / 32; ++w) sum += shared[w];
  return sum;
}

template <typename T>
__global__ void __launch_bounds__(kThreads) project_kernel(const __grid_constant__ Projections projections,
                                                           const __grid_constant__ Rows rows) {
  __shared__ float squares[kThreads / 32], products[kThreads / 32];
  let_later_kernels_start();
  const Projection& p = projections.items[blockIdx.y];
  const int rank = static_cast<int>(blockIdx.x);
  if (rank >= p.rank) return;
  const float* a = p.a + rank * p.a_ld;
  for (int64_t i = int64_t{threadIdx.x} * 32; i < rows.columns; i += kThreads * 32) {
    asm volatile("prefetch.global.L2 [%0];" ::"l"(a + i));
  }
  wait_for_earlier_kernels();
  const T* x = static_cast<const T*>(rows.x) + p.row * rows.x_ld;
  const T* residual = static_cast<const T*>(rows.residual) + p.row * rows.residual_ld;
  const auto load = [&](int64_t i, float(&v)[8]) {
    load_floats<8>(x + i, v);
    if (rows.residual == nullptr) return;
    float r[8];
    load_floats<8>(residual + i, r);
#pragma unroll
    for (int k = 0; k < 8; ++k) v[k] = to_float(from_float<T>(v[k] + r[k]));
  };
  float rstd = 1.0f;
  if (rows.norm_weight != nullptr) {
    float square = 0.0f;
#pragma unroll 2
    for (int64_t i = int64_t{threadIdx.x} * 8; i < rows.columns; i += kThreads * 8) {
      float v[8];
      load(i, v);
#pragma unroll
      for (int k = 0; k < 8; ++k) square = fmaf(v[k], v[k], square);
    }
    rstd = 1.0f / sqrtf(block_sum(square, squares) / static_cast<float>(rows.columns) + rows.eps);
  }
  float sum = 0.0f;
#pragma unroll 2
  for (int64_t i = int64_t{threadIdx.x} * 8; i < rows.columns; i += kThreads * 8) {
    float v[8], w[8];
    load(i, v);
    if (rows.norm_weight != nullptr) {
      load_floats<8>(rows.norm_weight + i, w);
#pragma unroll
      for (int k = 0; k < 8; ++k) v[k] = to_float(from_float<T>(v[k] * rstd * w[k]));
    }
    load_floats<8>(a + i, w);
#pragma unroll
    for (int k = 0; k < 8; ++k) sum = fmaf(v[k], w[k], sum);
  }
  sum = block_sum(sum, products);
  if (threadIdx.x == 0) p.xa[rank] = sum;
}

const DfAdapter* adapter_of(const DfLinearForward& part, int64_t row) {
  const DfAdapter* adapter = nullptr;
  if (part.segment_count == 0) {
    adapter = part.adapter_count == 1 ? &part.adapters[0] : nullptr;
  } else {
    for (int32_t k = 0; k < part.segment_count; ++k) {
      if (row < part.segment_begin[k] || row >= part.segment_begin[k + 1]) continue;
      adapter = part.segment_adapter[k] < 0 ? nullptr : &part.adapters[part.segment_adapter[k]];
    }
  }
  return adapter != nullptr && adapter->rank > 0 ? adapter : nullptr;
}

// Three to 32 rows without adapters: the layers in one launch, norm and activation apart.
bool tiles_taken(const DfContext* context, const DfLinearGroup& g) {
  const DfWeight* weights[kNf4TileParts] = {};
  for (int32_t p = 0; p < g.count; ++p) {
    const DfLinearForward& part = g.parts[p];
    if (!nf4_tile_takes(context, part.weight, part.x) || part.x.data != g.parts[0].x.data ||
        part.weight.in_features != g.parts[0].weight.in_features ||
        part.weight.nested_block_size != g.parts[0].weight.nested_block_size ||
        part.weight.nested_code != g.parts[0].weight.nested_code) {
      return false;
    }
    for (int64_t row = 0; row < part.x.rows; ++row) {
      if (adapter_of(part, row) != nullptr) return false;
    }
    weights[p] = &part.weight;
  }
  return nf4_tile_wins(context, weights, g.count, g.parts[0].x.rows);
}

bool adapter_taken(const DfAdapter& a) {
  return a.rank <= kMostRank && a.rank % 4 == 0 && a.dropout == 0 && aligned_to(a.a, 16) && aligned_to(a.b, 16);
}

bool norm_taken(const DfNormForward& n) {
  return n.kind == DF_NORM_RMS && n.rstd == nullptr && aligned_to(n.x, 16) && aligned_to(n.weight, 16) &&
         aligned_to(n.residual, 16) && aligned_to(n.sum, 16) && (n.residual.data != nullptr || n.sum.data == nullptr) &&
         n.sum.data != n.x.data && n.sum.data != n.residual.data;
}

bool taken(const DfContext* context, const DfLinearGroup& g) {
  const DfWeight& first = g.parts[0].weight;
  for (int32_t p = 0; p < g.count; ++p) {
    const DfLinearForward& part = g.parts[p];
    if (!nf4_vector_takes(context, part.weight, part.x) || part.weight.in_features != first.in_features) return false;
    if (part.weight.nested_block_size != first.nested_block_size || part.weight.nested_code != first.nested_code) return false;
    if (part.accumulate != 0 || part.x.data != g.parts[0].x.data) return false;
    if (g.out.data != nullptr && part.weight.out_features != first.out_features) return false;
    for (int64_t row = 0; row < part.x.rows; ++row) {
      const DfAdapter* adapter = adapter_of(part, row);
      if (adapter != nullptr && !adapter_taken(*adapter)) return false;
    }
  }
  return true;
}

// The adapters of the call, and one launch for all their inner products, which lie in the context's
// partial sums until the layers have read them.
DfStatus project(DfContext* context, const DfLinearGroup& g, const DfMatrix& x, Nf4VectorCall& call) {
  static_assert(kItems * kMostRank * sizeof(float) <= kPartials * sizeof(double));
  Projections projections{};
  int items = 0, widest = 0;
  for (int32_t p = 0; p < g.count; ++p) {
    for (int64_t row = 0; row < g.parts[p].x.rows; ++row) {
      const DfAdapter* a = adapter_of(g.parts[p], row);
      if (a == nullptr) continue;
      float* xa = reinterpret_cast<float*>(context->partials) + items * kMostRank;
      projections.items[items++] = Projection{static_cast<const float*>(a->a.data), a->a.ld, row, xa, a->rank};
      call.adapters[p][row] = Nf4VectorAdapter{xa, static_cast<const float*>(a->b.data), a->b.ld, a->row_scale, a->scale, a->rank};
      widest = std::max(widest, a->rank);
    }
  }
  if (items == 0) return ok();
  const Nf4VectorNorm& norm = call.norm;
  const Rows rows{x.data, x.ld, x.cols, norm.weight != nullptr ? norm.residual.data : nullptr, norm.residual.ld, norm.weight, norm.eps};
  const dim3 grid(static_cast<unsigned>(widest), static_cast<unsigned>(items));
  const auto run = [&](auto tag) -> DfStatus {
    DF_CUDA(launch_early(context, project_kernel<decltype(tag)>, grid, dim3(kThreads), 0, 1, projections, rows), kOp);
    return ok();
  };
  return x.dtype == DF_BF16 ? run(bf16{}) : run(f16{});
}

DfStatus run_fused(DfContext* context, const DfLinearGroup& g) {
  Nf4VectorCall call;
  call.count = g.count;
  bool adapted = false;
  for (int32_t p = 0; p < g.count; ++p) {
    call.weights[p] = &g.parts[p].weight;
    call.y[p] = g.out.data != nullptr ? g.out : g.parts[p].y;
    for (int64_t row = 0; row < g.parts[p].x.rows; ++row) adapted = adapted || adapter_of(g.parts[p], row) != nullptr;
  }
  if (g.out.data != nullptr) call.activation = g.activation;
  DfMatrix x = g.parts[0].x;
  if (g.norm.weight != nullptr) {
    if (!norm_taken(g.norm)) {
      DF_CHECK(df_cuda_norm_forward(context, &g.norm));
    } else {
      x = g.norm.x;
      call.norm = Nf4VectorNorm{g.norm.weight, g.norm.eps, g.norm.residual, g.norm.sum};
    }
  }
  if (adapted) DF_CHECK(project(context, g, x, call));
  return nf4_vector(context, x, call);
}

DfStatus check(DfContext* context, const DfLinearGroup& g) {
  DF_REQUIRE(g.count >= 1 && g.count <= kNf4VectorParts && g.parts != nullptr, "%s: %d layers", kOp, g.count);
  DF_REQUIRE(g.out.data == nullptr || g.count == 2, "%s: a gated MLP has two layers, not %d", kOp, g.count);
  for (int32_t p = 0; p < g.count; ++p) {
    const DfLinearForward& part = g.parts[p];
    DF_CHECK(check_weight(part.weight, kOp));
    DF_CHECK(check_activations(context, part.x, kOp, "x"));
    DF_CHECK(check_matrix(part.x, kOp, "x", part.x.dtype, g.parts[0].x.rows, part.weight.in_features));
    DF_CHECK(check_matrix(part.y, kOp, "y", part.x.dtype, part.x.rows, part.weight.out_features));
    DF_REQUIRE(part.accumulate == 0 && part.xa.data == nullptr, "%s: layers of a group neither accumulate nor keep xa", kOp);
    for (int32_t k = 0; k < part.adapter_count; ++k) DF_CHECK(check_adapter(part.adapters[k], part.weight, kOp));
  }
  return ok();
}

}  // namespace

DfStatus df_cuda_linear_group(DfContext* context, const DfLinearGroup* args) {
  const DfLinearGroup& g = *args;
  DF_CHECK(check(context, g));
  if (g.parts[0].x.rows == 0) return ok();
  if (taken(context, g)) return run_fused(context, g);
  if (g.norm.weight != nullptr) DF_CHECK(df_cuda_norm_forward(context, &g.norm));
  if (tiles_taken(context, g)) {
    const DfWeight* weights[kNf4TileParts] = {};
    DfMatrix y[kNf4TileParts] = {};
    for (int32_t p = 0; p < g.count; ++p) weights[p] = &g.parts[p].weight, y[p] = g.parts[p].y;
    DF_CHECK(nf4_tile(context, g.parts[0].x, weights, y, g.count, false));
  } else {
    for (int32_t p = 0; p < g.count; ++p) DF_CHECK(df_cuda_linear_forward(context, &g.parts[p]));
  }
  if (g.out.data == nullptr) return ok();
  const DfActivationForward act{g.activation, 0, g.parts[0].y, g.parts[1].y, g.out};
  return df_cuda_activation_forward(context, &act);
}
