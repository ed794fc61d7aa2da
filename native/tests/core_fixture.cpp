#include "tests/core_fixture.h"

#include <cstdlib>
#include <fstream>

#include <limits>

#include "core/formats/safetensors.h"
#include "core/models/host_tensor.h"
#include "core/models/model_info.h"
#include "core/rng/stream.h"

namespace df::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "differential-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path tiny_model(const fs::path& folder, bool tied) {
  std::ofstream(folder / "tiny.json") << (tied ? R"({"tie_word_embeddings":true,)" : R"({"tie_word_embeddings":false,)")
                                      << R"("architectures":["LlamaForCausalLM"],"model_type":"llama",
    "vocab_size":97,"hidden_size":64,"intermediate_size":128,"num_hidden_layers":2,"num_attention_heads":4,
    "num_key_value_heads":2,"max_position_embeddings":128,"rms_norm_eps":1e-5,"rope_theta":10000.0,
    "hidden_act":"silu","bos_token_id":1,"eos_token_id":2,"torch_dtype":"float32"})";
  init_model(folder / "tiny.json", folder / "model", 1);
  return folder / "model";
}

void poison_token(const fs::path& model, int64_t token) {
  std::vector<std::vector<float>> values;
  std::vector<TensorEntry> entries;
  {
    const auto file = SafetensorsFile::open(model / "model.safetensors");
    for (const TensorView& tensor : file.tensors()) {
      values.push_back(read_float32(tensor));
      if (tensor.name == "model.embed_tokens.weight") {
        values.back()[static_cast<size_t>(token * tensor.shape[1])] = std::numeric_limits<float>::quiet_NaN();
      }
      entries.push_back({tensor.name, TensorDtype::kF32, tensor.shape, values.back().data(), nullptr});
    }
  }
  write_safetensors(model / "model.safetensors", entries, {{"format", "pt"}});
}

Examples random_examples(int64_t count, int64_t longest, uint64_t seed) {
  Examples examples;
  for (int64_t i = 0; i < count; ++i) {
    const Philox rng(seed, static_cast<uint64_t>(i));
    const auto length = 5 + static_cast<int64_t>(rng.below(0, static_cast<uint64_t>(longest - 4)));
    for (int64_t t = 0; t < length; ++t) {
      examples.tokens.push_back(3 + static_cast<int32_t>(rng.below(static_cast<uint64_t>(t) + 1, 94)));
    }
    examples.offsets.push_back(static_cast<int64_t>(examples.tokens.size()));
    examples.prompt_tokens.push_back(static_cast<int32_t>(length / 3));
  }
  return examples;
}

TrainSpec tiny_spec(const fs::path& model, const fs::path& checkpoints, const std::string& config) {
  TrainSpec spec;
  spec.device.threads = 2;
  spec.model_dir = model;
  spec.checkpoints_dir = checkpoints;
  spec.config = parse_run_config(config);
  spec.config_json = config;
  spec.base_hash = "base";
  spec.data_hash = "data";
  return spec;
}

fs::path shared_folder() { return fs::path(DF_TEST_REPOSITORY_DIR).parent_path() / "shared"; }

}  // namespace df::test
