// Whole runs on the GPU: the same losses as the CPU in float32, close ones in bfloat16 and float16, the same
// bits when repeated and when resumed.
#include <map>
#include <nlohmann/json.hpp>

#include "core/train/trainer.h"
#include "core/util/file_hash.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

using nlohmann::json;

constexpr int64_t kSteps = 100;

using Steps = std::map<int64_t, std::pair<double, double>>;  // loss and gradient norm

Steps run(const DfBackend& backend, const TrainSpec& spec, int64_t stop_at = 0) {
  const Examples train = random_examples(60, 40, 11), validation = random_examples(9, 40, 12);
  Trainer trainer(backend, spec, train, validation);
  Steps steps;
  trainer.run([&](const std::string& text) {
    const json event = json::parse(text);
    if (event["type"] != "step") return;
    steps[event["step"]] = {event["loss"], event["gradNorm"]};
    if (event["step"] == stop_at) trainer.stop();
  });
  return steps;
}

std::string config_of(const std::string& method) {
  return json{{"method", method},  {"rank", 8},          {"contextLength", 48},      {"microBatch", 4},
              {"dropout", 0.1},    {"maxSteps", kSteps}, {"learningRate", 5e-3},     {"gradientAccumulation", 2},
              {"optimizer", "adamw8"}, {"saveEverySteps", 60}, {"checkpointing", method == "qdora" ? "full" : "none"}}
      .dump();
}

class TrainOnCuda : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const char* reason = nullptr;
    if (cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
    model_ = tiny_model(folder_.path());
  }
  TrainSpec spec(const char* name, Precision precision) {
    TrainSpec spec = tiny_spec(model_, folder_.path() / name, config_of(GetParam()));
    spec.device.precision = precision;
    return spec;
  }
  TemporaryFolder folder_;
  std::filesystem::path model_;
};

TEST_P(TrainOnCuda, LossesAreTheCpusInFloat32AndCloseInTwoBytes) {
  const Steps expected = run(*cpu(), spec("cpu", Precision::kFloat32));
  const Steps exact = run(*cuda_backend(), spec("exact", Precision::kFloat32));
  const Steps half = run(*cuda_backend(), spec("half", Precision::kBfloat16));
  const Steps small = run(*cuda_backend(), spec("small", Precision::kFloat16));
  ASSERT_EQ(exact.size(), expected.size());
  ASSERT_EQ(small.size(), expected.size());
  double mean = 0, mean_half = 0, mean_small = 0;
  for (const auto& [step, values] : expected) {
    // Rounding differs between the devices, and training amplifies it.
    const double tolerance = step <= 10 ? 1e-4 : 2e-3;
    EXPECT_NEAR(exact.at(step).first, values.first, tolerance * values.first) << "step " << step;
    mean += values.first / static_cast<double>(kSteps);
    mean_half += half.at(step).first / static_cast<double>(kSteps);
    mean_small += small.at(step).first / static_cast<double>(kSteps);
  }
  EXPECT_NEAR(mean_half, mean, 5e-3 * mean);
  // What cards of compute capability 7.5 train in. Its rounding is finer; its range is what could fail.
  EXPECT_NEAR(mean_small, mean, 2e-3 * mean);
}

TEST_P(TrainOnCuda, ARepeatedAndAResumedRunHaveTheSameBits) {
  const Steps first = run(*cuda_backend(), spec("first", Precision::kAuto));
  const Steps again = run(*cuda_backend(), spec("again", Precision::kAuto));
  EXPECT_EQ(again, first);
  run(*cuda_backend(), spec("parts", Precision::kAuto), 37);
  const Steps rest = run(*cuda_backend(), spec("parts", Precision::kAuto));
  ASSERT_EQ(rest.begin()->first, 38);
  for (const auto& [step, values] : rest) EXPECT_EQ(values, first.at(step)) << "step " << step;
}

TEST_P(TrainOnCuda, AFloat16RunResumesWithTheSameBits) {
  const Steps whole = run(*cuda_backend(), spec("whole", Precision::kFloat16));
  run(*cuda_backend(), spec("parts", Precision::kFloat16), 37);
  const Steps rest = run(*cuda_backend(), spec("parts", Precision::kFloat16));
  ASSERT_EQ(rest.begin()->first, 38);
  for (const auto& [step, values] : rest) EXPECT_EQ(values, whole.at(step)) << "step " << step;
}

INSTANTIATE_TEST_SUITE_P(Methods, TrainOnCuda, testing::Values("full", "lora", "qdora"));

}  // namespace
}  // namespace df::test
