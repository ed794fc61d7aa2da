#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/infer/generation.h"
#include "core/infer/scoring.h"
#include "core/rng/stream.h"
#include "core/train/trainer.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

const DfBackend& cpu_backend() { return *open_backend("cpu", DF_TEST_BACKEND_DIR); }

SessionSpec session(const std::filesystem::path& model, bool quantize = false) {
  SessionSpec spec;
  spec.model_dir = model;
  spec.quantize = quantize;
  spec.max_rows = 96;
  spec.max_tokens = 1024;
  return spec;
}

// Trains a few steps so that the adapter does something.
std::filesystem::path trained_adapter(const std::filesystem::path& folder, const std::filesystem::path& model,
                                      const std::string& method) {
  const auto spec = tiny_spec(model, folder / method,
                              R"({"method":")" + method +
                                  R"(","rank":8,"contextLength":48,"microBatch":4,"maxSteps":20,"learningRate":0.02})");
  Trainer(cpu_backend(), spec, random_examples(16, 40, 5), Examples{}).run([](const std::string&) {});
  return folder / method / "step-20";
}

std::vector<int32_t> prompt(uint64_t seed, int64_t length) {
  std::vector<int32_t> ids;
  for (int64_t i = 0; i < length; ++i) ids.push_back(3 + static_cast<int32_t>(Philox(seed, 9).below(static_cast<uint64_t>(i), 94)));
  return ids;
}

TEST(LabelTrie, SharesPrefixesInDepthFirstOrder) {
  const LabelTrie trie = build_label_trie({{5, 6, 7}, {5, 6}, {5, 9}, {4}});
  ASSERT_EQ(trie.nodes.size(), 5u);
  for (size_t i = 0; i < trie.nodes.size(); ++i) {
    EXPECT_GT(trie.nodes[i].subtree_end, static_cast<int32_t>(i));
    if (trie.nodes[i].parent >= 0) {
      EXPECT_LE(trie.nodes[i].subtree_end, trie.nodes[trie.nodes[i].parent].subtree_end);
      EXPECT_EQ(trie.nodes[i].depth, trie.nodes[trie.nodes[i].parent].depth + 1);
    }
  }
  EXPECT_THROW(build_label_trie({{1}, {1}}), Error);
  EXPECT_THROW(build_label_trie({{1}, {}}), Error);
}

// A label's score through the trie equals the plain log-probability of prompt + label + eos.
TEST(Scoring, TrieEqualsOneByOne) {
  const TemporaryFolder folder;
  const auto model_dir = tiny_model(folder.path());
  ResidentModel model(cpu_backend(), session(model_dir), {});
  const int32_t adapter = model.add_adapter(trained_adapter(folder.path(), model_dir, "dora"));
  const std::vector<Label> labels{{5, 6, 7}, {5, 6}, {5, 9, 11, 12}, {40}, {41, 5}};
  const std::vector<Label> prompts{prompt(1, 7), prompt(2, 19), prompt(3, 30), prompt(4, 1)};
  for (const int32_t id : {-1, adapter}) {
    const auto scores = score_labels(model, id, prompts, labels, {});
    for (size_t p = 0; p < prompts.size(); ++p) {
      for (size_t l = 0; l < labels.size(); ++l) {
        Examples one;
        one.tokens = prompts[p];
        one.tokens.insert(one.tokens.end(), labels[l].begin(), labels[l].end());
        one.tokens.push_back(2);
        one.offsets.push_back(static_cast<int64_t>(one.tokens.size()));
        one.prompt_tokens.push_back(static_cast<int32_t>(prompts[p].size()));
        const double expected = -perplexity(model, id, one, true, {}).loss;
        EXPECT_NEAR(scores[p * labels.size() + l], expected, 2e-4) << "prompt " << p << " label " << l;
      }
    }
  }
}

