#include "core/models/activation_plan.h"

#include <algorithm>

#include "core/tensor/matrix.h"

namespace df {
namespace {
constexpr Lifetime kKept = kForward | kHead | kBackward;
constexpr Lifetime kShared = kForward | kBackward;  // recomputed in backward, so free for the head
}  // namespace

ActivationPlan::ActivationPlan(const ModelConfig& config, const ActivationOptions& options, MemoryPlanner& plan)
    : config_(config), options_(options) {
  blocks_.resize(static_cast<size_t>(config.layers));
  pending_.reserve(blocks_.size() * 32 + 64);
  const Checkpointing level = options.checkpointing;
  const bool whole_block_shared =
      !options.training || level == Checkpointing::kFull || level == Checkpointing::kOffloaded;
  keeps_inner_product_ = whole_block_shared && options.training && options.rank > 0 && !options.magnitude &&
                         options.adapted[kDown];
  if (whole_block_shared) {
    plan_block(blocks_[0], options.training ? kShared : kForward, options.training ? kShared : kForward, plan);
  }
  for (size_t layer = 0; layer < blocks_.size(); ++layer) {
    BlockBuffers& b = blocks_[layer];
    if (whole_block_shared) {
      if (options.training || layer == 0) {
        want(b.x_in, "block input", config.hidden_size, options.training ? kKept : kForward, plan);
      }
      if (keeps_inner_product_) want(b.xa[kDown], "adapter inner product", options.rank, kKept, plan);
    } else {
      want(b.x_in, "block input", config.hidden_size, kKept, plan);
      plan_block(b, kKept, level == Checkpointing::kSelective ? 0 : kKept, plan);
      if (level == Checkpointing::kSelective && layer == 0) plan_cheap(b, kShared, plan);
    }
  }
  want(x_last, "last residual", config.hidden_size, kKept, plan);
  want(n_last, "last norm", config.hidden_size, kForward | kHead, plan);
  if (options.training) {
    want(rstd_last, "last rstd", options.tokens, kKept, plan);
    if (config.norm == NormKind::kLayer) want(mean_last, "last mean", options.tokens, kKept, plan);
    plan_backward(plan);
  }
}

void ActivationPlan::want(DfMatrix& m, const char* name, int64_t cols, Lifetime lifetime, MemoryPlanner& plan) {
  m = matrix(nullptr, options_.tokens, cols, options_.dtype);
  const uint64_t bytes = matrix_bytes(options_.tokens, cols, options_.dtype);
  const BufferId id = plan.add(name, Component::kActivations, bytes, lifetime);
  pending_.push_back({id, &m, nullptr});
}

void ActivationPlan::want(float*& p, const char* name, int64_t count, Lifetime lifetime, MemoryPlanner& plan) {
  const BufferId id =
      plan.add(name, Component::kActivations, static_cast<uint64_t>(count) * sizeof(float), lifetime);
  pending_.push_back({id, nullptr, &p});
}

void ActivationPlan::plan_cheap(BlockBuffers& b, Lifetime lifetime, MemoryPlanner& plan) {
  want(b.n1, "norm 1", config_.hidden_size, lifetime, plan);
  if (!config_.parallel_block) want(b.n2, "norm 2", config_.hidden_size, lifetime, plan);
  want(b.act, "MLP activation", config_.intermediate_size, lifetime, plan);
}

void ActivationPlan::plan_block(BlockBuffers& b, Lifetime kept, Lifetime cheap, MemoryPlanner& plan) {
  const ModelConfig& c = config_;
  if (cheap) plan_cheap(b, cheap, plan);
  if (options_.training) {
    want(b.rstd1, "rstd 1", options_.tokens, kept, plan);
    if (!c.parallel_block) want(b.rstd2, "rstd 2", options_.tokens, kept, plan);
    if (c.norm == NormKind::kLayer) {
      want(b.mean1, "mean 1", options_.tokens, kept, plan);
      if (!c.parallel_block) want(b.mean2, "mean 2", options_.tokens, kept, plan);
    }
    want(b.lse, "attention log-sum-exp", options_.tokens * c.heads, kept, plan);
  }
  want(b.q, "queries", c.query_width(), kept, plan);
  want(b.k, "keys", c.kv_width(), kept, plan);
  want(b.v, "values", c.kv_width(), kept, plan);
  want(b.attention, "attention", c.query_width(), kept, plan);
  want(b.x_mid, "middle residual", c.hidden_size, kept, plan);
  if (c.architecture != Architecture::kPhi) want(b.gate, "gate", c.intermediate_size, kept, plan);
  want(b.up, "up", c.intermediate_size, kept, plan);
  // The branches' outputs feed the next norm; only DoRA needs them again in backward. Without it
  // all blocks share the first one's.
  if (options_.magnitude || &b == &blocks_[0]) {
    const Lifetime branch = options_.magnitude ? kept : kept & ~kHead;
    want(b.y_o, "attention output", c.hidden_size, branch, plan);
    want(b.y_down, "MLP output", c.hidden_size, branch, plan);
  }
  for (int kind = 0; kind < kLinearCount && options_.rank > 0; ++kind) {
    if (options_.adapted[kind] && !(kind == kDown && keeps_inner_product_)) want(b.xa[kind], "adapter inner product", options_.rank, kept, plan);
  }
}

void ActivationPlan::plan_backward(MemoryPlanner& plan) {
  const ModelConfig& c = config_;
  want(backward_.d_residual, "residual gradient", c.hidden_size, kHead | kBackward, plan);
  want(backward_.d_norm, "norm gradient", c.hidden_size, kBackward, plan);
  if (!reuses_norms()) {
    want(backward_.d_attention, "attention gradient", c.query_width(), kBackward, plan);
    want(backward_.dq, "query gradient", c.query_width(), kBackward, plan);
  }
  want(backward_.dk, "key gradient", c.kv_width(), kBackward, plan);
  want(backward_.dv, "value gradient", c.kv_width(), kBackward, plan);
  want(backward_.d_act, "MLP gradient", c.intermediate_size, kBackward, plan);
}

// In a sequential block the gradient of the second norm's input is spent before attention's backward
// begins, and so is that norm's output: both have the shape of the queries then.
bool ActivationPlan::reuses_norms() const {
  return !config_.parallel_block && config_.query_width() == config_.hidden_size;
}

void ActivationPlan::bind(const Arena& arena) {
  for (const Pending& p : pending_) {
    if (p.matrix) p.matrix->data = arena.at(p.buffer);
    if (p.pointer) *p.pointer = arena.as<float>(p.buffer);
  }
  if (options_.training && reuses_norms()) backward_.d_attention = backward_.d_norm;
  // Blocks without buffers of their own use the first block's.
  const BlockBuffers& first = blocks_[0];
  for (size_t layer = 1; layer < blocks_.size(); ++layer) {
    BlockBuffers& b = blocks_[layer];
    if (!b.q.data) {
      const DfMatrix own_input = b.x_in, own_product = b.xa[kDown];
      b = first;
      if (own_input.data) b.x_in = own_input;
      if (keeps_inner_product_) b.xa[kDown] = own_product;
      continue;
    }
    if (!b.act.data) {
      b.n1 = first.n1;
      b.n2 = first.n2;
      b.act = first.act;
    }
    if (!b.y_o.data) {
      b.y_o = first.y_o;
      b.y_down = first.y_down;
    }
  }
}

}  // namespace df
