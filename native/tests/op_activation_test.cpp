// SiLU, tanh-GELU (alone and gating) and add against float64.
#include "op_gradient_util.h"

namespace df::test {
namespace {

struct ActivationCase {
  int32_t kind;
  int64_t rows;
  int64_t cols;
  int64_t ld;
  bool gated;
};

const ActivationCase kCases[] = {
    {DF_SILU, 1, 1, 0, false},          {DF_SILU, 3, 17, 20, true},
    {DF_SILU, 90, 864, 0, true},        {DF_SILU, 5, 64, 0, false},
    {DF_GELU_TANH, 1, 3, 0, true},      {DF_GELU_TANH, 4, 33, 48, false},
    {DF_GELU_TANH, 70, 500, 0, true},   {DF_GELU_TANH, 2, 16, 0, false},
};

double activate(int32_t kind, double x) {
  if (kind == DF_SILU) return x / (1.0 + std::exp(-x));
  return 0.5 * x * (1.0 + std::tanh(std::sqrt(2.0 / M_PI) * (x + 0.044715 * x * x * x)));
}

double slope(int32_t kind, double x) {
  if (kind == DF_SILU) {
    const double s = 1.0 / (1.0 + std::exp(-x));
    return s * (1.0 + x * (1.0 - s));
  }
  const double t = std::tanh(std::sqrt(2.0 / M_PI) * (x + 0.044715 * x * x * x));
  return 0.5 * (1.0 + t) +
         0.5 * x * (1.0 - t * t) * std::sqrt(2.0 / M_PI) * (1.0 + 3 * 0.044715 * x * x);
}

struct ActivationData {
  explicit ActivationData(const ActivationCase& c)
      : gate(Matrix::random(c.rows, c.cols, c.ld, 1, 3.0f)),
        up(Matrix::random(c.rows, c.cols, c.ld, 2)),
        dout(Matrix::random(c.rows, c.cols, c.ld, 3)),
        out(c.rows, c.cols, c.ld),
        dgate(c.rows, c.cols, c.ld),
        dup(c.rows, c.cols, c.ld) {}
  Matrix gate, up, dout, out, dgate, dup;
};

void run_both(DfContext* context, const ActivationCase& c, ActivationData& d) {
  DfActivationForward forward{};
  forward.kind = c.kind;
  forward.gate = d.gate.view();
  if (c.gated) forward.up = d.up.view();
  forward.out = d.out.view();
  ASSERT_DF_OK(ops()->activation_forward(context, &forward));
  DfActivationBackward backward{};
  backward.kind = c.kind;
  backward.gate = d.gate.view();
  backward.dout = d.dout.view();
  backward.dgate = d.dgate.view();
  if (c.gated) {
    backward.up = d.up.view();
    backward.dup = d.dup.view();
  }
  ASSERT_DF_OK(ops()->activation_backward(context, &backward));
}

TEST(OpActivation, MatchesFloat64) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const ActivationCase& c : kCases) {
      SCOPED_TRACE(isa + " " + std::to_string(c.kind) + " " + std::to_string(c.cols));
      ActivationData d(c);
      run_both(context.get(), c, d);
      Reference out(c.rows, c.cols), dgate(c.rows, c.cols), dup(c.rows, c.cols);
      for (int64_t r = 0; r < c.rows; ++r) {
        for (int64_t j = 0; j < c.cols; ++j) {
          const double x = d.gate.at(r, j);
          const double u = c.gated ? d.up.at(r, j) : 1.0;
          out.at(r, j) = activate(c.kind, x) * u;
          dgate.at(r, j) = d.dout.at(r, j) * u * slope(c.kind, x);
          dup.at(r, j) = d.dout.at(r, j) * activate(c.kind, x);
        }
      }
      EXPECT_CLOSE(d.out, out, 5e-7);
      EXPECT_CLOSE(d.dgate, dgate, 5e-7);
      if (c.gated) EXPECT_CLOSE(d.dup, dup, 5e-7);
    }
  }
}

