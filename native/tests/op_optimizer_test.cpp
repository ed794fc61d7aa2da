// AdamW with float32 and 8-bit states against PyTorch and bitsandbytes, and the sum of squares.
#include <cmath>
#include <limits>

#include "core/quant/dynamic_map.h"
#include "golden_util.h"
#include "op_gradient_util.h"
#include "op_test_util.h"

namespace df::test {
namespace {

DfAdamHyper hyper_of(int64_t step) {
  return DfAdamHyper{1e-3f, 0.9f, 0.999f, 1e-8f, 0.01f, 1.0f, step};
}

struct State8 {
  explicit State8(size_t count)
      : m_q(count), v_q(count), m_absmax((count + 255) / 256), v_absmax(m_absmax.size()) {}
  std::vector<uint8_t> m_q;
  std::vector<uint8_t> v_q;
  std::vector<float> m_absmax;
  std::vector<float> v_absmax;
};

void step32(DfContext* context, std::vector<float>& param, const std::vector<float>& grad,
            std::vector<float>& m, std::vector<float>& v, const DfAdamHyper& hyper) {
  const DfAdamW32 args{param.data(), grad.data(), m.data(), v.data(),
                       static_cast<int64_t>(param.size()), hyper};
  ASSERT_DF_OK(ops()->adamw32(context, &args));
}

void step8(DfContext* context, std::vector<float>& param, const std::vector<float>& grad,
           State8& state, const DfAdamHyper& hyper) {
  const DfAdamW8 args{param.data(),
                      grad.data(),
                      state.m_q.data(),
                      state.v_q.data(),
                      state.m_absmax.data(),
                      state.v_absmax.data(),
                      dynamic_map_signed().data(),
                      dynamic_map_unsigned().data(),
                      static_cast<int64_t>(param.size()),
                      hyper};
  ASSERT_DF_OK(ops()->adamw8(context, &args));
}

// Error of the parameters, and of what the five steps changed in them.
void expect_five_steps(const std::string& isa, const std::filesystem::path& path,
                       const std::string& suffix_prefix) {
  const TestContext context(isa);
  const auto file = SafetensorsFile::open(path);
  const auto start = tensor_values<float>(file, "param0");
  std::vector<float> param32 = start;
  std::vector<float> param8 = start;
  std::vector<float> m(start.size());
  std::vector<float> v(start.size());
  State8 state(start.size());
  for (int64_t step = 1; step <= 5; ++step) {
    const auto grad = tensor_values<float>(file, "grad" + std::to_string(step - 1));
    step32(context.get(), param32, grad, m, v, hyper_of(step));
    step8(context.get(), param8, grad, state, hyper_of(step));
  }
  const auto check = [&](const std::vector<float>& actual, const std::string& name,
                         double change_tolerance) {
    const auto reference = tensor_values<float>(file, name);
    std::vector<float> moved(actual.size());
    std::vector<double> reference_moved(actual.size());
    for (size_t i = 0; i < actual.size(); ++i) {
      moved[i] = actual[i] - start[i];
      reference_moved[i] = static_cast<double>(reference[i]) - start[i];
    }
    // The paged forms are bitsandbytes' own kernels, 1e-6 away from PyTorch's in float32.
    EXPECT_LE(relative_error(actual, std::vector<double>(reference.begin(), reference.end())), 2e-6)
        << name;
    EXPECT_LE(relative_error(moved, reference_moved), change_tolerance) << name;
  };
  check(param32, suffix_prefix + "adamw32", 1e-4);
  check(param8, suffix_prefix + "adamw8bit", 1e-4);
}

class OptimizerOnIsa : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Isa, OptimizerOnIsa, testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return info.param; });

TEST_P(OptimizerOnIsa, FiveStepsOfTheFixture) {
  expect_five_steps(GetParam(), fixture_path("quant/adamw_five_steps.safetensors"), "after5.");
}

TEST_P(OptimizerOnIsa, FiveStepsOfTheGolden) {
  const auto path = golden_path("decoder/optimizers.safetensors");
  DF_SKIP_WITHOUT(path);
  expect_five_steps(GetParam(), path, "after5.");
  expect_five_steps(GetParam(), path, "after5.paged_");
}

