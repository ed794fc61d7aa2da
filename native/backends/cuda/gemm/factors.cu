#include "backends/cuda/gemm/factors.h"

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/early_launch.h"
#include "backends/cuda/launch.h"
#include "backends/cuda/ops/dependent_launch.cuh"

namespace df::cuda {
namespace {

constexpr int kThreads = 256;
constexpr int kTile = 32;  // of a transposition
constexpr int kMost = 2;

struct Job {
  const float* in;
  const float* scale;
  void* out;
  int64_t ld;
  int rows, cols, out_ld;
  int blocks, wide;  // blocks of the job; of a row of tiles
  float factor;
  bool transposed;
};

struct Jobs {
  Job job[kMost];
};

template <typename T>
__device__ void pack_rows(const Job& job, int block) {
  const int64_t at = int64_t{block} * kThreads + threadIdx.x;
  if (at >= int64_t{job.rows} * job.out_ld) return;
  // A factor has fewer values than 32 bits count (pack_factors): a 64-bit division would cost more than all else.
  const unsigned row = static_cast<unsigned>(at) / static_cast<unsigned>(job.out_ld);
  const int col = static_cast<int>(static_cast<unsigned>(at) - row * static_cast<unsigned>(job.out_ld));
  float value = 0.0f;
  if (col < job.cols) {
    value = job.factor * job.in[row * job.ld + col];
    if (job.scale != nullptr) value *= job.scale[row];
  }
  static_cast<T*>(job.out)[at] = from_float<T>(value);
}

// Through shared memory: in is read and out written by rows.
template <typename T>
__device__ void pack_transposed(const Job& job, int block, float (&tile)[kTile][kTile + 1]) {
  const int top = block / job.wide * kTile, left = block % job.wide * kTile;
  const int x = static_cast<int>(threadIdx.x) % kTile, y = static_cast<int>(threadIdx.x) / kTile;
#pragma unroll
  for (int i = 0; i < kTile; i += kThreads / kTile) {
    float value = 0.0f;
    if (top + y + i < job.rows && left + x < job.cols) {
      value = job.factor * job.in[(top + y + i) * job.ld + left + x];
      if (job.scale != nullptr) value *= job.scale[top + y + i];
    }
    tile[y + i][x] = value;
  }
  __syncthreads();
#pragma unroll
  for (int i = 0; i < kTile; i += kThreads / kTile) {
    if (left + y + i >= job.cols || top + x >= job.out_ld) continue;
    static_cast<T*>(job.out)[int64_t{left + y + i} * job.out_ld + top + x] = from_float<T>(tile[x][y + i]);
  }
}

template <typename T>
__global__ void __launch_bounds__(kThreads) pack_kernel(const __grid_constant__ Jobs jobs) {
  __shared__ float tile[kTile][kTile + 1];
  wait_for_kernel_before();
  launch_dependents();
  const int block = static_cast<int>(blockIdx.x);
  const bool second = block >= jobs.job[0].blocks;
  const Job& job = jobs.job[second ? 1 : 0];
  const int within = second ? block - jobs.job[0].blocks : block;
  if (job.transposed) {
    pack_transposed<T>(job, within, tile);
  } else {
    pack_rows<T>(job, within);
  }
}

DfStatus job_of(const FactorPack& pack, Job* job) {
  const DfMatrix& in = pack.in;
  DF_REQUIRE(in.rows * pack.out_ld < INT32_MAX && in.cols * pack.out_ld < INT32_MAX,
             "a factor of %lld x %lld is too large", static_cast<long long>(in.rows), static_cast<long long>(in.cols));
  *job = Job{static_cast<const float*>(in.data), pack.scale, pack.out, in.ld, static_cast<int>(in.rows),
             static_cast<int>(in.cols), static_cast<int>(pack.out_ld), 0, 0, pack.factor, pack.transposed};
  if (pack.transposed) {
    job->wide = static_cast<int>(ceil_div(in.cols, kTile));
    job->blocks = static_cast<int>(ceil_div(pack.out_ld, kTile)) * job->wide;
  } else {
    job->blocks = static_cast<int>(ceil_div(in.rows * pack.out_ld, kThreads));
  }
  return ok();
}

}  // namespace

DfStatus pack_factors(DfContext* context, const FactorPack* packs, int count, int32_t dtype) {
  Jobs jobs{};
  int blocks = 0;
  for (int i = 0; i < count; ++i) {
    DF_CHECK(job_of(packs[i], &jobs.job[i]));
    blocks += jobs.job[i].blocks;
  }
  if (blocks == 0) return ok();
  return with_dtype(dtype, [&](auto tag) -> DfStatus {
    DF_CUDA(launch_early(context, pack_kernel<decltype(tag)>, dim3(static_cast<unsigned>(blocks)), dim3(kThreads), 0, 1,
                         jobs),
            "pack_factors");
    return ok();
  });
}

}  // namespace df::cuda
