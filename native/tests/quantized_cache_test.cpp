// The quantized cache: the same bits as from the source, and never a damaged or stale one.
#include <fstream>
#include <map>
#include <thread>

#include "core/formats/quantized_cache_folder.h"
#include "core/infer/resident_model.h"
#include "core/models/model_info.h"
#include "core/train/training_engine.h"
#include "core/util/fs_sync.h"
#include "formats_test_util.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kBudget = uint64_t{1} << 30;

// What a load left on the device: every byte of every NF4 layer.
using Weights = std::map<std::string, std::string>;

std::string fetched(const Device& device, const void* data, uint64_t bytes) {
  std::string host(bytes, '\0');
  if (data != nullptr) device.download(host.data(), data, bytes);
  return host;
}

Weights nf4_weights(const TrainingEngine& engine) {
  Weights weights;
  for (const BlockWeights& block : engine.weights().blocks()) {
    for (const LinearLayer& linear : block.linears) {
      if (!linear.present) continue;
      const DfWeight& w = linear.weight;
      const auto n = static_cast<uint64_t>(w.out_features * w.in_features);
      const uint64_t blocks = (n + static_cast<uint64_t>(w.block_size) - 1) / static_cast<uint64_t>(w.block_size);
      const uint64_t nested = w.nested_block_size > 0 ? (blocks + 255) / 256 : 0;
      std::string all = fetched(engine.device(), w.data, (n + 1) / 2);
      all += fetched(engine.device(), w.absmax, w.absmax ? 4 * blocks : 0);
      all += fetched(engine.device(), w.absmax_q, w.absmax_q ? blocks : 0);
      all += fetched(engine.device(), w.absmax_nested, 4 * nested);
      all += fetched(engine.device(), linear.norm_sq, linear.norm_sq ? 4 * static_cast<uint64_t>(w.out_features) : 0);
      all.append(reinterpret_cast<const char*>(&w.absmax_offset), sizeof w.absmax_offset);
      weights[linear.module] = std::move(all);
    }
  }
  return weights;
}

struct Loaded {
  Weights weights;
  std::vector<std::string> codes;   // of the notices
  std::map<std::string, int> phases;  // tensors read in each phase
};

class QuantizedCacheTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const char* reason = nullptr;
    const bool cuda = std::string(GetParam()) == "cuda";
    backend_ = cuda ? cuda_backend(&reason) : cpu();
    if (backend_ == nullptr) GTEST_SKIP() << reason;
    model_ = tiny_model(folder_.path());
    options_ = {folder_.path() / "cache" / "quantized", "base", kBudget};
  }

  Loaded load(bool double_quantization = true) { return load_from(options_, double_quantization); }
  Loaded load_from(const QuantizedCacheOptions& options, bool double_quantization = true) {
    const ModelFolder model = ModelFolder::open(model_);
    RunConfig config = parse_run_config(R"({"method":"qdora","rank":4,"contextLength":32,"microBatch":2})");
    config.double_quantization = double_quantization;
    const Device device(backend_, DfContextOptions{0, 2, 1, 0, 0});
    TrainingEngine engine(device, model, config, engine_limits(config, 0));
    Loaded loaded;
    const auto progress = [&](const char* phase, uint64_t, uint64_t) { return ++loaded.phases[phase], true; };
    const auto notice = [&](const std::string& code, const std::string& message) {
      EXPECT_FALSE(message.empty());
      loaded.codes.push_back(code);
    };
    engine.allocate_and_load(progress, {options, notice});
    loaded.weights = nf4_weights(engine);
    return loaded;
  }
  std::string only_key() const {
    const auto entries = list_cache(options_.directory);
    EXPECT_EQ(entries.size(), 1u);
    return entries.empty() ? "" : entries[0].key;
  }
  fs::path tensors_file() const { return options_.directory / (only_key() + kCacheTensorsSuffix); }
  fs::path manifest_file() const { return options_.directory / (only_key() + kCacheManifestSuffix); }

  TemporaryFolder folder_;
  fs::path model_;
  QuantizedCacheOptions options_;
  const DfBackend* backend_ = nullptr;
};

const std::vector<std::string> kNone;
const std::vector<std::string> kDiscarded{"QUANTIZED_CACHE_DISCARDED"};
const std::vector<std::string> kNotWritten{"QUANTIZED_CACHE_NOT_WRITTEN"};

TEST_P(QuantizedCacheTest, GivesTheBitsOfTheSource) {
  for (const bool twice : {true, false}) {
    const Loaded plain = load_from({}, twice);
    const Loaded first = load(twice), second = load(twice);
    EXPECT_EQ(first.weights, plain.weights);
    EXPECT_EQ(second.weights, plain.weights);
    EXPECT_GT(first.phases.at("quantizing"), 0);
    EXPECT_EQ(second.phases.count("quantizing"), 0u) << "the second load quantized again";
    EXPECT_EQ(first.codes, kNone);
    EXPECT_EQ(second.codes, kNone);
  }
  EXPECT_EQ(list_cache(options_.directory).size(), 2u) << "one for each setting";
}