// Element by element over the whole range, tails included: this is the accuracy test of exp.
TEST(OpActivation, IsAccurateForEveryMagnitude) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const int32_t kind : {DF_SILU, DF_GELU_TANH}) {
      constexpr int64_t kCount = 20001;
      Matrix x(1, kCount), ones(1, kCount), y(1, kCount), dx(1, kCount);
      ones.fill(1.0f);
      for (int64_t i = 0; i < kCount; ++i) {
        x.at(0, i) = -100.0f + 200.0f * static_cast<float>(i) / static_cast<float>(kCount - 1);
      }
      DfActivationForward forward{kind, 0, x.view(), {}, y.view()};
      ASSERT_DF_OK(ops()->activation_forward(context.get(), &forward));
      DfActivationBackward backward{kind, 0, x.view(), {}, ones.view(), dx.view(), {}, {}, {}, {}};
      ASSERT_DF_OK(ops()->activation_backward(context.get(), &backward));
      for (int64_t i = 0; i < kCount; ++i) {
        const double at = x.at(0, i);
        const double value = activate(kind, at);
        const double expected = slope(kind, at);
        // The exponent of the sigmoid loses |u| ulps; results near zero are absolute.
        EXPECT_NEAR(y.at(0, i), value, 1e-6 * std::abs(value) + 1e-6) << isa << " at " << at;
        EXPECT_NEAR(dx.at(0, i), expected, 1e-6 * std::abs(expected) + 1e-6) << isa << " at " << at;
      }
    }
  }
}

TEST(OpActivation, SlopeMatchesCentralDifferences) {
  for (const int32_t kind : {DF_SILU, DF_GELU_TANH}) {
    Reference x(1, 41);
    for (int64_t i = 0; i < 41; ++i) x.at(0, i) = -4.0 + 0.2 * static_cast<double>(i);
    const Reference numeric = numeric_gradient(x, [&] {
      double sum = 0;
      for (const double value : x.values) sum += activate(kind, value);
      return sum;
    });
    for (int64_t i = 0; i < 41; ++i) EXPECT_NEAR(numeric.at(0, i), slope(kind, x.at(0, i)), 1e-8);
  }
}

TEST(OpActivation, GradientsMayReplaceTheirInputs) {
  for (const ActivationCase& c : kCases) {
    if (!c.gated) continue;
    TestContext context;
    ActivationData apart(c), together(c);
    run_both(context.get(), c, apart);
    DfActivationBackward args{c.kind,
                              0,
                              together.gate.view(),
                              together.up.view(),
                              together.dout.view(),
                              together.gate.view(),
                              together.up.view(),
                              {},
                              {},
                              {}};
    ASSERT_DF_OK(ops()->activation_backward(context.get(), &args));
    EXPECT_TRUE(same_bits(together.gate, apart.dgate));
    EXPECT_TRUE(same_bits(together.up, apart.dup));
    ActivationData forward(c);
    DfActivationForward in_place{c.kind, 0, forward.gate.view(), forward.up.view(),
                                 forward.gate.view()};
    ASSERT_DF_OK(ops()->activation_forward(context.get(), &in_place));
    EXPECT_TRUE(same_bits(forward.gate, apart.out));
  }
}

