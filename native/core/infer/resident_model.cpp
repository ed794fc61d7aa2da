#include "core/infer/resident_model.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/error.h"
#include "core/plan/out_of_memory.h"
#include "core/tensor/matrix.h"
#include "core/tensor/open_device.h"
#include "core/train/plan_report.h"

namespace df {

SessionSpec parse_session_spec(const std::string& text) {
  SessionSpec s;
  s.device = parse_device_spec(text);
  s.quantized_cache = parse_cache_options(text);
  try {
    const auto j = nlohmann::json::parse(text);
    s.model_dir = j.at("modelDir").get<std::string>();
    s.quantize = j.at("quantize").get<bool>();
    s.max_tokens = j.at("maxTokens").get<int64_t>();
    s.max_rows = j.at("maxRows").get<int64_t>();
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorCode::kInvalidInput, "spec", std::string("the session cannot be read: ") + error.what());
  }
  if (s.max_tokens < 1 || s.max_tokens > (1 << 24)) throw Error(ErrorCode::kInvalidInput, "spec.maxTokens", "maxTokens is out of range");
  if (s.max_rows < 1 || s.max_rows > (1 << 20)) throw Error(ErrorCode::kInvalidInput, "spec.maxRows", "maxRows is out of range");
  return s;
}

struct ResidentModel::Adapter {
  int32_t id = 0;
  float scale = 1;
  AdapterLayout layout;
  MemoryPlanner plan;
  std::unique_ptr<Arena> arena;
  float *params = nullptr, *row_scale = nullptr;
};

ResidentModel::ResidentModel(const DfBackend& backend, const SessionSpec& spec, const LoadProgress& progress)
    : ResidentModel(backend, spec, ModelFolder::open(spec.model_dir), progress) {}

ResidentModel::ResidentModel(const DfBackend& backend, const SessionSpec& spec, ModelFolder folder,
                             const LoadProgress& progress)
    : backend_(backend), spec_(spec) {
  folder_ = std::make_unique<ModelFolder>(std::move(folder));
  device_ = open_device(backend, context_options(spec.device), spec.device.precision,
                        [&](std::unique_ptr<Device> planning, const std::string& refusal) {
                          device_ = std::move(planning);
                          plan();
                          throw_out_of_memory(memory_needs(), refusal);
                        });
  plan();
  const DfDeviceInfo info = device_info(backend, spec.device.device);
  if (plan_.total(DF_PLACE_DEVICE) + recorded_bytes() > info.free_bytes) {
    throw Error(ErrorCode::kOutOfMemory, "memory",
                "the model needs " + human_bytes(plan_.total(DF_PLACE_DEVICE)) + ", the device has " +
                    human_bytes(info.free_bytes) + " free; largest: " + plan_.three_largest(),
                kSessionFix);
  }
  const MemoryNeeds all = memory_needs();
  arena_ = std::make_unique<Arena>(*device_, plan_, &all);
  weights_->load(*arena_, progress, {spec_.quantized_cache, [&](const std::string&, const std::string& message) {
    load_notices_.push_back(message);
  }});
  activations_->bind(*arena_);
  head_->bind(*arena_);
  std::vector<int32_t> sequences(static_cast<size_t>(decode_rows_));
  std::iota(sequences.begin(), sequences.end(), 0);
  upload(decode_sequences_, sequences);
  rebuild_scratch();
}

ResidentModel::~ResidentModel() = default;

BufferId ResidentModel::ints(const char* name, int64_t count) {
  return plan_.add(name, Component::kBatch, static_cast<uint64_t>(count) * sizeof(int32_t));
}

void ResidentModel::plan() {
  WeightOptions weights;
  weights.quantize = spec_.quantize;
  weights.norm_sq = true;  // a DoRA adapter may come later
  weights.positions = folder_->config().max_position_embeddings;
  // A cache larger than the context serves several sequences; positions end with the context.
  weights_ = std::make_unique<DecoderWeights>(*folder_, weights, *device_, plan_);
  const ModelConfig& c = config();
  ActivationOptions options;
  options.tokens = spec_.max_rows;
  options.dtype = device_->activation_dtype();
  options.training = false;
  activations_ = std::make_unique<ActivationPlan>(c, options, plan_);
  head_ = std::make_unique<Head>(c, spec_.max_rows, false, options.dtype, plan_);
  ids_ = ints("token ids", spec_.max_rows);
  positions_ = ints("positions", spec_.max_rows);
  sequences_ = ints("row sequences", spec_.max_rows);
  borders_ = ints("sequence borders", spec_.max_rows + 1);
  key_end_ = ints("key ends", spec_.max_rows);
  pages_ = (spec_.max_tokens + kKvPageTokens - 1) / kKvPageTokens;
  // Every sequence holds at least one page, so the table has at most pages x pages entries used;
  // rows are padded to the longest sequence of the batch, which can hold them all.
  block_table_ = ints("block table", std::min<int64_t>(pages_ * pages_, int64_t{1} << 22));
  const uint64_t bytes = matrix_bytes(pages_ * kKvPageTokens, c.kv_width(), options.dtype);
  for (int64_t layer = 0; layer < c.layers; ++layer) {
    k_.push_back(plan_.add("key cache", Component::kKvCache, bytes));
    v_.push_back(plan_.add("value cache", Component::kKvCache, bytes));
  }
  plan_decode();
  plan_.solve();
}

