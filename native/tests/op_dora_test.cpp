// weight_norm_sq and dora_row_scale against the norm of W + s B A itself, in float64.
#include "linear_test_util.h"

namespace df::test {
namespace {

class DoraOnIsa : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Isa, DoraOnIsa, testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return info.param; });

// ||W + s B A||_j, element by element.
std::vector<double> direct_norms(const Matrix& w, const Matrix& a, const Matrix& b, double s) {
  std::vector<double> norms;
  for (int64_t j = 0; j < w.rows(); ++j) {
    double sum = 0;
    for (int64_t i = 0; i < w.cols(); ++i) {
      double value = w.at(j, i);
      for (int64_t r = 0; r < a.rows(); ++r) {
        value += s * static_cast<double>(b.at(j, r)) * a.at(r, i);
      }
      sum += value * value;
    }
    norms.push_back(std::sqrt(sum));
  }
  return norms;
}

struct Result {
  std::vector<float> norm_sq, row_scale, norms;
};

Result run(DfContext* context, const WeightStorage& weight, AdapterStorage& adapter, float scale) {
  const auto rows = static_cast<size_t>(weight.view.out_features);
  Result result{std::vector<float>(rows), std::vector<float>(rows), std::vector<float>(rows)};
  const DfWeightNormSq norm{weight.view, result.norm_sq.data(), {}};
  EXPECT_DF_OK(ops()->weight_norm_sq(context, &norm));
  DfDoraRowScale args{};
  args.weight = weight.view;
  args.norm_sq = result.norm_sq.data();
  args.a = adapter.a.view();
  args.b = adapter.b.view();
  args.scale = scale;
  args.magnitude = adapter.magnitude.data();
  args.row_scale = result.row_scale.data();
  args.magnitude_init = result.norms.data();
  Scratch scratch(context, DF_OP_DORA_ROW_SCALE, &args);
  args.scratch = scratch.view();
  EXPECT_DF_OK(ops()->dora_row_scale(context, &args));
  EXPECT_TRUE(scratch.guard_intact());
  return result;
}

TEST_P(DoraOnIsa, NormsOfEveryFormatAndRank) {
  const TestContext context(GetParam());
  for (int32_t format : {DF_F32, DF_F16, DF_BF16, DF_NF4}) {
    for (int32_t rank : {1, 4, 16, 33}) {
      for (const auto& [out, in] : {std::pair<int64_t, int64_t>{7, 64}, {50, 172}, {33, 2500}}) {
        const LinearShape s{1, in, out, rank, true, 0, false, false, 3, format};
        SCOPED_TRACE(name_of(s));
        WeightStorage weight(context.get(), s, 1);
        AdapterStorage adapter(s, 2);
        const Result result = run(context.get(), weight, adapter, 1.5f);
        Matrix zero(out, rank);
        std::vector<double> squares = direct_norms(weight.values, adapter.a, zero, 0);
        for (double& value : squares) value *= value;
        EXPECT_LE(relative_error(result.norm_sq, squares), 1e-7);
        const auto norms = direct_norms(weight.values, adapter.a, adapter.b, 1.5);
        EXPECT_LE(relative_error(result.norms, norms), 5e-7);
        for (size_t j = 0; j < norms.size(); ++j) {
          EXPECT_NEAR(result.row_scale[j], adapter.magnitude[j] / norms[j], 1e-6 / norms[j]);
        }
      }
    }
  }
}

// B = 0: the initial magnitude is the norm of the weight, and its row scale is one.
TEST(Dora, StartsAtTheWeightItself) {
  const TestContext context;
  const LinearShape s{1, 320, 100, 16, true, 0, false, false, 0, DF_NF4};
  WeightStorage weight(context.get(), s, 1);
  AdapterStorage adapter(s, 2);
  adapter.b.fill(0.0f);
  Result result = run(context.get(), weight, adapter, 2.0f);
  adapter.magnitude = result.norms;
  result = run(context.get(), weight, adapter, 2.0f);
  for (float scale : result.row_scale) EXPECT_FLOAT_EQ(scale, 1.0f);
}

// A new layer: the norm becomes the magnitude in its own place, and the row scale is one at once.
TEST_P(DoraOnIsa, InitialisesTheMagnitudeInPlace) {
  const TestContext context(GetParam());
  for (int32_t format : {DF_F32, DF_BF16, DF_NF4}) {
    const LinearShape s{1, 320, 100, 16, true, 0, false, false, 0, format};
    WeightStorage weight(context.get(), s, 1);
    AdapterStorage adapter(s, 2);
    std::vector<float> norm_sq(100), row_scale(100);
    const DfWeightNormSq norm{weight.view, norm_sq.data(), {}};
    ASSERT_DF_OK(ops()->weight_norm_sq(context.get(), &norm));
    DfDoraRowScale args{weight.view, norm_sq.data(), adapter.a.view(), adapter.b.view(), 2.0f, 0,
                        adapter.magnitude.data(), row_scale.data(), adapter.magnitude.data(), {}};
    Scratch scratch(context.get(), DF_OP_DORA_ROW_SCALE, &args);
    args.scratch = scratch.view();
    ASSERT_DF_OK(ops()->dora_row_scale(context.get(), &args));
    const auto norms = direct_norms(weight.values, adapter.a, adapter.b, 2.0);
    EXPECT_LE(relative_error(adapter.magnitude, norms), 5e-7);
    for (float scale : row_scale) EXPECT_FLOAT_EQ(scale, 1.0f);
  }
}

