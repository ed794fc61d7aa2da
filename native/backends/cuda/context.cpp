// The life of a context, on a device or for planning alone.
#include "backends/cuda/context.h"

#include <mutex>
#include <new>

#include "backends/cuda/allocations.h"
#include "backends/cuda/memory_use.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/staging.h"
#include "backends/cuda/status.h"
#include "backends/cuda/transfer.h"

using df::cuda::fail;
using df::cuda::ok;

namespace df::cuda {

// Device memory that a process pays once for using a card: the driver's context and this plug-in's
// machine code. Measured on one H200 (driver 580, CUDA 13.0) as what the first context took;
// the driver takes the greater part, which grows with the number of multiprocessors.
uint64_t context_bytes_of(int compute_capability) {
  constexpr uint64_t kMiB = uint64_t{1} << 20;
  return (compute_capability >= 90 ? 350 : 400) * kMiB;
}

}  // namespace df::cuda

namespace {

using namespace df::cuda;

constexpr int kLargestDevice = 63;

// The driver loads the code of a kernel when it is first used, and rounds allocations up to 2 MiB:
// 2.2 to 3.9 MiB were seen over a grid of 31 runs, none of it there when a context is new.
constexpr uint64_t kLaterBytes = uint64_t{5} << 20;

// The driver reserves a stack for every thread that can be resident, 1,024 bytes each unless told
// otherwise: 264 MiB of the 527 MiB of a context on one H200. The largest frame of our kernels is 304
// bytes (gemm_simt); a kernel with a larger one makes the driver take more when it is launched.
constexpr size_t kStackBytes = 320;

// What the first context of the process on a device took; later ones share it.
struct Measured {
  std::mutex mutex;
  uint64_t bytes[kLargestDevice + 1] = {};
};
Measured& measured() {
  static Measured instance;
  return instance;
}

DfStatus read_properties(DfContext* context) {
  const int device = context->device;
  int major = 0, minor = 0, l2 = 0;
  const auto attribute = [&](int* value, cudaDeviceAttr name) {
    return cudaDeviceGetAttribute(value, name, device);
  };
  DF_CUDA(attribute(&major, cudaDevAttrComputeCapabilityMajor), "context_create");
  DF_CUDA(attribute(&minor, cudaDevAttrComputeCapabilityMinor), "context_create");
  DF_CUDA(attribute(&context->multiprocessors, cudaDevAttrMultiProcessorCount), "context_create");
  DF_CUDA(attribute(&context->shared_bytes_per_block, cudaDevAttrMaxSharedMemoryPerBlockOptin),
          "context_create");
  DF_CUDA(attribute(&l2, cudaDevAttrL2CacheSize), "context_create");
  context->compute_capability = major * 10 + minor;
  context->l2_bytes = static_cast<uint64_t>(l2);
  if (context->compute_capability < 75) {
    return fail(DF_UNSUPPORTED,
                "this GPU has compute capability %d.%d; the CUDA backend needs 7.5 or newer", major,
                minor);
  }
  return ok();
}

// A card that is not here: typical properties, used by workspace queries alone.
void plan_properties(DfContext* context, int compute_capability) {
  context->plan_only = true;
  context->compute_capability = compute_capability;
  context->multiprocessors = compute_capability >= 90 ? 132 : compute_capability >= 80 ? 108 : 40;
  context->shared_bytes_per_block = compute_capability >= 90   ? 227 << 10
                                    : compute_capability == 80 ? 163 << 10
                                    : compute_capability > 80  ? 99 << 10
                                                               : 64 << 10;
  context->l2_bytes = uint64_t{6} << 20;
  context->own_bytes = context_bytes_of(compute_capability);
}

DfStatus open_device(DfContext* context) {
  context->opened = true;
  DF_CUDA(cudaSetDevice(context->device), "context_create");
  DF_CUDA(cudaDeviceSetLimit(cudaLimitStackSize, kStackBytes), "context_create");
  DF_CHECK(read_properties(context));
  DF_CUDA(cudaStreamCreateWithFlags(&context->stream, cudaStreamNonBlocking), "context_create");
  DF_CUDA(pinned_allocate(reinterpret_cast<void**>(&context->host_result), 16), "context_create");
  DF_CUDA(device_allocate(reinterpret_cast<void**>(&context->partials), kPartials * sizeof(double)),
          "context_create");
  DF_CUDA(device_allocate(reinterpret_cast<void**>(&context->tickets), 2 * kTickets * sizeof(unsigned)),
          "context_create");
  DF_CUDA(cudaMemset(context->tickets, 0, 2 * kTickets * sizeof(unsigned)), "context_create");
  DF_CHECK(staging_create(context));
  DF_CHECK(transfers_create(context));
  return df_cuda_gemm_create(context);
}

// Opens the device and measures what that took of its memory.
DfStatus open_measured(DfContext* context) {
  Measured& known = measured();
  const std::lock_guard<std::mutex> lock(known.mutex);
  uint64_t& taken = known.bytes[context->device];
  if (taken != 0) {
    DF_CHECK(open_device(context));
  } else {
    ArrivalWatch watch(context->device);
    const DfStatus opened = open_device(context);
    // Also where that failed: the driver's part is there, and no later attempt will see it come.
    taken = watch.end();
    if (taken == 0) taken = context_bytes_of(context->compute_capability);
    DF_CHECK(opened);
  }
  context->own_bytes = taken + kLaterBytes;
  return ok();
}

}  // namespace

