// Plans for cards that are not in the machine: the CUDA backend's code answers, no driver is needed.
#include <nlohmann/json.hpp>

#include "core/train/plan_report.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

const DfBackend* cuda_code() {
  try {
    return planning_backend("cuda", DF_TEST_BACKEND_DIR);
  } catch (const Error&) {
    return nullptr;  // built without nvcc
  }
}

class PlanCard : public testing::Test {
 protected:
  void SetUp() override {
    if (cuda_code() == nullptr) GTEST_SKIP() << "this build has no CUDA backend (nvcc was not found)";
  }
};

nlohmann::json plan_for(const TemporaryFolder& folder, const std::string& config, int32_t capability) {
  TrainSpec spec = tiny_spec(tiny_model(folder.path()), folder.path() / "checkpoints", config);
  spec.device.plan_for = {capability, uint64_t{24} << 30, "a card"};
  return nlohmann::json::parse(plan_report(*cuda_code(), spec));
}

uint64_t component(const nlohmann::json& plan, const std::string& name) {
  for (const auto& part : plan.at("components")) {
    if (part.at("component") == name) return part.at("bytes").get<uint64_t>();
  }
  return 0;
}

TEST_F(PlanCard, AnswersForACardThatIsNotHere) {
  const TemporaryFolder folder;
  const auto plan = plan_for(folder, R"({"method":"qdora","contextLength":64,"microBatch":4})", 90);
  EXPECT_EQ(plan.at("backend"), "cuda");
  EXPECT_EQ(plan.at("deviceName"), "a card");
  EXPECT_EQ(plan.at("capacityBytes"), uint64_t{24} << 30);
  EXPECT_EQ(plan.at("freeBytes"), uint64_t{24} << 30);
  EXPECT_GT(component(plan, "context"), uint64_t{100} << 20);
  uint64_t sum = 0;
  for (const auto& part : plan.at("components")) sum += part.at("bytes").get<uint64_t>();
  EXPECT_EQ(sum, plan.at("totalBytes"));
}

TEST_F(PlanCard, ActivationsAreHalfAsLargeAsInFloat32) {
  const TemporaryFolder folder;
  const std::string config = R"({"method":"lora","contextLength":64,"microBatch":4})";
  TrainSpec spec = tiny_spec(tiny_model(folder.path()), folder.path() / "checkpoints", config);
  spec.device.plan_for = {90, uint64_t{24} << 30, "a card"};
  const auto half = nlohmann::json::parse(plan_report(*cuda_code(), spec));
  spec.device.precision = Precision::kFloat32;
  const auto whole = nlohmann::json::parse(plan_report(*cuda_code(), spec));
  const double share = static_cast<double>(component(half, "activations")) /
                       static_cast<double>(component(whole, "activations"));
  EXPECT_GT(share, 0.48);
  EXPECT_LT(share, 0.60);  // statistics stay float32
}

// A frozen table that is not the head's waits on the host.
TEST_F(PlanCard, AnUntiedEmbeddingIsTheHosts) {
  const TemporaryFolder folder;
  const auto plan = [&](bool tied, const std::string& method) {
    TrainSpec spec = tiny_spec(tiny_model(folder.path(), tied), folder.path() / "checkpoints",
                               R"({"contextLength":64,"microBatch":4,"method":")" + method + "\"}");
    spec.device.plan_for = {90, uint64_t{24} << 30, "a card"};
    return nlohmann::json::parse(plan_report(*cuda_code(), spec)).at("hostBytes").get<uint64_t>();
  };
  EXPECT_GE(plan(false, "lora"), 97u * 64 * 4);
  EXPECT_EQ(plan(true, "lora"), 0u);
  EXPECT_EQ(plan(false, "full"), 0u);
}

TEST_F(PlanCard, TouchesNoDevice) {
  DfContextOptions options{};
  options.plan_compute_capability = 86;
  DfContext* context = nullptr;
  const DfBackend* backend = cuda_code();
  ASSERT_DF_OK(backend->context_create(&options, &context));
  void* data = nullptr;
  EXPECT_EQ(backend->allocate(context, DF_PLACE_DEVICE, 256, &data).code, DF_UNSUPPORTED);
  EXPECT_EQ(data, nullptr);
  DfAdd add{};
  EXPECT_EQ(backend->add(context, &add).code, DF_UNSUPPORTED);
  EXPECT_GT(backend->context_bytes(context), 0u);
  EXPECT_DF_OK(backend->synchronize(context));
  backend->context_destroy(context);
}

TEST_F(PlanCard, RefusesCardsThatAreTooOld) {
  DfContextOptions options{};
  options.plan_compute_capability = 70;
  DfContext* context = nullptr;
  const DfStatus status = cuda_code()->context_create(&options, &context);
  EXPECT_EQ(status.code, DF_UNSUPPORTED);
  EXPECT_NE(std::string(status.message).find("7.5"), std::string::npos);
  EXPECT_EQ(context, nullptr);
}

}  // namespace
}  // namespace df::test
