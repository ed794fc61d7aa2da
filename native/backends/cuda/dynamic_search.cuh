// The nearest code of bitsandbytes' 256-entry maps by arithmetic instead of a search.
#pragma once

namespace df::cuda {

// A map, and the largest number that belongs to each value rather than to the next.
struct DynamicSearch {
  const float* values;
  const float* last;  // [255]
};

// The same code as df::dynamic_code (core/quant/dynamic_map.h), ties among them: its search ends at an
// even code p, and moves on to p + 1 beyond the middle, or to p - 1 before the middle.
// A first guess comes from the maps' structure (dynamic_map.cpp): decade i of [1e-6, 1] is cut into 2^i
// pieces (signed) or 2^(i+1) (unsigned). Comparing with the middles makes it exact.
template <bool kSigned>
__device__ __forceinline__ int dynamic_nearest(const DynamicSearch& search, float x) {
  if (isnan(x)) return 0;
  const float size = fabsf(x);
  // Codes per unit and the code at 0 of the decade's line: 10^(6-i) 2^i / 0.9, 2^i - 1 - 2^i / 9.
  constexpr float kTop = kSigned ? 64.0f : 128.0f, kFirst = kSigned ? 1.0f : 2.0f;
  float slope = kTop / 0.9f, start = kTop - kFirst - kTop / 9.0f;
#pragma unroll
  for (int i = 5; i >= 0; --i) {
    constexpr float kBorders[6] = {1e-6f, 1e-5f, 1e-4f, 1e-3f, 1e-2f, 1e-1f};
    constexpr float kFactors[6] = {1e6f / 64, 1e5f / 32, 1e4f / 16, 1e3f / 8, 1e2f / 4, 1e1f / 2};
    const float pieces = kTop / static_cast<float>(64 >> i);
    const bool below = size <= kBorders[i];
    slope = below ? kFactors[i] * (kTop / 0.9f) : slope;
    start = below ? pieces - kFirst - pieces / 9.0f : start;
  }
  int code = static_cast<int>(fmaf(size, slope, start));
  if constexpr (kSigned) {
    code = min(max(code, -1), 127) + 128;
    if (x < 0.0f) code = 254 - code;
  } else {
    code = min(max(code, -1), 254) + 1;
  }
  code = min(max(code, 0), 255);
  while (code < 255 && x > search.last[code]) ++code;
  while (code > 0 && !(x > search.last[code - 1])) --code;
  return code;
}

// Fills 256 + 256 floats of shared memory; the block must synchronise before and after.
__device__ __forceinline__ DynamicSearch fill_search(const float* map, float* shared) {
  for (int i = threadIdx.x; i < 256; i += blockDim.x) {
    shared[i] = map[i];
    // Rounded as the search on the host does; the middle itself belongs to the even code.
    const float middle = i < 255 ? __fmul_rn(map[i + 1] + map[i], 0.5f) : 0.0f;
    shared[256 + i] = i % 2 == 0 ? middle : nextafterf(middle, -INFINITY);
  }
  return DynamicSearch{shared, shared + 256};
}

}  // namespace df::cuda
