#include "backends/cuda/memory_use.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <new>

#include "backends/cuda/allocations.h"
#include "backends/cuda/nvml.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/status.h"

namespace df::cuda {
namespace {

// The number of this process in the driver's list; 0 until a context is there, and where it has none.
std::atomic<uint32_t> known_pid{0};

bool bus_id(int device, char (&out)[32]) {
  return cudaDeviceGetPCIBusId(out, sizeof out, device) == cudaSuccess;
}

bool holds(const std::vector<CardProcess>& processes, uint32_t pid) {
  return std::any_of(processes.begin(), processes.end(),
                     [&](const CardProcess& process) { return process.pid == pid; });
}

// Who came: this process by its own number, or else the only newcomer.
uint32_t newcomer(const std::vector<CardProcess>& before, const std::vector<CardProcess>& after) {
  uint32_t only = 0;
  int count = 0;
  for (const CardProcess& process : after) {
    if (holds(before, process.pid)) continue;
    if (process.pid == static_cast<uint32_t>(getpid())) return process.pid;
    only = process.pid;
    ++count;
  }
  return count == 1 ? only : 0;
}

uint64_t bytes_of(const std::vector<CardProcess>& processes, uint32_t pid) {
  uint64_t bytes = 0;
  for (const CardProcess& process : processes) bytes += process.pid == pid ? process.used_bytes : 0;
  return bytes;
}

}  // namespace

struct ArrivalWatch::State {
  char bus[32] = {0};
  bool told = false, listed = false;
  CardMemory memory;
  std::vector<CardProcess> processes;
};

ArrivalWatch::ArrivalWatch(int device) : state_(new (std::nothrow) State) {
  if (state_ == nullptr || !bus_id(device, state_->bus)) return;
  state_->told = card_memory(state_->bus, &state_->memory);
  state_->listed = card_processes(state_->bus, &state_->processes);
}

ArrivalWatch::~ArrivalWatch() { delete state_; }

uint64_t ArrivalWatch::end() {
  if (state_ == nullptr) return 0;
  std::vector<CardProcess> processes;
  if (state_->listed && card_processes(state_->bus, &processes)) {
    if (known_pid == 0) known_pid = newcomer(state_->processes, processes);
    const uint64_t before = bytes_of(state_->processes, known_pid);
    const uint64_t after = known_pid == 0 ? 0 : bytes_of(processes, known_pid);
    if (after > before) return after - before;
  }
  CardMemory memory;
  if (!state_->told || !card_memory(state_->bus, &memory)) return 0;
  return memory.used_bytes > state_->memory.used_bytes ? memory.used_bytes - state_->memory.used_bytes : 0;
}

bool device_use(int device, DeviceUse* out) {
  char bus[32] = {0};
  if (!bus_id(device, bus)) return false;
  std::vector<CardProcess> processes;
  const uint32_t pid = known_pid;
  if (pid != 0 && card_processes(bus, &processes)) {
    *out = {bytes_of(processes, pid), false};
    return true;
  }
  CardMemory memory;
  if (!card_memory(bus, &memory)) return false;
  *out = {memory.used_bytes, true};
  return true;
}

}  // namespace df::cuda

DfStatus df_cuda_memory_use(int32_t device, DfMemoryUse* out) {
  using namespace df::cuda;
  DF_REQUIRE(out != nullptr, "memory_use needs a place for its result");
  DF_REQUIRE(device >= 0 && device < df_cuda_device_count(), "GPU %d does not exist", device);
  DeviceUse use;
  if (!device_use(device, &use)) {
    return fail(DF_UNSUPPORTED, "the driver does not tell how much of GPU %d is in use", device);
  }
  const Held all = held();
  *out = DfMemoryUse{use.bytes, use.whole_device ? 1 : 0, 0, all.allocations, all.device_bytes,
                     all.pinned_bytes};
  return ok();
}
