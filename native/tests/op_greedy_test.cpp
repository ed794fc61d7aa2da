// The greedy choice: the largest logit, the lowest index among equals, and its log-probability.
#include <algorithm>
#include <cmath>

#include "op_test_util.h"

namespace df::test {
namespace {

class OpGreedyOnIsa : public testing::TestWithParam<std::string> {};

TEST_P(OpGreedyOnIsa, IsTheLargestLogitAndItsLogProbability) {
  TestContext context(GetParam());
  for (const auto& [rows, cols] : {std::pair<int64_t, int64_t>{1, 1}, {3, 97}, {2, 4097}, {40, 33000}, {1, 128256}}) {
    Matrix logits = Matrix::random(rows, cols, cols + 5, static_cast<uint32_t>(cols), 3.0f);
    for (int64_t r = 0; r < rows; ++r) {
      // Equal largest logits at two places, in different pieces of a long row.
      logits.at(r, (r * 7919 + cols / 3) % cols) = 20.0f;
      logits.at(r, (r * 104729 + cols - 1) % cols) = 20.0f;
    }
    for (int repeat = 0; repeat < 2; ++repeat) {  // counters between blocks are as they were
      std::vector<int32_t> token(static_cast<size_t>(rows), -1);
      std::vector<float> logprob(static_cast<size_t>(rows));
      const DfGreedy args{logits.view(), token.data(), logprob.data()};
      ASSERT_DF_OK(ops()->greedy(context.get(), &args));
      for (int64_t r = 0; r < rows; ++r) {
        const float* row = logits.data() + r * logits.ld();
        EXPECT_EQ(token[static_cast<size_t>(r)], std::max_element(row, row + cols) - row) << "row " << r << " of " << cols;
        double sum = 0;
        for (int64_t c = 0; c < cols; ++c) sum += std::exp(static_cast<double>(row[c]) - 20.0);
        EXPECT_NEAR(logprob[static_cast<size_t>(r)], -std::log(sum), 1e-5) << "row " << r << " of " << cols;
      }
      EXPECT_TRUE(logits.guards_intact());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, OpGreedyOnIsa, testing::ValuesIn(instruction_sets()));

}  // namespace
}  // namespace df::test
