// linear_backward against float64 formulas, which central differences of the forward check in turn.
#include "core/tensor/matrix.h"
#include "linear_test_util.h"

namespace df::test {
namespace {

// What backward should add to its outputs, in float64.
struct Gradients {
  explicit Gradients(const LinearShape& s)
      : dx(s.tokens, s.in), da(s.rank, s.in), db(s.out, s.rank), dweight(s.out, s.in),
        dbias(1, s.out), dmagnitude(1, s.out) {}
  Reference dx, da, db, dweight, dbias, dmagnitude;
};

struct Inputs {
  Inputs(DfContext* context, const LinearShape& s)
      : weight(context, s, 11), adapter(s, 21),
        x(Matrix::random(s.tokens, s.in, s.in + s.pad, 31)),
        dy(Matrix::random(s.tokens, s.out, s.out + s.pad, 32)),
        y(s.tokens, s.out, s.out + s.pad), xa(s.tokens, std::max(s.rank, 1), s.rank + s.pad + 1) {
    DfLinearForward args{};
    args.weight = weight.view;
    args.x = x.view();
    args.y = y.view();
    args.adapter_count = s.rank > 0 ? 1 : 0;
    args.adapters = &adapter.view;
    if (s.rank > 0) args.xa = xa.view();
    Scratch scratch(context, DF_OP_LINEAR_FORWARD, &args);
    args.scratch = scratch.view();
    EXPECT_DF_OK(ops()->linear_forward(context, &args));
  }
  WeightStorage weight;
  AdapterStorage adapter;
  Matrix x, dy, y, xa;
};

// The formulas of ops.h, from float64 activations.
Gradients expected(const LinearShape& s, const Inputs& in) {
  Gradients g(s);
  const DfAdapter& adapter = in.adapter.view;
  Reference y(s.tokens, s.out);
  Reference xa(s.tokens, s.rank);
  reference_rows(Reference(in.weight.values), {}, s.rank > 0 ? &adapter : nullptr,
                 Reference(in.adapter.a), Reference(in.adapter.b),
                 widen(in.adapter.row_scale, s.dora), Reference(in.x), 0, s.tokens, y, xa);
  const double scale = adapter.scale;
  for (int64_t t = 0; t < s.tokens; ++t) {
    std::vector<double> dyb(static_cast<size_t>(s.rank));
    for (int64_t j = 0; j < s.out; ++j) {
      const double dy = in.dy.at(t, j);
      const double c = s.dora ? in.adapter.row_scale[static_cast<size_t>(j)] : 1.0f;
      g.dbias.at(0, j) += dy;
      g.dmagnitude.at(0, j) += dy * y.at(t, j) / in.adapter.magnitude[static_cast<size_t>(j)];
      for (int64_t i = 0; i < s.in; ++i) {
        g.dx.at(t, i) += c * dy * in.weight.values.at(j, i);
        g.dweight.at(j, i) += dy * in.x.at(t, i);
      }
      for (int64_t r = 0; r < s.rank; ++r) {
        dyb[static_cast<size_t>(r)] += c * dy * in.adapter.b.at(j, r);
        g.db.at(j, r) += scale * c * dy * xa.at(t, r);
      }
    }
    for (int64_t i = 0; i < s.in; ++i) {
      const double keep = keep_factor(adapter, t, i, s.in);
      for (int64_t r = 0; r < s.rank; ++r) {
        const double low = scale * dyb[static_cast<size_t>(r)];
        g.dx.at(t, i) += keep * low * in.adapter.a.at(r, i);
        g.da.at(r, i) += low * keep * in.x.at(t, i);
      }
    }
  }
  return g;
}

Reference plus(const Matrix& start, const Reference& added) {
  Reference sum(start);
  for (size_t i = 0; i < sum.values.size(); ++i) sum.values[i] += added.values[i];
  return sum;
}

void run(DfContext* context, const LinearShape& s) {
  SCOPED_TRACE(name_of(s));
  Inputs in(context, s);
  const Gradients g = expected(s, in);
  const bool adapted = s.rank > 0;
  Matrix dx = Matrix::random(s.tokens, s.in, s.in + s.pad, 51);
  Matrix da = Matrix::random(std::max(s.rank, 1), s.in, s.in + s.pad, 52);
  Matrix db = Matrix::random(s.out, std::max(s.rank, 1), s.rank + s.pad + 1, 53);
  Matrix dweight = Matrix::random(s.out, s.in, s.in + s.pad, 54);
  Matrix dbias = Matrix::random(1, s.out, 0, 55);
  Matrix dmagnitude = Matrix::random(1, s.out, 0, 56);
  const Reference dx_reference = s.accumulate ? plus(dx, g.dx) : g.dx;
  const Reference da_reference = adapted ? plus(da, g.da) : Reference(0, 0);
  const Reference db_reference = adapted ? plus(db, g.db) : Reference(0, 0);
  const Reference dweight_reference = plus(dweight, g.dweight);
  const Reference dbias_reference = plus(dbias, g.dbias);
  const Reference dmagnitude_reference = plus(dmagnitude, g.dmagnitude);

  DfLinearBackward args{};
  args.weight = in.weight.view;
  args.adapter = adapted ? &in.adapter.view : nullptr;
  args.x = in.x.view();
  args.y = in.y.view();
  args.dy = in.dy.view();
  args.dx = dx.view();
  args.accumulate_dx = s.accumulate ? 1 : 0;
  args.dbias = dbias.data();
  if (adapted) {
    args.xa = in.xa.view();
    args.da = da.view();
    args.db = db.view();
  } else {
    args.dweight = dweight.view();
  }
  if (s.dora) args.dmagnitude = dmagnitude.data();
  Scratch scratch(context, DF_OP_LINEAR_BACKWARD, &args);
  args.scratch = scratch.view();
  ASSERT_DF_OK(ops()->linear_backward(context, &args));
  EXPECT_TRUE(scratch.guard_intact());
  EXPECT_CLOSE(dx, dx_reference, 1e-6);
  EXPECT_CLOSE(dbias, dbias_reference, 1e-6);
  if (adapted) {
    EXPECT_CLOSE(da, da_reference, 1e-6);
    EXPECT_CLOSE(db, db_reference, 1e-6);
  } else {
    EXPECT_CLOSE(dweight, dweight_reference, 1e-6);
  }
  if (s.dora) EXPECT_CLOSE(dmagnitude, dmagnitude_reference, 1e-6);
}

class LinearBackwardOnIsa : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Isa, LinearBackwardOnIsa, testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return info.param; });

