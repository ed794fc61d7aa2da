#include "core/models/activation_plan.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace df {
namespace {

constexpr Lifetime kToBackward = kForward | kFinal | kHead;

bool keeps_all(Checkpointing level) { return level == Checkpointing::kNone; }

}  // namespace

ActivationPlan::ActivationPlan(const ModelConfig& config, const ActivationOptions& options, MemoryPlanner& plan)
    : config_(config), options_(options), moments_(config.layers) {
  blocks_.resize(static_cast<size_t>(config.layers));
  host_.resize(blocks_.size());
  pending_.reserve(blocks_.size() * 32 + 64);
  const int64_t chosen = options.checkpointing == Checkpointing::kOffloaded ? kSmallMlpRows : kDefaultMlpRows;
  const int64_t rows = options.mlp_rows > 0 ? options.mlp_rows : chosen;
  options_.mlp_rows = options.training ? std::min(options.tokens, rows) : options.tokens;
  // Of an MLP run in pieces only the last one stands.
  if (options_.standing == Standing::kBlock && options_.mlp_rows < options.tokens) {
    options_.standing = Standing::kAttention;
  }
  const bool shared = !options.training || recomputes_blocks();
  keeps_inner_product_ = options.training && shared && adapts(kDown);
  if (shared) plan_block(blocks_[0], options.training ? shared_lives() : lives_of(0), plan);
  if (!options.training) {
    want(blocks_[0].x_in, "block input", config.hidden_size, kForward, plan);
  } else if (options.checkpointing == Checkpointing::kOffloaded) {
    plan_ring(plan);
  } else {
    plan_kept_inputs(plan);
  }
  for (size_t layer = 0; layer < blocks_.size() && !shared; ++layer) {
    plan_block(blocks_[layer], kept_lives(static_cast<int64_t>(layer)), plan);
  }
  if (!shared && !keeps_all(options.checkpointing)) plan_cheap(plan);
  const Lifetime last =
      options.training ? kFinal | kHead | moments_.until(config.layers - 1, Part::kRestore) : kForward;
  want(x_last, "last residual", config.hidden_size, last, plan);
  want(n_last, "last norm", config.hidden_size, options.training ? kFinal | kHead : kForward | kHead, plan);
  if (options.training) {
    want(rstd_last, "last rstd", options.tokens, last, plan);
    if (config.norm == NormKind::kLayer) want(mean_last, "last mean", options.tokens, last, plan);
    plan_backward(plan);
  }
}

bool ActivationPlan::recomputes_blocks() const {
  return options_.checkpointing == Checkpointing::kFull || options_.checkpointing == Checkpointing::kOffloaded;
}

void ActivationPlan::want(DfMatrix& m, const char* name, int64_t cols, const Lifetime& lifetime,
                          MemoryPlanner& plan, int64_t rows) {
  m = matrix(nullptr, rows > 0 ? rows : options_.tokens, cols, options_.dtype);
  const BufferId id = plan.add(name, Component::kActivations, matrix_bytes(m.rows, cols, options_.dtype), lifetime);
  pending_.push_back({id, &m, nullptr, nullptr});
}

void ActivationPlan::want(float*& p, const char* name, int64_t count, const Lifetime& lifetime, MemoryPlanner& plan) {
  const BufferId id =
      plan.add(name, Component::kActivations, static_cast<uint64_t>(count) * sizeof(float), lifetime);
  pending_.push_back({id, nullptr, &p, nullptr});
}

void ActivationPlan::want_host(void*& p, const char* name, uint64_t bytes, MemoryPlanner& plan) {
  const BufferId id = plan.add(name, Component::kActivations, bytes, kAlways, DF_PLACE_HOST_PINNED);
  pending_.push_back({id, nullptr, nullptr, &p});
}

// A block's input is read until its own backward ends; a magnitude also reads the next block's input,
// which is the block's output.
Lifetime ActivationPlan::input_life(int64_t layer) const {
  const Lifetime own = kToBackward | moments_.until(layer, Part::kInputs);
  return options_.magnitude && layer > 0 ? own | moments_.until(layer - 1, Part::kRestore) : own;
}

void ActivationPlan::plan_kept_inputs(MemoryPlanner& plan) {
  for (int64_t layer = 0; layer < config_.layers; ++layer) {
    BlockBuffers& b = blocks_[static_cast<size_t>(layer)];
    want(b.x_in, "block input", config_.hidden_size, input_life(layer), plan);
    if (keeps_inner_product_) {
      want(b.xa[kDown], "adapter inner product", options_.rank, kToBackward | moments_.until(layer, Part::kMlp), plan);
    }
  }
}

