// A card that is really full: the plan says no, the allocation says no, and once there is room the same
// context trains as if nothing had happened.
#include "core/train/plan_report.h"
#include "core/train/training_engine.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

// All memory of the device that can be had, taken in pieces that become smaller.
class Ballast {
 public:
  explicit Ballast(const Device& device) : device_(device) {
    for (uint64_t piece = uint64_t{64} << 30; piece >= uint64_t{1} << 20; piece /= 2) {
      while (take(piece)) {
      }
    }
  }
  ~Ballast() { release(); }
  Ballast(const Ballast&) = delete;
  Ballast& operator=(const Ballast&) = delete;

  void release() {
    for (const auto& [data, bytes] : pieces_) device_.release(DF_PLACE_DEVICE, data, bytes);
    pieces_.clear();
  }
  uint64_t bytes() const {
    uint64_t sum = 0;
    for (const auto& [data, bytes] : pieces_) sum += bytes;
    return sum;
  }

 private:
  bool take(uint64_t bytes) {
    try {
      pieces_.emplace_back(device_.allocate(DF_PLACE_DEVICE, bytes), bytes);
      return true;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kOutOfMemory) << error.what();
      return false;
    }
  }
  const Device& device_;
  std::vector<std::pair<void*, uint64_t>> pieces_;
};

// Loss of one step on a batch of the same tokens always.
double one_step(TrainingEngine& engine) {
  MicroBatch batch;
  batch.clear();
  const Examples examples = random_examples(4, 40, 3);
  for (int64_t i = 0; i < examples.count(); ++i) batch.add(examples, i, false);
  engine.begin_step();
  engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), 1);
  const double loss = engine.loss_sum();
  engine.update(1e-3, engine.gradient_norm(), 1);
  return loss;
}

template <typename Work>
void expect_out_of_memory(const Work& work) {
  try {
    work();
    ADD_FAILURE() << "the full card accepted it";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfMemory) << error.what();
    EXPECT_NE(std::string(error.what()).find("largest: "), std::string::npos) << error.what();
    EXPECT_FALSE(error.hint().empty());
  }
}

TEST(FullCard, SaysNoAndTrainsOnceThereIsRoom) {
  const char* reason = nullptr;
  const DfBackend* backend = cuda_backend(&reason);
  if (backend == nullptr) GTEST_SKIP() << reason;
  // Whoever else computes on the card would be refused memory meanwhile.
  if (getenv("DIFFERENTIAL_TEST_WHOLE_CARD") == nullptr) GTEST_SKIP() << "DIFFERENTIAL_TEST_WHOLE_CARD is not set";
  const TemporaryFolder folder;
  const ModelFolder model = ModelFolder::open(tiny_model(folder.path()));
  // Larger than what is left between two pieces of ballast.
  const RunConfig config = parse_run_config(
      R"({"method":"qdora","rank":64,"contextLength":128,"microBatch":64,"packing":true})");
  const Device device(backend, DfContextOptions{0, 0, 1, 0, 0});
  const EngineLimits limits = engine_limits(config, 0);
  TrainingEngine expected(device, model, config, limits);
  expected.allocate_and_load({});
  const double loss = one_step(expected);

  TrainingEngine engine(device, model, config, limits);
  {
    Ballast ballast(device);
    ASSERT_GT(ballast.bytes(), uint64_t{1} << 30);
    expect_out_of_memory([&] { require_fit(engine, device_info(*backend, 0)); });
    expect_out_of_memory([&] { engine.allocate_and_load({}); });
    // What is loaded goes on: a step takes no memory that the plan did not take.
    EXPECT_TRUE(std::isfinite(one_step(expected)));
  }
  engine.allocate_and_load({});
  EXPECT_EQ(one_step(engine), loss);
}

}  // namespace
}  // namespace df::test
