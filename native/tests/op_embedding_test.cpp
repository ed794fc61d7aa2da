// Embedding lookup from every float format, and its gradient.
#include "op_gradient_util.h"

namespace df::test {
namespace {

std::vector<int32_t> random_ids(int64_t count, int32_t vocabulary) {
  std::mt19937 generator(2);
  std::vector<int32_t> ids(static_cast<size_t>(count));
  for (int32_t& id : ids) {
    id = static_cast<int32_t>(generator() % static_cast<uint32_t>(vocabulary));
  }
  return ids;
}

uint16_t to_bf16(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return static_cast<uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}
float from_bf16(uint16_t half) {
  const uint32_t bits = static_cast<uint32_t>(half) << 16;
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

TEST(OpEmbedding, ForwardCopiesRows) {
  constexpr int32_t kVocabulary = 50;
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const int32_t cols : {1, 16, 37, 320}) {
      for (const int32_t format : {DF_F32, DF_F16, DF_BF16}) {
        SCOPED_TRACE(isa + " cols " + std::to_string(cols) + " format " + std::to_string(format));
        const Matrix values = Matrix::random(kVocabulary, cols, cols, 1);
        std::vector<uint16_t> halves;
        Reference expected_table(values);
        for (int64_t i = 0; format != DF_F32 && i < int64_t{kVocabulary} * cols; ++i) {
          const float value = values.at(i / cols, i % cols);
          const _Float16 half = static_cast<_Float16>(value);
          uint16_t bits;
          std::memcpy(&bits, &half, sizeof bits);
          halves.push_back(format == DF_BF16 ? to_bf16(value) : bits);
          expected_table.at(i / cols, i % cols) =
              format == DF_BF16 ? from_bf16(halves.back()) : static_cast<float>(half);
        }
        const std::vector<int32_t> ids = random_ids(77, kVocabulary);
        Matrix out(77, cols, cols + 3);
        DfEmbeddingForward args{};
        args.ids = ids.data();
        args.table.format = format;
        args.table.out_features = kVocabulary;
        args.table.in_features = cols;
        args.table.data = halves.data();
        if (format == DF_F32) args.table.data = values.data();
        args.out = out.view();
        ASSERT_DF_OK(ops()->embedding_forward(context.get(), &args));
        Reference expected(77, cols);
        for (int64_t t = 0; t < 77; ++t) {
          for (int64_t j = 0; j < cols; ++j) {
            expected.at(t, j) = expected_table.at(ids[static_cast<size_t>(t)], j);
          }
        }
        EXPECT_CLOSE(out, expected, 0.0);
      }
    }
  }
}

TEST(OpEmbedding, BackwardAddsInTokenOrder) {
  constexpr int32_t kVocabulary = 9;
  for (const std::string& isa : instruction_sets()) {
    for (const int threads : thread_counts()) {
      TestContext context(isa, threads);
      for (const int64_t cols : {1, 63, 64, 200}) {
        SCOPED_TRACE(isa + " cols " + std::to_string(cols));
        Matrix dout = Matrix::random(300, cols, cols + 5, 1);
        Matrix dtable = Matrix::random(kVocabulary, cols, cols + 1, 2);
        const std::vector<int32_t> ids = random_ids(300, kVocabulary);
        Matrix expected = dtable;
        for (int64_t t = 0; t < 300; ++t) {
          for (int64_t j = 0; j < cols; ++j) {
            expected.at(ids[static_cast<size_t>(t)], j) += dout.at(t, j);
          }
        }
        const DfEmbeddingBackward args{ids.data(), dout.view(), dtable.view()};
        ASSERT_DF_OK(ops()->embedding_backward(context.get(), &args));
        EXPECT_TRUE(same_bits(dtable, expected));
      }
    }
  }
}

TEST(OpEmbedding, RefusesWrongArguments) {
  TestContext context;
  Matrix table(4, 8), out(2, 8);
  const std::vector<int32_t> ids{0, 4};
  DfEmbeddingForward args{};
  args.ids = ids.data();
  args.table.format = DF_F32;
  args.table.out_features = 4;
  args.table.in_features = 8;
  args.table.data = table.data();
  args.out = out.view();
  expect_refused(ops()->embedding_forward(context.get(), &args), DF_INVALID_ARGUMENT,
                 "ids[1] is 4, outside the 4 rows");
  args.table.format = DF_NF4;
  expect_refused(ops()->embedding_forward(context.get(), &args), DF_INVALID_ARGUMENT, "format 5");
}

}  // namespace
}  // namespace df::test
