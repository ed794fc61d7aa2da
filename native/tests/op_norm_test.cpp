// RMSNorm and LayerNorm against float64 and central differences.
#include "op_gradient_util.h"

namespace df::test {
namespace {

struct NormCase {
  int32_t kind;
  int64_t rows;
  int64_t cols;
  int64_t ld;
  bool residual;
  bool bias;
};

const NormCase kCases[] = {
    {DF_NORM_RMS, 1, 1, 0, false, false},    {DF_NORM_RMS, 3, 16, 0, true, false},
    {DF_NORM_RMS, 7, 31, 40, true, false},   {DF_NORM_RMS, 70, 320, 0, true, false},
    {DF_NORM_LAYER, 1, 5, 9, false, true},   {DF_NORM_LAYER, 5, 33, 0, true, true},
    {DF_NORM_LAYER, 67, 48, 50, false, false}, {DF_NORM_LAYER, 66, 100, 0, true, true},
};
constexpr float kEps = 1e-5f;

std::string name_of(const NormCase& c) {
  return std::to_string(c.kind) + " " + std::to_string(c.rows) + "x" + std::to_string(c.cols);
}

Reference norm_reference(const NormCase& c, const Reference& s, const std::vector<double>& weight,
                         const std::vector<double>& bias) {
  Reference y(c.rows, c.cols);
  for (int64_t r = 0; r < c.rows; ++r) {
    double mean = 0;
    if (c.kind == DF_NORM_LAYER) {
      for (int64_t j = 0; j < c.cols; ++j) mean += s.at(r, j) / static_cast<double>(c.cols);
    }
    double square = 0;
    for (int64_t j = 0; j < c.cols; ++j) {
      square += (s.at(r, j) - mean) * (s.at(r, j) - mean) / static_cast<double>(c.cols);
    }
    for (int64_t j = 0; j < c.cols; ++j) {
      y.at(r, j) = (s.at(r, j) - mean) / std::sqrt(square + static_cast<double>(kEps)) *
                       weight[static_cast<size_t>(j)] +
                   (c.bias ? bias[static_cast<size_t>(j)] : 0.0);
    }
  }
  return y;
}

// Inputs of a case and one forward pass on them.
struct NormRun {
  NormRun(const NormCase& test_case, const std::string& isa, int threads)
      : c(test_case),
        context(isa, threads),
        x(Matrix::random(c.rows, c.cols, c.ld, 1)),
        residual(Matrix::random(c.rows, c.cols, c.ld, 2)),
        sum(c.rows, c.cols, c.ld),
        y(c.rows, c.cols, c.ld),
        weight(random_values(c.cols, 3)),
        bias(random_values(c.cols, 4)),
        rstd(static_cast<size_t>(c.rows)),
        mean(static_cast<size_t>(c.rows)) {
    for (int64_t r = 0; r < c.rows; ++r) x.at(r, 0) += 3.0f;  // a mean that matters
    input = x;
    DfNormForward args{};
    args.kind = c.kind;
    args.eps = kEps;
    args.x = x.view();
    if (c.residual) {
      args.residual = residual.view();
      args.sum = sum.view();
    }
    args.y = y.view();
    args.weight = weight.data();
    args.bias = c.bias ? bias.data() : nullptr;
    args.rstd = rstd.data();
    args.mean = mean.data();
    EXPECT_DF_OK(ops()->norm_forward(context.get(), &args));
  }
  Reference reference_sum() const {
    Reference s(input);
    for (int64_t r = 0; c.residual && r < c.rows; ++r) {
      for (int64_t j = 0; j < c.cols; ++j) s.at(r, j) += residual.at(r, j);
    }
    return s;
  }
  Matrix& normalised_input() { return c.residual ? sum : x; }
  std::vector<double> weights() const { return {weight.begin(), weight.end()}; }
  std::vector<double> biases() const { return {bias.begin(), bias.end()}; }

