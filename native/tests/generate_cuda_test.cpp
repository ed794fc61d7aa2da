// Generation on the GPU: the CPU's tokens in float32, and the same bits whether steps are recorded and
// replayed or run op by op.
#include <cmath>

#include "core/infer/generation.h"
#include "core/infer/scoring.h"
#include "core/models/synthetic_model.h"
#include "core/rng/stream.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

SessionSpec session(const std::filesystem::path& model, Precision precision, bool quantize, bool record) {
  SessionSpec spec;
  spec.model_dir = model;
  spec.quantize = quantize;
  spec.max_rows = 96;
  spec.max_tokens = 1024;
  spec.record_steps = record;
  spec.device.precision = precision;
  return spec;
}

int32_t add_random_adapter(ResidentModel& model, uint64_t seed, bool dora, float size = 0.2f) {
  PeftConfig config;
  config.rank = 8;
  config.alpha = 16;
  config.use_dora = dora;
  config.target_modules = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};
  return model.add_adapter(config, [&](std::vector<float>& params) {
    const Philox rng(seed, 3);
    for (size_t i = 0; i < params.size(); ++i) params[i] = size * (rng.uniform(i) - (dora ? 0.0f : 0.5f));
  });
}

struct Answer {
  std::vector<std::vector<int32_t>> tokens;
  std::vector<float> logprobs;
  DecodeStep::Counts counts;
};

// Six sequences: the base and two adapters, prompts and answers of other lengths, so that sequences end
// one after another, pages fill up, and one crosses a recorded step's longest position.
Answer answer(const DfBackend& backend, const SessionSpec& spec, bool sampled) {
  ResidentModel model(backend, spec, {});
  const int32_t ids[] = {-1, add_random_adapter(model, 5, false), add_random_adapter(model, 6, true)};
  std::vector<GenerateRequest> requests(6);
  for (size_t r = 0; r < requests.size(); ++r) {
    requests[r].adapter = ids[r % 3];
    const Philox rng(r, 9);
    for (uint64_t i = 0; i < 5 + 6 * r; ++i) requests[r].tokens.push_back(3 + static_cast<int32_t>(rng.below(i, 94)));
    requests[r].max_new_tokens = r == 1 ? 80 : 20 + 5 * static_cast<int32_t>(r);
    if (sampled && r % 2 == 1) requests[r].sampling = {0.8, 20, 0.95, 1.1, r};
  }
  Answer a;
  Generation generation(model, requests);
  for (const auto& result : generation.run([&](int32_t, int32_t, float logprob) { a.logprobs.push_back(logprob); })) {
    a.tokens.push_back(result.tokens);
  }
  a.counts = generation.step_counts();
  return a;
}

class GenerateOnCuda : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    const char* reason = nullptr;
    if (cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
    model_ = tiny_model(folder_.path());
  }
  TemporaryFolder folder_;
  std::filesystem::path model_;
};

TEST_P(GenerateOnCuda, TokensAreTheCpusInFloat32) {
  const Answer expected = answer(*cpu(), session(model_, Precision::kFloat32, GetParam(), true), false);
  const Answer actual = answer(*cuda_backend(), session(model_, Precision::kFloat32, GetParam(), true), false);
  EXPECT_EQ(actual.tokens, expected.tokens);
  ASSERT_EQ(actual.logprobs.size(), expected.logprobs.size());
  for (size_t i = 0; i < actual.logprobs.size(); ++i) EXPECT_NEAR(actual.logprobs[i], expected.logprobs[i], 2e-3);
}

TEST_P(GenerateOnCuda, ReplayedStepsHaveTheSameBitsAsPlainOnes) {
  for (const bool sampled : {false, true}) {
    const Answer plain = answer(*cuda_backend(), session(model_, Precision::kAuto, GetParam(), false), sampled);
    const Answer replayed = answer(*cuda_backend(), session(model_, Precision::kAuto, GetParam(), true), sampled);
    EXPECT_EQ(plain.counts.replayed, 0);
    EXPECT_EQ(replayed.counts.refusal, "");
    EXPECT_GT(replayed.counts.replayed, 60);
    EXPECT_EQ(replayed.tokens, plain.tokens);
    EXPECT_EQ(replayed.logprobs, plain.logprobs);
  }
}

// Layers wide enough for the kernels of a step, two with unlike heads; 300 tokens, eos 2.
ModelFolder wide_model() {
  return synthetic_model(R"({"architectures":["LlamaForCausalLM"],"model_type":"llama","vocab_size":300,"hidden_size":512,
    "intermediate_size":768,"num_hidden_layers":2,"num_attention_heads":8,"num_key_value_heads":2,
    "max_position_embeddings":512,"rms_norm_eps":1e-5,"rope_theta":10000,"hidden_act":"silu","tie_word_embeddings":false,
    "bos_token_id":1,"eos_token_id":2,"torch_dtype":"bfloat16"})", 5);
}

// What a step says of its tokens is what one pass over the whole sequence says, computed by other
// kernels: for one row, two with an adapter each, and many.
TEST_P(GenerateOnCuda, StepsAgreeWithOnePassOverTheSequence) {
  SessionSpec spec = session("", Precision::kAuto, GetParam(), true);
  spec.max_rows = 512;
  spec.max_tokens = 8192;
  ResidentModel model(*cuda_backend(), spec, wide_model(), {});
  const int32_t ids[] = {-1, add_random_adapter(model, 5, false, 0.05f), add_random_adapter(model, 6, true, 0.05f)};
  for (const size_t count : {1, 2, 3, 7, 20, 33}) {
    for (const int adapters : {1, 3}) {
      std::vector<GenerateRequest> requests(count);
      for (size_t r = 0; r < count; ++r) {
        requests[r].adapter = adapters == 1 ? (count == 1 ? ids[2] : -1) : ids[r % 3];
        const Philox rng(r, 9);
        for (uint64_t i = 0; i < 20 + 7 * r; ++i) requests[r].tokens.push_back(3 + static_cast<int32_t>(rng.below(i, 290)));
        requests[r].max_new_tokens = 40;
      }
      std::vector<double> stepped(count);
      const auto results = Generation(model, requests).run([&](int32_t r, int32_t, float logprob) { stepped[static_cast<size_t>(r)] += logprob; });
      for (size_t r = 0; r < count; ++r) {
        Examples one;
        one.tokens = requests[r].tokens;
        one.tokens.insert(one.tokens.end(), results[r].tokens.begin(), results[r].tokens.end());
        one.offsets.push_back(static_cast<int64_t>(one.tokens.size()));
        one.prompt_tokens.push_back(static_cast<int32_t>(requests[r].tokens.size()));
        const double whole = -perplexity(model, requests[r].adapter, one, true, {}).loss;
        EXPECT_NEAR(stepped[r], whole, 0.02 * std::abs(whole) + 0.05) << "row " << r << " of " << count;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Quantized, GenerateOnCuda, testing::Bool());

}  // namespace
}  // namespace df::test
