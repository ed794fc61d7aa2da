// What a DfContext of the CUDA backend holds: one device, one stream. All ops of a context run on
// its stream in the order of the calls; two threads may not call the same context at once.
#pragma once

#include <cuda_runtime_api.h>

#include <cstdint>

#include "differential/backend.h"

namespace df::cuda {
struct Staging;
struct Transfers;

// Partial results an op may keep in the context between its kernels.
inline constexpr int64_t kPartials = 16 * 1024;

// Counters that are 0 between kernels: the last block of a group to finish joins what all of it made.
inline constexpr int kTickets = 4096;
}  // namespace df::cuda

struct DfContext {
  int device = 0;
  int compute_capability = 0;       // 90 for 9.0
  int multiprocessors = 0;
  int shared_bytes_per_block = 0;   // with the opt-in for dynamic shared memory
  uint64_t l2_bytes = 0;
  bool deterministic = true;
  // A context that only plans: no device is touched. workspace() and context_bytes() answer as on
  // a card of `compute_capability`; ops and allocations report DF_UNSUPPORTED.
  bool plan_only = false;
  bool opened = false;  // the device was touched: destroying has something to give back
  cudaStream_t stream = nullptr;
  uint64_t own_bytes = 0;           // device memory of the CUDA context, its modules and libraries

  // Owned by gemm/ and freed by df_cuda_gemm_destroy.
  void* gemm_state = nullptr;

  df::cuda::Staging* staging = nullptr;  // pinned memory for small uploads (staging.h)
  df::cuda::Transfers* transfers = nullptr;  // copies beside the ops (transfer.h)

  uint64_t limit_bytes = 0;      // of device memory, own_bytes included; 0: none
  uint64_t allocated_bytes = 0;  // by allocate, on the device

  double* partials = nullptr;  // kPartials numbers of device memory: partial sums of reductions

  // 16 bytes of pinned host memory for results that an op must read (quantize_nf4's offset).
  float* host_result = nullptr;

  unsigned* tickets = nullptr;  // kTickets counters of attention, then as many of greedy

  bool recording = false;  // between graph_begin and graph_end

  bool has_bf16() const { return compute_capability >= 80; }
  // Hopper's own instructions: the card's, and the code for them in this build (sm_90a). PTX of an
  // older architecture runs there too, without them.
  bool has_wgmma() const { return compute_capability == 90 && DF_CUDA_HOPPER_CODE != 0; }
};

namespace df::cuda {

// Device memory the CUDA context, modules and libraries take: what plan-only contexts answer.
uint64_t context_bytes_of(int compute_capability);

}  // namespace df::cuda

// Set up and torn down with the context (gemm/). What it takes of the device's memory is measured
// with the context.
DfStatus df_cuda_gemm_create(DfContext* context);
void df_cuda_gemm_destroy(DfContext* context);
