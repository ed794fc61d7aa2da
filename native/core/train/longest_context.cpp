#include "core/train/longest_context.h"

#include "core/formats/model_folder.h"
#include "core/train/training_engine.h"

namespace df {
namespace {

bool fits(const Device& device, const ModelFolder& folder, const RunConfig& config, const MemoryBounds& bounds) {
  const TrainingEngine engine(device, folder, config, engine_limits(config, 0));
  const uint64_t host = engine.plan().total(DF_PLACE_HOST_PINNED);
  return engine.planned_bytes() <= bounds.device_bytes && (bounds.host_bytes == 0 || host <= bounds.host_bytes);
}

}  // namespace

int64_t longest_context(const Device& device, const ModelFolder& folder, RunConfig config, const MemoryBounds& bounds,
                        int64_t step) {
  int64_t low = 0, high = folder.config().max_position_embeddings / step + 1;  // low fits, high does not
  while (high - low > 1) {
    const int64_t middle = low + (high - low) / 2;
    config.context_length = static_cast<int32_t>(middle * step);
    (fits(device, folder, config, bounds) ? low : high) = middle;
  }
  return low * step;
}

}  // namespace df
