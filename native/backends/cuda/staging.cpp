#include "backends/cuda/staging.h"

#include <cstring>
#include <new>

#include "backends/cuda/allocations.h"
#include "backends/cuda/status.h"

namespace df::cuda {
namespace {

constexpr int kSlots = 4;

}  // namespace

// A ring of slots. Consecutive uploads fill one slot; a full slot is closed by an event that tells
// when the device has read it.
struct Staging {
  unsigned char* slots[kSlots] = {};
  cudaEvent_t read[kSlots] = {};
  bool pending[kSlots] = {};
  int current = 0;
  uint64_t used = 0;
};

DfStatus staging_create(DfContext* context) {
  auto* staging = new (std::nothrow) Staging;
  if (staging == nullptr) return fail(DF_OUT_OF_MEMORY, "no memory for the staging buffers");
  context->staging = staging;
  for (int i = 0; i < kSlots; ++i) {
    DF_CUDA(pinned_allocate(reinterpret_cast<void**>(&staging->slots[i]), kStagedBytes),
            "context_create");
    DF_CUDA(cudaEventCreateWithFlags(&staging->read[i], cudaEventDisableTiming), "context_create");
  }
  return ok();
}

void staging_destroy(DfContext* context) {
  Staging* staging = context->staging;
  if (staging == nullptr) return;
  for (int i = 0; i < kSlots; ++i) {
    pinned_free(staging->slots[i]);
    if (staging->read[i] != nullptr) cudaEventDestroy(staging->read[i]);
  }
  delete staging;
  context->staging = nullptr;
}

DfStatus staged_upload(DfContext* context, void* to, const void* from, uint64_t bytes) {
  Staging& staging = *context->staging;
  if (staging.used + bytes > kStagedBytes) {
    DF_CUDA(cudaEventRecord(staging.read[staging.current], context->stream), "copy");
    staging.pending[staging.current] = true;
    staging.current = (staging.current + 1) % kSlots;
    staging.used = 0;
    if (staging.pending[staging.current]) {
      DF_CUDA(cudaEventSynchronize(staging.read[staging.current]), "copy");
      staging.pending[staging.current] = false;
    }
  }
  unsigned char* slot = staging.slots[staging.current] + staging.used;
  std::memcpy(slot, from, bytes);
  staging.used += (bytes + 255) / 256 * 256;
  DF_CUDA(cudaMemcpyAsync(to, slot, bytes, cudaMemcpyHostToDevice, context->stream), "copy");
  return ok();
}

}  // namespace df::cuda
