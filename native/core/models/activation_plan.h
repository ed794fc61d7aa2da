// Which activations a pass keeps: the buffers of every block, by checkpointing level.
//
//   none       everything forward made is kept for backward
//   selective  normed inputs and the MLP's activation are recomputed: cheap, and a third of it all
//   full       only each block's input is kept; the block runs again before its backward
// Offloading keeps the block inputs in pinned host memory; on a backend whose device memory is host
// memory it is the same as full.
#pragma once

#include <vector>

#include "core/models/block.h"
#include "core/models/block_backward.h"
#include "core/train/run_config.h"

namespace df {

struct ActivationOptions {
  int64_t tokens = 0;       // most rows of a pass
  int32_t dtype = DF_F32;   // of the activations
  bool training = true;     // false: no backward, one set of buffers for all blocks
  bool magnitude = false;   // DoRA: outputs of all linear layers are kept
  int32_t rank = 0;         // 0: no adapters with gradients
  bool adapted[kLinearCount] = {};
  Checkpointing checkpointing = Checkpointing::kNone;
};

class ActivationPlan {
 public:
  ActivationPlan(const ModelConfig& config, const ActivationOptions& options, MemoryPlanner& plan);
  void bind(const Arena& arena);

  const BlockBuffers& block(int64_t layer) const { return blocks_[layer]; }
  const BackwardBuffers& backward() const { return backward_; }
  // Input, output and statistics of the final norm.
  DfMatrix x_last, n_last;
  float *rstd_last = nullptr, *mean_last = nullptr;

 private:
  // A matrix waiting for its address.
  struct Pending {
    BufferId buffer;
    DfMatrix* matrix;   // or
    float** pointer;
  };
  void want(DfMatrix& m, const char* name, int64_t cols, Lifetime lifetime, MemoryPlanner& plan);
  void want(float*& p, const char* name, int64_t count, Lifetime lifetime, MemoryPlanner& plan);
  void plan_block(BlockBuffers& b, Lifetime kept, Lifetime cheap, MemoryPlanner& plan);
  void plan_cheap(BlockBuffers& b, Lifetime lifetime, MemoryPlanner& plan);
  void plan_backward(MemoryPlanner& plan);
  bool reuses_norms() const;

  const ModelConfig& config_;
  ActivationOptions options_;
  std::vector<BlockBuffers> blocks_;
  BackwardBuffers backward_;
  bool keeps_inner_product_ = false;  // of the last linear layer, which backward does not recompute
  std::vector<Pending> pending_;
};

}  // namespace df
