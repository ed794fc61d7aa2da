// What this process uses of a card: by the driver's list of processes, or, where it keeps none, by the
// card's memory as a whole.
#pragma once

#include <cstdint>

namespace df::cuda {

struct DeviceUse {
  uint64_t bytes = 0;
  bool whole_device = true;
};

// Before and after the first context of the process on `device` is made: `end` finds the process in the
// driver's list, where a container gives it another number than getpid(), by its arrival there.
class ArrivalWatch {
 public:
  explicit ArrivalWatch(int device);
  ~ArrivalWatch();
  ArrivalWatch(const ArrivalWatch&) = delete;
  ArrivalWatch& operator=(const ArrivalWatch&) = delete;
  // Bytes that the context took of the card; 0 where nobody tells.
  uint64_t end();

 private:
  struct State;
  State* state_;
};

// False where the card cannot be asked.
bool device_use(int device, DeviceUse* out);

}  // namespace df::cuda
