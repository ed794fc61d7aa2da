#include "core/tensor/open_device.h"

namespace df {

std::unique_ptr<Device> open_device(const DfBackend& backend, const DfContextOptions& options, Precision precision,
                                    const ExplainRefusal& explain) {
  try {
    return std::make_unique<Device>(&backend, options, precision);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kOutOfMemory) throw;
    DfDeviceInfo info{};
    const bool known = backend.device_info(options.device, &info).code == DF_OK;
    if (known && info.compute_capability > 0) {
      DfContextOptions planning = options;
      planning.plan_compute_capability = info.compute_capability;
      explain(std::make_unique<Device>(&backend, planning, precision), error.what());
    }
    throw;
  }
}

}  // namespace df
