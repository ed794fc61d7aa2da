// Every file operation that writes the quantized cache fails once, and the process dies at every one: the
// next load has the right bits, and the one after it finds a whole cache.
#include <signal.h>
#include <sys/wait.h>

#include <sstream>

#include "core/formats/quantized_cache_folder.h"
#include "core/train/training_engine.h"
#include "core/util/fs_sync.h"
#include "formats_test_util.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"
#include "tests/self_process.h"

namespace df::test {
namespace {

namespace fs = std::filesystem;

struct Load {
  std::string first_layer;  // packed bytes of the first query projection
  bool quantized = false;
  int notices = 0;
};

Load load(const fs::path& model_dir, const fs::path& cache) {
  const ModelFolder model = ModelFolder::open(model_dir);
  const RunConfig config = parse_run_config(R"({"method":"qlora","rank":4,"contextLength":32,"microBatch":2,"doubleQuantization":false})");
  const Device device(cpu(), DfContextOptions{0, 1, 1, 0, 0});
  TrainingEngine engine(device, model, config, engine_limits(config, 0));
  Load result;
  const auto progress = [&](const char* phase, uint64_t, uint64_t) {
    result.quantized = result.quantized || std::string(phase) == "quantizing";
    return true;
  };
  const auto notice = [&](const std::string&, const std::string&) { ++result.notices; };
  engine.allocate_and_load(progress, {{cache, "base", uint64_t{1} << 30}, notice});
  const DfWeight& w = engine.weights().blocks()[0].linears[kQ].weight;
  result.first_layer.assign(static_cast<const char*>(w.data), static_cast<size_t>(w.out_features * w.in_features / 2));
  return result;
}

// Run as a process of its own by the tests below. Exit code: 0 without notice, 1 with one.
TEST(QuantizedCacheChild, DISABLED_Load) {
  const char* model = getenv("DF_TEST_MODEL");
  const char* cache = getenv("DF_TEST_CACHE");
  ASSERT_TRUE(model != nullptr && cache != nullptr);
  try {
    _Exit(load(model, cache).notices > 0 ? 1 : 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    _Exit(9);
  }
}

class QuantizedCacheFault : public testing::Test {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "AddressSanitizer must be the first library of a process";
#endif
    model_ = tiny_model(folder_.path());
  }
  fs::path cache() const { return folder_.path() / "cache"; }
  fs::path log() const { return folder_.path() / "operations"; }

  int child(const std::string& mode, int error_number, int nth) {
    fs::remove_all(cache());
    return wait_for(start_self("QuantizedCacheChild.DISABLED_Load",
                               {{"LD_PRELOAD", DF_TEST_FAULT_PRELOAD},
                                {"DF_FAULT_ROOT", cache().string()},
                                {"DF_FAULT_LOG", log().string()},
                                {"DF_FAULT_MODE", mode},
                                {"DF_FAULT_NTH", std::to_string(nth)},
                                {"DF_FAULT_ERRNO", std::to_string(error_number)},
                                {"DF_TEST_MODEL", model_.string()},
                                {"DF_TEST_CACHE", cache().string()}}));
  }
  // Operations of a load that writes the cache.
  int operations() {
    fs::remove(log());
    EXPECT_EQ(child("once", ENOSPC, 1'000'000), 0);
    const std::string lines = slurp(log());
    return static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
  }
  void expect_recovered(const std::string& what) {
    const Load next = load(model_, cache());
    EXPECT_EQ(next.first_layer, expected()) << what;
    const Load last = load(model_, cache());
    EXPECT_FALSE(last.quantized) << what << ": there is no whole cache";
    EXPECT_EQ(last.first_layer, expected()) << what;
    EXPECT_EQ(list_cache(cache()).size(), 1u) << what;
  }
  const std::string& expected() {
    if (expected_.empty()) expected_ = load(model_, {}).first_layer;
    return expected_;
  }

  TempDir folder_{TempDir::Kind::kMemory};
  fs::path model_;
  std::string expected_;
};

TEST_F(QuantizedCacheFault, TheProcessDiesAtEveryOperation) {
  const int count = operations();
  ASSERT_GE(count, 8);
  for (int nth = 1; nth <= count; ++nth) {
    const int status = child("kill", 0, nth);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << nth;
    expect_recovered("killed at " + std::to_string(nth));
  }
}

TEST_F(QuantizedCacheFault, EveryOperationFailsOnceAndTheLoadGoesOn) {
  const int count = operations();
  int told = 0;
  for (int nth = 1; nth <= count; ++nth) {
    const int status = child("once", ENOSPC, nth);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1) << nth;
    told += WEXITSTATUS(status);
    expect_recovered("full at " + std::to_string(nth));
  }
  EXPECT_GE(told, 6);
}

}  // namespace
}  // namespace df::test
