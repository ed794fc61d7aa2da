// The weights of a decoder as the ops see them: where they lie in the arena and in which format.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/formats/model_config.h"
#include "core/formats/model_folder.h"
#include "core/formats/quantized_cache.h"
#include "core/plan/arena.h"
#include "core/plan/memory_plan.h"
#include "core/tensor/device.h"

namespace df {

// The linear layers of a block. Phi's `dense`, `fc1`, `fc2` are kO, kUp, kDown; it has no kGate.
enum Linear { kQ, kK, kV, kO, kGate, kUp, kDown, kLinearCount };

struct NormWeights {
  const float* weight = nullptr;
  const float* bias = nullptr;
};

struct LinearLayer {
  bool present = false;
  std::string module;  // "model.layers.0.self_attn.q_proj"
  DfWeight weight{};
  float* norm_sq = nullptr;  // [out], kept for DoRA
};

struct BlockWeights {
  NormWeights norm1;
  NormWeights norm2;  // unset in a parallel block
  LinearLayer linears[kLinearCount];
};

// Loading progress: bytes of the folder consumed. Returning false cancels.
using LoadProgress = std::function<bool(const char* phase, uint64_t done, uint64_t total)>;

// Where quantized weights are kept between loads, and who hears what becomes of them.
struct LoadCache {
  QuantizedCacheOptions options;
  CacheNotice notice;
};

struct WeightOptions {
  bool quantize = false;             // NF4 for the linear layers of the blocks
  bool double_quantization = true;
  bool float32 = false;              // full fine-tuning: everything as float32
  bool norm_sq = false;              // keep row norms for DoRA
  int64_t positions = 0;             // rows of the rotary table
  // The embedding table in pinned host memory, from where a pass reads its rows over the bus: a few
  // kilobytes a token. Only of a table that is not the head's, and never trained.
  bool embedding_on_host = false;
};

// Declares every buffer in the constructor, fills them in load().
class DecoderWeights {
 public:
  DecoderWeights(const ModelFolder& folder, const WeightOptions& options, const Device& device,
                 MemoryPlanner& plan);

  // Copies or quantizes tensor by tensor; at most one tensor is staged at a time. With a cache, quantized
  // layers come from there, or go there for the next load.
  void load(const Arena& arena, const LoadProgress& progress, const LoadCache& cache = {});

  const ModelConfig& config() const { return folder_.config(); }
  const std::vector<BlockWeights>& blocks() const { return blocks_; }
  std::vector<BlockWeights>& blocks() { return blocks_; }
  const DfWeight& embedding() const { return embedding_; }
  const DfWeight& head() const { return head_; }
  const NormWeights& final_norm() const { return final_norm_; }
  const float* rope() const { return rope_; }
  int64_t positions() const { return options_.positions; }

  // Every float32 tensor of a fully trainable model: name, device pointer, elements.
  struct Tensor {
    std::string name;
    std::vector<int64_t> shape;
    BufferId buffer;
    uint64_t elements;
    bool is_matrix;  // norms and biases are exempt from weight decay
  };
  const std::vector<Tensor>& float_tensors() const { return floats_; }

 private:
  struct PlannedLinear {
    int layer;
    Linear kind;
    bool stored_nf4;  // the folder is packed already
    BufferId data, absmax, absmax_q, absmax_nested, norm_sq;
  };

  void plan_block(int layer, MemoryPlanner& plan);
  void plan_linear(int layer, Linear kind, const std::string& module, MemoryPlanner& plan);
  BufferId plan_float(const std::string& name, int64_t rows, int64_t cols, bool matrix, MemoryPlanner& plan);
  void plan_staging(MemoryPlanner& plan);
  void load_embedding(const Arena& arena);
  void bind_linear(const Arena& arena, const PlannedLinear& planned);
  void fill_linear(const Arena& arena, const PlannedLinear& planned);
  void load_linears(const Arena& arena, const LoadCache& cache);
  void load_stored_nf4(const Arena& arena, const PlannedLinear& planned, DfWeight& weight);
  void quantize(const Arena& arena, const TensorView& tensor, const PlannedLinear& planned, DfWeight& weight);
  void load_matrix(const Arena& arena, const TensorView& tensor, BufferId buffer, int32_t format);
  void bind_norms(const Arena& arena);
  const float* bound_float(const Arena& arena, const std::string& name) const;
  void advance(const char* phase, uint64_t bytes);

  const ModelFolder& folder_;
  WeightOptions options_;
  const Device& device_;
  std::vector<BlockWeights> blocks_;
  std::vector<PlannedLinear> planned_;
  std::vector<Tensor> floats_;
  DfWeight embedding_{};
  DfPlace embedding_place_ = DF_PLACE_DEVICE;
  DfWeight head_{};
  NormWeights final_norm_;
  float* rope_ = nullptr;
  BufferId embedding_buffer_ = -1, head_buffer_ = -1, rope_buffer_ = -1, staging_ = -1, scratch_ = -1,
           map_buffer_ = -1;
  uint64_t scratch_bytes_ = 0;
  const LoadProgress* progress_ = nullptr;
  uint64_t done_bytes_ = 0;
};

// "self_attn.q_proj" and so on; empty when the architecture has no such layer.
std::string linear_path(const ModelConfig& config, Linear kind);

}  // namespace df
