// Loading streams: however large the folder, the host holds little more than one tensor of it at a time.
#include <fstream>

#include "core/models/model_info.h"
#include "core/train/training_engine.h"
#include "core/util/fs_sync.h"
#include "formats_test_util.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMiB = uint64_t{1} << 20;

// 93 million parameters in float32: 355 MiB, the largest tensor 31 MiB.
fs::path large_model(const fs::path& folder) {
  spit(folder / "large.json", R"({"tie_word_embeddings":false,"architectures":["LlamaForCausalLM"],
    "model_type":"llama","vocab_size":8000,"hidden_size":1024,"intermediate_size":2816,"num_hidden_layers":6,
    "num_attention_heads":16,"num_key_value_heads":16,"max_position_embeddings":128,"rms_norm_eps":1e-5,
    "rope_theta":10000.0,"hidden_act":"silu","bos_token_id":1,"eos_token_id":2,"torch_dtype":"float32"})");
  init_model(folder / "large.json", folder / "model", 1);
  return folder / "model";
}

// VmHWM of /proc/self/status: the most this process had resident since the mark was reset.
uint64_t peak_resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::stoull(line.substr(6)) * 1024;
  }
  return 0;
}

bool reset_peak() {
  std::ofstream file("/proc/self/clear_refs");
  file << "5" << std::flush;
  return static_cast<bool>(file);
}

class LoadingMemory : public testing::TestWithParam<const char*> {};

TEST_P(LoadingMemory, HoldsLittleMoreThanOneTensor) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "AddressSanitizer keeps freed memory";
#endif
  const char* reason = nullptr;
  const DfBackend* backend = std::string(GetParam()) == "cuda" ? cuda_backend(&reason) : cpu();
  if (backend == nullptr) GTEST_SKIP() << reason;
  const TemporaryFolder folder;
  const ModelFolder model = ModelFolder::open(large_model(folder.path()));
  uint64_t largest = 0;
  for (const TensorView* tensor : model.tensors()) largest = std::max(largest, tensor->bytes);
  const RunConfig config = parse_run_config(R"({"method":"qdora","rank":4,"contextLength":64,"microBatch":2})");
  const QuantizedCacheOptions cache{folder.path() / "cache", "base", uint64_t{1} << 40};
  // From the source, which writes the cache, and then from the cache.
  for (const char* from : {"the source", "the cache"}) {
    const Device device(backend, DfContextOptions{0, 2, 1, 0, 0});
    TrainingEngine engine(device, model, config, engine_limits(config, 0));
    if (!reset_peak()) GTEST_SKIP() << "this system does not reset the peak";
    const uint64_t before = peak_resident_bytes();
    engine.allocate_and_load({}, {cache, {}});
    const uint64_t own = device.shares_host_memory() ? engine.planned_bytes() - device.context_bytes()
                                                     : engine.plan().total(DF_PLACE_HOST_PINNED);
    const uint64_t taken = peak_resident_bytes() - before;
    EXPECT_LE(taken, own + 2 * largest + 24 * kMiB) << from << ", of a folder of " << model.total_bytes();
    RecordProperty(std::string(from).substr(4), std::to_string((taken - std::min(taken, own)) / kMiB) + " MiB");
  }
}

INSTANTIATE_TEST_SUITE_P(Backends, LoadingMemory, testing::Values("cpu", "cuda"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace df::test
