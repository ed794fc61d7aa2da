// The memory plan of a run as JSON (MemoryPlan in electron/shared/domain/memory-plan.ts).
#pragma once

#include <string>

#include "core/train/train_spec.h"
#include "differential/backend.h"

namespace df {

class Device;
class ModelFolder;
class TrainingEngine;

DfDeviceInfo device_info(const DfBackend& backend, int32_t device);
DfContextOptions context_options(const DeviceSpec& spec);

std::string plan_report(const DfBackend& backend, const TrainSpec& spec);
// Throws kOutOfMemory, naming the three largest components and a fix, when the device has not what
// the plan takes.
void require_fit(const TrainingEngine& engine, const DfDeviceInfo& device);

}  // namespace df
