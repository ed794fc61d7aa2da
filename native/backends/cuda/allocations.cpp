#include "backends/cuda/allocations.h"

#include <cstdlib>
#include <mutex>
#include <string>
#include <unordered_map>

namespace df::cuda {
namespace {

struct Ledger {
  std::mutex mutex;
  std::unordered_map<void*, uint64_t> device, pinned;
  Held held;
  std::string wanted;  // the value of the environment that `seen` counts for
  uint64_t seen = 0;
};

Ledger& ledger() {
  static Ledger instance;
  return instance;
}

// With the ledger locked.
bool refused(Ledger& all) {
  const char* wanted = std::getenv("DIFFERENTIAL_REFUSE_ALLOCATION");
  if (wanted == nullptr) {
    all.wanted.clear();
    return false;
  }
  if (all.wanted != wanted) {
    all.wanted = wanted;
    all.seen = 0;
  }
  ++all.seen;
  return all.seen == std::strtoull(wanted, nullptr, 10);
}

template <typename Allocate>
cudaError_t allocate(void** out, uint64_t bytes, std::unordered_map<void*, uint64_t> Ledger::*map,
                     uint64_t Held::*total, Allocate&& take) {
  Ledger& all = ledger();
  const std::lock_guard<std::mutex> lock(all.mutex);
  *out = nullptr;
  if (refused(all)) return cudaErrorMemoryAllocation;
  const cudaError_t error = take();
  if (error != cudaSuccess) return error;
  (all.*map)[*out] = bytes;
  all.held.*total += bytes;
  ++all.held.allocations;
  return cudaSuccess;
}

void forget(void* data, std::unordered_map<void*, uint64_t> Ledger::*map, uint64_t Held::*total) {
  Ledger& all = ledger();
  const std::lock_guard<std::mutex> lock(all.mutex);
  const auto found = (all.*map).find(data);
  if (found == (all.*map).end()) return;
  all.held.*total -= found->second;
  --all.held.allocations;
  (all.*map).erase(found);
}

}  // namespace

cudaError_t device_allocate(void** out, uint64_t bytes) {
  return allocate(out, bytes, &Ledger::device, &Held::device_bytes,
                  [&] { return cudaMalloc(out, bytes); });
}

cudaError_t pinned_allocate(void** out, uint64_t bytes) {
  return allocate(out, bytes, &Ledger::pinned, &Held::pinned_bytes,
                  [&] { return cudaHostAlloc(out, bytes, cudaHostAllocDefault); });
}

cudaError_t device_free(void* data) {
  if (data == nullptr) return cudaSuccess;
  forget(data, &Ledger::device, &Held::device_bytes);
  return cudaFree(data);
}

cudaError_t pinned_free(void* data) {
  if (data == nullptr) return cudaSuccess;
  forget(data, &Ledger::pinned, &Held::pinned_bytes);
  return cudaFreeHost(data);
}

Held held() {
  Ledger& all = ledger();
  const std::lock_guard<std::mutex> lock(all.mutex);
  return all.held;
}

}  // namespace df::cuda
