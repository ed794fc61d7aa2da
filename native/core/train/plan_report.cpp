#include "core/train/plan_report.h"

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/formats/model_folder.h"
#include "core/train/training_engine.h"

namespace df {

DfDeviceInfo device_info(const DfBackend& backend, int32_t device) {
  DfDeviceInfo info{};
  const DfStatus status = backend.device_info(device, &info);
  if (status.code != DF_OK) {
    throw Error(ErrorCode::kNotFound, "device", status.message, "choose a device that `workbench devices` lists");
  }
  return info;
}

DfContextOptions context_options(const DeviceSpec& spec) {
  return {spec.device, spec.threads, spec.deterministic ? 1 : 0, spec.plan_for.compute_capability, 0};
}

namespace {

// The device a plan is for: the one that is here, or the card the caller describes.
DfDeviceInfo planned_device(const DfBackend& backend, const DeviceSpec& spec) {
  const DeviceSpec::PlanFor& card = spec.plan_for;
  if (card.compute_capability == 0) return device_info(backend, spec.device);
  DfDeviceInfo info{};
  card.name.copy(info.name, sizeof info.name - 1);
  info.compute_capability = card.compute_capability;
  info.total_bytes = info.free_bytes = card.total_bytes;
  return info;
}

}  // namespace

std::string plan_report(const DfBackend& backend, const TrainSpec& spec) {
  const DfDeviceInfo info = planned_device(backend, spec.device);
  const Device device(&backend, context_options(spec.device), spec.device.precision);
  const ModelFolder folder = ModelFolder::open(spec.model_dir);
  const EngineLimits limits = engine_limits(spec.config, spec.longest_example);
  const TrainingEngine engine(device, folder, spec.config, limits);
  nlohmann::json j;
  j["backend"] = backend.name;
  j["deviceName"] = info.name;
  j["capacityBytes"] = info.total_bytes;
  j["freeBytes"] = info.free_bytes;
  j["totalBytes"] = engine.planned_bytes();
  const uint64_t pinned = engine.plan().total(DF_PLACE_HOST_PINNED);
  j["hostBytes"] = device.shares_host_memory() ? 0 : pinned;
  auto parts = engine.plan().components_at_peak();
  parts[static_cast<size_t>(Component::kContext)] += device.context_bytes() + device.mapping_bytes(pinned);
  if (device.shares_host_memory()) parts[static_cast<size_t>(Component::kOptimizer)] += pinned;
  for (size_t i = 0; i < parts.size(); ++i) {
    j["components"].push_back({{"component", component_name(static_cast<Component>(i))}, {"bytes", parts[i]}});
  }
  j["tokensPerMicroBatch"] = limits.tokens;
  j["trainableParameters"] = engine.trainable_parameters();
  uint64_t base = 0;
  for (const TensorView* t : folder.tensors()) base += static_cast<uint64_t>(t->elements());
  j["baseParameters"] = base;
  return j.dump();
}

void require_fit(const TrainingEngine& engine, const DfDeviceInfo& info) {
  const uint64_t needed = engine.planned_bytes();
  if (needed <= info.free_bytes) return;
  throw Error(ErrorCode::kOutOfMemory, "memory",
              "the run needs " + human_bytes(needed) + ", the device has " + human_bytes(info.free_bytes) +
                  " free; largest: " + engine.plan().three_largest(),
              "use a smaller micro-batch or context, full checkpointing, or a lower rank");
}

}  // namespace df