TEST_P(QuantizedCacheTest, AResidentModelSharesIt) {
  load();
  SessionSpec spec;
  spec.model_dir = model_;
  spec.quantize = true;
  spec.max_rows = 64;
  spec.max_tokens = 64;
  spec.quantized_cache = options_;
  std::map<std::string, int> phases;
  const ResidentModel model(*backend_, spec, [&](const char* phase, uint64_t, uint64_t) { return ++phases[phase], true; });
  EXPECT_EQ(phases.count("quantizing"), 0u);
  EXPECT_EQ(model.load_notices(), kNone);
}

TEST_P(QuantizedCacheTest, ADamagedByteIsFoundWhereverItIs) {
  const Weights expected = load().weights;
  const std::string whole = slurp(tensors_file());
  for (const size_t part : {1, 2, 3, 4, 5, 6, 7, 8}) {
    std::string damaged = whole;
    const size_t at = damaged.size() * part / 8 - 1;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    spit(tensors_file(), damaged);
    const Loaded loaded = load();
    EXPECT_EQ(loaded.weights, expected) << "byte " << at;
    EXPECT_EQ(loaded.codes, kDiscarded) << "byte " << at;
    EXPECT_EQ(load().phases.count("quantizing"), 0u) << "not rebuilt after byte " << at;
    EXPECT_EQ(slurp(tensors_file()), whole);
  }
}

TEST_P(QuantizedCacheTest, WhatIsCutOffMissingOrNonsenseIsRebuilt) {
  const Weights expected = load().weights;
  const std::string tensors = slurp(tensors_file()), manifest = slurp(manifest_file());
  const std::vector<std::function<void()>> damages{
      [&] { spit(tensors_file(), tensors.substr(0, tensors.size() / 2)); },
      [&] { spit(tensors_file(), ""); },
      [&] { spit(manifest_file(), manifest.substr(0, manifest.size() / 2)); },
      [&] { spit(manifest_file(), "{}"); },
      [&] { spit(manifest_file(), "\x80\x04K"); },
      [&] { fs::remove(options_.directory / (only_key() + kCacheTensorsSuffix)); },
  };
  for (size_t i = 0; i < damages.size(); ++i) {
    damages[i]();
    const Loaded loaded = load();
    EXPECT_EQ(loaded.weights, expected) << "damage " << i;
    EXPECT_EQ(loaded.codes, kDiscarded) << "damage " << i;
    EXPECT_EQ(load().phases.count("quantizing"), 0u) << "damage " << i;
  }
  // Without its manifest a cache is unfinished, not damaged: nothing to tell.
  fs::remove(manifest_file());
  EXPECT_EQ(load().codes, kNone);
  EXPECT_EQ(load().phases.count("quantizing"), 0u);
}

TEST_P(QuantizedCacheTest, AChangedSourceMakesItStale) {
  load();
  fs::last_write_time(model_ / "model.safetensors", fs::file_time_type::clock::now() + std::chrono::seconds(5));
  const Loaded loaded = load();
  EXPECT_EQ(loaded.codes, kDiscarded);
  EXPECT_GT(loaded.phases.at("quantizing"), 0);
  QuantizedCacheOptions other = options_;
  other.base_hash = "another base";
  EXPECT_GT(load_from(other).phases.at("quantizing"), 0) << "another base must not take this one's weights";
}

TEST_P(QuantizedCacheTest, TheBudgetKeepsTheNewestAndRefusesWhatIsTooLarge) {
  load();
  const uint64_t one = list_cache(options_.directory)[0].bytes;
  const std::string oldest = only_key();
  QuantizedCacheOptions tight = options_;
  tight.budget_bytes = 2 * one + one / 2;
  for (const char* base : {"second", "third"}) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // distinct times on coarse clocks
    tight.base_hash = base;
    EXPECT_EQ(load_from(tight).codes, kNone);
  }
  const auto left = list_cache(options_.directory);
  ASSERT_EQ(left.size(), 2u);
  for (const CacheEntry& entry : left) EXPECT_NE(entry.key, oldest);
  tight.base_hash = "fourth";
  tight.budget_bytes = one / 2;
  EXPECT_EQ(load_from(tight).codes, kNotWritten);
  EXPECT_EQ(list_cache(options_.directory).size(), 2u) << "what cannot fit must not push others out";
}

TEST_P(QuantizedCacheTest, AFolderThatCannotBeWrittenIsTold) {
  spit(folder_.path() / "a-file", "x");
  QuantizedCacheOptions options = options_;
  options.directory = folder_.path() / "a-file" / "cache";
  const Loaded loaded = load_from(options);
  EXPECT_EQ(loaded.codes, kNotWritten);
  EXPECT_EQ(loaded.weights, load_from({}).weights);
}

TEST_P(QuantizedCacheTest, RemovedCachesAndLeftoversAreGone) {
  load();
  const std::string key = only_key();
  spit(options_.directory / (key + kCacheTensorsSuffix + ".tmp"), "half a write");
  remove_cache(options_.directory, key);
  EXPECT_TRUE(fs::is_empty(options_.directory));
  EXPECT_GT(load().phases.at("quantizing"), 0);
}

INSTANTIATE_TEST_SUITE_P(Backends, QuantizedCacheTest, testing::Values("cpu", "cuda"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace df::test
