// Blockwise NF4 of a tensor, with bitsandbytes' double quantization of the absmax.
#include "backends/cuda/dynamic_code.cuh"
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/nf4.cuh"
#include "backends/cuda/ops.h"
#include "backends/cuda/reduce.cuh"

using namespace df::cuda;

namespace {

constexpr const char* kOp = "quantize_nf4";
constexpr int64_t kLargestBlock = 4096;
constexpr int kWarps = 8;

struct Source {
  const void* data;
  int64_t cols, ld, count;
  int32_t dtype;
  __device__ __forceinline__ float at(int64_t i) const {
    const int64_t row = i / cols;
    float value[1];
    load_any<1>(data, dtype, row * ld + (i - row * cols), value);
    return value[0];
  }
};

__device__ __forceinline__ uint32_t code_of(float scaled) {
  uint32_t code = 0;
#pragma unroll
  for (int level = 0; level < kNf4Levels - 1; ++level) {
    constexpr float kThresholds[kNf4Levels - 1] = {
        kNf4Thresholds[0],  kNf4Thresholds[1],  kNf4Thresholds[2],  kNf4Thresholds[3],
        kNf4Thresholds[4],  kNf4Thresholds[5],  kNf4Thresholds[6],  kNf4Thresholds[7],
        kNf4Thresholds[8],  kNf4Thresholds[9],  kNf4Thresholds[10], kNf4Thresholds[11],
        kNf4Thresholds[12], kNf4Thresholds[13], kNf4Thresholds[14]};
    code += scaled > kThresholds[level] ? 1u : 0u;
  }
  return code;
}

// A warp a block of values.
__global__ void __launch_bounds__(kWarps * 32) quantize_kernel(Source values, int64_t blocks,
                                                               int block_size, uint8_t* packed,
                                                               float* absmax) {
  const int64_t block = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (block >= blocks) return;
  const int lane = static_cast<int>(threadIdx.x) % 32;
  const int64_t begin = block * block_size;
  const int64_t left = values.count - begin;
  const int size = static_cast<int>(left < block_size ? left : block_size);
  float largest = 0.0f;
  for (int i = lane; i < size; i += 32) largest = fmaxf(largest, fabsf(values.at(begin + i)));
  largest = warp_max(largest);
  if (lane == 0) absmax[block] = largest;
  // The reciprocal first, then a product: bitsandbytes' order. An all-zero block gives NaN here,
  // which no threshold is below: code 0.
  const float inverse = 1.0f / largest;
  for (int i = 2 * lane; i < size; i += 64) {
    const uint32_t high = code_of(__fmul_rn(values.at(begin + i), inverse));
    const uint32_t low = i + 1 < size ? code_of(__fmul_rn(values.at(begin + i + 1), inverse)) : 0;
    packed[(begin + i) / 2] = static_cast<uint8_t>(high << 4 | low);
  }
}

// The mean in the order of PyTorch's one-block GPU reduction, so that the offset (and with it every
// dequantized value) is the one bitsandbytes stores: up to 512 threads with four sums each over
// strided values, sums of a thread added in order, threads folded in halves, and the result
// multiplied by 1/n. Launched with exactly that many threads.
__global__ void __launch_bounds__(512) mean_kernel(const float* values, int64_t count, bool vectors,
                                                   float* mean) {
  __shared__ float sums[512];
  constexpr int kSums = 4;
  const int64_t threads = blockDim.x;
  const int64_t thread = threadIdx.x;
  float parts[kSums] = {};
  const int64_t near = vectors ? 1 : threads;  // distance of a thread's four sums
  int64_t at = vectors ? thread * kSums : thread;
  for (; at + (kSums - 1) * near < count; at += threads * kSums) {
#pragma unroll
    for (int sum = 0; sum < kSums; ++sum) parts[sum] += values[at + sum * near];
  }
  if (vectors) {
    const int64_t tail = count - count % kSums + thread;
    if (tail < count) parts[0] += values[tail];
  } else {
#pragma unroll
    for (int sum = 0; sum < kSums; ++sum) {
      if (at < count) parts[sum] += values[at];
      at += near;
    }
  }
  sums[thread] = ((parts[0] + parts[1]) + parts[2]) + parts[3];
  __syncthreads();
  for (int64_t half = threads / 2; half > 0; half /= 2) {
    if (thread < half) sums[thread] += sums[thread + half];
    __syncthreads();
  }
  if (thread == 0) *mean = __fmul_rn(sums[0], 1.0f / static_cast<float>(count));
}

// A block of 256 threads for each nested block of absmax.
__global__ void __launch_bounds__(256) quantize_absmax_kernel(const float* absmax, int64_t count,
                                                              int nested, const float* mean,
                                                              const float* map, uint8_t* codes,
                                                              float* nested_absmax) {
  __shared__ float shared[8];
  const int64_t begin = static_cast<int64_t>(blockIdx.x) * nested;
  const int64_t end = begin + nested < count ? begin + nested : count;
  const float offset = *mean;
  float largest = 0.0f;
  for (int64_t i = begin + threadIdx.x; i < end; i += 256) {
    largest = fmaxf(largest, fabsf(absmax[i] - offset));
  }
  largest = row_max(largest, shared);
  if (threadIdx.x == 0) nested_absmax[blockIdx.x] = largest;
  const float inverse = 1.0f / largest;
  for (int64_t i = begin + threadIdx.x; i < end; i += 256) {
    codes[i] = static_cast<uint8_t>(dynamic_code(map, __fmul_rn(absmax[i] - offset, inverse)));
  }
}

DfStatus check(DfContext* context, const DfQuantizeNf4* args) {
  const DfWeight& weight = args->weight;
  const DfMatrix& values = args->values;
  DF_CHECK(check_runs(context, kOp));
  DF_REQUIRE(weight.format == DF_NF4, "%s: the weight's format is %d, not NF4", kOp, weight.format);
  DF_CHECK(check_weight(weight, kOp));
  DF_REQUIRE(weight.block_size <= kLargestBlock, "%s: block_size is %d, at most %lld", kOp,
             weight.block_size, static_cast<long long>(kLargestBlock));
  DF_REQUIRE(values.data != nullptr && values.rows == weight.out_features &&
                 values.cols == weight.in_features && values.ld >= values.cols,
             "%s: values do not have the weight's shape", kOp);
  DF_REQUIRE(is_float(values.dtype), "%s: values have dtype %d, give a float dtype", kOp,
             values.dtype);
  DF_REQUIRE(weight.nested_block_size == 0 || args->absmax_offset != nullptr,
             "%s: absmax_offset is null", kOp);
  return check_scratch(args->scratch, kOp, df_cuda_quantize_nf4_workspace(context, args));
}

// The offset comes back to the host, so this waits for the stream.
DfStatus quantize_absmax(DfContext* context, const DfQuantizeNf4* args, const float* absmax) {
  const DfWeight& weight = args->weight;
  const int64_t blocks = weight_blocks(weight);
  const bool vectors = blocks >= 128;
  const int64_t items = vectors ? blocks / 4 : blocks;
  unsigned threads = 1;
  while (threads * 2 <= std::min<int64_t>(items, 512)) threads *= 2;
  auto* mean = reinterpret_cast<float*>(context->partials);
  mean_kernel<<<1, threads, 0, context->stream>>>(absmax, blocks, vectors, mean);
  DF_LAUNCHED(kOp);
  const auto grid = static_cast<unsigned>(ceil_div(blocks, weight.nested_block_size));
  quantize_absmax_kernel<<<grid, 256, 0, context->stream>>>(
      absmax, blocks, weight.nested_block_size, mean, weight.nested_code,
      const_cast<uint8_t*>(weight.absmax_q), const_cast<float*>(weight.absmax_nested));
  DF_LAUNCHED(kOp);
  DF_CUDA(cudaMemcpyAsync(context->host_result, mean, sizeof(float), cudaMemcpyDeviceToHost,
                          context->stream),
          kOp);
  DF_CUDA(cudaStreamSynchronize(context->stream), kOp);
  *args->absmax_offset = *context->host_result;
  return ok();
}

}  // namespace

uint64_t df_cuda_quantize_nf4_workspace(DfContext*, const DfQuantizeNf4* args) {
  if (args->weight.nested_block_size == 0 || args->weight.block_size <= 0) return 0;
  return static_cast<uint64_t>(weight_blocks(args->weight)) * sizeof(float);
}

DfStatus df_cuda_quantize_nf4(DfContext* context, const DfQuantizeNf4* args) {
  DF_CHECK(check(context, args));
  const DfWeight& weight = args->weight;
  const DfMatrix& values = args->values;
  const bool twice = weight.nested_block_size != 0;
  float* absmax =
      twice ? static_cast<float*>(args->scratch.data) : const_cast<float*>(weight.absmax);
  const int64_t blocks = weight_blocks(weight);
  quantize_kernel<<<static_cast<unsigned>(ceil_div(blocks, kWarps)), kWarps * 32, 0,
                    context->stream>>>(
      Source{values.data, values.cols, values.ld, weight_count(weight), values.dtype}, blocks,
      weight.block_size, static_cast<uint8_t*>(const_cast<void*>(weight.data)), absmax);
  DF_LAUNCHED(kOp);
  return twice ? quantize_absmax(context, args, absmax) : ok();
}