TEST(Scoring, ManyLabelsAreScoredInGroups) {
  const TemporaryFolder folder;
  ResidentModel model(cpu_backend(), session(tiny_model(folder.path())), {});
  std::vector<Label> labels;
  for (int32_t i = 0; i < 90; ++i) labels.push_back({3 + i % 9, 3 + i});
  const auto together = score_labels(model, -1, {prompt(1, 20)}, labels, {});
  for (size_t l = 0; l < labels.size(); l += 17) {
    EXPECT_NEAR(score_labels(model, -1, {prompt(1, 20)}, {labels[l]}, {})[0], together[l], 2e-4);
  }
}

// Base and two adapters in one batch answer as each does alone: the base pane is the base.
TEST(Generation, AdaptersInOneBatchDoNotTouchEachOther) {
  const TemporaryFolder folder;
  const auto model_dir = tiny_model(folder.path());
  for (const bool quantize : {false, true}) {
    ResidentModel model(cpu_backend(), session(model_dir, quantize), {});
    std::vector<GenerateRequest> requests(6);
    const int32_t lora = model.add_adapter(trained_adapter(folder.path(), model_dir, quantize ? "qlora" : "lora"));
    const int32_t dora = model.add_adapter(trained_adapter(folder.path(), model_dir, quantize ? "qdora" : "dora"));
    const int32_t ids[] = {-1, lora, dora, dora, -1, lora};
    for (size_t i = 0; i < requests.size(); ++i) {
      requests[i].adapter = ids[i];
      requests[i].tokens = prompt(i / 3, 10 + static_cast<int64_t>(i));
      requests[i].max_new_tokens = 12;
      // Sampled, because greedy answers of a random model repeat one token.
      requests[i].sampling.temperature = 1;
      requests[i].sampling.seed = i;
    }
    const auto batch = Generation(model, requests).run([](int32_t, int32_t, float) {});
    for (size_t i = 0; i < requests.size(); ++i) {
      const auto alone = Generation(model, {requests[i]}).run([](int32_t, int32_t, float) {});
      EXPECT_EQ(batch[i].tokens, alone[0].tokens) << "request " << i;
    }
    const std::vector<Label> prompts{prompt(0, 10)}, labels{{5, 6}};
    const float base = score_labels(model, -1, prompts, labels, {})[0];
    EXPECT_GT(std::abs(base - score_labels(model, lora, prompts, labels, {})[0]), 1e-3) << "LoRA changes nothing";
    EXPECT_GT(std::abs(base - score_labels(model, dora, prompts, labels, {})[0]), 1e-3) << "DoRA changes nothing";
  }
}

TEST(Generation, TheSameSeedGivesTheSameAnswer) {
  const TemporaryFolder folder;
  ResidentModel model(cpu_backend(), session(tiny_model(folder.path())), {});
  GenerateRequest request;
  request.tokens = prompt(1, 8);
  request.max_new_tokens = 20;
  request.sampling = {1.0, 20, 0.95, 1.1, 7};
  const auto run = [&] { return Generation(model, {request}).run([](int32_t, int32_t, float) {})[0].tokens; };
  const auto first = run();
  EXPECT_EQ(first, run());
  request.sampling.seed = 8;
  EXPECT_NE(first, run());
}

TEST(Generation, WaitsForPagesAndEndsAtTheContext) {
  const TemporaryFolder folder;
  SessionSpec spec = session(tiny_model(folder.path()));
  spec.max_tokens = 128;  // four pages: two of these at a time
  ResidentModel model(cpu_backend(), spec, {});
  std::vector<GenerateRequest> requests(5);
  for (auto& r : requests) {
    r.tokens = prompt(1, 20);
    r.max_new_tokens = 30;
  }
  for (const auto& result : Generation(model, requests).run([](int32_t, int32_t, float) {})) {
    EXPECT_EQ(result.tokens.size(), 30u);
  }
  requests.resize(1);
  requests[0].tokens = prompt(1, 120);
  requests[0].max_new_tokens = 50;
  const auto result = Generation(model, requests).run([](int32_t, int32_t, float) {});
  EXPECT_EQ(result[0].tokens.size(), 8u);  // 128 positions
  EXPECT_EQ(result[0].finish, "length");
}

