#include "core/formats/peft_adapter.h"

#include <cstring>
#include <nlohmann/json.hpp>

#include "formats_test_util.h"

namespace df::test {
namespace {

using nlohmann::json;

constexpr const char* kPrefix = "base_model.model.model.layers.0.self_attn.q_proj";

TEST(FormatsPeftAdapterTest, ReadsADoraAdapterOfPeft) {
  const PeftAdapter adapter = PeftAdapter::open(data_path("peft_dora"));
  const PeftConfig& config = adapter.config();
  EXPECT_EQ(config.rank, 4);
  EXPECT_DOUBLE_EQ(config.alpha, 8.0);
  EXPECT_DOUBLE_EQ(config.scale(), 2.0);
  EXPECT_TRUE(config.use_dora);
  EXPECT_FALSE(config.use_rslora);
  EXPECT_EQ(config.target_modules.size(), 7u);
  EXPECT_EQ(adapter.layers().size(), 14u);
  const PeftLayer* layer = adapter.find("model.layers.1.mlp.down_proj");
  ASSERT_NE(layer, nullptr);
  EXPECT_EQ(layer->in_features, 172);
  EXPECT_EQ(layer->out_features, 64);
  EXPECT_EQ(layer->magnitude->shape, std::vector<int64_t>{64});
  EXPECT_EQ(adapter.find("model.layers.1.mlp"), nullptr);
}

TEST(FormatsPeftAdapterTest, WritesTheBytesThatPeftWrites) {
  const TempDir dir;
  const PeftAdapter adapter = PeftAdapter::open(data_path("peft_dora"));
  std::vector<PeftLayerData> layers;
  const auto floats = [](const TensorView* tensor) {
    return reinterpret_cast<const float*>(tensor->data);
  };
  for (const PeftLayer& layer : adapter.layers()) {
    layers.push_back({layer.module, layer.in_features, layer.out_features, floats(layer.a),
                      floats(layer.b), floats(layer.magnitude)});
  }
  write_peft_adapter(dir.path(), adapter.config(), layers);
  EXPECT_EQ(slurp(dir / "adapter_model.safetensors"),
            slurp(data_path("peft_dora/adapter_model.safetensors")));
  const json ours = json::parse(slurp(dir / "adapter_config.json"));
  const json theirs = json::parse(slurp(data_path("peft_dora/adapter_config.json")));
  for (const auto& [key, value] : ours.items()) EXPECT_EQ(value, theirs.at(key)) << key;
  EXPECT_EQ(to_json(PeftAdapter::open(dir.path()).config()), to_json(adapter.config()));
}

TEST(FormatsPeftAdapterTest, ScalesAsPeftDoes) {
  PeftConfig config;
  config.rank = 16;
  config.alpha = 32;
  EXPECT_DOUBLE_EQ(config.scale(), 2.0);
  config.use_rslora = true;
  EXPECT_DOUBLE_EQ(config.scale(), 8.0);
}

TEST(FormatsPeftConfigTest, RoundTrips) {
  PeftConfig config;
  config.rank = 8;
  config.alpha = 12.5;
  config.dropout = 0.05;
  config.use_rslora = true;
  config.base_model = "tiny \u00e9";
  for (const std::vector<std::string>& targets :
       {std::vector<std::string>{"q_proj", "v_proj"}, std::vector<std::string>{}}) {
    config.target_modules = targets;
    const PeftConfig again = parse_peft_config(to_json(config));
    EXPECT_EQ(to_json(again), to_json(config));
    EXPECT_EQ(again.target_modules, targets);
    EXPECT_DOUBLE_EQ(again.alpha, 12.5);
    EXPECT_DOUBLE_EQ(again.dropout, 0.05);
  }
}

TEST(FormatsPeftConfigTest, RefusesOptionsThatChangeTheResult) {
  const json base = json::parse(slurp(data_path("peft_dora/adapter_config.json")));
  const std::vector<std::pair<const char*, json>> wrong = {
      {"peft_type", "IA3"},
      {"task_type", "SEQ_CLS"},
      {"bias", "all"},
      {"lora_bias", true},
      {"fan_in_fan_out", true},
      {"modules_to_save", {"lm_head"}},
      {"rank_pattern", {{"q_proj", 8}}},
      {"alpha_pattern", {{"q_proj", 8}}},
      {"layers_to_transform", {0}},
      {"layers_to_transform", 0},
      {"layer_replication", {{0, 2}}},
      {"target_parameters", {"experts"}},
      {"trainable_token_indices", {1}},
      {"use_qalora", true},
      {"megatron_config", {{"a", 1}}},
      {"target_modules", ".*_proj"},
      {"init_lora_weights", "pissa"},
      {"init_lora_weights", "olora"}};
  for (const auto& [key, value] : wrong) {
    json config = base;
    config[key] = value;
    const Error error = error_of([&] { parse_peft_config(config.dump()); });
    EXPECT_EQ(error.code(), ErrorCode::kUnsupported) << key;
    EXPECT_EQ(error.field(), std::string("adapter_config.json: ") + key);
  }
}

// An adapter folder whose tensors can be changed.
class ChangedAdapter {
 public:
  ChangedAdapter()
      : file_(SafetensorsFile::open(data_path("peft_dora/adapter_model.safetensors"))) {
    entries = entries_of(file_);
    config = json::parse(slurp(data_path("peft_dora/adapter_config.json")));
  }

