// Cross-entropy and gathered log-probabilities against float64.
#include "op_gradient_util.h"

namespace df::test {
namespace {

struct LossCase {
  int64_t rows;
  int64_t vocabulary;
  int64_t ld;
  float scale;  // of the logits
};

const LossCase kCases[] = {{1, 1, 0, 1.0f},     {1, 2, 0, 1.0f},      {3, 17, 20, 3.0f},
                           {70, 129, 0, 10.0f}, {5, 1000, 1007, 1.0f}, {130, 640, 0, 30.0f},
                           {2, 40000, 0, 3.0f}};

std::string name_of(const LossCase& c) {
  return std::to_string(c.rows) + "x" + std::to_string(c.vocabulary);
}

std::vector<int32_t> labels_of(const LossCase& c) {
  std::mt19937 generator(11);
  std::vector<int32_t> labels(static_cast<size_t>(c.rows));
  for (size_t i = 0; i < labels.size(); ++i) {
    const auto token = static_cast<int32_t>(generator() % static_cast<uint32_t>(c.vocabulary));
    labels[i] = i % 5 == 3 ? -100 : token;
  }
  return labels;
}

double log_sum_exp(const Reference& logits, int64_t row) {
  double top = -1e300, sum = 0;
  for (int64_t j = 0; j < logits.cols; ++j) top = std::max(top, logits.at(row, j));
  for (int64_t j = 0; j < logits.cols; ++j) sum += std::exp(logits.at(row, j) - top);
  return top + std::log(sum);
}

std::vector<double> losses_of(const Reference& logits, const std::vector<int32_t>& labels) {
  std::vector<double> losses(labels.size());
  for (size_t i = 0; i < labels.size(); ++i) {
    const auto row = static_cast<int64_t>(i);
    if (labels[i] >= 0) losses[i] = log_sum_exp(logits, row) - logits.at(row, labels[i]);
  }
  return losses;
}

struct LossRun {
  Matrix logits;
  double sum = 2.5;  // the op adds to what is there
  std::vector<float> row_loss;
};

LossRun run_loss(DfContext* context, const LossCase& c, float gradient_scale, bool with_gradient) {
  LossRun run{Matrix::random(c.rows, c.vocabulary, c.ld, 1, c.scale), 2.5,
              std::vector<float>(static_cast<size_t>(c.rows), -7.0f)};
  const std::vector<int32_t> labels = labels_of(c);
  DfCrossEntropy args{};
  args.logits = run.logits.view();
  args.labels = labels.data();
  args.loss_sum = &run.sum;
  args.row_loss = run.row_loss.data();
  args.gradient_scale = gradient_scale;
  args.with_gradient = with_gradient ? 1 : 0;
  EXPECT_DF_OK(ops()->cross_entropy(context, &args));
  return run;
}

TEST(OpCrossEntropy, LossAndGradientMatchFloat64) {
  constexpr float kScale = 0.125f;
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const LossCase& c : kCases) {
      SCOPED_TRACE(isa + " " + name_of(c));
      const Matrix input = Matrix::random(c.rows, c.vocabulary, c.ld, 1, c.scale);
      const Reference logits(input);
      const std::vector<int32_t> labels = labels_of(c);
      const std::vector<double> losses = losses_of(logits, labels);
      double sum = 2.5;
      for (const double loss : losses) sum += loss;
      const LossRun plain = run_loss(context.get(), c, kScale, false);
      EXPECT_NEAR(plain.sum, sum, 1e-6 * sum);
      EXPECT_LE(relative_error(plain.row_loss, losses), 1e-6);
      EXPECT_TRUE(same_bits(plain.logits, input));
      Reference gradient(c.rows, c.vocabulary);
      for (int64_t r = 0; r < c.rows; ++r) {
        const int32_t label = labels[static_cast<size_t>(r)];
        if (label < 0) continue;
        const double total = log_sum_exp(logits, r);
        for (int64_t j = 0; j < c.vocabulary; ++j) {
          gradient.at(r, j) =
              static_cast<double>(kScale) * (std::exp(logits.at(r, j) - total) - (j == label));
        }
      }
      const LossRun both = run_loss(context.get(), c, kScale, true);
      EXPECT_EQ(both.sum, plain.sum);
      EXPECT_CLOSE(both.logits, gradient, 2e-6);
    }
  }
}

TEST(OpCrossEntropy, GradientIsTheCentralDifference) {
  const LossCase c{4, 9, 0, 2.0f};
  TestContext context;
  Reference logits(Matrix::random(c.rows, c.vocabulary, c.ld, 1, c.scale));
  const Reference numeric = numeric_gradient(logits, [&] {
    double sum = 0;
    for (const double loss : losses_of(logits, labels_of(c))) sum += loss;
    return sum;
  });
  EXPECT_CLOSE(run_loss(context.get(), c, 1.0f, true).logits, numeric, 1e-6);
}

