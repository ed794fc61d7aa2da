#include "core/train/run_checkpoint.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/error.h"
#include "core/formats/peft_adapter.h"
#include "core/models/host_tensor.h"
#include "core/train/checkpoint_dir.h"
#include "core/train/device_entry.h"

namespace df {
namespace {

using nlohmann::json;

constexpr int kStateVersion = 1;
constexpr uint64_t kSmallFiles = 1 << 20;  // JSON files and headers, generously

PeftConfig peft_config(const TrainingEngine& engine, const std::string& base_name) {
  const RunConfig& c = engine.config();
  PeftConfig p;
  p.rank = c.rank;
  p.alpha = c.alpha;
  p.dropout = c.dropout;
  p.use_rslora = c.rs_lora;
  p.use_dora = c.magnitude();
  p.base_model = base_name;
  for (const AdapterSlot& slot : engine.adapter().slots) {
    const std::string name = slot.module.substr(slot.module.rfind('.') + 1);
    if (std::find(p.target_modules.begin(), p.target_modules.end(), name) == p.target_modules.end()) {
      p.target_modules.push_back(name);
    }
  }
  return p;
}

std::string state_json(const RunState& s, const RunIdentity& id) {
  json tail = json::array();
  for (const std::string& event : s.metrics_tail) tail.push_back(json::parse(event));
  json j{{"version", kStateVersion},     {"step", s.step},
         {"bestStep", s.best_step},      {"evaluationsWithoutGain", s.evaluations_without_gain},
         {"tokens", s.tokens},           {"baseHash", id.base_hash},
         {"dataHash", id.data_hash},     {"config", json::parse(id.config_json)},
         {"metricsTail", std::move(tail)}};
  j["bestLoss"] = s.best_loss ? json(*s.best_loss) : json();
  j["validationLoss"] = s.validation_loss ? json(*s.validation_loss) : json();
  return j.dump(1) + "\n";
}

void add_model(CheckpointWriter& writer, const TrainingEngine& engine, const RunIdentity& identity) {
  if (engine.config().adapter()) {
    const PeftConfig config = peft_config(engine, identity.base_name);
    const auto params = engine.read_params();
    const auto entries = peft_entries(config, peft_layers(engine.adapter(), params.data()));
    writer.add_file("adapter_model.safetensors",
                    [&](ByteSink& sink) { write_safetensors(sink, entries, {{"format", "pt"}}); });
    writer.add_file("adapter_config.json", to_json(config));
    return;
  }
  std::vector<TensorEntry> entries;
  for (const TrainableTensor& t : engine.tensors()) {
    entries.push_back(device_entry(engine.device(), t.name, TensorDtype::kF32, t.shape, t.param));
  }
  writer.add_file("model.safetensors", [&](ByteSink& sink) { write_safetensors(sink, entries, {{"format", "pt"}}); });
  ModelConfig config = engine.weights().config();
  config.dtype = TensorDtype::kF32;
  writer.add_file("config.json", to_json(config));
}

json read_state(const std::filesystem::path& directory) {
  std::ifstream file(directory / "state.json", std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  json j = json::parse(text.str(), nullptr, false);
  if (!j.is_object() || j.value("version", 0) != kStateVersion) {
    throw Error(ErrorCode::kCorrupt, directory.filename().string() + "/state.json",
                "the checkpoint's state cannot be read", "resume from an earlier checkpoint");
  }
  return j;
}

void require_same(const json& state, const char* field, const json& expected, const char* what) {
  if (state.contains(field) && state.at(field) == expected) return;
  throw Error(ErrorCode::kInvalidInput, std::string("checkpoint.") + field,
              std::string("the checkpoint was made with ") + what,
              "start a new run, or restore what the run was started with");
}

}  // namespace

SavedCheckpoint save_checkpoint(const std::filesystem::path& root, const TrainingEngine& engine,
                                const RunState& state, const RunIdentity& identity) {
  const uint64_t model = engine.trainable_parameters() * sizeof(float);
  CheckpointWriter writer(root, state.step, model + engine.optimizer().state_bytes() + kSmallFiles);
  add_model(writer, engine, identity);
  const auto optimizer = engine.optimizer().entries(engine.device());
  writer.add_file("optimizer.safetensors", [&](ByteSink& sink) { write_safetensors(sink, optimizer, {}); });
  writer.add_file("state.json", state_json(state, identity));
  SavedCheckpoint saved;
  saved.manifest_sha256 = writer.finish();
  saved.directory = "step-" + std::to_string(state.step);
  saved.bytes = model + engine.optimizer().state_bytes();
  return saved;
}

namespace {

RunState parse_state(const json& j, const std::filesystem::path& directory) {
  try {
    RunState s;
    s.step = j.at("step").get<int64_t>();
    s.best_step = j.at("bestStep").get<int64_t>();
    if (!j.at("bestLoss").is_null()) s.best_loss = j.at("bestLoss").get<double>();
    s.evaluations_without_gain = j.at("evaluationsWithoutGain").get<int64_t>();
    s.tokens = j.at("tokens").get<int64_t>();
    for (const json& event : j.at("metricsTail")) s.metrics_tail.push_back(event.dump());
    return s;
  } catch (const json::exception&) {
    throw Error(ErrorCode::kCorrupt, directory.filename().string() + "/state.json",
                "the checkpoint's state lacks a field or has another type", "resume from an earlier checkpoint");
  }
}

}  // namespace

RunState load_checkpoint(const std::filesystem::path& directory, TrainingEngine& engine,
                         const RunIdentity& identity) {
  const json j = read_state(directory);
  require_same(j, "baseHash", identity.base_hash, "another base model");
  require_same(j, "dataHash", identity.data_hash, "other training data");
  require_same(j, "config", json::parse(identity.config_json), "another configuration");
  std::vector<float> params(engine.trainable_parameters());
  if (engine.config().adapter()) {
    read_peft(PeftAdapter::open(directory), engine.adapter(), params.data());
  } else {
    const auto file = SafetensorsFile::open(directory / "model.safetensors");
    for (const TrainableTensor& t : engine.tensors()) {
      const TensorView* stored = file.find(t.name);
      if (!stored || stored->elements() != static_cast<int64_t>(t.count)) {
        throw Error(ErrorCode::kCorrupt, "model.safetensors: " + t.name, "the checkpoint lacks this tensor");
      }
      const auto values = read_float32(*stored);
      std::copy(values.begin(), values.end(), params.begin() + static_cast<int64_t>(t.offset));
    }
  }
  engine.write_params(params);
  engine.optimizer().restore(engine.device(), SafetensorsFile::open(directory / "optimizer.safetensors"));
  return parse_state(j, directory);
}

void prune_checkpoints(const std::filesystem::path& root, int32_t keep, int64_t best_step) {
  const auto all = list_checkpoints(root);
  const size_t removable = all.size() > static_cast<size_t>(keep) ? all.size() - static_cast<size_t>(keep) : 0;
  for (size_t i = 0; i < removable; ++i) {
    if (all[i].step != best_step) remove_checkpoint(root, all[i].step);
  }
}

}  // namespace df
