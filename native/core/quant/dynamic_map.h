// The 256-entry dynamic data type of bitsandbytes (8-Bit Approximations for Parallelism in Deep
// Learning, arXiv 1511.04561; create_dynamic_map): codes of double-quantized absmax and of 8-bit
// optimizer states. Ascending values in [-1, 1] (signed) or [0, 1] (unsigned).
#pragma once

#include <array>

namespace df {

using DynamicMap = std::array<float, 256>;

const DynamicMap& dynamic_map_signed();
const DynamicMap& dynamic_map_unsigned();

// Code of the map's value nearest to x, with bitsandbytes' search and ties: a binary search lands
// on a value beside x, then x is compared with the midpoint to the neighbour on its other side.
// NaN gives code 0.
constexpr int dynamic_code(const float* map, float x) {
  int pivot = 127;
  int upper = 255;
  int lower = 0;
  for (int step = 64; step > 0; step /= 2) {
    if (x > map[pivot]) {
      lower = pivot;
      pivot += step;
    } else {
      upper = pivot;
      pivot -= step;
    }
  }
  if (x > map[pivot]) return x > (map[upper] + map[pivot]) * 0.5f ? upper : pivot;
  return x < (map[lower] + map[pivot]) * 0.5f ? lower : pivot;
}

}  // namespace df
