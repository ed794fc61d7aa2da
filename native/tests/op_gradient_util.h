// Central differences, bit comparisons and refusals for the op tests.
#pragma once

#include <cstring>
#include <functional>
#include <string>

#include "op_test_util.h"

namespace df::test {

// d loss / d at[i], by central differences in float64. `loss` reads `at`.
inline Reference numeric_gradient(Reference& at, const std::function<double()>& loss) {
  constexpr double kStep = 1e-5;
  Reference gradient(at.rows, at.cols);
  for (size_t i = 0; i < at.values.size(); ++i) {
    const double value = at.values[i];
    at.values[i] = value + kStep;
    const double above = loss();
    at.values[i] = value - kStep;
    const double below = loss();
    at.values[i] = value;
    gradient.values[i] = (above - below) / (2 * kStep);
  }
  return gradient;
}

inline double dot(const Reference& a, const Reference& b) {
  double sum = 0;
  for (size_t i = 0; i < a.values.size(); ++i) sum += a.values[i] * b.values[i];
  return sum;
}

inline bool same_bits(const Matrix& a, const Matrix& b) {
  const size_t count = static_cast<size_t>((a.rows() + 1) * a.ld());
  return a.rows() == b.rows() && a.ld() == b.ld() &&
         std::memcmp(a.data(), b.data(), count * sizeof(float)) == 0;
}

inline void expect_refused(const DfStatus& status, DfCode code, const std::string& words) {
  EXPECT_EQ(status.code, code) << status.message;
  EXPECT_NE(std::string(status.message).find(words), std::string::npos) << status.message;
}

// The thread counts whose results must be identical, bit for bit.
inline const std::vector<int>& thread_counts() {
  static const std::vector<int> counts{1, 2, 3};
  return counts;
}

}  // namespace df::test