TEST_P(LinearBackwardOnIsa, EveryGradient) {
  const TestContext context(GetParam());
  for (int32_t format : {DF_F32, DF_BF16, DF_NF4}) {
    for (int64_t tokens : {1, 5, 67}) {
      run(context.get(), {tokens, 64, 96, 0, false, 0, true, false, 0, format});
      run(context.get(), {tokens, 70, 33, 0, false, 0, false, true, 3, format});
      run(context.get(), {tokens, 64, 50, 4, true, 0, true, false, 5, format});
      run(context.get(), {tokens, 50, 100, 16, false, 0, false, true, 0, format});
      run(context.get(), {tokens, 96, 49, 16, true, 0.1f, true, false, 2, format});
      run(context.get(), {tokens, 70, 20, 33, true, 0.5f, false, true, 0, format});
    }
  }
}

// The output as the difference of two residual streams: the magnitude's gradient is the same but for
// the rounding of the streams.
TEST_P(LinearBackwardOnIsa, MagnitudeFromADifference) {
  const TestContext context(GetParam());
  for (const LinearShape& s : {LinearShape{67, 50, 100, 16, true, 0, true, false, 3, DF_NF4},
                               LinearShape{5, 96, 49, 4, true, 0, false, false, 0, DF_F32}}) {
    SCOPED_TRACE(name_of(s));
    Inputs in(context.get(), s);
    const Gradients g = expected(s, in);
    Matrix before = Matrix::random(s.tokens, s.out, s.out + s.pad + 1, 61);
    Matrix after = in.y;
    for (int64_t t = 0; t < s.tokens; ++t) {
      for (int64_t j = 0; j < s.out; ++j) after.at(t, j) += before.at(t, j);
    }
    Matrix dmagnitude = Matrix::random(1, s.out, 0, 56);
    const Reference reference = plus(dmagnitude, g.dmagnitude);
    DfLinearBackward args{};
    args.weight = in.weight.view;
    args.adapter = &in.adapter.view;
    args.y = after.view();
    args.y_minus = before.view();
    args.dy = in.dy.view();
    args.dmagnitude = dmagnitude.data();
    Scratch scratch(context.get(), DF_OP_LINEAR_BACKWARD, &args);
    args.scratch = scratch.view();
    ASSERT_DF_OK(ops()->linear_backward(context.get(), &args));
    EXPECT_TRUE(scratch.guard_intact());
    EXPECT_CLOSE(dmagnitude, reference, 2e-6);
  }
}

