#include "core/plan/arena.h"
#include "core/tensor/device.h"
#include "core/train/optimizer.h"
#include "golden/checks.h"

namespace df::golden {
namespace {

std::vector<float> five_steps(const Device& device, const SafetensorsFile& file, OptimizerKind kind) {
  RunConfig config;
  config.optimizer = kind;
  config.weight_decay = 0.01;
  std::vector<float> param = floats(file, "param0");
  const uint64_t bytes = param.size() * sizeof(float);
  MemoryPlanner plan;
  const BufferId param_id = plan.add("param", Component::kAdapter, bytes);
  const BufferId grad_id = plan.add("grad", Component::kGradients, bytes);
  Optimizer optimizer(config, {{"param", {4, 4096}, param.size(), 0, true, 0, nullptr}}, plan);
  plan.solve();
  const Arena arena(device, plan);
  optimizer.bind(device, arena);
  optimizer.set_param(0, arena.as<float>(param_id));
  device.upload(arena.at(param_id), param.data(), bytes);
  for (int64_t step = 1; step <= 5; ++step) {
    const auto gradient = floats(file, "grad" + std::to_string(step - 1));
    device.upload(arena.at(grad_id), gradient.data(), bytes);
    const auto at = [&](uint64_t offset) { return arena.as<float>(grad_id) + offset; };
    optimizer.update(device, at, 1e-3, 1.0f, step);
    device.synchronize();
  }
  device.download(param.data(), arena.at(param_id), bytes);
  return param;
}

}  // namespace

void check_optimizers(const DfBackend& backend, const std::filesystem::path& path, Report& report) {
  const Device device(&backend, DfContextOptions{0, 0, 1, 0, 0});
  const auto file = SafetensorsFile::open(path);
  const std::pair<const char*, OptimizerKind> kinds[] = {{"adamw32", OptimizerKind::kAdamW32},
                                                         {"adamw8bit", OptimizerKind::kAdamW8},
                                                         {"paged_adamw32", OptimizerKind::kPagedAdamW32},
                                                         {"paged_adamw8bit", OptimizerKind::kPagedAdamW8}};
  for (const auto& [name, kind] : kinds) {
    report.compare(std::string("optimizers/after5.") + name, five_steps(device, file, kind),
                   floats(file, std::string("after5.") + name), kTolerance);
  }
}

}  // namespace df::golden
