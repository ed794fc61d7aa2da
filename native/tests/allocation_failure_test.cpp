// Every allocation of a training step and of a generation is refused once, the context's own included
// (SQLite's out-of-memory loop): each time a clear error, nothing left behind, and the same process
// trains and generates afterwards.
#include <algorithm>

#include "core/infer/generation.h"
#include "core/plan/out_of_memory.h"
#include "core/train/trainer.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"
#include "tests/refusing_backend.h"

namespace df::test {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMost = 200;  // far more than there are

class AllocationFailure : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const char* reason = nullptr;
    if (std::string(GetParam()) == "cuda" && cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
    model_ = tiny_model(folder_.path());
  }

  // One step on the paged optimizer, which holds pinned memory too, and its checkpoint.
  void train(const DfBackend& backend, const fs::path& checkpoints) const {
    TrainSpec spec = tiny_spec(model_, checkpoints,
                               R"({"method":"qdora","rank":8,"contextLength":48,"microBatch":4,"maxSteps":1,)"
                               R"("optimizer":"paged-adamw8","checkpointing":"full"})");
    spec.resume = false;
    Trainer trainer(backend, spec, random_examples(8, 40, 11), random_examples(2, 40, 12));
    trainer.run([](const std::string&) {});
  }

  std::vector<int32_t> generate(const DfBackend& backend, const fs::path& adapter) const {
    SessionSpec spec;
    spec.quantize = true;
    spec.max_rows = 96;
    spec.max_tokens = 256;
    spec.model_dir = model_;
    ResidentModel model(backend, spec, {});
    GenerateRequest request;
    request.adapter = model.add_adapter(adapter);
    request.tokens = {5, 6, 7, 8};
    request.max_new_tokens = 6;
    Generation generation(model, {request});
    return generation.run([](int32_t, int32_t, float) {})[0].tokens;
  }

  TemporaryFolder folder_;
  fs::path model_;
};

// A person must be able to act on it.
void expect_clear(const Error& error, int64_t nth) {
  const std::string text = error.what();
  EXPECT_EQ(error.code(), ErrorCode::kOutOfMemory) << nth << ": " << text;
  const size_t largest = text.find("largest: ");
  ASSERT_NE(largest, std::string::npos) << nth << ": " << text;
  // Page-locked memory may hold one thing alone; a device never does.
  const auto commas = std::count(text.begin() + static_cast<int64_t>(largest), text.end(), ',');
  EXPECT_TRUE(commas == 2 || (commas < 2 && error.field() == kHostMemory)) << nth << ": " << text;
  EXPECT_FALSE(error.hint().empty()) << nth << ": " << text;
}

// Runs `work` with its first, second, third... allocation refused until it needs no more: a work that has
// another way when it is refused goes on, so a few in a row tell the end. Returns how many refusals it told.
template <typename Work>
int64_t refuse_each(RefusingBackend& backend, const Work& work) {
  constexpr int64_t kEnd = 4;
  int64_t told = 0, accepted = 0;
  for (int64_t nth = 1; nth <= kMost; ++nth) {
    const uint64_t allocations = backend.held_allocations(), bytes = backend.held_bytes();
    bool refused = false;
    backend.refuse(nth);
    try {
      work();
    } catch (const Error& error) {
      refused = true;
      expect_clear(error, nth);
    }
    backend.allow();
    EXPECT_EQ(backend.held_allocations(), allocations) << "after refusing allocation " << nth;
    EXPECT_EQ(backend.held_bytes(), bytes) << "after refusing allocation " << nth;
    told += refused;
    accepted = refused ? 0 : accepted + 1;
    if (accepted == kEnd) return told;
    work();  // the same process goes on
  }
  ADD_FAILURE() << "more than " << kMost << " allocations";
  return kMost;
}

TEST_P(AllocationFailure, IsAClearErrorAndLeavesNothingBehind) {
  RefusingBackend backend(GetParam());
  const bool cuda = std::string(GetParam()) == "cuda";
  int run = 0;
  const auto train_once = [&] { train(backend.table(), folder_.path() / ("run-" + std::to_string(run++))); };
  // Plan and pinned states at least; on the GPU the context's own buffers as well.
  EXPECT_GE(refuse_each(backend, train_once), cuda ? 8 : 2);
  const fs::path adapter = folder_.path() / ("run-" + std::to_string(run - 1)) / "step-1";
  const auto expected = generate(backend.table(), adapter);
  std::vector<int32_t> tokens;
  EXPECT_GE(refuse_each(backend, [&] { tokens = generate(backend.table(), adapter); }), cuda ? 9 : 3);
  EXPECT_EQ(tokens, expected);
}

INSTANTIATE_TEST_SUITE_P(Backends, AllocationFailure, testing::Values("cpu", "cuda"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace df::test