TEST(OpCrossEntropy, ExtremeLogits) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    Matrix logits(3, 200);
    logits.fill(-INFINITY);  // tokens that cannot occur
    logits.at(0, 7) = 3.0e38f;
    logits.at(1, 199) = -3.0e38f;
    for (int64_t j = 0; j < 200; ++j) logits.at(2, j) = 88.0f;
    const std::vector<int32_t> labels{7, 199, 0};
    std::vector<float> row_loss(3);
    double sum = 0;
    DfCrossEntropy args{logits.view(), labels.data(), &sum, row_loss.data(), 1.0f, 1};
    ASSERT_DF_OK(ops()->cross_entropy(context.get(), &args));
    EXPECT_EQ(row_loss[0], 0.0f);
    EXPECT_EQ(row_loss[1], 0.0f);
    EXPECT_NEAR(row_loss[2], std::log(200.0), 1e-5);
    for (int64_t j = 0; j < 200; ++j) {
      EXPECT_EQ(logits.at(0, j), 0.0f);
      EXPECT_EQ(logits.at(1, j), 0.0f);
    }
  }
}

TEST(OpCrossEntropy, NanReachesTheLoss) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const int64_t column : {0, 130, 300}) {
      Matrix logits = Matrix::random(1, 301, 0, 1);
      logits.at(0, column) = NAN;
      const int32_t label = 5;
      double sum = 0;
      DfCrossEntropy args{logits.view(), &label, &sum, nullptr, 1.0f, 1};
      ASSERT_DF_OK(ops()->cross_entropy(context.get(), &args));
      EXPECT_TRUE(std::isnan(sum)) << isa << " column " << column;
    }
  }
}

TEST(OpCrossEntropy, SameBitsOnAnyNumberOfThreads) {
  const LossCase c{333, 700, 0, 3.0f};
  TestContext one("", 1);
  const LossRun expected = run_loss(one.get(), c, 0.01f, true);
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    const LossRun run = run_loss(context.get(), c, 0.01f, true);
    EXPECT_EQ(run.sum, expected.sum);
    EXPECT_EQ(run.row_loss, expected.row_loss);
    EXPECT_TRUE(same_bits(run.logits, expected.logits));
  }
}

TEST(OpCrossEntropy, RefusesWrongArguments) {
  TestContext context;
  Matrix logits(2, 4);
  const std::vector<int32_t> labels{0, 4};
  double sum = 0;
  DfCrossEntropy args{logits.view(), labels.data(), &sum, nullptr, 1.0f, 0};
  expect_refused(ops()->cross_entropy(context.get(), &args), DF_INVALID_ARGUMENT,
                 "label 4 of row 1 is outside the 4 logits");
  args.logits.dtype = DF_F16;
  expect_refused(ops()->cross_entropy(context.get(), &args), DF_UNSUPPORTED, "float32");
}

TEST(OpGatherLogprob, MatchesFloat64) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const LossCase& c : kCases) {
      SCOPED_TRACE(isa + " " + name_of(c));
      Matrix logits = Matrix::random(c.rows, c.vocabulary, c.ld, 1, c.scale);
      const Reference reference(logits);
      std::mt19937 generator(3);
      std::vector<int32_t> rows, tokens;
      std::vector<double> expected;
      for (int i = 0; i < 50; ++i) {
        rows.push_back(static_cast<int32_t>(generator() % static_cast<uint32_t>(c.rows)));
        tokens.push_back(static_cast<int32_t>(generator() % static_cast<uint32_t>(c.vocabulary)));
        expected.push_back(reference.at(rows.back(), tokens.back()) -
                           log_sum_exp(reference, rows.back()));
      }
      std::vector<float> out(rows.size());
      DfGatherLogprob args{};
      args.logits = logits.view();
      args.rows = rows.data();
      args.tokens = tokens.data();
      args.out = out.data();
      args.count = 50;
      Scratch scratch(context.get(), DF_OP_GATHER_LOGPROB, &args);
      args.scratch = scratch.view();
      ASSERT_DF_OK(ops()->gather_logprob(context.get(), &args));
      EXPECT_TRUE(scratch.guard_intact());
      EXPECT_LE(relative_error(out, expected), 1e-6);
    }
  }
}

TEST(OpGatherLogprob, RefusesRowsAndTokensOutside) {
  TestContext context;
  Matrix logits(2, 4);
  int32_t row = 2, token = 0;
  float out = 0;
  DfGatherLogprob args{logits.view(), &row, &token, &out, 1, {}};
  expect_refused(ops()->gather_logprob(context.get(), &args), DF_INVALID_ARGUMENT, "rows[0] is 2");
  row = 1;
  token = -1;
  expect_refused(ops()->gather_logprob(context.get(), &args), DF_INVALID_ARGUMENT,
                 "tokens[0] is -1");
}

}  // namespace
}  // namespace df::test
