#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/models/model_info.h"
#include "core/train/checkpoint_dir.h"
#include "core/train/trainer.h"
#include "core/util/file_hash.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

using nlohmann::json;

// Everything that must be the same bit for bit: loss and gradient norm of every step, weights.
struct Trace {
  std::map<int64_t, std::pair<double, double>> steps;
  std::vector<json> events;
  json result;
};

Trace run(const TrainSpec& spec, const Examples& train, const Examples& validation, int64_t stop_at = 0) {
  Trainer trainer(*open_backend("cpu", DF_TEST_BACKEND_DIR), spec, train, validation);
  Trace trace;
  trace.result = json::parse(trainer.run([&](const std::string& text) {
    json event = json::parse(text);
    if (event["type"] == "step") {
      trace.steps[event["step"]] = {event["loss"], event["gradNorm"]};
      if (event["step"] == stop_at) trainer.stop();
    }
    trace.events.push_back(std::move(event));
  }));
  return trace;
}

std::string adapter_hash(const std::filesystem::path& checkpoints, const std::string& name) {
  return file_sha256(checkpoints / name / "adapter_model.safetensors");
}

class ResumeTest : public ::testing::TestWithParam<const char*> {};

// Stopped in the middle of an epoch, with accumulation and dropout, and gone on with.
TEST_P(ResumeTest, IsBitIdenticalToAnUninterruptedRun) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path());
  const Examples train = random_examples(60, 40, 11), validation = random_examples(9, 40, 12);
  const std::string config = json{{"method", GetParam()},     {"rank", 4},
                                  {"contextLength", 48},      {"microBatch", 2},
                                  {"gradientAccumulation", 3}, {"dropout", 0.1},
                                  {"maxSteps", 30},           {"learningRate", 1e-2},
                                  {"optimizer", "adamw8"},    {"saveEverySteps", 7},
                                  {"evaluateEverySteps", 10}}.dump();
  const auto whole_dir = folder.path() / "whole", parts_dir = folder.path() / "parts";
  const Trace whole = run(tiny_spec(model, whole_dir, config), train, validation);
  EXPECT_EQ(whole.result["outcome"], "finished");
  const Trace first = run(tiny_spec(model, parts_dir, config), train, validation, 13);
  EXPECT_EQ(first.result["outcome"], "stopped");
  const Trace second = run(tiny_spec(model, parts_dir, config), train, validation);
  EXPECT_EQ(second.result["outcome"], "finished");
  ASSERT_EQ(second.steps.begin()->first, 14);
  for (const auto& [step, values] : second.steps) EXPECT_EQ(values, whole.steps.at(step)) << "step " << step;
  if (std::string(GetParam()) != "full") {
    EXPECT_EQ(adapter_hash(parts_dir, "step-30"), adapter_hash(whole_dir, "step-30"));
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, ResumeTest, ::testing::Values("full", "lora", "qlora", "dora", "qdora"));

TEST(Trainer, LearnsWhatItIsShown) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path());
  const Examples train = random_examples(8, 20, 21);
  const std::string common = R"("contextLength":32,"microBatch":8,"maxSteps":120,)";
  const auto ratio = [&](const std::string& config, const char* name) {
    const Trace trace = run(tiny_spec(model, folder.path() / name, "{" + common + config + "}"), train, Examples{});
    return trace.steps.rbegin()->second.first / trace.steps.begin()->second.first;
  };
  EXPECT_LT(ratio(R"("method":"full","learningRate":0.005)", "full"), 0.2);
  // Over a random frozen base an adapter can learn less.
  EXPECT_LT(ratio(R"("method":"qdora","rank":16,"alpha":32,"learningRate":0.02)", "qdora"), 0.85);
}

TEST(Trainer, RefusesToResumeOnOtherData) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path());
  const Examples train = random_examples(8, 20, 21);
  TrainSpec spec = tiny_spec(model, folder.path() / "run",
                             R"({"method":"lora","contextLength":32,"microBatch":4,"maxSteps":3})");
  run(spec, train, Examples{});
  spec.data_hash = "other";
  try {
    run(spec, train, Examples{});
    FAIL() << "resumed on other data";
  } catch (const Error& error) {
    EXPECT_EQ(error.field(), "checkpoint.dataHash");
  }
}

// One example holds a token whose embedding is NaN: the run trains up to it and stops there.
TEST(Trainer, StopsOnANumberThatIsNotFiniteAndKeepsTheCheckpoint) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path(), false);
  poison_token(model, 1);  // the random examples hold no token below 3
  Examples train = random_examples(16, 30, 31);
  train.tokens[static_cast<size_t>(train.offsets[9])] = 1;
  const TrainSpec spec = tiny_spec(model, folder.path() / "run",
                                   R"({"method":"lora","contextLength":32,"microBatch":1,"packing":false,
                                       "maxSteps":16,"saveEverySteps":1,"keepCheckpoints":1})");
  int64_t last_step = 0;
  Trainer trainer(*open_backend("cpu", DF_TEST_BACKEND_DIR), spec, train, Examples{});
  try {
    trainer.run([&](const std::string& text) {
      const json event = json::parse(text);
      if (event["type"] == "step") last_step = event["step"];
    });
    FAIL() << "a loss that is no number went unnoticed";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kNumeric);
    EXPECT_EQ(error.field(), "step " + std::to_string(last_step + 1));
    ASSERT_GT(last_step, 0);
    EXPECT_NE(error.hint().find("step-" + std::to_string(last_step)), std::string::npos) << error.hint();
  }
  const auto kept = newest_valid_checkpoint(folder.path() / "run", {});
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->step, last_step);
}

TEST(Trainer, EarlyStoppingKeepsTheBestCheckpoint) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path());
  // Random tokens cannot be predicted: validation gets worse while training memorises.
  const Trace trace = run(tiny_spec(model, folder.path() / "run",
                                    R"({"method":"lora","rank":16,"contextLength":32,"microBatch":8,"maxSteps":400,
                                        "learningRate":0.02,"evaluateEverySteps":10,"earlyStoppingPatience":3,
                                        "keepCheckpoints":1})"),
                          random_examples(8, 20, 41), random_examples(8, 20, 42));
  EXPECT_EQ(trace.result["outcome"], "early-stopped");
  const std::string best = trace.result["bestCheckpoint"];
  verify_checkpoint(folder.path() / "run" / best);
}

TEST(Trainer, FallsBackWhenTheNewestCheckpointIsDamaged) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path());
  const Examples train = random_examples(8, 20, 51);
  const auto spec = tiny_spec(model, folder.path() / "run",
                              R"({"method":"lora","contextLength":32,"microBatch":4,"maxSteps":6,"saveEverySteps":2})");
  run(spec, train, Examples{}, 4);
  std::filesystem::resize_file(folder.path() / "run" / "step-4" / "optimizer.safetensors", 100);
  const Trace trace = run(spec, train, Examples{});
  EXPECT_EQ(trace.steps.begin()->first, 3);
  EXPECT_TRUE(std::any_of(trace.events.begin(), trace.events.end(),
                          [](const json& e) { return e["type"] == "notice" && e["code"] == "CHECKPOINT_DAMAGED"; }));
}

}  // namespace
}  // namespace df::test
