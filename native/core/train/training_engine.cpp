#include "core/train/training_engine.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.h"
#include "core/formats/model_tensors.h"
#include "core/tensor/matrix.h"
#include "core/rng/stream.h"

namespace df {
namespace {

WeightOptions weight_options(const RunConfig& config, const EngineLimits& limits, const Device& device) {
  WeightOptions o;
  o.quantize = config.quantized();
  o.double_quantization = config.double_quantization;
  o.float32 = config.method == Method::kFull;
  o.norm_sq = config.magnitude();
  o.positions = limits.max_seqlen;
  o.embedding_on_host = config.adapter() && limits.embedding_on_host && !device.shares_host_memory();
  return o;
}

}  // namespace

EngineLimits engine_limits(const RunConfig& config, int64_t longest_example) {
  EngineLimits limits;
  const int64_t context = config.context_length;
  limits.max_seqlen = longest_example > 0 ? std::min<int64_t>(context, longest_example) : context;
  limits.tokens = config.micro_batch * (config.packing ? context : limits.max_seqlen);
  return limits;
}

TrainingEngine::TrainingEngine(const Device& device, const ModelFolder& folder, const RunConfig& config,
                               const EngineLimits& limits)
    : device_(device),
      config_(config),
      limits_(limits),
      weights_(folder, weight_options(config, limits, device), device, plan_) {
  const ModelConfig& c = weights_.config();
  if (limits.max_seqlen > c.max_position_embeddings) {
    throw Error(ErrorCode::kInvalidInput, "config.contextLength",
                "the context of " + std::to_string(limits.max_seqlen) + " tokens exceeds the model's " +
                    std::to_string(c.max_position_embeddings),
                "set contextLength to at most " + std::to_string(c.max_position_embeddings));
  }
  plan_trainables();
  plan_passes();
}

ActivationOptions TrainingEngine::activation_options(Standing standing) const {
  ActivationOptions options;
  options.tokens = limits_.tokens;
  options.mlp_rows = limits_.mlp_rows;
  options.dtype = device_.activation_dtype();
  options.magnitude = config_.magnitude();
  options.rank = config_.adapter() ? config_.rank : 0;
  for (int kind = 0; kind < kLinearCount; ++kind) options.adapted[kind] = layout_.adapts(static_cast<Linear>(kind));
  options.checkpointing = config_.checkpointing;
  options.standing = standing;
  return options;
}

// The last block's buffers are left standing for its backward where that costs no byte: where they
// fit beside the head's.
void TrainingEngine::plan_passes() {
  const ModelConfig& c = weights_.config();
  const MemoryPlanner before = plan_;
  const auto plan_with = [&](Standing standing) {
    plan_ = before;
    activations_ = std::make_unique<ActivationPlan>(c, activation_options(standing), plan_);
    head_ = std::make_unique<Head>(c, limits_.tokens, true, device_.activation_dtype(), plan_);
    plan_batch();
    plan_.solve();
    return plan_.total(DF_PLACE_DEVICE);
  };
  const uint64_t least = plan_with(Standing::kNothing);
  const bool recomputes =
      config_.checkpointing == Checkpointing::kFull || config_.checkpointing == Checkpointing::kOffloaded;
  if (!recomputes || plan_with(Standing::kBlock) <= least || plan_with(Standing::kAttention) <= least) return;
  plan_with(Standing::kNothing);
}

void TrainingEngine::plan_trainables() {
  std::vector<TrainableTensor> tensors;
  uint64_t offset = 0;
  int64_t run = 0;
  const auto add = [&](std::string name, std::vector<int64_t> shape, uint64_t count, bool decay) {
    tensors.push_back({std::move(name), std::move(shape), count, offset, decay, run, nullptr});
    offset += count;
  };
  if (config_.adapter()) {
    layout_ = adapter_layout(weights_, config_.target_modules, config_.rank, config_.magnitude());
    for (const AdapterSlot& s : layout_.slots) {
      run = s.layer;  // a block's gradients lie together
      add(s.module + ".lora_A", {config_.rank, s.in_features}, static_cast<uint64_t>(config_.rank * s.in_features), true);
      add(s.module + ".lora_B", {s.out_features, config_.rank}, static_cast<uint64_t>(config_.rank * s.out_features), true);
      if (layout_.has_magnitude) {
        add(s.module + ".magnitude", {s.out_features}, static_cast<uint64_t>(s.out_features), true);
      }
    }
    params_buffer_ = plan_.add("adapter parameters", Component::kAdapter, layout_.elements * sizeof(float));
    row_scale_buffer_ = plan_.add("row scales", Component::kAdapter, layout_.row_scale_elements * sizeof(float));
  } else {
    for (const DecoderWeights::Tensor& t : weights_.float_tensors()) {
      ++run;  // every weight has a place of its own
      add(t.name, t.shape, t.elements, t.is_matrix);
    }
  }
  gradient_count_ = offset;
  plan_gradients();
  norm_buffer_ = plan_.add("gradient norm", Component::kGradients, sizeof(double));
  optimizer_ = std::make_unique<Optimizer>(config_, std::move(tensors), plan_);
}

// An adapter's gradients come block by block, from the last to the first, while the block inputs that
// were kept for backward are spent in the same order: where no gradient lives on into another
// micro-batch, each block's take the place of inputs that are no longer read.
void TrainingEngine::plan_gradients() {
  gradients_.clear();
  const auto add = [&](uint64_t first, uint64_t count, const Lifetime& lifetime) {
    gradients_.push_back({first, count, plan_.add("gradients", Component::kGradients, count * sizeof(float), lifetime), nullptr});
  };
  if (!config_.adapter()) {
    add(0, gradient_count_, kAlways);
    return;
  }
  const BackwardMoments moments(weights_.config().layers);
  const auto& slots = layout_.slots;
  for (size_t i = 0; i < slots.size();) {
    size_t end = i;
    while (end < slots.size() && slots[end].layer == slots[i].layer) ++end;
    const uint64_t last = end < slots.size() ? slots[end].a : layout_.elements;
    const Lifetime life = spends_inputs() ? moments.from(slots[i].layer, Part::kRestore) | kUpdate : kAlways;
    add(slots[i].a, last - slots[i].a, life);
    i = end;
  }
}

bool TrainingEngine::spends_inputs() const { return config_.adapter() && config_.gradient_accumulation == 1; }

float* TrainingEngine::gradient_at(uint64_t offset) const {
  for (const GradientBlock& block : gradients_) {
    if (offset >= block.first && offset < block.first + block.count) return block.data + (offset - block.first);
  }
  return nullptr;
}

void TrainingEngine::plan_batch() {
  const auto ints = [&](const char* name, int64_t count) {
    return plan_.add(name, Component::kBatch, static_cast<uint64_t>(count) * sizeof(int32_t));
  };
  ids_buffer_ = ints("token ids", limits_.tokens);
  positions_buffer_ = ints("positions", limits_.tokens);
  cu_buffer_ = ints("sequence borders", limits_.tokens + 1);
  ScratchNeeds needs;
  needs.tokens = limits_.tokens;
  needs.mlp_rows = activations_->options().mlp_rows;
  needs.dtype = device_.activation_dtype();
  needs.logits_dtype = head_->logits_dtype();
  needs.head_rows = head_->chunk_rows();
  needs.max_seqlen = static_cast<int32_t>(limits_.max_seqlen);
  needs.sequences = static_cast<int32_t>((limits_.tokens + limits_.max_seqlen - 1) / limits_.max_seqlen);
  needs.rank = config_.adapter() ? config_.rank : 0;
  needs.dropout = static_cast<float>(config_.dropout);
  needs.magnitude = config_.magnitude();
  for (int kind = 0; kind < kLinearCount; ++kind) needs.adapted[kind] = layout_.adapts(static_cast<Linear>(kind));
  needs.full = config_.method == Method::kFull;
  scratch_bytes_ = std::max(decoder_scratch_bytes(device_, weights_, needs),
                            row_scale_scratch(device_, weights_, layout_));
  scratch_buffer_ = plan_.add("op scratch", Component::kScratch, scratch_bytes_, kForward | kFinal | kHead | kBackward | kUpdate);
}

uint64_t TrainingEngine::planned_bytes() const {
  const uint64_t host = plan_.total(DF_PLACE_HOST_PINNED);
  return plan_.total(DF_PLACE_DEVICE) + device_.context_bytes() +
         (device_.shares_host_memory() ? host : device_.mapping_bytes(host));
}

uint64_t TrainingEngine::trainable_parameters() const { return gradient_count_; }

void TrainingEngine::allocate_and_load(const LoadProgress& progress, const LoadCache& cache) {
  arena_ = std::make_unique<Arena>(device_, plan_);
  weights_.load(*arena_, progress, cache);
  activations_->bind(*arena_);
  head_->bind(*arena_);
  optimizer_->bind(device_, *arena_);
  const DfScratch scratch{arena_->at(scratch_buffer_), scratch_bytes_};
  decoder_ = std::make_unique<Decoder>(device_, weights_, *activations_, scratch);
  if (config_.adapter()) {
    params_ = arena_->as<float>(params_buffer_);
    row_scale_ = arena_->as<float>(row_scale_buffer_);
  }
  for (GradientBlock& block : gradients_) block.data = arena_->as<float>(block.buffer);
  norm_ = arena_->as<double>(norm_buffer_);
  bind_trainables();
}

void TrainingEngine::bind_trainables() {
  const size_t layers = weights_.blocks().size();
  adapters_.assign(layers, {});
  block_adapters_.assign(layers, {});
  decoder_gradients_.blocks.assign(layers, {});
  if (!config_.adapter()) {
    bind_full_gradients();
    return;
  }
  for (size_t i = 0; i < tensors().size(); ++i) optimizer_->set_param(i, params_ + tensors()[i].offset);
  for (const AdapterSlot& s : layout_.slots) {
    DfAdapter& adapter = adapters_[s.layer][s.kind];
    adapter = slot_adapter(layout_, s, params_, row_scale_, config_.adapter_scale());
    block_adapters_[s.layer].linears[s.kind] = &adapter;
    block_adapters_[s.layer].count = 1;
    BlockGradients& g = decoder_gradients_.blocks[s.layer];
    g.da[s.kind] = matrix(gradient_at(s.a), layout_.rank, s.in_features);
    g.db[s.kind] = matrix(gradient_at(s.b), s.out_features, layout_.rank);
    if (layout_.has_magnitude) g.dmagnitude[s.kind] = gradient_at(s.magnitude);
  }
  for (const GradientBlock& block : gradients_) {
    if (!spends_inputs()) break;
    const auto owner = std::find_if(layout_.slots.begin(), layout_.slots.end(),
                                    [&](const AdapterSlot& s) { return s.a == block.first; });
    BlockGradients& g = decoder_gradients_.blocks[static_cast<size_t>(owner->layer)];
    g.zeroed_here = block.data;
    g.zeroed_bytes = block.count * sizeof(float);
  }
  initialise_adapter();
}

void TrainingEngine::bind_full_gradients() {
  std::map<std::string, float*> by_name;
  const auto& floats = weights_.float_tensors();
  for (size_t i = 0; i < floats.size(); ++i) {
    optimizer_->set_param(i, arena_->as<float>(floats[i].buffer));
    by_name[floats[i].name] = gradient_at(tensors()[i].offset);
  }
  const auto find = [&](const std::string& name) {
    const auto it = by_name.find(name);
    return it == by_name.end() ? nullptr : it->second;
  };
  const ModelConfig& c = weights_.config();
  DecoderGradients& g = decoder_gradients_;
  g.dembedding = matrix(find(kEmbeddingName), c.vocab_size, c.hidden_size);
  g.dhead = c.tie_word_embeddings ? g.dembedding : matrix(find(kHeadName), c.vocab_size, c.hidden_size);
  g.dhead_bias = find("lm_head.bias");
  const std::string last = c.architecture == Architecture::kPhi ? "model.final_layernorm" : "model.norm";
  g.dfinal_norm = find(last + ".weight");
  g.dfinal_norm_bias = find(last + ".bias");
  for (size_t layer = 0; layer < g.blocks.size(); ++layer) {
    const std::string prefix = "model.layers." + std::to_string(layer) + ".";
    BlockGradients& b = g.blocks[layer];
    b.dnorm1 = find(prefix + "input_layernorm.weight");
    b.dnorm1_bias = find(prefix + "input_layernorm.bias");
    b.dnorm2 = find(prefix + "post_attention_layernorm.weight");
    b.dnorm2_bias = find(prefix + "post_attention_layernorm.bias");
    for (int kind = 0; kind < kLinearCount; ++kind) {
      const LinearLayer& linear = weights_.blocks()[layer].linears[kind];
      if (!linear.present) continue;
      b.dweight[kind] = matrix(find(linear.module + ".weight"), linear.weight.out_features, linear.weight.in_features);
      b.dbias[kind] = find(linear.module + ".bias");
    }
  }
}

// As PEFT: A Kaiming-uniform with a = sqrt(5), which is U(+-1/sqrt(in)); B zero; the magnitude is
// the base's row norm.
void TrainingEngine::initialise_adapter() {
  std::vector<float> params(layout_.elements, 0.0f);
  for (size_t i = 0; i < layout_.slots.size(); ++i) {
    const AdapterSlot& s = layout_.slots[i];
    const Philox rng(config_.seed, rng_stream(RngPurpose::kInit, i));
    const float bound = 1.0f / std::sqrt(static_cast<float>(s.in_features));
    for (int64_t k = 0; k < config_.rank * s.in_features; ++k) {
      params[s.a + static_cast<uint64_t>(k)] = (2.0f * rng.uniform(static_cast<uint64_t>(k)) - 1.0f) * bound;
    }
  }
  device_.upload(params_, params.data(), params.size() * sizeof(float));
  device_.synchronize();
  row_scales(device_, weights_, layout_, params_, row_scale_, config_.adapter_scale(), true, decoder_->scratch());
  row_scales_fresh_ = true;
}

DecoderInput TrainingEngine::upload(const MicroBatch& batch) {
  if (batch.tokens() > limits_.tokens || batch.max_seqlen > limits_.max_seqlen) {
    throw Error(ErrorCode::kEngine, "micro-batch", "a micro-batch is larger than the plan");
  }
  DecoderInput input;
  input.tokens = batch.tokens();
  const auto put = [&](BufferId buffer, const std::vector<int32_t>& values) {
    auto* to = arena_->as<int32_t>(buffer);
    device_.upload(to, values.data(), values.size() * sizeof(int32_t));
    return to;
  };
  input.ids = put(ids_buffer_, batch.ids);
  input.positions = put(positions_buffer_, batch.positions);
  input.attention.cu_seqlens = put(cu_buffer_, batch.cu_seqlens);
  input.attention.cu_seqlens_host = batch.cu_seqlens.data();
  input.attention.sequences = static_cast<int32_t>(batch.cu_seqlens.size()) - 1;
  input.attention.max_seqlen = batch.max_seqlen;
  return input;
}

void TrainingEngine::set_dropout(float probability, uint64_t stream) {
  for (const AdapterSlot& s : layout_.slots) {
    DfAdapter& adapter = adapters_[s.layer][s.kind];
    adapter.dropout = probability;
    const auto module = static_cast<uint64_t>(s.layer) * kLinearCount + s.kind;
    adapter.rng = {config_.seed, rng_stream(RngPurpose::kDropout, (stream << 16) | module)};
  }
}

// Once an optimizer step: the norms depend on A and B alone.
void TrainingEngine::refresh_row_scales() {
  if (row_scales_fresh_) return;
  row_scales(device_, weights_, layout_, params_, row_scale_, config_.adapter_scale(), false, decoder_->scratch());
  row_scales_fresh_ = true;
}

void TrainingEngine::micro_step(const MicroBatch& batch, float gradient_scale, uint64_t stream) {
  if (spends_inputs() && micro_steps_ > 0) {
    throw Error(ErrorCode::kEngine, "micro-batch", "a step of one micro-batch was given a second one");
  }
  ++micro_steps_;
  refresh_row_scales();
  set_dropout(static_cast<float>(config_.dropout), stream);
  // The gradient of a logit is at most gradient_scale; float16 ends at 6e-5.
  gradient_unit_ = device_.activation_dtype() == DF_F16 ? std::exp2(-std::floor(std::log2(gradient_scale))) : 1.0;
  DecoderInput input = upload(batch);
  input.for_backward = true;
  decoder_->forward(input, block_adapters_);
  head_->loss(*decoder_, batch.labels, gradient_scale * static_cast<float>(gradient_unit_), &decoder_gradients_);
  decoder_->backward(input, block_adapters_, decoder_gradients_);
}

void TrainingEngine::evaluate(const MicroBatch& batch) {
  refresh_row_scales();
  set_dropout(0, 0);
  const DecoderInput input = upload(batch);
  decoder_->forward(input, block_adapters_);
  head_->loss(*decoder_, batch.labels, 0, nullptr);
}

void TrainingEngine::begin_step() {
  micro_steps_ = 0;
  for (const GradientBlock& block : gradients_) {
    if (!spends_inputs()) device_.zero(block.data, block.count * sizeof(float));
  }
  head_->reset_loss(device_);
}

double TrainingEngine::loss_sum() const { return head_->read_loss(device_); }

double TrainingEngine::gradient_norm() const {
  device_.zero(norm_, sizeof(double));
  for (const GradientBlock& block : gradients_) {
    device_.run(&DfBackend::sum_squares, DfSumSquares{block.data, static_cast<int64_t>(block.count), norm_});
  }
  double sum = 0;
  device_.download(&sum, norm_, sizeof sum);
  return std::sqrt(sum) / gradient_unit_;
}

void TrainingEngine::update(double learning_rate, double gradient_norm, int64_t step) {
  // torch.nn.utils.clip_grad_norm_: coefficient max_norm / (norm + 1e-6), at most 1.
  double coefficient = 1;
  if (config_.clip_norm > 0) coefficient = std::min(1.0, config_.clip_norm / (gradient_norm + 1e-6));
  optimizer_->update(device_, [&](uint64_t offset) { return gradient_at(offset); }, learning_rate, static_cast<float>(coefficient / gradient_unit_), step);
  row_scales_fresh_ = false;
}

std::vector<float> TrainingEngine::read_params() const {
  std::vector<float> params(gradient_count_);
  for (const TrainableTensor& t : tensors()) {
    device_.download(params.data() + t.offset, t.param, t.count * sizeof(float));
  }
  return params;
}

std::vector<float> TrainingEngine::read_gradients() const {
  std::vector<float> gradients(gradient_count_);
  for (const GradientBlock& block : gradients_) {
    device_.download(gradients.data() + block.first, block.data, block.count * sizeof(float));
  }
  for (float& g : gradients) g /= static_cast<float>(gradient_unit_);
  return gradients;
}

void TrainingEngine::write_params(const std::vector<float>& params) {
  for (const TrainableTensor& t : tensors()) {
    device_.upload(t.param, params.data() + t.offset, t.count * sizeof(float));
  }
  device_.synchronize();
  row_scales_fresh_ = false;
}

std::vector<float> TrainingEngine::logits(const MicroBatch& batch) {
  refresh_row_scales();
  set_dropout(0, 0);
  const DecoderInput input = upload(batch);
  decoder_->forward(input, block_adapters_);
  std::vector<int32_t> rows(static_cast<size_t>(batch.tokens()));
  for (size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<int32_t>(i);
  return head_->logits(*decoder_, rows);
}

}  // namespace df
