// Opens the device of a run or a session.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/tensor/device.h"

namespace df {

// Called when the device has no memory even for the context: plans on `planning`, which touches no
// device, and throws an error that says what the whole would have needed. `refusal` is the device's text.
using ExplainRefusal = std::function<void(std::unique_ptr<Device> planning, const std::string& refusal)>;

std::unique_ptr<Device> open_device(const DfBackend& backend, const DfContextOptions& options, Precision precision,
                                    const ExplainRefusal& explain);

}  // namespace df
