// A training process that SIGKILL ends again and again, at steps nobody chose, and that starts again each
// time: it arrives at the same bits as one that was left alone.
#include <unistd.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "core/train/checkpoint_dir.h"
#include "core/util/file_hash.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"
#include "tests/killed_child.h"

namespace df::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int64_t kSteps = 80;
constexpr int kKills = 5;

struct Case {
  const char* backend;
  const char* method;
};
std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.backend << " " << c.method; }

// Loss and gradient norm of each step, as the events tell them: all their digits.
using Steps = std::map<int64_t, std::string>;

void note(Steps& steps, const std::string& line) {
  const json event = json::parse(line);
  if (event["type"] != "step") return;
  steps[event["step"]] = event["loss"].dump() + " " + event["gradNorm"].dump();
}

// SHA-256 of every file of the newest checkpoint but the state, whose seconds differ between runs.
std::map<std::string, std::string> weights_of(const fs::path& checkpoints) {
  std::map<std::string, std::string> hashes;
  const auto all = list_checkpoints(checkpoints);
  if (all.empty()) return hashes;
  for (const auto& entry : fs::directory_iterator(all.back().directory)) {
    if (entry.path().extension() == ".safetensors") hashes[entry.path().filename()] = file_sha256(entry.path());
  }
  return hashes;
}

class KillResume : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    const char* reason = nullptr;
    if (std::string(GetParam().backend) == "cuda" && cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
    model_ = tiny_model(folder_.path());
  }
  fs::path spec(const std::string& name) {
    const std::string method = GetParam().method;
    const json config{{"method", method},       {"rank", 8},           {"contextLength", 48},
                      {"microBatch", 4},        {"dropout", 0.1},      {"maxSteps", kSteps},
                      {"learningRate", 5e-3},   {"optimizer", "adamw8"}, {"gradientAccumulation", 2},
                      {"saveEverySteps", 7},    {"checkpointing", method == "qdora" ? "full" : "none"}};
    const json spec{{"backend", GetParam().backend}, {"deterministic", true},  {"threads", 2},
                    {"modelDir", model_.string()},   {"checkpointsDir", (folder_.path() / name).string()},
                    {"config", config},              {"resume", "auto"},       {"baseHash", "base"},
                    {"dataHash", "data"}};
    const fs::path file = folder_.path() / (name + ".json");
    std::ofstream(file) << spec.dump();
    return file;
  }
  TemporaryFolder folder_;
  fs::path model_;
};

TEST_P(KillResume, ArrivesAtTheSameBits) {
  Steps expected, seen;
  ASSERT_TRUE(train_in_child(spec("whole"), [&](const std::string& line) {
    note(expected, line);
    return false;
  }));
  ASSERT_EQ(expected.size(), static_cast<size_t>(kSteps));

  std::random_device device;
  const auto seed = device();
  RecordProperty("seed", std::to_string(seed));
  std::mt19937 random(seed);
  const fs::path parts = spec("parts");
  int kills = 0, resumed = 0;
  bool finished = false;
  for (int start = 0; !finished && start < 4 * kKills; ++start) {
    const int64_t patience = 2 + static_cast<int64_t>(random() % (2 * kSteps / kKills));
    const auto pause = static_cast<useconds_t>(random() % 4000);
    int64_t steps = 0;
    bool struck = false;
    finished = train_in_child(parts, [&](const std::string& line) {
      note(seen, line);
      const json event = json::parse(line);
      if (event["type"] == "start") resumed += event["step"].get<int64_t>() > 0;
      if (event["type"] != "step" || ++steps < patience || struck || kills >= kKills) return false;
      usleep(pause);  // the blow may fall into a save, an evaluation or the next step
      ++kills;
      return struck = true;
    });
    for (const auto& [step, values] : seen) {
      ASSERT_EQ(values, expected.at(step)) << "step " << step << ", seed " << seed;
    }
  }
  EXPECT_TRUE(finished) << "seed " << seed;
  EXPECT_GE(kills, 2) << "seed " << seed;
  EXPECT_GE(resumed, 1) << "seed " << seed;
  EXPECT_EQ(seen.rbegin()->first, kSteps);
  const auto whole = weights_of(folder_.path() / "whole");
  EXPECT_GE(whole.size(), 2u);
  EXPECT_EQ(weights_of(folder_.path() / "parts"), whole) << "seed " << seed;
}

INSTANTIATE_TEST_SUITE_P(Backends, KillResume,
                         testing::Values(Case{"cpu", "qdora"}, Case{"cuda", "qdora"}, Case{"cuda", "full"},
                                         Case{"cuda", "lora"}),
                         [](const auto& each) { return std::string(each.param.backend) + "_" + each.param.method; });

}  // namespace
}  // namespace df::test
