#include "backends/cuda/transfer.h"

#include <new>

#include "backends/cuda/matrix_check.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/status.h"

namespace df::cuda {

// One stream for both directions: forward only stores, backward only loads.
struct Transfers {
  cudaStream_t stream = nullptr;
  cudaEvent_t ready[DF_TRANSFER_SLOTS] = {};  // the ops before the copy have ended
  cudaEvent_t done[DF_TRANSFER_SLOTS] = {};
};

DfStatus transfers_create(DfContext* context) {
  auto* transfers = new (std::nothrow) Transfers;
  if (transfers == nullptr) return fail(DF_OUT_OF_MEMORY, "no memory for the transfer stream");
  context->transfers = transfers;
  DF_CUDA(cudaStreamCreateWithFlags(&transfers->stream, cudaStreamNonBlocking), "context_create");
  for (int slot = 0; slot < DF_TRANSFER_SLOTS; ++slot) {
    DF_CUDA(cudaEventCreateWithFlags(&transfers->ready[slot], cudaEventDisableTiming), "context_create");
    DF_CUDA(cudaEventCreateWithFlags(&transfers->done[slot], cudaEventDisableTiming), "context_create");
  }
  return ok();
}

void transfers_destroy(DfContext* context) {
  Transfers* transfers = context->transfers;
  if (transfers == nullptr) return;
  for (int slot = 0; slot < DF_TRANSFER_SLOTS; ++slot) {
    if (transfers->ready[slot] != nullptr) cudaEventDestroy(transfers->ready[slot]);
    if (transfers->done[slot] != nullptr) cudaEventDestroy(transfers->done[slot]);
  }
  if (transfers->stream != nullptr) {
    cudaStreamSynchronize(transfers->stream);
    cudaStreamDestroy(transfers->stream);
  }
  delete transfers;
  context->transfers = nullptr;
}

DfStatus transfers_synchronize(DfContext* context) {
  DF_CUDA(cudaStreamSynchronize(context->transfers->stream), "synchronize");
  return ok();
}

}  // namespace df::cuda

using namespace df::cuda;

DfStatus df_cuda_transfer(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t slot) {
  DF_CHECK(check_runs(context, "transfer"));
  DF_REQUIRE(slot >= 0 && slot < DF_TRANSFER_SLOTS, "transfer slot %d does not exist: there are %d", slot,
             DF_TRANSFER_SLOTS);
  if (bytes == 0) return ok();
  DF_REQUIRE(to != nullptr && from != nullptr, "transfer of %llu bytes has a null pointer",
             static_cast<unsigned long long>(bytes));
  const Transfers& t = *context->transfers;
  DF_CUDA(cudaEventRecord(t.ready[slot], context->stream), "transfer");
  DF_CUDA(cudaStreamWaitEvent(t.stream, t.ready[slot], 0), "transfer");
  DF_CUDA(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDefault, t.stream), "transfer");
  DF_CUDA(cudaEventRecord(t.done[slot], t.stream), "transfer");
  return ok();
}

DfStatus df_cuda_transfer_wait(DfContext* context, int32_t slot) {
  DF_CHECK(check_runs(context, "transfer_wait"));
  DF_REQUIRE(slot >= 0 && slot < DF_TRANSFER_SLOTS, "transfer slot %d does not exist: there are %d", slot,
             DF_TRANSFER_SLOTS);
  DF_CUDA(cudaStreamWaitEvent(context->stream, context->transfers->done[slot], 0), "transfer_wait");
  return ok();
}