// What the session holds or wants now, for the error of a device that refuses some of it.
MemoryNeeds ResidentModel::memory_needs() const {
  MemoryNeeds all{{&plan_}, device_->context_bytes(), kSessionFix};
  if (scratch_plan_) all.plans.push_back(scratch_plan_.get());
  for (const auto& adapter : adapters_) all.plans.push_back(&adapter->plan);
  return all;
}

void ResidentModel::plan_decode() {
  decode_rows_ = std::min(spec_.max_rows, pages_);
  decode_blocks_ = static_cast<int32_t>(std::min(pages_, (positions() + kKvPageTokens - 1) / kKvPageTokens));
  decode_inputs_ = ints("decode inputs", 2 * decode_rows_);
  decode_sequences_ = ints("decode sequences", decode_rows_);
  decode_table_ = ints("decode block table", decode_rows_ * decode_blocks_);
  const auto bytes = static_cast<uint64_t>(decode_rows_) * sizeof(int32_t);
  decode_tokens_ = plan_.add("decode tokens", Component::kBatch, bytes, kAlways, DF_PLACE_HOST_PINNED);
  decode_logprobs_ = plan_.add("decode log-probabilities", Component::kBatch, bytes, kAlways, DF_PLACE_HOST_PINNED);
}

// Scratch depends on the adapters (rank, number), so it is planned again when they change.
void ResidentModel::rebuild_scratch() {
  ScratchNeeds needs;
  needs.tokens = spec_.max_rows;
  needs.dtype = device_->activation_dtype();
  needs.head_rows = head_->chunk_rows();
  needs.max_seqlen = static_cast<int32_t>(spec_.max_rows);
  needs.training = false;
  needs.max_position = static_cast<int32_t>(positions());
  needs.adapter_slots = static_cast<int32_t>(adapters_.size());
  uint64_t row_scale_bytes = 0;
  for (const auto& adapter : adapters_) {
    needs.rank = std::max(needs.rank, adapter->layout.rank);
    needs.magnitude = needs.magnitude || adapter->layout.has_magnitude;
    for (int kind = 0; kind < kLinearCount; ++kind) needs.adapted[kind] |= adapter->layout.adapts(static_cast<Linear>(kind));
    row_scale_bytes = std::max(row_scale_bytes, row_scale_scratch(*device_, *weights_, adapter->layout));
  }
  const uint64_t bytes = std::max(decoder_scratch_bytes(*device_, *weights_, needs), row_scale_bytes);
  auto plan = std::make_unique<MemoryPlanner>();
  const BufferId id = plan->add("op scratch", Component::kScratch, bytes);
  plan->solve();
  decoder_.reset();
  scratch_arena_.reset();
  scratch_plan_ = std::move(plan);
  const MemoryNeeds all = memory_needs();
  scratch_arena_ = std::make_unique<Arena>(*device_, *scratch_plan_, &all);
  decoder_ = std::make_unique<Decoder>(*device_, *weights_, *activations_, DfScratch{scratch_arena_->at(id), bytes});
}

int32_t ResidentModel::add_adapter(const std::filesystem::path& directory) {
  const PeftAdapter stored = PeftAdapter::open(directory);
  return keep_adapter(stored.config(), [&](const AdapterLayout& layout, std::vector<float>& params) {
    read_peft(stored, layout, params.data());
  });
}

int32_t ResidentModel::add_adapter(const PeftConfig& config, const std::function<void(std::vector<float>&)>& fill) {
  return keep_adapter(config, [&](const AdapterLayout&, std::vector<float>& params) { fill(params); });
}

int32_t ResidentModel::keep_adapter(const PeftConfig& config,
                                    const std::function<void(const AdapterLayout&, std::vector<float>&)>& fill) {
  auto adapter = std::make_unique<Adapter>();
  adapter->layout = adapter_layout(*weights_, config.target_modules, static_cast<int32_t>(config.rank), config.use_dora);
  adapter->scale = static_cast<float>(config.scale());
  std::vector<float> params(adapter->layout.elements);
  fill(adapter->layout, params);
  const BufferId data = adapter->plan.add("adapter", Component::kAdapter, params.size() * sizeof(float));
  const BufferId scales =
      adapter->plan.add("row scales", Component::kAdapter, adapter->layout.row_scale_elements * sizeof(float));
  adapter->plan.solve();
  MemoryNeeds all = memory_needs();
  all.plans.push_back(&adapter->plan);
  adapter->arena = std::make_unique<Arena>(*device_, adapter->plan, &all);
  adapter->params = adapter->arena->as<float>(data);
  adapter->row_scale = adapter->arena->as<float>(scales);
  device_->upload(adapter->params, params.data(), params.size() * sizeof(float));
  adapter->id = next_id_++;
  adapters_.push_back(std::move(adapter));
  const Adapter& added = *adapters_.back();
  try {
    rebuild_scratch();
    row_scales(*device_, *weights_, added.layout, added.params, added.row_scale, added.scale, false, decoder_->scratch());
    device_->synchronize();
  } catch (...) {
    // No memory for it: the session goes on with the adapters it had.
    adapters_.pop_back();
    rebuild_scratch();
    rebuild_tables();
    throw;
  }
  rebuild_tables();
  return added.id;
}

