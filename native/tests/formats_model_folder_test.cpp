#include "core/formats/model_folder.h"

#include "core/formats/model_tensors.h"
#include "formats_model_util.h"

namespace df::test {
namespace {

using nlohmann::json;

TEST(FormatsModelFolderTest, OpensOneFileAndShardsAlike) {
  const TempDir dir;
  const TinyModel model(tiny_llama_config());
  model.write_single(dir / "one");
  model.write_shards(dir / "many", 3);
  const ModelFolder one = ModelFolder::open(dir / "one");
  const ModelFolder many = ModelFolder::open(dir / "many");
  check_model_tensors(one);
  check_model_tensors(many);
  EXPECT_EQ(one.files().size(), 1u);
  EXPECT_EQ(many.files().size(), 3u);
  EXPECT_EQ(one.tensors().size(), 2u * 9u + 3u);
  EXPECT_EQ(many.tensors().size(), one.tensors().size());
  EXPECT_EQ(many.total_bytes(), one.total_bytes());
  EXPECT_EQ(many.content_sha256(), one.content_sha256());
  EXPECT_EQ(one.at("model.norm.weight").shape, std::vector<int64_t>{8});
  EXPECT_EQ(error_of([&] { one.at("nothing"); }).code(), ErrorCode::kNotFound);
}

TEST(FormatsModelFolderTest, TheHashSeesEveryPart) {
  const TempDir dir;
  const auto hash = [&](TinyModel& model) {
    model.write_single(dir / "m");
    return ModelFolder::open(dir / "m").content_sha256();
  };
  TinyModel model(tiny_llama_config());
  const std::string base = hash(model);
  EXPECT_EQ(hash(model), base);
  TensorEntry& norm = model.entry("model.norm.weight");
  const TensorEntry before = norm;
  const std::vector<float> other(8, -1.0f);
  norm.data = other.data();
  EXPECT_NE(hash(model), base);
  norm = before;
  norm.shape = {2, 4};
  EXPECT_NE(hash(model), base);
  norm = before;
  norm.dtype = TensorDtype::kI32;
  EXPECT_NE(hash(model), base);
  norm = before;
  norm.name = "model.norm.weighs";
  EXPECT_NE(hash(model), base);
}

TEST(FormatsModelFolderTest, HashingReportsProgressAndStops) {
  const TempDir dir;
  TinyModel(tiny_llama_config()).write_single(dir / "m");
  const ModelFolder folder = ModelFolder::open(dir / "m");
  uint64_t last = 0;
  folder.content_sha256([&](uint64_t done, uint64_t total) {
    EXPECT_GT(done, last);
    EXPECT_EQ(total, folder.total_bytes());
    last = done;
    return true;
  });
  EXPECT_EQ(last, folder.total_bytes());
  const Error error =
      error_of([&] { folder.content_sha256([](uint64_t, uint64_t) { return false; }); });
  EXPECT_EQ(error.code(), ErrorCode::kCancelled);
}

TEST(FormatsModelFolderTest, SaysWhatIsMissing) {
  const TempDir dir;
  EXPECT_EQ(error_of([&] { ModelFolder::open(dir / "none"); }).code(), ErrorCode::kNotFound);
  const Error no_config = error_of([&] { ModelFolder::open(dir.path()); });
  EXPECT_EQ(no_config.code(), ErrorCode::kNotFound);
  EXPECT_EQ(no_config.field(), "config.json");
  spit(dir / "config.json", tiny_llama_config().dump());
  const Error no_weights = error_of([&] { ModelFolder::open(dir.path()); });
  EXPECT_EQ(no_weights.code(), ErrorCode::kNotFound);
  EXPECT_EQ(no_weights.field(), "model.safetensors");
  EXPECT_EQ(error_of([&] { ModelFolder::open(dir / "config.json"); }).code(),
            ErrorCode::kInvalidInput);
}

TEST(FormatsModelFolderTest, ChecksShardsAgainstTheIndex) {
  const TempDir dir;
  const json index = TinyModel(tiny_llama_config()).write_shards(dir / "m", 2);
  const auto open_with = [&](const json& changed) {
    spit(dir / "m" / "model.safetensors.index.json", changed.dump());
    return error_of([&] { ModelFolder::open(dir / "m"); });
  };
  const std::string field = "model.safetensors.index.json: weight_map.model.norm.weight";
  json changed = index;
  changed["weight_map"]["model.norm.weight"] = "model-9.safetensors";
  EXPECT_EQ(open_with(changed).field(), field);
  EXPECT_EQ(open_with(changed).code(), ErrorCode::kNotFound);

  const std::string home = index["weight_map"]["model.norm.weight"];
  changed["weight_map"]["model.norm.weight"] =
      home == "model-1.safetensors" ? "model-2.safetensors" : "model-1.safetensors";
  EXPECT_EQ(open_with(changed).code(), ErrorCode::kCorrupt);

  changed = index;
  changed["weight_map"].erase("model.norm.weight");
  EXPECT_EQ(open_with(changed).field(), home + ": header.model.norm.weight");
  changed["weight_map"] = json::object();
  EXPECT_EQ(open_with(changed).field(), "model.safetensors.index.json: weight_map");
  for (const char* name : {"../model-1.safetensors", "/etc/passwd", "a/b.safetensors", "..", "",
                           "C:model.safetensors", "a\\b.safetensors", ".hidden.safetensors",
                           "model-1.safetensor"}) {
    changed = index;
    changed["weight_map"]["model.norm.weight"] = name;
    EXPECT_EQ(open_with(changed).field(), field) << name;
    EXPECT_EQ(open_with(changed).code(), ErrorCode::kInvalidInput) << name;
  }
  changed["weight_map"]["model.norm.weight"] = "pytorch_model-1.bin";
  EXPECT_EQ(open_with(changed).code(), ErrorCode::kUnsupported);
}

TEST(FormatsModelTensorsTest, NamesTheFirstMismatch) {
  const TempDir dir;
  const auto check = [&](const TinyModel& model) {
    model.write_single(dir / "m");
    const ModelFolder folder = ModelFolder::open(dir / "m");
    return error_of([&] { check_model_tensors(folder); });
  };
  TinyModel model(tiny_llama_config());
  const std::string name = "model.layers.1.mlp.up_proj.weight";
  model.entry(name).shape = {8, 12};
  const Error shape = check(model);
  EXPECT_EQ(shape.field(), "model.safetensors: header." + name + ".shape");
  EXPECT_NE(std::string(shape.what()).find("[12, 8]"), std::string::npos);
  model.entry(name).shape = {12, 8};
  model.entry(name).dtype = TensorDtype::kI32;
  EXPECT_EQ(check(model).field(), "model.safetensors: header." + name + ".dtype");
  model.remove(name);
  EXPECT_EQ(check(model).code(), ErrorCode::kNotFound);
}

TEST(FormatsModelTensorsTest, OneOfTwoTiedTensorsIsEnough) {
  const TempDir dir;
  json config = tiny_llama_config();
  config["tie_word_embeddings"] = true;
  TinyModel model(config);
  for (const char* stored : {kEmbeddingName, kHeadName}) {
    model.entries().front().name = stored;
    model.write_single(dir / "m");
    const ModelFolder folder = ModelFolder::open(dir / "m");
    check_model_tensors(folder);
    EXPECT_EQ(embedding_tensor(folder).name, stored);
    EXPECT_EQ(head_tensor(folder).name, stored);
  }
  model.entries().erase(model.entries().begin());
  model.write_single(dir / "m");
  const ModelFolder none = ModelFolder::open(dir / "m");
  EXPECT_EQ(error_of([&] { check_model_tensors(none); }).code(), ErrorCode::kNotFound);

  TinyModel untied(tiny_llama_config());
  untied.remove(kHeadName);
  untied.write_single(dir / "m");
  const ModelFolder folder = ModelFolder::open(dir / "m");
  EXPECT_EQ(error_of([&] { check_model_tensors(folder); }).code(), ErrorCode::kNotFound);
  EXPECT_EQ(error_of([&] { head_tensor(folder); }).code(), ErrorCode::kNotFound);
}

TEST(FormatsModelTensorsTest, ListsPhiAsPublished) {
  const ModelConfig config = parse_model_config(slurp(data_path("config_phi.json")));
  std::vector<std::string> names;
  for (const ExpectedTensor& tensor : expected_tensors(config)) names.push_back(tensor.name);
  EXPECT_EQ(names.size(), 33u);
  for (const char* name : {"lm_head.bias", "model.final_layernorm.bias",
                           "model.layers.1.self_attn.dense.bias", "model.layers.0.mlp.fc1.weight",
                           "model.layers.1.input_layernorm.bias"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  }
  EXPECT_EQ(linear_modules(config).size(), 6u);
  EXPECT_EQ(linear_shape(config, "mlp.fc2"), (std::vector<int64_t>{64, 256}));
  EXPECT_EQ(error_of([&] { linear_shape(config, "mlp.up_proj"); }).field(), "target_modules");
}

}  // namespace
}  // namespace df::test