  TensorEntry& entry(const std::string& suffix) {
    for (TensorEntry& entry : entries) {
      if (entry.name == kPrefix + suffix) return entry;
    }
    throw std::runtime_error("no " + suffix);
  }

  Error refused() {
    StringSink sink;
    write_safetensors(sink, entries, {});
    spit(dir_ / "adapter_model.safetensors", sink.text);
    spit(dir_ / "adapter_config.json", config.dump());
    return error_of([&] { PeftAdapter::open(dir_.path()); });
  }

  std::vector<TensorEntry> entries;
  json config;

 private:
  TempDir dir_;
  SafetensorsFile file_;
};

TEST(FormatsPeftAdapterTest, RefusesTensorsThatDoNotFit) {
  const std::string header = std::string("adapter_model.safetensors: header.") + kPrefix;
  const std::vector<std::pair<std::string, std::vector<int64_t>>> shapes = {
      {".lora_A.weight", {256}},    {".lora_A.weight", {64, 4}},  {".lora_B.weight", {4, 64}},
      {".lora_A.weight", {8, 32}},  {".lora_B.weight", {32, 8}},
      {".lora_A.weight", {4, 8, 8}}, {".lora_magnitude_vector", {1, 64}}};
  for (const auto& [suffix, shape] : shapes) {
    ChangedAdapter adapter;
    adapter.entry(suffix).shape = shape;
    EXPECT_EQ(adapter.refused().field(), header + suffix + ".shape");
  }
  for (const char* suffix : {".lora_A.weight", ".lora_B.weight", ".lora_magnitude_vector"}) {
    ChangedAdapter other_type;
    other_type.entry(suffix).dtype = TensorDtype::kI32;
    EXPECT_EQ(other_type.refused().field(), header + suffix + ".dtype");
    ChangedAdapter renamed;
    renamed.entry(suffix).name = std::string(kPrefix) + ".lora_embedding_A";
    EXPECT_EQ(renamed.refused().code(), ErrorCode::kUnsupported);
    ChangedAdapter missing;
    const std::string name = kPrefix + std::string(suffix);
    std::erase_if(missing.entries, [&](const TensorEntry& entry) { return entry.name == name; });
    EXPECT_EQ(missing.refused().field(), header + suffix);
  }
}

TEST(FormatsPeftAdapterTest, RefusesAConfigurationThatContradictsTheTensors) {
  ChangedAdapter rank;
  rank.config["r"] = 8;
  EXPECT_EQ(rank.refused().code(), ErrorCode::kCorrupt);
  ChangedAdapter lora;
  lora.config["use_dora"] = false;
  EXPECT_EQ(lora.refused().code(), ErrorCode::kCorrupt);
  ChangedAdapter targets;
  targets.config["target_modules"] = {"q_proj"};
  EXPECT_EQ(targets.refused().code(), ErrorCode::kCorrupt);
  ChangedAdapter none;
  none.entries.clear();
  EXPECT_EQ(none.refused().code(), ErrorCode::kCorrupt);
  ChangedAdapter foreign;
  foreign.entries[0].name = "model.layers.0.lora_A.weight";
  EXPECT_EQ(foreign.refused().code(), ErrorCode::kCorrupt);
}

TEST(FormatsPeftAdapterTest, RefusesPickleAndMissingFiles) {
  const TempDir dir;
  EXPECT_EQ(error_of([&] { PeftAdapter::open(dir / "none"); }).code(), ErrorCode::kNotFound);
  EXPECT_EQ(error_of([&] { PeftAdapter::open(dir.path()); }).field(), "adapter_config.json");
  spit(dir / "adapter_config.json", slurp(data_path("peft_dora/adapter_config.json")));
  EXPECT_EQ(error_of([&] { PeftAdapter::open(dir.path()); }).field(), "adapter_model.safetensors");
  spit(dir / "adapter_model.bin", "anything");
  const Error pickle = error_of([&] { PeftAdapter::open(dir.path()); });
  EXPECT_EQ(pickle.code(), ErrorCode::kUnsupported);
  EXPECT_EQ(pickle.field(), "adapter_model.bin");
}

TEST(FormatsPeftAdapterTest, WriterRefusesAMagnitudeThatDoesNotBelong) {
  const std::vector<float> zeros(64);
  PeftConfig config;
  config.rank = 2;
  config.use_dora = true;
  const PeftLayerData layer{"m", 4, 4, zeros.data(), zeros.data(), nullptr};
  EXPECT_EQ(error_of([&] { peft_entries(config, {layer}); }).code(), ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace df::test
