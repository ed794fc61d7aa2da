// What a caller asks of the trainer, as JSON across the addon (TrainSpec in
// electron/trainer-process/addon-types.ts).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/formats/quantized_cache.h"
#include "core/tensor/device.h"
#include "core/train/run_config.h"

namespace df {

struct DeviceSpec {
  std::string backend = "cpu";
  int32_t device = 0;
  int32_t threads = 0;  // 0: all
  bool deterministic = true;
  Precision precision = Precision::kAuto;
  // Planning for a card that need not be here: nothing is opened, only the plan can be asked for.
  struct PlanFor {
    int32_t compute_capability = 0;  // 90 for 9.0; 0: the device itself
    uint64_t total_bytes = 0;
    std::string name;
  };
  PlanFor plan_for;
};

struct TrainSpec {
  DeviceSpec device;
  std::filesystem::path model_dir;
  std::filesystem::path checkpoints_dir;
  RunConfig config;
  std::string config_json;  // canonical text of `config`, kept in checkpoints
  bool resume = true;       // from the newest valid checkpoint, if there is one
  std::string base_hash;
  std::string data_hash;
  int64_t longest_example = 0;  // planning only
  QuantizedCacheOptions quantized_cache;
};

DeviceSpec parse_device_spec(const std::string& json);
// "quantizedCache" of a spec: {"directory", "baseHash", "budgetBytes"}; absent: no cache.
QuantizedCacheOptions parse_cache_options(const std::string& json);
TrainSpec parse_train_spec(const std::string& json);

}  // namespace df