// A layer run over pieces of its rows drops what it drops in one call.
TEST_P(LinearBackwardOnIsa, PiecesOfTheRowsDropTheSame) {
  const TestContext context(GetParam());
  const LinearShape s{90, 70, 33, 8, true, 0.3f, false, false, 0, DF_NF4};
  Inputs in(context.get(), s);
  const auto gradients = [&](int64_t step, Matrix& dx, Matrix& da, Matrix& db) {
    for (int64_t begin = 0; begin < s.tokens; begin += step) {
      const int64_t rows = std::min(step, s.tokens - begin);
      DfAdapter adapter = in.adapter.view;
      adapter.first_row = static_cast<int32_t>(begin);
      DfLinearBackward args{};
      args.weight = in.weight.view;
      args.adapter = &adapter;
      args.x = row_range(in.x.view(), begin, rows);
      args.xa = row_range(in.xa.view(), begin, rows);
      args.dy = row_range(in.dy.view(), begin, rows);
      args.dx = row_range(dx.view(), begin, rows);
      args.da = da.view();
      args.db = db.view();
      Scratch scratch(context.get(), DF_OP_LINEAR_BACKWARD, &args);
      args.scratch = scratch.view();
      ASSERT_DF_OK(ops()->linear_backward(context.get(), &args));
      DfLinearForward forward{};
      Matrix y(rows, s.out), xa(rows, s.rank);
      forward.weight = in.weight.view;
      forward.x = args.x;
      forward.y = y.view();
      forward.adapters = &adapter;
      forward.adapter_count = 1;
      forward.xa = xa.view();
      Scratch room(context.get(), DF_OP_LINEAR_FORWARD, &forward);
      forward.scratch = room.view();
      ASSERT_DF_OK(ops()->linear_forward(context.get(), &forward));
      for (int64_t t = 0; t < rows; ++t) {
        for (int64_t r = 0; r < s.rank; ++r) EXPECT_NEAR(xa.at(t, r), in.xa.at(begin + t, r), 1e-5);
      }
    }
  };
  Matrix dx(s.tokens, s.in), da(s.rank, s.in), db(s.out, s.rank);
  Matrix dx_pieces = dx, da_pieces = da, db_pieces = db;
  gradients(s.tokens, dx, da, db);
  gradients(32, dx_pieces, da_pieces, db_pieces);
  EXPECT_CLOSE(dx_pieces, Reference(dx), 1e-6);
  EXPECT_CLOSE(da_pieces, Reference(da), 1e-6);
  EXPECT_CLOSE(db_pieces, Reference(db), 1e-6);
}

// dx in the memory of x: what reads x comes first.
TEST_P(LinearBackwardOnIsa, InputGradientInPlace) {
  const TestContext context(GetParam());
  for (const LinearShape& s : {LinearShape{67, 50, 100, 16, true, 0, true, false, 3, DF_NF4},
                               LinearShape{67, 64, 33, 8, false, 0.3f, false, false, 0, DF_NF4},
                               LinearShape{67, 70, 33, 0, false, 0, false, false, 0, DF_F32}}) {
    SCOPED_TRACE(name_of(s));
    Inputs in(context.get(), s);
    const Gradients g = expected(s, in);
    Matrix da(std::max(s.rank, 1), s.in), dweight(s.out, s.in);
    DfLinearBackward args{};
    args.weight = in.weight.view;
    args.x = in.x.view();
    args.dy = in.dy.view();
    args.dx = in.x.view();
    if (s.rank > 0) {
      args.adapter = &in.adapter.view;
      args.da = da.view();
    } else {
      args.dweight = dweight.view();
    }
    Scratch scratch(context.get(), DF_OP_LINEAR_BACKWARD, &args);
    args.scratch = scratch.view();
    ASSERT_DF_OK(ops()->linear_backward(context.get(), &args));
    EXPECT_CLOSE(in.x, g.dx, 1e-6);
    if (s.rank > 0) {
      EXPECT_CLOSE(da, g.da, 1e-6);
    } else {
      EXPECT_CLOSE(dweight, g.dweight, 1e-6);
    }
  }
}

TEST(LinearBackward, LargeShapes) {
  const TestContext context("", 3);
  run(context.get(), {300, 320, 864, 16, true, 0, false, true, 0, DF_NF4});
  run(context.get(), {300, 864, 320, 16, true, 0.05f, false, false, 0, DF_NF4});
  run(context.get(), {40, 8192, 160, 150, true, 0, true, false, 0, DF_NF4});  // panels, rank passes
  run(context.get(), {40, 600, 40, 8, true, 0.1f, false, false, 0, DF_F32});
}