// torch.optim.AdamW in float64.
TEST_P(OptimizerOnIsa, AdamW32OfOddCountsWithClipping) {
  for (int64_t count : {1, 15, 17, 1000, 40'001}) {
    const TestContext context(GetParam(), 3);
    std::vector<float> param = random_values(count, 1);
    std::vector<double> reference(param.begin(), param.end());
    std::vector<float> m(param.size());
    std::vector<float> v(param.size());
    std::vector<double> m64(param.size());
    std::vector<double> v64(param.size());
    for (int64_t step = 1; step <= 3; ++step) {
      const auto grad = random_values(count, static_cast<uint32_t>(10 + step));
      DfAdamHyper hyper = hyper_of(step);
      hyper.gradient_scale = 0.25f;
      hyper.weight_decay = 0.1f;
      step32(context.get(), param, grad, m, v, hyper);
      const double b1 = hyper.beta1;
      const double b2 = hyper.beta2;
      for (size_t i = 0; i < param.size(); ++i) {
        const double g = static_cast<double>(grad[i]) * hyper.gradient_scale;
        reference[i] *= 1 - static_cast<double>(hyper.learning_rate) * hyper.weight_decay;
        m64[i] = b1 * m64[i] + (1 - b1) * g;
        v64[i] = b2 * v64[i] + (1 - b2) * g * g;
        const double denominator =
            std::sqrt(v64[i] / (1 - std::pow(b2, step))) + static_cast<double>(hyper.eps);
        reference[i] -= hyper.learning_rate * m64[i] / (1 - std::pow(b1, step)) / denominator;
      }
    }
    EXPECT_LE(relative_error(param, reference), 2e-7) << count;
  }
}

TEST_P(OptimizerOnIsa, AdamW8SkipsWhatIsNotFiniteAndKeepsBlocksApart) {
  const TestContext context(GetParam());
  std::vector<float> param = random_values(700, 1);
  const std::vector<float> start = param;
  std::vector<float> grad = random_values(700, 2);
  grad[5] = std::numeric_limits<float>::quiet_NaN();
  grad[300] = std::numeric_limits<float>::infinity();
  State8 state(param.size());
  step8(context.get(), param, grad, state, hyper_of(1));
  for (size_t i = 0; i < param.size(); ++i) {
    if (i == 5 || i == 300) {
      EXPECT_EQ(param[i], start[i]);
      EXPECT_EQ(dynamic_map_signed()[state.m_q[i]], 0.0f);
    } else {
      // The first step of Adam moves every parameter by the learning rate against its gradient.
      EXPECT_NEAR(param[i] - start[i] * (1 - 1e-5f), grad[i] > 0 ? -1e-3f : 1e-3f, 2e-6f) << i;
    }
  }
  for (size_t block = 0; block < 3; ++block) {
    float largest = 0;
    for (size_t i = block * 256; i < std::min<size_t>(block * 256 + 256, 700); ++i) {
      if (std::isfinite(grad[i])) largest = std::max(largest, std::fabs(0.1f * grad[i]));
    }
    EXPECT_NEAR(state.m_absmax[block], largest, 1e-6f);
  }
}

TEST(Optimizer, SameBitsWithEveryThreadCount) {
  std::vector<float> first32;
  std::vector<float> first8;
  double first_sum = 0;
  for (int threads : thread_counts()) {
    const TestContext context("", threads);
    std::vector<float> param32 = random_values(100'000, 1);
    std::vector<float> param8 = param32;
    const auto grad = random_values(100'000, 2);
    std::vector<float> m(param32.size());
    std::vector<float> v(param32.size());
    State8 state(param8.size());
    step32(context.get(), param32, grad, m, v, hyper_of(1));
    step8(context.get(), param8, grad, state, hyper_of(1));
    double sum = 0;
    const DfSumSquares args{grad.data(), static_cast<int64_t>(grad.size()), &sum};
    ASSERT_DF_OK(ops()->sum_squares(context.get(), &args));
    if (first32.empty()) {
      first32 = param32;
      first8 = param8;
      first_sum = sum;
    }
    EXPECT_EQ(param32, first32);
    EXPECT_EQ(param8, first8);
    EXPECT_EQ(sum, first_sum);
  }
}

TEST_P(OptimizerOnIsa, SumSquaresAddsAndShowsWhatIsNotFinite) {
  const TestContext context(GetParam());
  for (int64_t count : {0, 1, 17, 8'193, 3'000'001}) {
    auto values = random_values(count + 1, 5);
    double reference = 2.5;
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
      reference += static_cast<double>(values[i]) * values[i];
    }
    double sum = 2.5;
    DfSumSquares args{values.data(), count, &sum};
    ASSERT_DF_OK(ops()->sum_squares(context.get(), &args));
    EXPECT_NEAR(sum, reference, 1e-12 * reference) << count;
    if (count == 0) continue;
    values[static_cast<size_t>(count / 2)] = std::numeric_limits<float>::quiet_NaN();
    ASSERT_DF_OK(ops()->sum_squares(context.get(), &args));
    EXPECT_TRUE(std::isnan(sum));
  }
}

TEST(Optimizer, RefusesStepZero) {
  const TestContext context;
  std::vector<float> values(4);
  const DfAdamW32 args{values.data(), values.data(), values.data(), values.data(), 4, hyper_of(0)};
  expect_refused(ops()->adamw32(context.get(), &args), DF_INVALID_ARGUMENT, "step");
}

}  // namespace
}  // namespace df::test
