#include "core/models/decoder_weights.h"

#include <algorithm>
#include <cstring>

#include "core/formats/bnb_nf4.h"
#include "core/formats/model_tensors.h"
#include "core/models/host_tensor.h"
#include "core/models/quantized_store.h"
#include "core/models/rope_table.h"
#include "core/quant/dynamic_map.h"
#include "core/tensor/matrix.h"

namespace df {
namespace {

constexpr int kBlockSize = 64;         // NF4 values that share one absmax (QLoRA)
constexpr int kNestedBlockSize = 256;  // absmax values that share one nested absmax

int64_t blocks_of(int64_t n, int64_t size) { return (n + size - 1) / size; }

std::string layer_name(int layer, const std::string& path) {
  return "model.layers." + std::to_string(layer) + "." + path;
}

}  // namespace

std::string linear_path(const ModelConfig& config, Linear kind) {
  const bool phi = config.architecture == Architecture::kPhi;
  switch (kind) {
    case kQ: return "self_attn.q_proj";
    case kK: return "self_attn.k_proj";
    case kV: return "self_attn.v_proj";
    case kO: return phi ? "self_attn.dense" : "self_attn.o_proj";
    case kGate: return phi ? "" : "mlp.gate_proj";
    case kUp: return phi ? "mlp.fc1" : "mlp.up_proj";
    default: return phi ? "mlp.fc2" : "mlp.down_proj";
  }
}

DecoderWeights::DecoderWeights(const ModelFolder& folder, const WeightOptions& options,
                               const Device& device, MemoryPlanner& plan)
    : folder_(folder), options_(options), device_(device) {
  check_model_tensors(folder);
  const ModelConfig& c = config();
  const auto plan_table = [&](const TensorView& tensor, const char* name, DfWeight& weight, DfPlace place) {
    weight.format = options.float32 ? DF_F32 : matrix_dtype(tensor);
    weight.out_features = c.vocab_size;
    weight.in_features = c.hidden_size;
    if (options.float32) return plan_float(name, c.vocab_size, c.hidden_size, true, plan);
    return plan.add(name, Component::kWeights, matrix_bytes(c.vocab_size, c.hidden_size, weight.format), kAlways, place);
  };
  const bool apart = options.embedding_on_host && !options.float32 && !c.tie_word_embeddings;
  embedding_place_ = apart ? DF_PLACE_HOST_PINNED : DF_PLACE_DEVICE;
  embedding_buffer_ = plan_table(embedding_tensor(folder), kEmbeddingName, embedding_, embedding_place_);
  if (c.tie_word_embeddings) {
    head_ = embedding_;
  } else {
    head_buffer_ = plan_table(head_tensor(folder), kHeadName, head_, DF_PLACE_DEVICE);
  }
  if (c.head_bias) plan_float("lm_head.bias", 1, c.vocab_size, false, plan);
  const std::string final_norm = c.architecture == Architecture::kPhi ? "model.final_layernorm" : "model.norm";
  plan_float(final_norm + ".weight", 1, c.hidden_size, false, plan);
  if (c.norm == NormKind::kLayer) plan_float(final_norm + ".bias", 1, c.hidden_size, false, plan);
  rope_buffer_ = plan.add("rotary table", Component::kWeights, matrix_bytes(options.positions, c.rotary_dim));
  blocks_.resize(static_cast<size_t>(c.layers));
  for (int layer = 0; layer < c.layers; ++layer) plan_block(layer, plan);
  plan_staging(plan);
}

void DecoderWeights::plan_block(int layer, MemoryPlanner& plan) {
  const ModelConfig& c = config();
  for (const char* norm : {"input_layernorm", "post_attention_layernorm"}) {
    if (c.parallel_block && norm[0] == 'p') continue;
    plan_float(layer_name(layer, norm) + ".weight", 1, c.hidden_size, false, plan);
    if (c.norm == NormKind::kLayer) plan_float(layer_name(layer, norm) + ".bias", 1, c.hidden_size, false, plan);
  }
  for (int kind = 0; kind < kLinearCount; ++kind) {
    const std::string path = linear_path(c, static_cast<Linear>(kind));
    if (!path.empty()) plan_linear(layer, static_cast<Linear>(kind), path, plan);
  }
}

void DecoderWeights::plan_linear(int layer, Linear kind, const std::string& path, MemoryPlanner& plan) {
  const ModelConfig& c = config();
  LinearLayer& linear = blocks_[layer].linears[kind];
  linear.present = true;
  linear.module = layer_name(layer, path);
  const auto shape = linear_shape(c, path);
  const std::string name = linear.module + ".weight";
  DfWeight& w = linear.weight;
  w.out_features = shape[0];
  w.in_features = shape[1];
  const int64_t n = shape[0] * shape[1];
  PlannedLinear planned{layer, kind, is_bnb_nf4(folder_, name), -1, -1, -1, -1, -1};
  const auto add = [&](const char* part, uint64_t bytes) {
    return plan.add(name + part, Component::kWeights, bytes);
  };
  if (planned.stored_nf4 && options_.float32) {
    throw Error(ErrorCode::kUnsupported, "config.method",
                "this base is stored in NF4 and cannot be trained in full",
                "choose qlora or qdora, or the base in float32 or bfloat16");
  }
  if (planned.stored_nf4) {
    const Nf4Weight stored = read_bnb_nf4(folder_, name);
    w.format = DF_NF4;
    w.block_size = static_cast<int32_t>(stored.block_size);
    w.nested_block_size = static_cast<int32_t>(stored.nested_block_size);
  } else if (options_.quantize) {
    w.format = DF_NF4;
    w.block_size = kBlockSize;
    w.nested_block_size = options_.double_quantization ? kNestedBlockSize : 0;
  } else if (options_.float32) {
    w.format = DF_F32;
    planned.data = plan_float(name, shape[0], shape[1], true, plan);
  } else {
    w.format = matrix_dtype(folder_.at(name));
    planned.data = add("", matrix_bytes(shape[0], shape[1], w.format));
  }
  if (w.format == DF_NF4) {
    const int64_t blocks = blocks_of(n, w.block_size);
    planned.data = add("", static_cast<uint64_t>((n + 1) / 2));
    if (w.nested_block_size == 0) planned.absmax = add(".absmax", 4 * static_cast<uint64_t>(blocks));
    if (w.nested_block_size > 0) {
      planned.absmax_q = add(".absmax", static_cast<uint64_t>(blocks));
      planned.absmax_nested = add(".nested_absmax", 4 * static_cast<uint64_t>(blocks_of(blocks, w.nested_block_size)));
    }
  }
  if (options_.norm_sq) planned.norm_sq = add(".norm_sq", 4 * static_cast<uint64_t>(shape[0]));
  if (folder_.find(linear.module + ".bias")) plan_float(linear.module + ".bias", 1, shape[0], false, plan);
  planned_.push_back(planned);
}

BufferId DecoderWeights::plan_float(const std::string& name, int64_t rows, int64_t cols, bool is_matrix,
                                    MemoryPlanner& plan) {
  const BufferId id = plan.add(name, Component::kWeights, matrix_bytes(rows, cols));
  std::vector<int64_t> shape = is_matrix ? std::vector<int64_t>{rows, cols} : std::vector<int64_t>{cols};
  floats_.push_back({name, std::move(shape), id, static_cast<uint64_t>(rows * cols), is_matrix});
  return id;
}

void DecoderWeights::plan_staging(MemoryPlanner& plan) {
  uint64_t staging = 0;
  for (const PlannedLinear& planned : planned_) {
    const LinearLayer& linear = blocks_[planned.layer].linears[planned.kind];
    if (linear.weight.format == DF_NF4 && !planned.stored_nf4) {
      const int32_t dtype = matrix_dtype(folder_.at(linear.module + ".weight"));
      DfQuantizeNf4 q{matrix(nullptr, linear.weight.out_features, linear.weight.in_features, dtype),
                      linear.weight, nullptr, {}};
      staging = std::max(staging, matrix_bytes(q.values.rows, q.values.cols, dtype));
      scratch_bytes_ = std::max(scratch_bytes_, device_.workspace(DF_OP_QUANTIZE_NF4, q));
    }
    if (options_.norm_sq) {
      DfWeightNormSq n{linear.weight, nullptr, {}};
      scratch_bytes_ = std::max(scratch_bytes_, device_.workspace(DF_OP_WEIGHT_NORM_SQ, n));
    }
  }
  staging_ = plan.add("staging", Component::kScratch, staging, kLoad);
  scratch_ = plan.add("load scratch", Component::kScratch, scratch_bytes_, kLoad);
  map_buffer_ = plan.add("dynamic map", Component::kWeights, 256 * sizeof(float));
}

void DecoderWeights::advance(const char* phase, uint64_t bytes) {
  done_bytes_ += bytes;
  if (*progress_ && !(*progress_)(phase, done_bytes_, folder_.total_bytes())) {
    throw Error(ErrorCode::kCancelled, "run", "cancelled while loading the base model");
  }
}

void DecoderWeights::load(const Arena& arena, const LoadProgress& progress, const LoadCache& cache) {
  progress_ = &progress;
  done_bytes_ = 0;
  const auto map = dynamic_map_signed();
  device_.upload(arena.at(map_buffer_), map.data(), 256 * sizeof(float));
  embedding_.data = arena.at(embedding_buffer_);
  if (head_buffer_ < 0) head_ = embedding_;
  if (!options_.float32) {
    load_embedding(arena);
    if (head_buffer_ >= 0) load_matrix(arena, head_tensor(folder_), head_buffer_, head_.format);
  }
  if (head_buffer_ >= 0) head_.data = arena.at(head_buffer_);
  for (const Tensor& tensor : floats_) {
    // The stored tensor of a tied table may carry the head's name.
    const TensorView& stored = tensor.name == kEmbeddingName ? embedding_tensor(folder_) : folder_.at(tensor.name);
    const auto values = read_float32(stored);
    device_.upload(arena.at(tensor.buffer), values.data(), values.size() * sizeof(float));
    device_.synchronize();
    folder_.release(stored);
    advance("loading", stored.bytes);
  }
  const auto rope = rope_table(config(), options_.positions);
  rope_ = arena.as<float>(rope_buffer_);
  device_.upload(rope_, rope.data(), rope.size() * sizeof(float));
  device_.synchronize();
  load_linears(arena, cache);
  bind_norms(arena);
}

// Pinned memory is the host's own to write.
void DecoderWeights::load_embedding(const Arena& arena) {
  const TensorView& tensor = embedding_tensor(folder_);
  if (embedding_place_ == DF_PLACE_DEVICE) {
    load_matrix(arena, tensor, embedding_buffer_, embedding_.format);
    return;
  }
  if (tensor.dtype == TensorDtype::kF64) {
    const auto values = read_float32(tensor);
    std::memcpy(arena.at(embedding_buffer_), values.data(), values.size() * sizeof(float));
  } else {
    std::memcpy(arena.at(embedding_buffer_), tensor.data, tensor.bytes);
  }
  folder_.release(tensor);
  advance("loading", tensor.bytes);
}

void DecoderWeights::load_matrix(const Arena& arena, const TensorView& tensor, BufferId buffer, int32_t format) {
  if (tensor.dtype == TensorDtype::kF64) {
    const auto values = read_float32(tensor);
    device_.upload(arena.at(buffer), values.data(), values.size() * sizeof(float));
  } else {
    (void)format;  // stored as planned: the format came from this tensor
    folder_.prefetch(tensor);
    device_.upload(arena.at(buffer), tensor.data, tensor.bytes);
  }
  device_.synchronize();
  folder_.release(tensor);
  advance("loading", tensor.bytes);
}

void DecoderWeights::load_linears(const Arena& arena, const LoadCache& cache) {
  std::vector<QuantizedBuffers> quantized;
  std::vector<const PlannedLinear*> cached;
  for (const PlannedLinear& planned : planned_) {
    bind_linear(arena, planned);
    LinearLayer& linear = blocks_[planned.layer].linears[planned.kind];
    if (linear.weight.format != DF_NF4 || planned.stored_nf4) continue;
    cached.push_back(&planned);
    quantized.push_back({linear.module + ".weight", &linear.weight, arena.at(planned.data),
                         planned.absmax < 0 ? nullptr : arena.at(planned.absmax),
                         planned.absmax_q < 0 ? nullptr : arena.at(planned.absmax_q),
                         planned.absmax_nested < 0 ? nullptr : arena.at(planned.absmax_nested)});
  }
  const bool keeps = !cached.empty() && !cache.options.directory.empty() && !folder_.files().empty();
  std::unique_ptr<QuantizedStore> store;
  if (keeps) store = std::make_unique<QuantizedStore>(cache.options, folder_, device_, std::move(quantized), cache.notice);
  size_t next = 0;
  const auto source_of = [&](const PlannedLinear& planned) {
    return folder_.find(blocks_[planned.layer].linears[planned.kind].module + ".weight");
  };
  for (const PlannedLinear& planned : planned_) {
    const bool is_cached = store && next < cached.size() && cached[next] == &planned;
    if (is_cached && store->load(next++)) {
      advance("loading", source_of(planned)->bytes);
    } else {
      const TensorView* after = &planned == &planned_.back() ? nullptr : source_of(*(&planned + 1));
      if (after != nullptr) folder_.prefetch(*after);  // read while this one is copied and quantized
      fill_linear(arena, planned);
    }
    if (planned.norm_sq < 0) continue;
    LinearLayer& linear = blocks_[planned.layer].linears[planned.kind];
    linear.norm_sq = arena.as<float>(planned.norm_sq);
    device_.run(&DfBackend::weight_norm_sq,
                DfWeightNormSq{linear.weight, linear.norm_sq, {arena.at(scratch_), scratch_bytes_}});
  }
  if (store) store->keep();
}

void DecoderWeights::bind_linear(const Arena& arena, const PlannedLinear& planned) {
  LinearLayer& linear = blocks_[planned.layer].linears[planned.kind];
  DfWeight& w = linear.weight;
  w.data = arena.at(planned.data);
  if (planned.absmax >= 0) w.absmax = arena.as<float>(planned.absmax);
  if (planned.absmax_q >= 0) {
    w.absmax_q = arena.as<uint8_t>(planned.absmax_q);
    w.absmax_nested = arena.as<float>(planned.absmax_nested);
    w.nested_code = arena.as<float>(map_buffer_);
  }
  w.bias = bound_float(arena, linear.module + ".bias");
}

void DecoderWeights::fill_linear(const Arena& arena, const PlannedLinear& planned) {
  LinearLayer& linear = blocks_[planned.layer].linears[planned.kind];
  DfWeight& w = linear.weight;
  if (planned.stored_nf4) {
    load_stored_nf4(arena, planned, w);
  } else if (!options_.float32) {
    const TensorView& tensor = folder_.at(linear.module + ".weight");
    if (w.format == DF_NF4) {
      quantize(arena, tensor, planned, w);
    } else {
      load_matrix(arena, tensor, planned.data, w.format);
    }
  }
}

void DecoderWeights::load_stored_nf4(const Arena& arena, const PlannedLinear& planned, DfWeight& w) {
  const Nf4Weight stored = read_bnb_nf4(folder_, blocks_[planned.layer].linears[planned.kind].module + ".weight");
  device_.upload(arena.at(planned.data), stored.packed->data, stored.packed->bytes);
  if (planned.absmax >= 0) {
    device_.upload(arena.at(planned.absmax), stored.absmax.data(), stored.absmax.size() * sizeof(float));
  } else {
    device_.upload(arena.at(planned.absmax_q), stored.absmax_q.data(), stored.absmax_q.size());
    device_.upload(arena.at(planned.absmax_nested), stored.absmax_nested.data(),
                   stored.absmax_nested.size() * sizeof(float));
    // One map serves all weights: bitsandbytes has only one, and another would be a damaged file.
    const auto map = dynamic_map_signed();
    if (!std::equal(map.begin(), map.end(), stored.nested_code.begin(), stored.nested_code.end())) {
      throw Error(ErrorCode::kUnsupported, stored.packed->name + ".nested_quant_map",
                  "the nested quantization map is not bitsandbytes' dynamic map");
    }
  }
  w.absmax_offset = stored.absmax_offset;
  device_.synchronize();
  folder_.release(*stored.packed);
  advance("loading", stored.packed->bytes);
}

void DecoderWeights::quantize(const Arena& arena, const TensorView& tensor, const PlannedLinear& planned,
                              DfWeight& w) {
  if (tensor.dtype == TensorDtype::kF64) {
    const auto values = read_float32(tensor);
    device_.upload(arena.at(staging_), values.data(), values.size() * sizeof(float));
  } else {
    device_.upload(arena.at(staging_), tensor.data, tensor.bytes);
  }
  DfQuantizeNf4 q{matrix(arena.at(staging_), w.out_features, w.in_features, matrix_dtype(tensor)), w,
                  &w.absmax_offset, {arena.at(scratch_), scratch_bytes_}};
  device_.run(&DfBackend::quantize_nf4, q);
  device_.synchronize();
  (void)planned;
  folder_.release(tensor);
  advance("quantizing", tensor.bytes);
}

const float* DecoderWeights::bound_float(const Arena& arena, const std::string& name) const {
  for (const Tensor& tensor : floats_) {
    if (tensor.name == name) return arena.as<float>(tensor.buffer);
  }
  return nullptr;
}

void DecoderWeights::bind_norms(const Arena& arena) {
  const auto bind = [&](const std::string& name) {
    return NormWeights{bound_float(arena, name + ".weight"), bound_float(arena, name + ".bias")};
  };
  for (size_t layer = 0; layer < blocks_.size(); ++layer) {
    blocks_[layer].norm1 = bind(layer_name(static_cast<int>(layer), "input_layernorm"));
    blocks_[layer].norm2 = bind(layer_name(static_cast<int>(layer), "post_attention_layernorm"));
  }
  final_norm_ = bind(config().architecture == Architecture::kPhi ? "model.final_layernorm" : "model.norm");
  head_.bias = bound_float(arena, "lm_head.bias");
}

}  // namespace df
