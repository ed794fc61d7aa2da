// Memory of the device, and pinned memory of the host.
#include <cstring>

#include "backends/cuda/allocations.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/staging.h"

using namespace df::cuda;

namespace {

// The driver rounds what it hands out up to this.
constexpr uint64_t kGranularity = uint64_t{2} << 20;

uint64_t taken_by(uint64_t bytes) { return (bytes + kGranularity - 1) / kGranularity * kGranularity; }

bool beyond_limit(const DfContext* context, uint64_t bytes) {
  if (context->limit_bytes == 0) return false;
  const uint64_t used = context->own_bytes + context->allocated_bytes;
  return bytes > context->limit_bytes || used > context->limit_bytes - bytes;
}

DfStatus out_of_memory(const DfContext* context, uint64_t bytes, int32_t place) {
  if (place == DF_PLACE_HOST_PINNED) {
    return fail(DF_OUT_OF_MEMORY, "no page-locked host memory for a buffer of %.1f MB",
                static_cast<double>(bytes) / 1e6);
  }
  if (context->limit_bytes != 0) {
    return fail(DF_OUT_OF_MEMORY, "no memory for a buffer of %.1f MB (%.1f of the %.1f MB allowed are in use)",
                static_cast<double>(bytes) / 1e6,
                static_cast<double>(context->own_bytes + context->allocated_bytes) / 1e6,
                static_cast<double>(context->limit_bytes) / 1e6);
  }
  size_t free = 0, total = 0;
  if (cudaMemGetInfo(&free, &total) != cudaSuccess) cudaGetLastError();
  return fail(DF_OUT_OF_MEMORY, "no memory for a buffer of %.1f MB (%.1f of %.1f MB are free)",
              static_cast<double>(bytes) / 1e6, static_cast<double>(free) / 1e6,
              static_cast<double>(total) / 1e6);
}

}  // namespace

// A page table's entry is 8 bytes and the host's pages have 4 KiB; the tables come in whole granules.
// One H200, driver 580: 20 MiB for 10.5 GiB.
uint64_t df_cuda_mapping_bytes(DfContext*, uint64_t bytes) {
  if (bytes == 0) return 0;
  return taken_by(bytes / 512);
}

DfStatus df_cuda_allocate(DfContext* context, int32_t place, uint64_t bytes, void** out) {
  DF_REQUIRE(out != nullptr, "allocate needs a place for its result");
  *out = nullptr;
  DF_REQUIRE(place == DF_PLACE_DEVICE || place == DF_PLACE_HOST_PINNED, "place %d is unknown",
             place);
  DF_CHECK(check_runs(context, "allocate"));
  if (bytes == 0) return ok();
  DF_CUDA(cudaSetDevice(context->device), "allocate");
  const uint64_t taken = place == DF_PLACE_DEVICE ? bytes : df_cuda_mapping_bytes(context, bytes);
  if (beyond_limit(context, taken)) return out_of_memory(context, bytes, place);
  void* data = nullptr;
  const cudaError_t error = place == DF_PLACE_DEVICE
                                ? device_allocate(&data, bytes)
                                : pinned_allocate(&data, bytes);
  if (error == cudaErrorMemoryAllocation) {
    cudaGetLastError();
    return out_of_memory(context, bytes, place);
  }
  DF_CUDA(error, "allocate");
  if (place == DF_PLACE_HOST_PINNED) {
    std::memset(data, 0, bytes);
    context->allocated_bytes += taken;
    *out = data;
    return ok();
  }
  cudaError_t cleared = cudaMemsetAsync(data, 0, bytes, context->stream);
  if (cleared == cudaSuccess) cleared = cudaStreamSynchronize(context->stream);
  if (cleared != cudaSuccess) {
    device_free(data);
    return status_of(cleared, "allocate");
  }
  context->allocated_bytes += taken_by(bytes);
  *out = data;
  return ok();
}

void df_cuda_release(DfContext* context, int32_t place, void* data, uint64_t bytes) {
  if (data == nullptr || context->plan_only) return;
  context->allocated_bytes -= place == DF_PLACE_DEVICE ? taken_by(bytes) : df_cuda_mapping_bytes(context, bytes);
  cudaSetDevice(context->device);
  const cudaError_t freed = place == DF_PLACE_DEVICE ? device_free(data) : pinned_free(data);
  if (freed != cudaSuccess) cudaGetLastError();  // the next op must not take it for its own
}

// The source of an upload may be reused when this returns; a download is complete after
// synchronize().
DfStatus df_cuda_copy(DfContext* context, void* to, const void* from, uint64_t bytes,
                      int32_t kind) {
  DF_REQUIRE(kind >= DF_HOST_TO_DEVICE && kind <= DF_DEVICE_TO_DEVICE, "copy kind %d is unknown",
             kind);
  DF_CHECK(check_runs(context, "copy"));
  if (bytes == 0) return ok();
  DF_REQUIRE(to != nullptr && from != nullptr, "copy of %llu bytes has a null pointer",
             static_cast<unsigned long long>(bytes));
  if (kind == DF_HOST_TO_DEVICE && bytes <= kStagedBytes) {
    return staged_upload(context, to, from, bytes);
  }
  constexpr cudaMemcpyKind kKinds[] = {cudaMemcpyHostToDevice, cudaMemcpyDeviceToHost,
                                       cudaMemcpyDeviceToDevice};
  DF_CUDA(cudaMemcpyAsync(to, from, bytes, kKinds[kind], context->stream), "copy");
  if (kind == DF_HOST_TO_DEVICE) DF_CUDA(cudaStreamSynchronize(context->stream), "copy");
  return ok();
}

DfStatus df_cuda_fill_zero(DfContext* context, void* data, uint64_t bytes) {
  DF_CHECK(check_runs(context, "fill_zero"));
  if (bytes == 0) return ok();
  DF_REQUIRE(data != nullptr, "fill_zero of %llu bytes has a null pointer",
             static_cast<unsigned long long>(bytes));
  DF_CUDA(cudaMemsetAsync(data, 0, bytes, context->stream), "fill_zero");
  return ok();
}
