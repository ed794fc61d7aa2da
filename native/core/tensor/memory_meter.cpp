#include "core/tensor/memory_meter.h"

namespace df {

MemoryMeter::MemoryMeter(const DfBackend& backend, int32_t device) : backend_(backend), device_(device) {
  start_ = read();
}

MemoryMeter::Reading MemoryMeter::read() const {
  DfMemoryUse use{};
  if (backend_.memory_use(device_, &use).code == DF_OK) return {use.used_bytes, use.whole_device != 0};
  DfDeviceInfo info{};
  if (backend_.device_info(device_, &info).code != DF_OK) return {0, true};
  return {info.total_bytes - info.free_bytes, true};
}

uint64_t MemoryMeter::taken() const {
  const Reading now = read();
  whole_device_ = now.whole_device;
  // A process enters the driver's list with its first context, so before that only the whole was told.
  const uint64_t start = start_.whole_device == now.whole_device ? start_.bytes : 0;
  return now.bytes > start ? now.bytes - start : 0;
}

}  // namespace df