void ResidentModel::remove_adapter(int32_t id) {
  require_adapter(id);
  std::erase_if(adapters_, [&](const auto& a) { return a->id == id; });
  rebuild_tables();
}

void ResidentModel::require_adapter(int32_t id) const {
  if (id == -1) return;
  if (std::any_of(adapters_.begin(), adapters_.end(), [&](const auto& a) { return a->id == id; })) return;
  throw Error(ErrorCode::kNotFound, "adapter", "no adapter has the id " + std::to_string(id));
}

void ResidentModel::rebuild_tables() {
  tables_ = std::vector<std::vector<DfAdapter>>(weights_->blocks().size() * kLinearCount);
  for (auto& table : tables_) table.resize(adapters_.size());
  for (size_t i = 0; i < adapters_.size(); ++i) {
    const Adapter& a = *adapters_[i];
    for (const AdapterSlot& slot : a.layout.slots) {
      tables_[static_cast<size_t>(slot.layer) * kLinearCount + slot.kind][i] =
          slot_adapter(a.layout, slot, a.params, a.row_scale, a.scale);
    }
  }
}

std::vector<BlockAdapters> ResidentModel::block_adapters(Segments& segments) const {
  const auto index_of = [&](int32_t id) {
    for (size_t i = 0; i < adapters_.size(); ++i) {
      if (adapters_[i]->id == id) return static_cast<int32_t>(i);
    }
    return -1;
  };
  segments.indices.clear();
  for (const int32_t id : segments.ids) segments.indices.push_back(index_of(id));
  std::vector<BlockAdapters> blocks(weights_->blocks().size());
  const bool one = std::all_of(segments.indices.begin(), segments.indices.end(),
                               [&](int32_t i) { return i == segments.indices[0]; });
  if (one && segments.indices[0] < 0) return blocks;  // the base alone
  for (size_t layer = 0; layer < blocks.size(); ++layer) {
    BlockAdapters& b = blocks[layer];
    for (int kind = 0; kind < kLinearCount; ++kind) {
      const auto& table = tables_[layer * kLinearCount + static_cast<size_t>(kind)];
      // One adapter for all rows takes the op's fast form.
      const DfAdapter* first = one ? &table[segments.indices[0]] : table.data();
      if (!one || first->rank > 0) b.linears[kind] = first;
    }
    b.count = one ? 1 : static_cast<int32_t>(adapters_.size());
    if (!one) {
      b.segment_begin = segments.begin.data();
      b.segment_adapter = segments.indices.data();
      b.segment_count = static_cast<int32_t>(segments.indices.size());
    }
  }
  return blocks;
}

const int32_t* ResidentModel::upload(BufferId buffer, const std::vector<int32_t>& values) const {
  if (values.size() * sizeof(int32_t) > plan_.buffers()[static_cast<size_t>(buffer)].bytes) {
    throw Error(ErrorCode::kEngine, plan_.buffers()[static_cast<size_t>(buffer)].name, "a pass is larger than the plan");
  }
  auto* to = arena_->as<int32_t>(buffer);
  device_->upload(to, values.data(), values.size() * sizeof(int32_t));
  return to;
}

std::vector<DfKvCache> ResidentModel::caches(int32_t max_blocks, const int32_t* table) const {
  std::vector<DfKvCache> caches;
  for (size_t layer = 0; layer < k_.size(); ++layer) {
    DfKvCache cache{};
    cache.k = arena_->at(k_[layer]);
    cache.v = arena_->at(v_[layer]);
    cache.dtype = device_->activation_dtype();
    cache.page_tokens = kKvPageTokens;
    cache.kv_heads = static_cast<int32_t>(config().kv_heads);
    cache.head_dim = static_cast<int32_t>(config().head_dim);
    cache.max_blocks = max_blocks;
    cache.block_table = table ? table : arena_->as<int32_t>(block_table_);
    caches.push_back(cache);
  }
  return caches;
}

// What the driver takes for recorded steps: at most 2 MiB each was seen for 32 layers.
uint64_t ResidentModel::recorded_bytes() const {
  return spec_.record_steps && device_->backend().graph_begin ? kMostRecordedSteps * (uint64_t{2} << 20) : 0;
}

uint64_t ResidentModel::bytes() const {
  uint64_t bytes = arena_->bytes() + scratch_arena_->bytes() + device_->context_bytes() + recorded_bytes();
  for (const auto& adapter : adapters_) bytes += adapter->arena->bytes();
  return bytes;
}

}  // namespace df