// The formulas themselves: loss = sum(dy o y), differentiated numerically in float64.
TEST(LinearBackward, FormulasAreTheGradientsOfTheForward) {
  const TestContext context;
  for (float dropout : {0.0f, 0.3f}) {
    const LinearShape s{3, 8, 6, 2, true, dropout, true};
    Inputs in(context.get(), s);
    const Gradients g = expected(s, in);
    const Reference dy(in.dy);
    Reference w(in.weight.values);
    Reference a(in.adapter.a);
    Reference b(in.adapter.b);
    Reference x(in.x);
    std::vector<double> row_scale = widen(in.adapter.row_scale, true);
    const auto loss = [&] {
      Reference y(s.tokens, s.out);
      Reference xa(s.tokens, s.rank);
      reference_rows(w, widen(in.weight.bias, true), &in.adapter.view, a, b, row_scale, x, 0,
                     s.tokens, y, xa);
      return dot(dy, y);
    };
    const auto expect_same = [&](Reference& at, const Reference& formula, const char* what) {
      const Reference numeric = numeric_gradient(at, loss);
      for (size_t i = 0; i < numeric.values.size(); ++i) {
        EXPECT_NEAR(numeric.values[i], formula.values[i], 1e-7) << what << " " << i;
      }
    };
    expect_same(x, g.dx, "dx");
    expect_same(a, g.da, "da");
    expect_same(b, g.db, "db");
    // The row scale is magnitude / norm with the norm held fixed, so d/dmagnitude is d/dscale
    // times scale / magnitude.
    Reference scales(1, s.out);
    scales.values = row_scale;
    const auto loss_of_scales = [&] {
      row_scale = scales.values;
      return loss();
    };
    const Reference numeric = numeric_gradient(scales, loss_of_scales);
    for (size_t j = 0; j < numeric.values.size(); ++j) {
      EXPECT_NEAR(numeric.values[j] * in.adapter.row_scale[j] / in.adapter.magnitude[j],
                  g.dmagnitude.values[j], 1e-7);
    }
  }
}

TEST(LinearBackward, SameBitsWithEveryThreadCount) {
  for (const LinearShape& s : {LinearShape{1100, 320, 864, 16, true, 0, false, false, 0, DF_NF4},
                               LinearShape{777, 333, 500, 16, true, 0.1f, false, false, 0, DF_NF4},
                               LinearShape{515, 320, 500, 0, false, 0, false, false, 0, DF_F32}}) {
    SCOPED_TRACE(name_of(s));
    std::vector<Matrix> first;
    for (int threads : {1, 2, 3, 5}) {
      const TestContext context("", threads);
      Inputs in(context.get(), s);
      Matrix dx(s.tokens, s.in);
      Matrix da(std::max(s.rank, 1), s.in);
      Matrix db(s.out, std::max(s.rank, 1));
      Matrix dweight(s.out, s.in);
      DfLinearBackward args{};
      args.weight = in.weight.view;
      args.x = in.x.view();
      args.dy = in.dy.view();
      args.dx = dx.view();
      if (s.rank > 0) {
        args.adapter = &in.adapter.view;
        args.xa = in.xa.view();
        args.da = da.view();
        args.db = db.view();
      } else {
        args.dweight = dweight.view();
      }
      Scratch scratch(context.get(), DF_OP_LINEAR_BACKWARD, &args);
      args.scratch = scratch.view();
      ASSERT_DF_OK(ops()->linear_backward(context.get(), &args));
      if (first.empty()) first = {dx, da, db, dweight};
      EXPECT_TRUE(same_bits(dx, first[0])) << threads;
      EXPECT_TRUE(same_bits(da, first[1])) << threads;
      EXPECT_TRUE(same_bits(db, first[2])) << threads;
      EXPECT_TRUE(same_bits(dweight, first[3])) << threads;
    }
  }
}

TEST(LinearBackward, Refusals) {
  const TestContext context;
  const LinearShape s{4, 32, 16, 4, true};
  Inputs in(context.get(), s);
  Matrix dweight(16, 32);
  DfLinearBackward args{};
  args.weight = in.weight.view;
  args.adapter = &in.adapter.view;
  args.x = in.x.view();
  args.dy = in.dy.view();
  args.dweight = dweight.view();
  expect_refused(ops()->linear_backward(context.get(), &args), DF_INVALID_ARGUMENT, "dweight");
  args.dweight.data = nullptr;
  Matrix db(16, 4);
  args.db = db.view();
  expect_refused(ops()->linear_backward(context.get(), &args), DF_INVALID_ARGUMENT, "xa");
  args.adapter = nullptr;
  expect_refused(ops()->linear_backward(context.get(), &args), DF_INVALID_ARGUMENT, "no adapter");
}

}  // namespace
}  // namespace df::test