TEST(Sampler, GreedyTopKAndNucleus) {
  const std::vector<float> logits{0.0f, 2.0f, 1.0f, -1.0f};
  EXPECT_EQ(sample_token(logits.data(), 4, {}, {}, 0).token, 1);
  Sampling s;
  s.temperature = 1;
  s.top_k = 1;
  for (uint64_t i = 0; i < 20; ++i) EXPECT_EQ(sample_token(logits.data(), 4, s, {}, i).token, 1);
  s.top_k = 0;
  s.top_p = 0.05;
  for (uint64_t i = 0; i < 20; ++i) EXPECT_EQ(sample_token(logits.data(), 4, s, {}, i).token, 1);
  // With everything allowed the frequencies are the softmax.
  s.top_p = 1;
  int ones = 0;
  for (uint64_t i = 0; i < 20000; ++i) ones += sample_token(logits.data(), 4, s, {}, i).token == 1;
  EXPECT_NEAR(ones / 20000.0, std::exp(2.0) / (1 + std::exp(2.0) + std::exp(1.0) + std::exp(-1.0)), 0.015);
  // A seen token is divided by the penalty (CTRL).
  Sampling penalty;
  penalty.repetition_penalty = 4;
  EXPECT_EQ(sample_token(logits.data(), 4, penalty, {1}, 0).token, 2);
}

// A genuinely trained model: its last logits and its greedy continuation.
TEST(RealModel, Stories15MAgreesWithTheReference) {
  const auto folder = shared_folder() / "data" / "models" / "stories15M";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared model stories15M is not here";
  std::ifstream file(folder / "reference.json");
  const auto reference = nlohmann::json::parse(file);
  const auto prompt_ids = reference.at("prompt_ids").get<std::vector<int32_t>>();
  const auto greedy = reference.at("greedy120_from_bos").get<std::vector<int32_t>>();

  const Device device(&cpu_backend(), DfContextOptions{});
  const ModelFolder weights = ModelFolder::open(folder);
  const RunConfig config = parse_run_config(R"({"method":"full"})");
  TrainingEngine engine(device, weights, config, {16, 16});
  engine.allocate_and_load({});
  Examples one;
  one.tokens = prompt_ids;
  one.offsets.push_back(static_cast<int64_t>(prompt_ids.size()));
  one.prompt_tokens.push_back(0);
  MicroBatch batch;
  batch.add(one, 0, false);
  const auto logits = engine.logits(batch);
  const float* last = logits.data() + (prompt_ids.size() - 1) * static_cast<size_t>(weights.config().vocab_size);
  const auto first16 = reference.at("last_logits_first16").get<std::vector<double>>();
  for (size_t i = 0; i < first16.size(); ++i) EXPECT_NEAR(last[i], first16[i], 1e-3) << "logit " << i;
  const auto top = reference.at("top5").get<std::vector<int32_t>>();
  const auto top_logits = reference.at("top5_logits").get<std::vector<double>>();
  for (size_t i = 0; i < top.size(); ++i) EXPECT_NEAR(last[top[i]], top_logits[i], 1e-3) << "token " << top[i];

  SessionSpec spec = session(folder);
  spec.max_rows = 256;
  ResidentModel model(cpu_backend(), spec, {});
  GenerateRequest request;
  request.tokens = prompt_ids;
  request.max_new_tokens = static_cast<int32_t>(greedy.size() - prompt_ids.size());
  auto continued = prompt_ids;
  const auto result = Generation(model, {request}).run([](int32_t, int32_t, float) {});
  continued.insert(continued.end(), result[0].tokens.begin(), result[0].tokens.end());
  EXPECT_EQ(continued, greedy);
}

}  // namespace
}  // namespace df::test