// Sums of value times gradient by column, where the gradients take the places of their values.
TEST(OpActivation, MagnitudesOfItsInputs) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const ActivationCase& c : kCases) {
      SCOPED_TRACE(isa + " " + std::to_string(c.kind) + " " + std::to_string(c.cols));
      ActivationData plain(c), d(c);
      run_both(context.get(), c, plain);
      Matrix magnitude = Matrix::random(2, c.cols, 0, 7, 0.1f), bias = Matrix::random(2, c.cols, 0, 8);
      Matrix sums = Matrix::random(2, c.cols, 0, 9);
      for (int64_t j = 0; j < c.cols; ++j) magnitude.at(0, j) += 2.0f, magnitude.at(1, j) += 2.0f;
      Reference expected(sums);
      for (int64_t r = 0; r < c.rows; ++r) {
        for (int64_t j = 0; j < c.cols; ++j) {
          const double gate = d.gate.at(r, j), up = d.up.at(r, j);
          const double dgate = d.dout.at(r, j) * (c.gated ? up : 1.0) * slope(c.kind, gate);
          expected.at(0, j) += dgate * (gate - bias.at(0, j)) / magnitude.at(0, j);
          if (c.gated) expected.at(1, j) += d.dout.at(r, j) * activate(c.kind, gate) * up / magnitude.at(1, j);
        }
      }
      DfActivationBackward args{};
      args.kind = c.kind;
      args.gate = d.gate.view();
      args.dout = d.dout.view();
      args.dgate = d.dout.view();
      args.gate_magnitude = {sums.data(), magnitude.data(), bias.data()};
      if (c.gated) {
        args.up = args.dup = d.up.view();
        args.up_magnitude = {sums.data() + c.cols, magnitude.data() + c.cols, nullptr};
      }
      Scratch scratch(context.get(), DF_OP_ACTIVATION_BACKWARD, &args);
      args.scratch = scratch.view();
      ASSERT_DF_OK(ops()->activation_backward(context.get(), &args));
      EXPECT_TRUE(scratch.guard_intact());
      EXPECT_TRUE(same_bits(d.dout, plain.dgate));
      EXPECT_TRUE(!c.gated || same_bits(d.up, plain.dup));
      EXPECT_CLOSE(sums, expected, 2e-6);
    }
  }
}

TEST(OpActivation, SameBitsOnAnyNumberOfThreads) {
  const ActivationCase c{DF_SILU, 123, 864, 0, true};
  ActivationData expected(c);
  TestContext one("", 1);
  run_both(one.get(), c, expected);
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    ActivationData d(c);
    run_both(context.get(), c, d);
    EXPECT_TRUE(same_bits(d.out, expected.out));
    EXPECT_TRUE(same_bits(d.dgate, expected.dgate));
    EXPECT_TRUE(same_bits(d.dup, expected.dup));
  }
}

TEST(OpActivation, RefusesWrongArguments) {
  TestContext context;
  Matrix gate(2, 4), up(2, 5), out(2, 4);
  DfActivationForward args{7, 0, gate.view(), {}, out.view()};
  expect_refused(ops()->activation_forward(context.get(), &args), DF_INVALID_ARGUMENT, "kind 7");
  args.kind = DF_SILU;
  args.up = up.view();
  expect_refused(ops()->activation_forward(context.get(), &args), DF_INVALID_ARGUMENT,
                 "up is 2 x 5, expected 2 x 4");
  DfActivationBackward back{DF_SILU, 0,          gate.view(), {},
                            out.view(), gate.view(), out.view(), {}, {}, {}};
  expect_refused(ops()->activation_backward(context.get(), &back), DF_INVALID_ARGUMENT,
                 "up is missing");
}

TEST(OpAdd, AddsInPlaceAndApart) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const int64_t ld : {0, 50}) {
      Matrix a = Matrix::random(37, 45, ld, 1);
      Matrix b = Matrix::random(37, 45, ld, 2);
      Matrix out(37, 45, ld);
      Reference sum(a);
      for (int64_t r = 0; r < 37; ++r) {
        for (int64_t j = 0; j < 45; ++j) sum.at(r, j) += b.at(r, j);
      }
      const DfAdd apart{a.view(), b.view(), out.view()};
      ASSERT_DF_OK(ops()->add(context.get(), &apart));
      EXPECT_CLOSE(out, sum, 1e-7);
      const DfAdd in_place{a.view(), b.view(), a.view()};
      ASSERT_DF_OK(ops()->add(context.get(), &in_place));
      EXPECT_TRUE(same_bits(a, out));
    }
  }
}

}  // namespace
}  // namespace df::test
