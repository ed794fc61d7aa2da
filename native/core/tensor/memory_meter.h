// What a run takes of the memory its plan is about: the device's, or the host's where that serves as one.
#pragma once

#include <cstdint>

#include "differential/backend.h"

namespace df {

class MemoryMeter {
 public:
  // Begins to count; the device need not be open yet.
  MemoryMeter(const DfBackend& backend, int32_t device);

  // Bytes in use more than at the beginning, of this process alone where the system tells that. Asking a
  // card takes longer than a short training step.
  uint64_t taken() const;
  // True when the last answer counted all processes of the device: the driver kept no list of them.
  bool whole_device() const { return whole_device_; }

 private:
  struct Reading {
    uint64_t bytes = 0;
    bool whole_device = false;
  };
  Reading read() const;

  const DfBackend& backend_;
  int32_t device_;
  Reading start_;
  mutable bool whole_device_ = false;
};

}  // namespace df
