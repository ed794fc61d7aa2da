// Gathering and scattering of rows.
#include "op_gradient_util.h"

namespace df::test {
namespace {

TEST(OpRows, GatherTakesRowsInAnyOrder) {
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    const std::vector<int32_t> rows{4, 0, 4, 2};
    Matrix in = Matrix::random(5, 21, 30, 1);
    Matrix out(4, 21, 25);
    const DfGatherRows args{in.view(), rows.data(), out.view()};
    ASSERT_DF_OK(ops()->gather_rows(context.get(), &args));
    Reference expected(4, 21);
    for (int64_t i = 0; i < 4; ++i) {
      for (int64_t j = 0; j < 21; ++j) expected.at(i, j) = in.at(rows[static_cast<size_t>(i)], j);
    }
    EXPECT_CLOSE(out, expected, 0.0);
  }
}

TEST(OpRows, ScatterLeavesTheOtherRows) {
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    const std::vector<int32_t> rows{6, 1, 3};
    Matrix values = Matrix::random(3, 50, 0, 1);
    Matrix out = Matrix::random(7, 50, 64, 2);
    Reference expected(out);
    for (int64_t i = 0; i < 3; ++i) {
      for (int64_t j = 0; j < 50; ++j) {
        expected.at(rows[static_cast<size_t>(i)], j) = values.at(i, j);
      }
    }
    const DfScatterRows args{values.view(), rows.data(), out.view()};
    ASSERT_DF_OK(ops()->scatter_rows(context.get(), &args));
    EXPECT_CLOSE(out, expected, 0.0);
  }
}

TEST(OpRows, RefusesRowsOutside) {
  TestContext context;
  Matrix in(5, 3), out(1, 3), narrow(1, 2);
  int32_t row = 5;
  DfGatherRows gather{in.view(), &row, out.view()};
  expect_refused(ops()->gather_rows(context.get(), &gather), DF_INVALID_ARGUMENT, "rows[0] is 5");
  row = -1;
  DfScatterRows scatter{out.view(), &row, in.view()};
  expect_refused(ops()->scatter_rows(context.get(), &scatter), DF_INVALID_ARGUMENT,
                 "rows[0] is -1");
  row = 0;
  gather.out = narrow.view();
  expect_refused(ops()->gather_rows(context.get(), &gather), DF_INVALID_ARGUMENT,
                 "out is 1 x 2, expected 1 x 3");
}

}  // namespace
}  // namespace df::test