  NormCase c;
  TestContext context;
  Matrix x, residual, sum, y;
  Matrix input{1, 1};
  std::vector<float> weight, bias, rstd, mean;
};

struct NormGradients {
  Matrix dy, dx;
  std::vector<float> dweight, dbias;
};

NormGradients backward(NormRun& run, bool accumulate, bool with_parameters) {
  const NormCase& c = run.c;
  NormGradients g{Matrix::random(c.rows, c.cols, c.ld, 5), Matrix::random(c.rows, c.cols, c.ld, 6),
                  random_values(c.cols, 7), random_values(c.cols, 8)};
  DfNormBackward args{};
  args.kind = c.kind;
  args.accumulate_dx = accumulate ? 1 : 0;
  args.x = run.normalised_input().view();
  args.dy = g.dy.view();
  args.dx = g.dx.view();
  args.weight = run.weight.data();
  args.rstd = run.rstd.data();
  args.mean = c.kind == DF_NORM_LAYER ? run.mean.data() : nullptr;
  if (with_parameters) {
    args.dweight = g.dweight.data();
    args.dbias = c.bias ? g.dbias.data() : nullptr;
  }
  Scratch scratch(run.context.get(), DF_OP_NORM_BACKWARD, &args);
  if (with_parameters) args.scratch = scratch.view();
  EXPECT_DF_OK(ops()->norm_backward(run.context.get(), &args));
  EXPECT_TRUE(scratch.guard_intact());
  return g;
}

TEST(OpNorm, ForwardMatchesFloat64) {
  for (const std::string& isa : instruction_sets()) {
    for (const NormCase& c : kCases) {
      SCOPED_TRACE(isa + " " + name_of(c));
      NormRun run(c, isa, 2);
      const Reference y = norm_reference(c, run.reference_sum(), run.weights(), run.biases());
      EXPECT_CLOSE(run.y, y, 1e-6);
      if (c.residual) EXPECT_CLOSE(run.sum, run.reference_sum(), 1e-7);
      EXPECT_TRUE(same_bits(run.x, run.input));
    }
  }
}

TEST(OpNorm, SumMayOverwriteTheInput) {
  TestContext context;
  Matrix x = Matrix::random(9, 35, 0, 1);
  Matrix residual = Matrix::random(9, 35, 0, 2);
  Matrix y(9, 35);
  Reference s(x);
  for (int64_t r = 0; r < 9; ++r) {
    for (int64_t j = 0; j < 35; ++j) s.at(r, j) += residual.at(r, j);
  }
  const std::vector<float> weight(35, 1.0f);
  DfNormForward args{};
  args.eps = kEps;
  args.x = x.view();
  args.residual = residual.view();
  args.sum = x.view();
  args.y = y.view();
  args.weight = weight.data();
  ASSERT_DF_OK(ops()->norm_forward(context.get(), &args));
  EXPECT_CLOSE(x, s, 1e-7);
  EXPECT_CLOSE(y, norm_reference({DF_NORM_RMS, 9, 35, 0, true, false}, s,
                                 std::vector<double>(35, 1.0), {}), 1e-6);
}

// Gradients of sum(dy o y) by central differences, row by row: rows do not meet.
struct NormNumeric {
  Reference dx;
  std::vector<double> dweight, dbias;
};

NormNumeric numeric_backward(const NormRun& run, const Matrix& dy) {
  NormCase c = run.c;
  NormNumeric g{Reference(c.rows, c.cols), std::vector<double>(static_cast<size_t>(c.cols)),
                std::vector<double>(static_cast<size_t>(c.cols))};
  const int64_t rows = c.rows;
  const Reference sum = run.reference_sum();
  c.rows = 1;
  for (int64_t r = 0; r < rows; ++r) {
    Reference s(1, c.cols), d(1, c.cols), weight(1, c.cols), bias(1, c.cols);
    weight.values = run.weights();
    bias.values = run.biases();
    for (int64_t j = 0; j < c.cols; ++j) {
      s.at(0, j) = sum.at(r, j);
      d.at(0, j) = dy.at(r, j);
    }
    const auto loss = [&] { return dot(norm_reference(c, s, weight.values, bias.values), d); };
    const Reference dx = numeric_gradient(s, loss);
    const Reference dweight = numeric_gradient(weight, loss);
    const Reference dbias = numeric_gradient(bias, loss);
    for (int64_t j = 0; j < c.cols; ++j) {
      g.dx.at(r, j) = dx.at(0, j);
      g.dweight[static_cast<size_t>(j)] += dweight.at(0, j);
      g.dbias[static_cast<size_t>(j)] += dbias.at(0, j);
    }
  }
  return g;
}

void add_to(std::vector<double>& to, const std::vector<float>& values) {
  for (size_t i = 0; i < to.size(); ++i) to[i] += static_cast<double>(values[i]);
}

void expect_gradients(const NormCase& c, const NormGradients& g, NormNumeric expected,
                      bool accumulate) {
  const Matrix before = Matrix::random(c.rows, c.cols, c.ld, 6);
  for (int64_t r = 0; accumulate && r < c.rows; ++r) {
    for (int64_t j = 0; j < c.cols; ++j) expected.dx.at(r, j) += before.at(r, j);
  }
  // One column is constant 1 after RMSNorm: its gradient is rounding error.
  if (c.cols > 1) EXPECT_CLOSE(g.dx, expected.dx, 1e-5);
  add_to(expected.dweight, random_values(c.cols, 7));
  EXPECT_LE(relative_error(g.dweight, expected.dweight), 1e-5);
  if (!c.bias) return;
  add_to(expected.dbias, random_values(c.cols, 8));
  EXPECT_LE(relative_error(g.dbias, expected.dbias), 1e-5);
}

TEST(OpNorm, BackwardMatchesCentralDifferences) {
  for (const NormCase& c : kCases) {
    const NormNumeric expected =
        numeric_backward(NormRun(c, "", 1), Matrix::random(c.rows, c.cols, c.ld, 5));
    for (const std::string& isa : instruction_sets()) {
      for (const bool accumulate : {false, true}) {
        SCOPED_TRACE(isa + " " + name_of(c) + (accumulate ? " accumulate" : ""));
        NormRun run(c, isa, 2);
        expect_gradients(c, backward(run, accumulate, true), expected, accumulate);
      }
    }
  }
}

TEST(OpNorm, GradientMayReplaceTheIncomingOne) {
  NormRun run({DF_NORM_LAYER, 21, 50, 0, true, true}, "", 2);
  const NormGradients apart = backward(run, false, false);
  Matrix shared = Matrix::random(21, 50, 0, 5);
  DfNormBackward args{};
  args.kind = DF_NORM_LAYER;
  args.x = run.sum.view();
  args.dy = shared.view();
  args.dx = shared.view();
  args.weight = run.weight.data();
  args.rstd = run.rstd.data();
  args.mean = run.mean.data();
  ASSERT_DF_OK(ops()->norm_backward(run.context.get(), &args));
  EXPECT_TRUE(same_bits(shared, apart.dx));
}

TEST(OpNorm, SameBitsOnAnyNumberOfThreads) {
  const NormCase c{DF_NORM_LAYER, 301, 130, 0, true, true};
  NormRun first(c, "", 1);
  const NormGradients expected = backward(first, true, true);
  for (const int threads : thread_counts()) {
    NormRun run(c, "", threads);
    EXPECT_TRUE(same_bits(run.y, first.y));
    const NormGradients g = backward(run, true, true);
    EXPECT_TRUE(same_bits(g.dx, expected.dx));
    EXPECT_EQ(g.dweight, expected.dweight);
    EXPECT_EQ(g.dbias, expected.dbias);
  }
}

TEST(OpNorm, RefusesWrongArguments) {
  TestContext context;
  Matrix x(4, 8), y(4, 7), good(4, 8);
  const std::vector<float> weight(8, 1.0f);
  DfNormForward args{};
  args.x = x.view();
  args.y = y.view();
  args.weight = weight.data();
  expect_refused(ops()->norm_forward(context.get(), &args), DF_INVALID_ARGUMENT,
                 "y is 4 x 7, expected 4 x 8");
  args.y = good.view();
  args.x.dtype = DF_BF16;
  expect_refused(ops()->norm_forward(context.get(), &args), DF_UNSUPPORTED, "float32");
  std::vector<float> statistics(4), dweight(8);
  DfNormBackward back{};
  back.x = x.view();
  back.dy = good.view();
  back.weight = weight.data();
  back.rstd = statistics.data();
  back.dweight = dweight.data();
  expect_refused(ops()->norm_backward(context.get(), &back), DF_INVALID_ARGUMENT, "scratch");
}

}  // namespace
}  // namespace df::test
