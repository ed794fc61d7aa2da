// Products of bf16 and fp16 matrices by mma.sync, for every card from 7.5 up and every shape, layout
// and alignment: what the Hopper kernel does not take. Tiles pass through a ring in shared
// memory, filled by cp.async where the card has it (8.0).
#include "backends/cuda/gemm/epilogue.cuh"
#include "backends/cuda/gemm/mma_tile.cuh"
#include "backends/cuda/launch.h"

namespace df::cuda {
namespace {

// Warps along m and n; each computes (kRows / kWarpsM) x (kCols / kWarpsN) of the block's tile.
template <int kRows_, int kCols_, int kWarpsM_, int kWarpsN_>
struct Shape {
  static constexpr int kRows = kRows_, kCols = kCols_, kWarpsM = kWarpsM_, kWarpsN = kWarpsN_;
  static constexpr int kFragsM = kRows / kWarpsM / 16, kFragsN = kCols / kWarpsN / 8;
};
using Square = Shape<128, 128, 2, 4>;
// One warp has all columns: a fragment of A is masked by one warp alone.
using Narrow = Shape<128, 64, 8, 1>;

template <typename T, typename S, bool kKA, bool kKB>
struct Kernel {
  using TileA = MmaTile<T, S::kRows, kKA>;
  using TileB = MmaTile<T, S::kCols, kKB>;
  static constexpr int kStageElements = TileA::kElements + TileB::kElements;
  static constexpr int kSharedBytes = kMmaStages * kStageElements * static_cast<int>(sizeof(T));

  struct Place {
    int64_t row, col;  // of the block's tile in C
  };

  static __device__ void load(const GemmCall& call, const GemmTerm& term, Place at, int64_t k, int64_t last,
                              bool fast, T* stage) {
    TileA::load(term.a, at.row, call.m, k, last, fast, stage);
    TileB::load(term.b, at.col, call.n, k, last, fast, stage + TileA::kElements);
  }

  static __device__ void multiply(const GemmCall& call, Place at, int64_t k, bool masked, const T* stage,
                                  float (&sum)[S::kFragsM][S::kFragsN][4]) {
    const int warp = threadIdx.x / 32;
    const int row = warp / S::kWarpsN * (S::kRows / S::kWarpsM);
    const int col = warp % S::kWarpsN * (S::kCols / S::kWarpsN);
#pragma unroll
    for (int step = 0; step < kMmaDepth; step += 16) {
      uint32_t a[S::kFragsM][4], b[S::kFragsN][2];
#pragma unroll
      for (int i = 0; i < S::kFragsM; ++i) {
        TileA::fragment_a(stage, row + i * 16, step, a[i]);
        if (masked) mask_fragment(call.dropout, at.row + row + i * 16, k + step, kKA, a[i]);
      }
#pragma unroll
      for (int j = 0; j < S::kFragsN; j += 2) {
        TileB::fragments_b(stage + TileA::kElements, col + j * 8, step, b[j], b[j + 1]);
      }
#pragma unroll
      for (int i = 0; i < S::kFragsM; ++i) {
#pragma unroll
        for (int j = 0; j < S::kFragsN; ++j) mma_16x8x16<T>(a[i], b[j], sum[i][j]);
      }
    }
  }

