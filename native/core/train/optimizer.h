// AdamW over the trainable tensors: 32-bit states, or bitsandbytes' 8-bit blockwise ones for
// tensors of at least 4,096 values (smaller ones stay 32-bit, as there). "Paged" states live in
// pinned host memory on a backend that has its own; on the CPU they are the same as unpaged.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/formats/safetensors.h"
#include "core/plan/arena.h"
#include "core/train/run_config.h"

namespace df {

// One tensor that trains. `offset` is its place in the flat gradient buffer.
struct TrainableTensor {
  std::string name;
  std::vector<int64_t> shape;
  uint64_t count;
  uint64_t offset;
  bool decay;
  // Neighbours of one run lie one behind another in parameters and gradients alike.
  int64_t run;
  float* param = nullptr;
};

class Optimizer {
 public:
  Optimizer(const RunConfig& config, std::vector<TrainableTensor> tensors, MemoryPlanner& plan);
  void bind(const Device& device, const Arena& arena);
  // After bind: where each tensor's parameters lie.
  void set_param(size_t index, float* param) { tensors_[index].param = param; }

  // gradient_at: where the gradient of the tensor at an offset lies. gradient_scale is the clip
  // coefficient; step is 1-based.
  using GradientAt = std::function<const float*(uint64_t offset)>;
  void update(const Device& device, const GradientAt& gradient_at, double learning_rate, float gradient_scale,
              int64_t step) const;

  const std::vector<TrainableTensor>& tensors() const { return tensors_; }

  // States for a checkpoint, fetched from the device one tensor at a time while they are written.
  std::vector<TensorEntry> entries(const Device& device) const;
  // Throws kCorrupt naming what is missing or has another size.
  void restore(const Device& device, const SafetensorsFile& file) const;
  uint64_t state_bytes() const;

 private:
  // Neighbouring tensors that are updated in one call.
  struct Group {
    size_t first;        // tensor
    uint64_t elements;
    bool eight_bit;
    BufferId m, v, m_absmax, v_absmax;
    void *m_data = nullptr, *v_data = nullptr;
    float *m_absmax_data = nullptr, *v_absmax_data = nullptr;
  };
  struct Part {
    std::string suffix;
    TensorDtype dtype;
    void* data;
    uint64_t elements;
  };
  std::vector<Part> parts(size_t index) const;
  void plan_groups(MemoryPlanner& plan);
  bool joins(const Group& group, size_t index) const;
  bool eight_bit(size_t index) const;

  const RunConfig& config_;
  std::vector<TrainableTensor> tensors_;
  std::vector<Group> groups_;
  std::vector<size_t> group_of_;  // of every tensor
  BufferId maps_ = -1;
  float *signed_map_ = nullptr, *unsigned_map_ = nullptr;
};

}  // namespace df
