// The search in bitsandbytes' 256-entry maps, on the device.
#pragma once

namespace df::cuda {

// As df::dynamic_code (core/quant/dynamic_map.h): the map's value nearest to x, with bitsandbytes'
// search and ties. Each product is rounded by itself, as it is on the host.
inline __device__ int dynamic_code(const float* map, float x) {
  int pivot = 127, upper = 255, lower = 0;
#pragma unroll
  for (int step = 64; step > 0; step /= 2) {
    if (x > map[pivot]) {
      lower = pivot;
      pivot += step;
    } else {
      upper = pivot;
      pivot -= step;
    }
  }
  if (x > map[pivot]) return x > __fmul_rn(map[upper] + map[pivot], 0.5f) ? upper : pivot;
  return x < __fmul_rn(map[lower] + map[pivot], 0.5f) ? lower : pivot;
}

}  // namespace df::cuda