  static __device__ void add_term(const GemmCall& call, const GemmTerm& term, Place at, int64_t first,
                                  int64_t last, bool fast, bool masked, T* shared,
                                  float (&sum)[S::kFragsM][S::kFragsN][4]) {
    const int steps = static_cast<int>((last - first + kMmaDepth - 1) / kMmaDepth);
    for (int s = 0; s < kMmaStages - 1; ++s) {
      if (s < steps) load(call, term, at, first + s * kMmaDepth, last, fast, shared + s * kStageElements);
      commit_copies();
    }
    for (int s = 0; s < steps; ++s) {
      wait_copies<kMmaStages - 2>();
      __syncthreads();
      const int next = s + kMmaStages - 1;
      if (next < steps) {
        load(call, term, at, first + next * kMmaDepth, last, fast,
             shared + next % kMmaStages * kStageElements);
      }
      commit_copies();
      multiply(call, at, first + s * kMmaDepth, masked, shared + s % kMmaStages * kStageElements, sum);
    }
    wait_copies<0>();
    __syncthreads();
  }
};

// Calls function(row, col, first, second) for each pair of neighbouring sums of this thread.
template <typename S, typename Function>
__device__ __forceinline__ void each_pair(int64_t top, int64_t left, float (&sum)[S::kFragsM][S::kFragsN][4],
                                          Function function) {
  const int warp = threadIdx.x / 32, lane = threadIdx.x % 32;
  const int64_t row = top + warp / S::kWarpsN * (S::kRows / S::kWarpsM) + lane / 4;
  const int64_t col = left + warp % S::kWarpsN * (S::kCols / S::kWarpsN) + lane % 4 * 2;
#pragma unroll
  for (int i = 0; i < S::kFragsM; ++i) {
#pragma unroll
    for (int j = 0; j < S::kFragsN; ++j) {
      function(row + i * 16, col + j * 8, sum[i][j][0], sum[i][j][1]);
      function(row + i * 16 + 8, col + j * 8, sum[i][j][2], sum[i][j][3]);
    }
  }
}

template <typename T, typename S, bool kKA, bool kKB>
__global__ void __launch_bounds__(256) mma_kernel(GemmCall call, Epilogue epilogue, bool fast0, bool fast1,
                                                  bool pairs) {
  using K = Kernel<T, S, kKA, kKB>;
  extern __shared__ __align__(128) unsigned char shared_bytes[];
  T* shared = reinterpret_cast<T*>(shared_bytes);
  float sum[S::kFragsM][S::kFragsN][4] = {};
  const typename K::Place at{int64_t{blockIdx.x} * S::kRows, int64_t{blockIdx.y} * S::kCols};
  const int64_t k0 = call.terms[0].k;
  const int64_t pieces = (k0 + kMmaDepth - 1) / kMmaDepth;
  const int64_t first = pieces * blockIdx.z / call.splits * kMmaDepth;
  const int64_t last = min(pieces * (blockIdx.z + 1) / call.splits * kMmaDepth, k0);
  K::add_term(call, call.terms[0], at, first, last, fast0, call.dropout.what == Drop::kA, shared, sum);
  if (call.dropout.what == Drop::kFirstTerm) {
    each_pair<S>(at.row, at.col, sum, [&](int64_t row, int64_t col, float& x, float& y) {
      const uint32_t keep = kept_pair(call.dropout, row, col);
      x = keep & 1 ? x * call.dropout.factor : 0.0f;
      y = keep & 2 ? y * call.dropout.factor : 0.0f;
    });
  }
  if (call.term_count > 1) {
    K::add_term(call, call.terms[1], at, 0, call.terms[1].k, fast1, false, shared, sum);
  }
  each_pair<S>(at.row, at.col, sum, [&](int64_t row, int64_t col, float& x, float& y) {
    if (row >= call.m) return;
    if (call.partials == nullptr) {
      write_pair(epilogue, row, col, call.n, pairs, x, y);
      return;
    }
    float* partial = call.partials + (int64_t{blockIdx.z} * call.m + row) * call.n + col;
    if (col < call.n) partial[0] = x;
    if (col + 1 < call.n) partial[1] = y;
  });
}

bool aligned(const GemmOperand& operand) {
  return operand.ld % 8 == 0 && reinterpret_cast<uintptr_t>(operand.data) % 16 == 0;
}
bool aligned(const GemmTerm& term) { return aligned(term.a) && aligned(term.b); }

template <typename T, typename S, bool kKA, bool kKB>
DfStatus launch(DfContext* context, const GemmCall& call) {
  using K = Kernel<T, S, kKA, kKB>;
  const auto kernel = mma_kernel<T, S, kKA, kKB>;
  DF_CUDA(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, K::kSharedBytes),
          "gemm_mma");
  const dim3 grid(static_cast<unsigned>(ceil_div(call.m, S::kRows)),
                  static_cast<unsigned>(ceil_div(call.n, S::kCols)), static_cast<unsigned>(call.splits));
  kernel<<<grid, 256, K::kSharedBytes, context->stream>>>(call, epilogue_of(call), aligned(call.terms[0]),
                                                             aligned(call.terms[1]), pairs_aligned(call));
  DF_LAUNCHED("gemm_mma");
  return ok();
}

template <typename T>
DfStatus choose(DfContext* context, const GemmCall& call) {
  const bool ka = call.terms[0].a.k_contiguous, kb = call.terms[0].b.k_contiguous;
  const bool narrow = call.n <= 64 || call.dropout.what == Drop::kA;
  if (ka && kb) {
    return narrow ? launch<T, Narrow, true, true>(context, call) : launch<T, Square, true, true>(context, call);
  }
  if (ka) return launch<T, Square, true, false>(context, call);
  DF_REQUIRE(!kb, "gemm_mma: this pair of layouts has no kernel");
  return narrow ? launch<T, Narrow, false, false>(context, call)
                : launch<T, Square, false, false>(context, call);
}

}  // namespace

DfStatus gemm_mma(DfContext* context, const GemmCall& call) {
  for (int i = 1; i < call.term_count; ++i) {
    DF_REQUIRE(call.terms[i].a.k_contiguous == call.terms[0].a.k_contiguous &&
                   call.terms[i].b.k_contiguous == call.terms[0].b.k_contiguous,
               "gemm_mma: the terms have different layouts");
  }
  return call.dtype == DF_BF16 ? choose<bf16>(context, call) : choose<f16>(context, call);
}

}  // namespace df::cuda
