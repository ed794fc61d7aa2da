// Which activations a pass keeps: the buffers of every block, by checkpointing level.
//
//   none       everything forward made is kept for backward
//   selective  normed inputs and the MLP's activation are recomputed: cheap, and a third of it all
//   full       only each block's input is kept; the block runs again before its backward
//   offloaded  as full, but the inputs wait in pinned host memory: a ring of a few lies on the device,
//              and copies run beside the ops. On a backend whose device memory is host memory it is
//              the same in another place.
//
// The MLP's buffers hold a piece of the rows (mlp_rows): backward restores and spends them piece by
// piece, so that a long micro-batch needs no more of them than a short one.
#pragma once

#include <vector>

#include "core/models/block.h"
#include "core/models/block_backward.h"
#include "core/train/run_config.h"

namespace df {

// What of the last block stands untouched between its forward and its backward pass, so that it need
// not be computed again.
enum class Standing { kNothing, kAttention, kBlock };

struct ActivationOptions {
  int64_t tokens = 0;       // most rows of a pass
  int64_t mlp_rows = 0;     // most rows of a piece of the MLP; 0: chosen by checkpointing
  int32_t dtype = DF_F32;   // of the activations
  bool training = true;     // false: no backward, one set of buffers for all blocks
  bool magnitude = false;   // DoRA: its magnitude's gradient reads the linear layers' outputs
  int32_t rank = 0;         // 0: no adapters with gradients
  bool adapted[kLinearCount] = {};
  Checkpointing checkpointing = Checkpointing::kNone;
  Standing standing = Standing::kNothing;  // full and offloaded only
};

// Rows of a piece of the MLP. A weight stored in NF4 is decoded once a product, 2.5 bytes a value moved
// against 2 FLOP a value and row, and fewer rows fill a large card less evenly: halves of 8,192 rows
// took 3.9 % more of a step than 16,384 at once (Llama-3-8B, one H200). Who offloads has chosen memory.
inline constexpr int64_t kDefaultMlpRows = 16384, kSmallMlpRows = 8192;

class ActivationPlan {
 public:
  ActivationPlan(const ModelConfig& config, const ActivationOptions& options, MemoryPlanner& plan);
  void bind(const Arena& arena);

  const BlockBuffers& block(int64_t layer) const { return blocks_[static_cast<size_t>(layer)]; }
  const BackwardBuffers& backward() const { return backward_; }
  const ActivationOptions& options() const { return options_; }
  // Where an offloaded block's kept buffers wait: x_in, and the last adapter's inner product. Blocks
  // of the same device_slot() share their place on the device, one after another.
  struct HostCopy {
    void* x_in = nullptr;
    void* inner_product = nullptr;
  };
  const HostCopy& host_copy(int64_t layer) const { return host_[static_cast<size_t>(layer)]; }
  int64_t device_slots() const { return device_slots_; }
  int32_t device_slot(int64_t layer) const { return static_cast<int32_t>(layer % device_slots_); }

  // Input, output and statistics of the final norm.
  DfMatrix x_last, n_last;
  float *rstd_last = nullptr, *mean_last = nullptr;

 private:
  // A matrix or pointer waiting for its address.
  struct Pending {
    BufferId buffer;
    DfMatrix* matrix;  // or
    float** pointer;   // or
    void** address;
  };
  // Lifetimes of the buffers of one block.
  struct Lives {
    Lifetime n1, n2, attention_in, attention_out, x_mid, lse, gate_up, act, rstd, inner_product;
  };
  Lives lives_of(int64_t layer) const;
  Lives shared_lives() const;
  Lives kept_lives(int64_t layer) const;
  void want(DfMatrix& m, const char* name, int64_t cols, const Lifetime& lifetime, MemoryPlanner& plan,
            int64_t rows = 0);
  void want(float*& p, const char* name, int64_t count, const Lifetime& lifetime, MemoryPlanner& plan);
  void want_host(void*& p, const char* name, uint64_t bytes, MemoryPlanner& plan);
  void plan_kept_inputs(MemoryPlanner& plan);
  void plan_ring(MemoryPlanner& plan);
  void plan_block(BlockBuffers& b, const Lives& lives, MemoryPlanner& plan);
  void plan_mlp(BlockBuffers& b, const Lives& lives, MemoryPlanner& plan);
  void plan_cheap(MemoryPlanner& plan);
  void plan_backward(MemoryPlanner& plan);
  void share_buffers();
  Lifetime input_life(int64_t layer) const;
  bool recomputes_blocks() const;
  bool adapts(Linear kind) const { return options_.rank > 0 && options_.adapted[kind]; }

  const ModelConfig& config_;
  ActivationOptions options_;
  BackwardMoments moments_;
  std::vector<BlockBuffers> blocks_;
  std::vector<HostCopy> host_;
  BackwardBuffers backward_;
  bool keeps_inner_product_ = false;  // of the last linear layer, which backward does not recompute
  int64_t device_slots_ = 1;
  std::vector<Pending> pending_;
};

}  // namespace df