// Two places: a block's input and the next to arrive. A magnitude reads the one before, too.
void ActivationPlan::plan_ring(MemoryPlanner& plan) {
  device_slots_ = std::min<int64_t>(config_.layers, options_.magnitude ? 3 : 2);
  for (int64_t slot = 0; slot < device_slots_; ++slot) {
    BlockBuffers& b = blocks_[static_cast<size_t>(slot)];
    want(b.x_in, "block input", config_.hidden_size, kToBackward | kBackward, plan);
    if (keeps_inner_product_) {
      want(b.xa[kDown], "adapter inner product", options_.rank, kToBackward | kBackward, plan);
    }
  }
  // The last ones never leave the device.
  for (int64_t layer = 0; layer + device_slots_ < config_.layers; ++layer) {
    HostCopy& host = host_[static_cast<size_t>(layer)];
    want_host(host.x_in, "block input on the host", matrix_bytes(options_.tokens, config_.hidden_size, options_.dtype), plan);
    if (keeps_inner_product_) {
      want_host(host.inner_product, "adapter inner product on the host",
                matrix_bytes(options_.tokens, options_.rank, options_.dtype), plan);
    }
  }
}

ActivationPlan::Lives ActivationPlan::lives_of(int64_t) const {
  return {kForward, kForward, kForward, kForward, kForward, kForward, kForward, kForward, kForward, kForward};
}

// One set of buffers for all blocks, which run again in backward.
ActivationPlan::Lives ActivationPlan::shared_lives() const {
  const Lifetime restore_inputs = moments_.each(Part::kRestoreInputs), restore = moments_.each(Part::kRestore),
                 mlp = moments_.each(Part::kMlp), attention = moments_.each(Part::kAttention),
                 inputs = moments_.each(Part::kInputs);
  const Lifetime stands = options_.standing != Standing::kNothing ? kFinal | kHead : Lifetime{};
  // From the attention on; what stands for the last block meets its restoring, too.
  const Lifetime begin = kForwardRest | restore | mlp | stands |
                         (options_.standing != Standing::kNothing
                              ? moments_.at(config_.layers - 1, Part::kRestoreInputs)
                              : Lifetime{});
  Lives l;
  // In a sequential block the first norm is computed a second time: all of its readers but the first
  // three come last.
  const Lifetime first = kForwardInputs | restore_inputs;
  l.n1 = config_.parallel_block ? first | begin | attention | inputs : first | inputs;
  l.n2 = begin;
  l.attention_in = first | begin | attention | inputs;
  l.attention_out = l.lse = begin | attention;
  // The next block's first norm reads the middle residual.
  l.x_mid = kForwardInputs | begin | attention | kFinal;
  l.rstd = l.inner_product = first | begin | attention | inputs;
  l.gate_up = l.act = kForwardRest | mlp;
  if (options_.standing == Standing::kBlock) {
    l.gate_up = l.act = l.act | kFinal | kHead | moments_.at(config_.layers - 1, Part::kRestoreInputs) |
                        moments_.at(config_.layers - 1, Part::kRestore);
  }
  return l;
}

ActivationPlan::Lives ActivationPlan::kept_lives(int64_t layer) const {
  const auto until = [&](Part part) { return kToBackward | moments_.until(layer, part); };
  Lives l;
  l.n1 = l.attention_in = l.rstd = l.inner_product = until(Part::kInputs);
  l.n2 = l.gate_up = l.act = until(Part::kMlp);
  l.attention_out = l.x_mid = l.lse = until(Part::kAttention);
  return l;
}

// What selective checkpointing computes again, shared by all blocks.
void ActivationPlan::plan_cheap(MemoryPlanner& plan) {
  BlockBuffers& b = blocks_[0];
  const Lives lives = shared_lives();
  want(b.n1, "norm 1", config_.hidden_size, lives.n1, plan);
  if (!config_.parallel_block) want(b.n2, "norm 2", config_.hidden_size, lives.n2, plan);
  want(b.act, "MLP activation", config_.intermediate_size, lives.act, plan, options_.mlp_rows);
}

void ActivationPlan::plan_mlp(BlockBuffers& b, const Lives& lives, MemoryPlanner& plan) {
  const ModelConfig& c = config_;
  const int64_t rows = !options_.training || recomputes_blocks() ? options_.mlp_rows : options_.tokens;
  if (c.architecture != Architecture::kPhi) want(b.gate, "gate", c.intermediate_size, lives.gate_up, plan, rows);
  want(b.up, "up", c.intermediate_size, lives.gate_up, plan, rows);
  if (options_.checkpointing != Checkpointing::kSelective || !options_.training) {
    want(b.act, "MLP activation", c.intermediate_size, lives.act, plan, rows);
  }
}

