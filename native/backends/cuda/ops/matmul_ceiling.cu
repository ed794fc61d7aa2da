// Measures the matmul ceiling: the best FLOP/s of a square product in the activations' dtype.
#include <algorithm>

#include "backends/cuda/dtype.cuh"
#include "backends/cuda/gemm/gemm.h"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/philox.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "matmul_ceiling";
constexpr int kWarmUp = 2;
constexpr int kRuns = 12;

// Random values: a product of zeros runs faster than one of data.
template <typename T>
__global__ void fill_kernel(T* values, int64_t count) {
  for (int64_t i = (int64_t{blockIdx.x} * blockDim.x + threadIdx.x) * 4; i < count;
       i += int64_t{gridDim.x} * blockDim.x * 4) {
    const uint4 words = philox_block(7, 1, static_cast<uint64_t>(i / 4));
    for (int k = 0; k < 4 && i + k < count; ++k) {
      values[i + k] = from_float<T>(static_cast<float>(philox_word(words, k)) * 4.6566e-10f - 1.0f);
    }
  }
}

struct Events {
  cudaEvent_t begin = nullptr, end = nullptr;
  ~Events() {
    if (begin != nullptr) cudaEventDestroy(begin);
    if (end != nullptr) cudaEventDestroy(end);
  }
};

struct Memory {
  DfContext* context;
  uint64_t bytes;
  void* data = nullptr;
  ~Memory() {
    if (data != nullptr) df_cuda_release(context, DF_PLACE_DEVICE, data, bytes);
  }
};

}  // namespace

DfStatus df_cuda_matmul_ceiling(DfContext* context, int64_t n, double* flops_per_second) {
  DF_REQUIRE(flops_per_second != nullptr, "%s needs a place for its result", kOp);
  DF_REQUIRE(n >= 1 && n <= 32768, "%s: n is %lld, give 1 to 32768", kOp, static_cast<long long>(n));
  DF_CHECK(check_runs(context, kOp));
  const int32_t dtype = context->has_bf16() ? DF_BF16 : DF_F16;
  const int64_t count = n * n;
  Memory memory{context, static_cast<uint64_t>(3 * count * 2)};
  DF_CHECK(df_cuda_allocate(context, DF_PLACE_DEVICE, memory.bytes, &memory.data));
  with_dtype(dtype, [&](auto tag) {
    using T = decltype(tag);
    fill_kernel<T><<<grid_stride_blocks(context, count / 2, 256), 256, 0, context->stream>>>(
        static_cast<T*>(memory.data), 2 * count);
  });
  DF_LAUNCHED(kOp);
  GemmCall call;
  call.m = call.n = n;
  call.dtype = call.c_dtype = dtype;
  char* data = static_cast<char*>(memory.data);
  call.terms[0] = GemmTerm{{data, n, true}, {data + 2 * count, n, true}, n};
  call.c = data + 4 * count;
  call.ldc = n;
  Events events;
  DF_CUDA(cudaEventCreate(&events.begin), kOp);
  DF_CUDA(cudaEventCreate(&events.end), kOp);
  float best = 1e30f;
  for (int run = 0; run < kWarmUp + kRuns; ++run) {
    DF_CUDA(cudaEventRecord(events.begin, context->stream), kOp);
    DF_CHECK(gemm(context, call));
    DF_CUDA(cudaEventRecord(events.end, context->stream), kOp);
    DF_CUDA(cudaEventSynchronize(events.end), kOp);
    float milliseconds = 0;
    DF_CUDA(cudaEventElapsedTime(&milliseconds, events.begin, events.end), kOp);
    if (run >= kWarmUp) best = std::min(best, milliseconds);
  }
  *flops_per_second = 2.0 * static_cast<double>(n) * static_cast<double>(count) / (best * 1e-3);
  return ok();
}
