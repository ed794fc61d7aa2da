// Float formats to one another, every value of the narrow ones.
#include <bit>
#include <cmath>
#include <limits>

#include "op_gradient_util.h"
#include "op_test_util.h"

namespace df::test {
namespace {

// The value of an IEEE half, from its fields.
double half_value(uint16_t bits) {
  const double sign = (bits & 0x8000) != 0 ? -1 : 1;
  const int exponent = (bits >> 10) & 31;
  const int fraction = bits & 1023;
  if (exponent == 31) return fraction != 0 ? NAN : sign * INFINITY;
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1024 + fraction, exponent - 25);
}

template <typename T>
DfMatrix row_of(std::vector<T>& values, int32_t dtype) {
  const auto count = static_cast<int64_t>(values.size());
  return DfMatrix{values.data(), dtype, 0, 1, count, count};
}

class ConvertOnIsa : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Isa, ConvertOnIsa, testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return info.param; });

void convert(DfContext* context, const DfMatrix& in, const DfMatrix& out) {
  const DfConvert args{in, out};
  ASSERT_DF_OK(ops()->convert(context, &args));
}

TEST_P(ConvertOnIsa, EveryNarrowValueWidensExactlyAndComesBack) {
  const TestContext context(GetParam());
  for (int32_t dtype : {DF_F16, DF_BF16}) {
    std::vector<uint16_t> bits(65'536);
    for (size_t i = 0; i < bits.size(); ++i) bits[i] = static_cast<uint16_t>(i);
    std::vector<float> wide(bits.size());
    std::vector<uint16_t> back(bits.size());
    convert(context.get(), row_of(bits, dtype), row_of(wide, DF_F32));
    convert(context.get(), row_of(wide, DF_F32), row_of(back, dtype));
    for (size_t i = 0; i < bits.size(); ++i) {
      const double value = dtype == DF_F16
                               ? half_value(bits[i])
                               : std::bit_cast<float>(static_cast<uint32_t>(bits[i]) << 16);
      if (std::isnan(value)) {
        EXPECT_TRUE(std::isnan(wide[i])) << i;
        const uint16_t exponent = dtype == DF_F16 ? 0x7c00 : 0x7f80;
        EXPECT_EQ(back[i] & exponent, exponent) << i;
        EXPECT_NE(back[i] & ~(exponent | 0x8000) & 0xffff, 0) << i;
      } else {
        ASSERT_EQ(static_cast<double>(wide[i]), value) << i;
        ASSERT_EQ(back[i], bits[i]);
      }
    }
  }
}

// The nearest of the two neighbours, the even one on a tie.
TEST_P(ConvertOnIsa, RoundsToNearestEven) {
  const TestContext context(GetParam());
  for (int32_t dtype : {DF_F16, DF_BF16}) {
    std::vector<float> values = random_values(20'000, 3, 100.0f);
    for (size_t i = 0; i < 4'000; ++i) values[i] *= 1e-7f;   // subnormal halves
    for (size_t i = 4'000; i < 5'000; ++i) values[i] *= 1e3f;  // overflowing halves
    // Exact ties between neighbours of both kinds.
    for (size_t i = 5'000; i < 7'000; ++i) {
      const auto base = static_cast<uint32_t>(std::bit_cast<uint32_t>(values[i]));
      values[i] = dtype == DF_F16 ? std::bit_cast<float>((base & ~0x1fffu) | 0x1000u)
                                  : std::bit_cast<float>((base & ~0xffffu) | 0x8000u);
    }
    std::vector<uint16_t> narrow(values.size());
    convert(context.get(), row_of(values, DF_F32), row_of(narrow, dtype));
    const auto value_of = [&](int bits) {
      return dtype == DF_F16
                 ? half_value(static_cast<uint16_t>(bits))
                 : static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(bits) << 16));
    };
    for (size_t i = 0; i < values.size(); ++i) {
      const double gap = std::fabs(value_of(narrow[i]) - static_cast<double>(values[i]));
      if (std::isinf(value_of(narrow[i]))) {
        EXPECT_GE(std::fabs(values[i]), 65'520.0f);
        continue;
      }
      for (int step : {-1, 1}) {
        const int neighbour = narrow[i] + step;
        if ((neighbour & 0x7fff) == 0x7fff || neighbour < 0 || neighbour > 0xffff) continue;
        const double other = std::fabs(value_of(neighbour) - static_cast<double>(values[i]));
        if (std::isnan(other)) continue;
        EXPECT_LE(gap, other) << values[i];
        if (gap == other) {
          EXPECT_EQ(narrow[i] % 2, 0) << values[i];
        }
      }
    }
  }
}

TEST_P(ConvertOnIsa, PaddedRowsOfOddLength) {
  const TestContext context(GetParam());
  for (int64_t cols : {1, 15, 16, 33}) {
    Matrix from = Matrix::random(5, cols, cols + 3, 9);
    Matrix to(5, cols, cols + 7);
    std::vector<uint16_t> middle(static_cast<size_t>(5 * (cols + 2)), 0x1234);
    const DfMatrix half{middle.data(), DF_BF16, 0, 5, cols, cols + 2};
    convert(context.get(), from.view(), half);
    convert(context.get(), half, to.view());
    for (int64_t r = 0; r < 5; ++r) {
      for (int64_t c = 0; c < cols; ++c) {
        EXPECT_NEAR(to.at(r, c), from.at(r, c), std::fabs(from.at(r, c)) / 250);
      }
      for (int64_t c = cols; c < cols + 2; ++c) {
        EXPECT_EQ(middle[static_cast<size_t>(r * (cols + 2) + c)], 0x1234);
      }
    }
    EXPECT_TRUE(to.guards_intact());
  }
}

TEST(Convert, RefusesWhatIsNotAFloat) {
  const TestContext context;
  Matrix values(2, 2);
  DfConvert args{values.view(), values.view()};
  args.out.dtype = DF_I32;
  expect_refused(ops()->convert(context.get(), &args), DF_INVALID_ARGUMENT, "float dtypes");
  args.out = values.view();
  args.out.rows = 3;
  expect_refused(ops()->convert(context.get(), &args), DF_INVALID_ARGUMENT, "3 x 2");
}

}  // namespace
}  // namespace df::test
