#include "core/quant/dynamic_map.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace df {
namespace {

constexpr double kPowers[] = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0};

// torch.linspace in float32: steps from both ends, so that the last value is exact, each in one
// rounding (std::fma is exact whether or not the CPU has the instruction).
std::vector<float> linspace(float first, float last, int count) {
  std::vector<float> values(static_cast<size_t>(count));
  const float step = (last - first) / static_cast<float>(count - 1);
  for (int i = 0; i < count; ++i) {
    values[static_cast<size_t>(i)] = i < count / 2
                                         ? std::fma(step, static_cast<float>(i), first)
                                         : std::fma(-step, static_cast<float>(count - i - 1), last);
  }
  return values;
}

// For each exponent e: 10^e times the midpoints of [0.1, 1] cut into a power of two of pieces; the
// smaller the exponent, the fewer bits are left for the fraction. Zero and one are added.
DynamicMap build(bool is_signed) {
  std::vector<float> values{0.0f, 1.0f};
  for (int i = 0; i < static_cast<int>(std::size(kPowers)); ++i) {
    const int pieces = 1 << (is_signed ? i : i + 1);
    const std::vector<float> borders = linspace(0.1f, 1.0f, pieces + 1);
    // 10^e is a double in the source and becomes a float where it multiplies a float tensor.
    const float scale = static_cast<float>(kPowers[i]);
    for (size_t piece = 0; piece + 1 < borders.size(); ++piece) {
      const float mean = (borders[piece] + borders[piece + 1]) / 2.0f;
      values.push_back(scale * mean);
      if (is_signed) values.push_back(-scale * mean);
    }
  }
  std::sort(values.begin(), values.end());
  DynamicMap map{};
  std::copy_n(values.begin(), map.size(), map.begin());
  return map;
}

}  // namespace

const DynamicMap& dynamic_map_signed() {
  static const DynamicMap map = build(true);
  return map;
}

const DynamicMap& dynamic_map_unsigned() {
  static const DynamicMap map = build(false);
  return map;
}

}  // namespace df