void ActivationPlan::plan_block(BlockBuffers& b, const Lives& lives, MemoryPlanner& plan) {
  const ModelConfig& c = config_;
  const bool norms = !options_.training || options_.checkpointing != Checkpointing::kSelective;
  if (norms) want(b.n1, "norm 1", c.hidden_size, lives.n1, plan);
  if (norms && !c.parallel_block) want(b.n2, "norm 2", c.hidden_size, lives.n2, plan);
  if (options_.training) {
    want(b.rstd1, "rstd 1", options_.tokens, lives.rstd, plan);
    if (!c.parallel_block) want(b.rstd2, "rstd 2", options_.tokens, lives.rstd, plan);
    if (c.norm == NormKind::kLayer) {
      want(b.mean1, "mean 1", options_.tokens, lives.rstd, plan);
      if (!c.parallel_block) want(b.mean2, "mean 2", options_.tokens, lives.rstd, plan);
    }
    want(b.lse, "attention log-sum-exp", options_.tokens * c.heads, lives.lse, plan);
  }
  want(b.q, "queries", c.query_width(), lives.attention_in, plan);
  want(b.k, "keys", c.kv_width(), lives.attention_in, plan);
  want(b.v, "values", c.kv_width(), lives.attention_in, plan);
  want(b.attention, "attention", c.query_width(), lives.attention_out, plan);
  want(b.x_mid, "middle residual", c.hidden_size, lives.x_mid, plan);
  plan_mlp(b, lives, plan);
  if (&b == &blocks_[0]) {
    // The branches' outputs feed the next norm and nothing else: all blocks share them, and in the
    // training of a sequential block the second takes the place of the first.
    const Lifetime forward = options_.training ? kForward | kFinal : kForward;
    const Lifetime branch =
        options_.training && recomputes_blocks() ? forward | moments_.each(Part::kRestore) : forward;
    want(b.y_o, "branch output", c.hidden_size, branch, plan);
    if (!options_.training || c.parallel_block) want(b.y_down, "MLP output", c.hidden_size, forward, plan);
  }
  for (int kind = 0; kind < kLinearCount; ++kind) {
    if (!adapts(static_cast<Linear>(kind)) || (kind == kDown && keeps_inner_product_)) continue;
    want(b.xa[kind], "adapter inner product", options_.rank, lives.inner_product, plan);
  }
}

void ActivationPlan::plan_backward(MemoryPlanner& plan) {
  const ModelConfig& c = config_;
  const Lifetime mlp = moments_.each(Part::kMlp), attention = moments_.each(Part::kAttention),
                 inputs = moments_.each(Part::kInputs);
  want(backward_.d_residual, "residual gradient", c.hidden_size, kHead | kBackward, plan);
  // A parallel block adds both branches' gradients to one norm's.
  want(backward_.d_norm, "norm gradient", c.hidden_size, c.parallel_block ? mlp | attention | inputs : mlp | inputs, plan);
  want(backward_.d_attention, "attention gradient", c.query_width(), attention, plan);
  want(backward_.dq, "query gradient", c.query_width(), attention | inputs, plan);
  want(backward_.dk, "key gradient", c.kv_width(), attention | inputs, plan);
  want(backward_.dv, "value gradient", c.kv_width(), attention | inputs, plan);
}

void ActivationPlan::bind(const Arena& arena) {
  for (const Pending& p : pending_) {
    if (p.matrix) p.matrix->data = arena.at(p.buffer);
    if (p.pointer) *p.pointer = arena.as<float>(p.buffer);
    if (p.address) *p.address = arena.at(p.buffer);
  }
  share_buffers();
}

// Blocks without buffers of their own use another's.
void ActivationPlan::share_buffers() {
  if (!blocks_[0].y_down.data) blocks_[0].y_down = blocks_[0].y_o;
  const BlockBuffers first = blocks_[0];
  for (size_t layer = 0; layer < blocks_.size(); ++layer) {
    BlockBuffers& b = blocks_[layer];
    if (!b.q.data) {
      const DfMatrix own_input = b.x_in, own_product = b.xa[kDown];
      b = first;
      if (own_input.data) b.x_in = own_input;
      if (own_product.data) b.xa[kDown] = own_product;
    }
    if (!b.n1.data) b.n1 = first.n1;
    if (!b.n2.data) b.n2 = first.n2;
    if (!b.act.data) b.act = first.act;
    b.y_o = first.y_o;
    b.y_down = first.y_down;
    b.mlp_rows = options_.mlp_rows;
  }
  if (!options_.training) return;
  for (size_t layer = 0; layer < blocks_.size() && options_.checkpointing == Checkpointing::kOffloaded; ++layer) {
    const BlockBuffers& slot = blocks_[layer % static_cast<size_t>(device_slots_)];
    blocks_[layer].x_in = slot.x_in;
    if (keeps_inner_product_) blocks_[layer].xa[kDown] = slot.xa[kDown];
  }
  for (size_t layer = 0; layer < blocks_.size(); ++layer) {
    blocks_[layer].x_out = layer + 1 < blocks_.size() ? blocks_[layer + 1].x_in : x_last;
  }
}

}  // namespace df