DfStatus df_cuda_context_create(const DfContextOptions* options, DfContext** out) {
  DF_REQUIRE(options != nullptr && out != nullptr, "context_create needs options and a result");
  *out = nullptr;
  DfContext* context = new (std::nothrow) DfContext;
  if (context == nullptr) return fail(DF_OUT_OF_MEMORY, "no memory for a CUDA context");
  context->deterministic = options->deterministic != 0;
  context->limit_bytes = options->memory_limit_bytes;
  DfStatus status = ok();
  if (options->plan_compute_capability != 0) {
    if (options->plan_compute_capability < 75 || options->plan_compute_capability > 999) {
      status = fail(DF_UNSUPPORTED,
                    "compute capability %d.%d: the CUDA backend needs 7.5 or newer",
                    options->plan_compute_capability / 10, options->plan_compute_capability % 10);
    } else {
      plan_properties(context, options->plan_compute_capability);
    }
  } else if (options->device < 0 || options->device > kLargestDevice ||
             options->device >= df_cuda_device_count()) {
    status = fail(DF_INVALID_ARGUMENT, "GPU %d does not exist: this machine shows %d",
                  options->device, df_cuda_device_count());
  } else {
    context->device = options->device;
    status = open_measured(context);
  }
  if (status.code != DF_OK) {
    df_cuda_context_destroy(context);
    return status;
  }
  *out = context;
  return ok();
}

void df_cuda_context_destroy(DfContext* context) {
  if (context == nullptr) return;
  if (context->opened) {
    cudaSetDevice(context->device);
    if (context->stream != nullptr) cudaStreamSynchronize(context->stream);
    df_cuda_gemm_destroy(context);
    transfers_destroy(context);
    staging_destroy(context);
    device_free(context->partials);
    device_free(context->tickets);
    pinned_free(context->host_result);
    if (context->stream != nullptr) cudaStreamDestroy(context->stream);
    cudaGetLastError();  // a failure here must not reach the next context's first op
  }
  delete context;
}

uint64_t df_cuda_context_bytes(DfContext* context) { return context->own_bytes; }

DfStatus df_cuda_synchronize(DfContext* context) {
  if (context->plan_only) return ok();
  DF_CUDA(cudaStreamSynchronize(context->stream), "synchronize");
  return transfers_synchronize(context);
}
