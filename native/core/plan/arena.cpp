#include "core/plan/arena.h"

namespace df {

Arena::Arena(const Device& device, const MemoryPlanner& plan, const MemoryNeeds* needs) : device_(device), plan_(plan) {
  for (const DfPlace place : {DF_PLACE_DEVICE, DF_PLACE_HOST_PINNED}) {
    if (plan.total(place) == 0) continue;
    try {
      base_[place] = device.allocate(place, plan.total(place));
    } catch (const Error& error) {
      if (base_[0]) device_.release(DF_PLACE_DEVICE, base_[0], plan_.total(DF_PLACE_DEVICE));
      if (error.code() != ErrorCode::kOutOfMemory) throw;
      const MemoryNeeds all = needs ? *needs : MemoryNeeds{{&plan}, device_.context_bytes()};
      if (place == DF_PLACE_HOST_PINNED) throw_out_of_host_memory(all, error.what());
      throw_out_of_memory(all, error.what());
    }
  }
}

Arena::~Arena() {
  for (const DfPlace place : {DF_PLACE_DEVICE, DF_PLACE_HOST_PINNED}) {
    if (base_[place]) device_.release(place, base_[place], plan_.total(place));
  }
}

void* Arena::at(BufferId id) const {
  const MemoryPlanner::Buffer& buffer = plan_.buffers()[static_cast<size_t>(id)];
  if (buffer.bytes == 0) return nullptr;
  return static_cast<char*>(base_[buffer.place]) + buffer.offset;
}

}  // namespace df
