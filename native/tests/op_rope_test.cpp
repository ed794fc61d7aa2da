// Rotary embedding in the half-split form, whole and partial, forth and back.
#include "op_gradient_util.h"

namespace df::test {
namespace {

struct RopeCase {
  int64_t rows;
  int32_t heads;
  int32_t kv_heads;
  int32_t head_dim;
  int32_t rotary_dim;
  int64_t extra_ld;
};

const RopeCase kCases[] = {{1, 1, 1, 2, 2, 0},      {33, 8, 8, 40, 40, 0}, {40, 6, 2, 80, 32, 7},
                           {5, 4, 1, 64, 64, 0},    {9, 2, 2, 10, 6, 1},   {300, 2, 1, 128, 128, 0},
                           {3, 2, 2, 32, 16, 0}};
constexpr int32_t kPositions = 64;

std::vector<float> table_of(int32_t rotary_dim) {
  std::vector<float> table(static_cast<size_t>(kPositions) * static_cast<size_t>(rotary_dim));
  const int32_t half = rotary_dim / 2;
  for (int32_t p = 0; p < kPositions; ++p) {
    for (int32_t i = 0; i < half; ++i) {
      const double angle = p * std::pow(10000.0, -2.0 * i / rotary_dim);
      table[static_cast<size_t>(p * rotary_dim + i)] = static_cast<float>(std::cos(angle));
      table[static_cast<size_t>(p * rotary_dim + half + i)] = static_cast<float>(std::sin(angle));
    }
  }
  return table;
}

Reference turned(const RopeCase& c, const Matrix& x, int32_t heads,
                 const std::vector<int32_t>& positions, double direction) {
  Reference out(x);
  const int32_t half = c.rotary_dim / 2;
  for (int64_t r = 0; r < c.rows; ++r) {
    for (int32_t head = 0; head < heads; ++head) {
      for (int32_t i = 0; i < half; ++i) {
        const double angle = direction * positions[static_cast<size_t>(r)] *
                             std::pow(10000.0, -2.0 * i / c.rotary_dim);
        const int64_t at = int64_t{head} * c.head_dim + i;
        out.at(r, at) = x.at(r, at) * std::cos(angle) - x.at(r, at + half) * std::sin(angle);
        out.at(r, at + half) = x.at(r, at) * std::sin(angle) + x.at(r, at + half) * std::cos(angle);
      }
    }
  }
  return out;
}

struct RopeData {
  explicit RopeData(const RopeCase& test_case)
      : c(test_case),
        q(Matrix::random(c.rows, int64_t{c.heads} * c.head_dim,
                         int64_t{c.heads} * c.head_dim + c.extra_ld, 1)),
        k(Matrix::random(c.rows, int64_t{c.kv_heads} * c.head_dim,
                         int64_t{c.kv_heads} * c.head_dim + c.extra_ld, 2)),
        table(table_of(c.rotary_dim)) {
    for (int64_t r = 0; r < c.rows; ++r) {
      positions.push_back(static_cast<int32_t>((r * 7 + 1) % kPositions));
    }
  }
  DfRope args(bool inverse) {
    return {q.view(), k.view(),   positions.data(), table.data(),       c.heads,
            c.kv_heads, c.head_dim, c.rotary_dim,     inverse ? 1 : 0};
  }
  RopeCase c;
  Matrix q, k;
  std::vector<float> table;
  std::vector<int32_t> positions;
};

TEST(OpRope, TurnsAndTurnsBack) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const RopeCase& c : kCases) {
      SCOPED_TRACE(isa + " head_dim " + std::to_string(c.head_dim) + " rotary_dim " +
                   std::to_string(c.rotary_dim));
      RopeData d(c);
      const Matrix q = d.q, k = d.k;
      DfRope args = d.args(false);
      ASSERT_DF_OK(ops()->rope(context.get(), &args));
      EXPECT_CLOSE(d.q, turned(c, q, c.heads, d.positions, 1.0), 5e-7);
      EXPECT_CLOSE(d.k, turned(c, k, c.kv_heads, d.positions, 1.0), 5e-7);
      args = d.args(true);
      ASSERT_DF_OK(ops()->rope(context.get(), &args));
      EXPECT_CLOSE(d.q, Reference(q), 5e-7);
      EXPECT_CLOSE(d.k, Reference(k), 5e-7);
    }
  }
}

TEST(OpRope, KMayBeAbsent) {
  TestContext context;
  RopeData d(kCases[1]), alone(kCases[1]);
  DfRope both = d.args(false);
  DfRope one = alone.args(false);
  one.k.data = nullptr;
  ASSERT_DF_OK(ops()->rope(context.get(), &both));
  ASSERT_DF_OK(ops()->rope(context.get(), &one));
  EXPECT_TRUE(same_bits(d.q, alone.q));
  EXPECT_TRUE(same_bits(alone.k, RopeData(kCases[1]).k));
}

TEST(OpRope, SameBitsOnAnyNumberOfThreads) {
  TestContext one("", 1);
  RopeData expected(kCases[5]);
  DfRope args = expected.args(false);
  ASSERT_DF_OK(ops()->rope(one.get(), &args));
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    RopeData d(kCases[5]);
    args = d.args(false);
    ASSERT_DF_OK(ops()->rope(context.get(), &args));
    EXPECT_TRUE(same_bits(d.q, expected.q));
    EXPECT_TRUE(same_bits(d.k, expected.k));
  }
}

TEST(OpRope, RefusesWrongArguments) {
  TestContext context;
  RopeData d(kCases[1]);
  DfRope args = d.args(false);
  args.rotary_dim = 41;
  expect_refused(ops()->rope(context.get(), &args), DF_INVALID_ARGUMENT, "rotary_dim is 41");
  args = d.args(false);
  args.heads = 7;
  expect_refused(ops()->rope(context.get(), &args), DF_INVALID_ARGUMENT, "expected 33 x 280");
  args = d.args(false);
  d.positions[3] = -1;
  expect_refused(ops()->rope(context.get(), &args), DF_INVALID_ARGUMENT, "row 3 has position -1");
}

}  // namespace
}  // namespace df::test
