// Embedding lookup and its gradient.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

template <typename T>
struct Lookup {
  const int32_t* ids;
  const void* table;
  int64_t table_cols;
  int32_t format;
  View<T> out;
  template <int N>
  __device__ void apply(int64_t row, int64_t col) const {
    float values[N];
    load_any<N>(table, format, ids[row] * table_cols + col, values);
    store_floats<N>(out.at(row, col), values);
  }
};

constexpr int kThreads = 256;
constexpr int kAhead = 8;  // rows loaded before the first of them is added

// Positions of `id` in ids[begin, begin + kThreads), ascending, into found[]. All threads call it.
__device__ int find_in_chunk(const int32_t* ids, int64_t begin, int64_t count, int32_t id,
                             int32_t* found) {
  __shared__ unsigned ballots[kThreads / 32];
  const int thread = static_cast<int>(threadIdx.x);
  const int64_t at = begin + thread;
  const bool same = at < count && ids[at] == id;
  const unsigned ballot = __ballot_sync(0xffffffffu, same);
  __syncthreads();  // found[] of the chunk before has been read
  if (thread % 32 == 0) ballots[thread / 32] = ballot;
  __syncthreads();
  int total = 0, before = 0;
  for (int warp = 0; warp < kThreads / 32; ++warp) {
    if (warp == thread / 32) before = total;
    total += __popc(ballots[warp]);
  }
  if (same) found[before + __popc(ballot & ((1u << (thread % 32)) - 1))] = static_cast<int32_t>(at);
  __syncthreads();
  return total;
}

// The block of an id's first token adds all rows of that id in ascending order: every element of the
// table is summed by one thread, so the result never depends on scheduling. blockIdx.y chooses the
// columns.
template <typename T>
__global__ void __launch_bounds__(kThreads) embedding_backward_kernel(const int32_t* ids,
                                                                      int64_t count,
                                                                      View<const T> dout,
                                                                      View<float> dtable,
                                                                      int cols) {
  __shared__ int32_t found[kThreads];
  const int64_t t = blockIdx.x;
  const int32_t id = ids[t];
  bool earlier = false;
  for (int64_t at = threadIdx.x; at < t; at += kThreads) earlier = earlier || ids[at] == id;
  if (__syncthreads_or(earlier)) return;
  const int col = static_cast<int>(blockIdx.y) * kThreads + static_cast<int>(threadIdx.x);
  const bool mine = col < cols;
  float sum = mine ? *dtable.at(id, col) : 0.0f;
  for (int64_t begin = t; begin < count; begin += kThreads) {
    const int total = find_in_chunk(ids, begin, count, id, found);
    if (!mine) continue;
    for (int first = 0; first < total; first += kAhead) {
      float values[kAhead];
#pragma unroll
      for (int i = 0; i < kAhead; ++i) {
        values[i] = first + i < total ? to_float(*dout.at(found[first + i], col)) : 0.0f;
      }
#pragma unroll
      for (int i = 0; i < kAhead; ++i) {
        if (first + i < total) sum += values[i];
      }
    }
  }
  if (mine) *dtable.at(id, col) = sum;
}

}  // namespace

DfStatus df_cuda_embedding_forward(DfContext* context, const DfEmbeddingForward* args) {
  constexpr const char* kOp = "embedding_forward";
  const DfEmbeddingForward& e = *args;
  const DfWeight& table = e.table;
  DF_REQUIRE(is_float(table.format), "%s: the table has format %d; F32, F16 or BF16 is needed", kOp,
             table.format);
  DF_REQUIRE(table.data != nullptr, "%s: the table has no data", kOp);
  DF_CHECK(check_activations(context, e.out, kOp, "out"));
  DF_REQUIRE(e.out.cols == table.in_features, "%s: out has %lld columns, the table %lld", kOp,
             static_cast<long long>(e.out.cols), static_cast<long long>(table.in_features));
  DF_REQUIRE(e.out.rows == 0 || e.ids != nullptr, "%s: ids is missing", kOp);
  const bool aligned = aligned_to(e.out, 16) && aligned_to(table.data, 16);
  return with_dtype(e.out.dtype, [&](auto sample) {
    using T = decltype(sample);
    const Lookup<T> each{e.ids, table.data, table.in_features, table.format, view<T>(e.out)};
    // Rows are gathered: never one long row.
    return launch_each<8>(context, kOp, e.out.rows, e.out.cols, false, aligned, each);
  });
}

DfStatus df_cuda_embedding_backward(DfContext* context, const DfEmbeddingBackward* args) {
  constexpr const char* kOp = "embedding_backward";
  const DfEmbeddingBackward& e = *args;
  DF_CHECK(check_activations(context, e.dout, kOp, "dout"));
  DF_CHECK(check_matrix(e.dtable, kOp, "dtable", DF_F32, e.dtable.rows, e.dout.cols));
  DF_REQUIRE(e.dout.rows == 0 || e.ids != nullptr, "%s: ids is missing", kOp);
  if (e.dout.rows == 0 || e.dout.cols == 0) return ok();
  return with_dtype(e.dout.dtype, [&](auto sample) {
    using T = decltype(sample);
    const dim3 grid(static_cast<unsigned>(e.dout.rows),
                    static_cast<unsigned>(ceil_div(e.dout.cols, kThreads)));
    embedding_backward_kernel<T><<<grid, kThreads, 0, context->stream>>>(
        e.ids, e.dout.rows, view<const T>(e.dout), view<float>(e.dtable),
        static_cast<int>(e.dout.cols));
    DF_LAUNCHED(kOp);
    return ok();
  });
}
