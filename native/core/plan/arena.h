// Takes what a solved plan says: one allocation a place, freed together.
#pragma once

#include "core/plan/memory_plan.h"
#include "core/plan/out_of_memory.h"
#include "core/tensor/device.h"

namespace df {

class Arena {
 public:
  // Throws kOutOfMemory; `needs` is what that error tells of, without it the plan alone.
  Arena(const Device& device, const MemoryPlanner& plan, const MemoryNeeds* needs = nullptr);
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Null for a buffer of 0 bytes.
  void* at(BufferId id) const;
  template <typename T>
  T* as(BufferId id) const {
    return static_cast<T*>(at(id));
  }
  uint64_t bytes() const { return plan_.total(DF_PLACE_DEVICE); }

 private:
  const Device& device_;
  const MemoryPlanner& plan_;
  void* base_[2] = {nullptr, nullptr};
};

}  // namespace df