// s B A = -W: what is left after the cancellation may not turn the square negative.
TEST(Dora, CancellationIsClampedAtZero) {
  const TestContext context;
  const LinearShape s{1, 32, 8, 1, true};
  WeightStorage weight(context.get(), s, 1);
  AdapterStorage adapter(s, 2);
  for (int64_t i = 0; i < s.in; ++i) adapter.a.at(0, i) = -weight.values.at(0, i);
  for (int64_t j = 0; j < s.out; ++j) adapter.b.at(j, 0) = j == 0 ? 1.0f : 0.0f;
  const Result result = run(context.get(), weight, adapter, 1.0f);
  EXPECT_GE(result.norms[0], 0.0f);
  EXPECT_LE(result.norms[0], 1e-3f * std::sqrt(result.norm_sq[0]));
}

// What the factors' scales may do to the sums: how much A, B and some rows of W are multiplied by.
struct Trouble {
  const char* name;
  float a;
  float tiny;    // every third row of W and B
  bool cancels;  // W is near -sBA
};

void make_trouble(const Trouble& t, const LinearShape& s, float scale, Matrix& w, AdapterStorage& adapter) {
  for (int64_t r = 0; r < s.rank; ++r) {
    const float factor = t.a * (r % 2 == 0 ? 1.0f : 1e-3f);
    for (int64_t k = 0; k < s.in; ++k) adapter.a.at(r, k) *= factor;
    for (int64_t j = 0; j < s.out; ++j) adapter.b.at(j, r) /= factor;
  }
  for (int64_t j = 0; j < s.out; ++j) {
    const float tiny = j % 3 == 0 ? t.tiny : 1.0f;
    for (int64_t r = 0; r < s.rank; ++r) adapter.b.at(j, r) *= tiny;
    for (int64_t k = 0; k < s.in; ++k) {
      w.at(j, k) *= tiny;
      if (!t.cancels) continue;
      double low = 0;
      for (int64_t r = 0; r < s.rank; ++r) low += static_cast<double>(adapter.b.at(j, r)) * adapter.a.at(r, k);
      w.at(j, k) = static_cast<float>(-static_cast<double>(scale) * low) + 1e-4f * w.at(j, k);
    }
  }
}

// Squares of norms within a few roundings of what may cancel, (||W|| + ||sBA||)^2, whatever the scales.
TEST_P(DoraOnIsa, KeepsItsDigitsAtEveryScale) {
  constexpr float kScale = 1.5f;
  const TestContext context(GetParam());
  for (const Trouble& t : {Trouble{"large A", 1e5f, 1.0f, false}, Trouble{"small A", 1e-9f, 1.0f, false},
                           Trouble{"tiny rows", 1.0f, 1e-9f, false}, Trouble{"W near -sBA", 1.0f, 1.0f, true}}) {
    for (int32_t format : {DF_F32, DF_F16, DF_BF16, DF_NF4}) {
      for (const auto& [rank, in] : {std::pair<int32_t, int64_t>{64, 1088}, {136, 320}, {5, 172}}) {
        const LinearShape s{1, in, 70, rank, true, 0, false, false, 1, format};
        SCOPED_TRACE(std::string(t.name) + " " + name_of(s));
        AdapterStorage adapter(s, 2);
        WeightStorage weight(context.get(), s, 1, true,
                             [&](Matrix& w) { make_trouble(t, s, kScale, w, adapter); });
        const Result result = run(context.get(), weight, adapter, kScale);
        const Matrix zero(s.out, rank), none(s.out, in);
        const auto plain = direct_norms(weight.values, adapter.a, zero, 0);
        const auto low = direct_norms(none, adapter.a, adapter.b, kScale);
        const auto norms = direct_norms(weight.values, adapter.a, adapter.b, kScale);
        for (size_t j = 0; j < norms.size(); ++j) {
          const double size = plain[j] + low[j], norm = result.norms[j];
          EXPECT_LE(std::abs(norm * norm - norms[j] * norms[j]), 8e-7 * size * size) << "row " << j;
        }
      }
    }
  }
}

TEST(Dora, SameBitsWithEveryThreadCount) {
  const LinearShape s{1, 864, 320, 16, true, 0, false, false, 0, DF_NF4};
  std::vector<float> first;
  for (int threads : thread_counts()) {
    const TestContext context("", threads);
    WeightStorage weight(context.get(), s, 1);
    AdapterStorage adapter(s, 2);
    const Result result = run(context.get(), weight, adapter, 0.5f);
    if (first.empty()) first = result.row_scale;
    EXPECT_EQ(result.row_scale, first);
  }
}

}  // namespace
}  // namespace df::test
