#include "bench/grid/measure.h"

#include <algorithm>

#include "backends/registry.h"
#include "bench/shapes.h"
#include "core/error.h"
#include "core/models/synthetic_model.h"
#include "core/rng/stream.h"
#include "core/tensor/memory_meter.h"
#include "core/train/plan_report.h"
#include "core/train/training_engine.h"
#include "core/util/process_memory.h"

namespace df::grid {
namespace {

constexpr uint64_t kWeightSeed = 1, kDataSeed = 7;

// Full rows: `batch` sequences of the whole context, the largest micro-batch the plan provides for.
MicroBatch full_batch(const Setting& s, int64_t vocabulary, uint64_t index) {
  MicroBatch batch;
  batch.clear();
  const Philox rng(kDataSeed, index);
  const auto words = static_cast<uint64_t>(vocabulary);
  for (int64_t row = 0; row < s.batch; ++row) {
    for (int64_t t = 0; t < s.context; ++t) {
      const auto at = static_cast<uint64_t>(row * s.context + t);
      batch.ids.push_back(static_cast<int32_t>(rng.below(2 * at, words)));
      batch.positions.push_back(static_cast<int32_t>(t));
      batch.labels.push_back(t + 1 < s.context ? static_cast<int32_t>(rng.below(2 * at + 1, words)) : -1);
      batch.loss_tokens += t + 1 < s.context;
    }
    batch.cu_seqlens.push_back(static_cast<int32_t>(batch.ids.size()));
  }
  batch.max_seqlen = static_cast<int32_t>(s.context);
  return batch;
}

uint64_t peak_of_steps(const Setting& s, const MemoryMeter& meter, const Device& device, TrainingEngine& engine) {
  uint64_t peak = 0;
  const auto look = [&] {
    device.synchronize();
    peak = std::max(peak, meter.taken());
  };
  look();
  for (int64_t step = 1; step <= 2; ++step) {
    const MicroBatch batch = full_batch(s, engine.weights().config().vocab_size, static_cast<uint64_t>(step));
    engine.begin_step();
    engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), static_cast<uint64_t>(step));
    look();
    engine.update(1e-4, engine.gradient_norm(), step);
    look();
    engine.evaluate(batch);
    look();
  }
  return peak;
}

}  // namespace

nlohmann::json measure(const Setting& setting, const std::string& backend_name) {
  const DfBackend& backend = *open_backend(backend_name);
  const RunConfig config = parse_run_config(config_of(setting));
  const ModelFolder folder = synthetic_model(bench::shape_config(setting.shape), kWeightSeed);
  return_freed_memory();
  const MemoryMeter meter(backend, 0);  // the source of the weights is not the run's
  const DfDeviceInfo info = device_info(backend, 0);
  const Device device(&backend, DfContextOptions{0, 0, 1, 0, 0});
  TrainingEngine engine(device, folder, config, engine_limits(config, setting.context));
  try {
    require_fit(engine, info);
  } catch (const Error& error) {
    return {{"tooLarge", error.what()}};
  }
  engine.allocate_and_load({});
  return_freed_memory();
  const uint64_t measured = peak_of_steps(setting, meter, device, engine), planned = engine.planned_bytes();
  return {{"planned", planned},
          {"measured", measured},
          {"ratio", static_cast<double>(measured) / static_cast<double>(planned)},
          {"contextBytes", device.context_bytes()},
          {"scope", meter.whole_device() ? "device" : "process"}};
}

}  // namespace df::grid
