#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "core/error.h"
#include "core/train/data_order.h"
#include "core/train/schedule.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

RunConfig config(bool packing) {
  RunConfig c;
  c.context_length = 64;
  c.micro_batch = 4;
  c.gradient_accumulation = 3;
  c.packing = packing;
  c.epochs = 2.5;
  return c;
}

std::vector<int64_t> all_indices(const Examples& e) {
  std::vector<int64_t> indices(static_cast<size_t>(e.count()));
  std::iota(indices.begin(), indices.end(), 0);
  return indices;
}

TEST(DataOrder, EveryEpochHasEveryExampleOnce) {
  const Examples e = random_examples(101, 50, 3);
  for (const bool packing : {false, true}) {
    const RunConfig c = config(packing);
    DataOrder order(e, all_indices(e), c);
    std::multiset<int64_t> seen;
    for (int64_t step = 1;; ++step) {
      const auto s = order.at(step);
      for (const auto& micro : s.micro_batches) seen.insert(micro.begin(), micro.end());
      if (s.last_of_epoch) break;
    }
    EXPECT_EQ(seen.size(), 101u);
    EXPECT_EQ(std::set<int64_t>(seen.begin(), seen.end()).size(), 101u);
  }
}

TEST(DataOrder, AStepIsTheSameHoweverItIsReached) {
  const Examples e = random_examples(77, 40, 5);
  const RunConfig c = config(true);
  DataOrder forward(e, all_indices(e), c);
  for (int64_t step = 1; step <= forward.total_steps(); ++step) {
    DataOrder jump(e, all_indices(e), c);
    EXPECT_EQ(forward.at(step).micro_batches, jump.at(step).micro_batches);
    EXPECT_EQ(forward.at(step).epoch, jump.at(step).epoch);
  }
}

TEST(DataOrder, AMicroBatchFitsThePlan) {
  const Examples e = random_examples(200, 60, 9);
  const RunConfig c = config(true);
  DataOrder order(e, all_indices(e), c);
  for (int64_t step = 1; step <= order.total_steps(); ++step) {
    for (const auto& micro : order.at(step).micro_batches) {
      int64_t tokens = 0;
      for (const int64_t i : micro) tokens += e.length(i);
      EXPECT_LE(tokens, c.micro_batch * c.context_length);
    }
  }
}

TEST(Examples, LabelsAreTheNextTokenOfTheCompletion) {
  Examples e;
  e.tokens = {10, 11, 12, 13, 14};
  e.offsets = {0, 5};
  e.prompt_tokens = {3};
  MicroBatch batch;
  batch.add(e, 0, true);
  EXPECT_EQ(batch.labels, (std::vector<int32_t>{-1, -1, 13, 14, -1}));
  EXPECT_EQ(batch.loss_tokens, 2);
  batch.clear();
  batch.add(e, 0, false);
  EXPECT_EQ(batch.labels, (std::vector<int32_t>{11, 12, 13, 14, -1}));
}

TEST(Examples, IdsOutsideTheVocabularyAreRefusedByName) {
  Examples e = random_examples(3, 20, 1);
  e.tokens[7] = 97;
  try {
    check_examples(e, 97, "train");
    FAIL() << "id 97 was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.field(), "train.tokens");
    EXPECT_NE(std::string(error.what()).find("97"), std::string::npos);
  }
}

TEST(Schedule, CosineWithWarmUp) {
  RunConfig c;
  c.learning_rate = 1;
  c.warmup_ratio = 0.1;
  EXPECT_DOUBLE_EQ(learning_rate(c, 1, 100), 0.1);
  EXPECT_DOUBLE_EQ(learning_rate(c, 10, 100), 1.0);
  EXPECT_DOUBLE_EQ(learning_rate(c, 11, 100), 1.0);
  EXPECT_NEAR(learning_rate(c, 56, 100), 0.5, 1e-12);
  EXPECT_NEAR(learning_rate(c, 100, 100), 0.5 * (1 + std::cos(std::acos(-1.0) * 89 / 90)), 1e-12);
}

TEST(Schedule, LinearFallsToItsFloor) {
  RunConfig c;
  c.schedule = ScheduleKind::kLinear;
  c.learning_rate = 2;
  c.warmup_ratio = 0;
  c.min_learning_rate_ratio = 0.5;
  EXPECT_DOUBLE_EQ(learning_rate(c, 1, 10), 2);
  EXPECT_DOUBLE_EQ(learning_rate(c, 6, 10), 1.5);
}

// fit_one_cycle over 20 batches as the fast.ai vectors have it: batch i at position i/20.
TEST(Schedule, OneCycleIsFastAis) {
  RunConfig c;
  c.schedule = ScheduleKind::kOneCycle;
  c.learning_rate = 2e-3;
  c.warmup_ratio = 0.25;
  EXPECT_NEAR(learning_rate(c, 1, 20), 2e-3 / 25, 1e-12);
  EXPECT_NEAR(learning_rate(c, 6, 20), 2e-3, 1e-12);
  EXPECT_GT(learning_rate(c, 20, 20), 2e-3 / 1e5);
}

TEST(RunConfig, UnknownAndBadFieldsAreNamed) {
  const auto field_of = [](const std::string& json) {
    try {
      parse_run_config(json);
    } catch (const Error& error) {
      return error.field();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(field_of(R"({"method":"qdora","rnak":4})"), "config.rnak");
  EXPECT_EQ(field_of(R"({"method":"qdora","rank":0})"), "config.rank");
  EXPECT_EQ(field_of(R"({"method":"qdora","learningRate":"fast"})"), "config.learningRate");
  EXPECT_EQ(field_of(R"({"method":"magic"})"), "config.method");
  EXPECT_EQ(field_of(R"({})"), "config.method");
  EXPECT_EQ(field_of("[1,2"), "config.");
}

}  // namespace
}  // namespace df::test
