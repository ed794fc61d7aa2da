// Everything a run holds on the device: base weights, adapter or full parameters, gradients,
// optimizer, activations. The constructor only plans; allocate_and_load() takes what was planned.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/adapters/adapter_layout.h"
#include "core/models/decoder.h"
#include "core/models/head.h"
#include "core/train/examples.h"
#include "core/train/optimizer.h"
#include "core/train/run_config.h"

namespace df {

struct EngineLimits {
  int64_t tokens = 0;      // most tokens of a micro-batch
  int64_t max_seqlen = 0;  // longest sequence
  int64_t mlp_rows = 0;    // rows of a piece of the MLP; 0: chosen (activation_plan.h)
  bool embedding_on_host = true;  // a frozen, untied table may wait in pinned host memory
};

// Limits of a run: micro_batch rows of context_length when packing, else of the longest example.
EngineLimits engine_limits(const RunConfig& config, int64_t longest_example);

class TrainingEngine {
 public:
  TrainingEngine(const Device& device, const ModelFolder& folder, const RunConfig& config, const EngineLimits& limits);

  const MemoryPlanner& plan() const { return plan_; }
  uint64_t planned_bytes() const;  // of the device: buffers, context, tables of pinned memory
  uint64_t trainable_parameters() const;

  void allocate_and_load(const LoadProgress& progress, const LoadCache& cache = {});

  // Adds the gradient of gradient_scale * (sum of losses) over the micro-batch. `stream` makes this
  // micro-batch's dropout unique within the run.
  void micro_step(const MicroBatch& batch, float gradient_scale, uint64_t stream);
  // Sum of losses over the loss tokens, without gradient or dropout.
  void evaluate(const MicroBatch& batch);

  // Zeroes gradients and the loss sum. With gradientAccumulation 1 one micro_step may follow, and its
  // gradients last until the next pass of any kind: update() comes before that.
  void begin_step();
  double loss_sum() const;         // over all micro-batches since begin_step()
  double gradient_norm() const;    // global 2-norm; not finite if any gradient is not
  void update(double learning_rate, double gradient_norm, int64_t step);

  // Trainable parameters as one host buffer, in the order of `tensors()`.
  const std::vector<TrainableTensor>& tensors() const { return optimizer_->tensors(); }
  std::vector<float> read_params() const;
  std::vector<float> read_gradients() const;
  void write_params(const std::vector<float>& params);

  const Optimizer& optimizer() const { return *optimizer_; }
  const AdapterLayout& adapter() const { return layout_; }
  const DecoderWeights& weights() const { return weights_; }
  const RunConfig& config() const { return config_; }
  const Device& device() const { return device_; }
  // Logits of all rows of a batch [T, V]; for tests and golden vectors.
  std::vector<float> logits(const MicroBatch& batch);

 private:
  void plan_trainables();
  void plan_gradients();
  void plan_passes();
  void plan_batch();
  ActivationOptions activation_options(Standing standing) const;
  bool spends_inputs() const;
  float* gradient_at(uint64_t offset) const;
  void bind_trainables();
  void bind_full_gradients();
  void initialise_adapter();
  void refresh_row_scales();
  DecoderInput upload(const MicroBatch& batch);
  void set_dropout(float probability, uint64_t stream);

  const Device& device_;
  RunConfig config_;
  EngineLimits limits_;
  MemoryPlanner plan_;
  DecoderWeights weights_;
  AdapterLayout layout_;
  std::unique_ptr<Optimizer> optimizer_;
  std::unique_ptr<ActivationPlan> activations_;
  std::unique_ptr<Head> head_;
  std::unique_ptr<Arena> arena_;
  std::unique_ptr<Decoder> decoder_;

  // Gradients of a range of `tensors()`, by offset: of one block of an adapter, or all there are.
  struct GradientBlock {
    uint64_t first, count;
    BufferId buffer;
    float* data;
  };
  std::vector<GradientBlock> gradients_;
  int64_t micro_steps_ = 0;  // since begin_step()
  BufferId params_buffer_ = -1, row_scale_buffer_ = -1, norm_buffer_ = -1, ids_buffer_ = -1,
           positions_buffer_ = -1, cu_buffer_ = -1, scratch_buffer_ = -1;
  uint64_t gradient_count_ = 0;
  uint64_t scratch_bytes_ = 0;
  float *params_ = nullptr, *row_scale_ = nullptr;
  double* norm_ = nullptr;
  std::vector<std::array<DfAdapter, kLinearCount>> adapters_;
  std::vector<BlockAdapters> block_adapters_;
  DecoderGradients decoder_gradients_;
  // What the stored gradients are multiplied by: 1, or in float16 a power of two that keeps them among
  // its normal numbers. The same for all micro-batches of a step.
  double gradient_unit_ = 1;
  bool row_scales_fresh_ = false;
};

}  // namespace df
