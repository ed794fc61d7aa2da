#include "backends/cpu/simd/optimizer.h"
#include "backends/cpu/simd/vec_gather.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE Vec load_tail(const float* from, int64_t n) {
  return n == kLanes ? load(from) : load_first(from, n);
}
DF_INLINE void store_tail(float* to, Vec v, int64_t n) {
  if (n == kLanes) {
    store(to, v);
  } else {
    store_first(to, v, n);
  }
}

void adamw32(const AdamScalars& s, float* param, const float* grad, float* m, float* v,
             int64_t count) {
  for (int64_t at = 0; at < count; at += kLanes) {
    const int64_t n = count - at < kLanes ? count - at : kLanes;
    const Vec g = load_tail(grad + at, n) * s.gradient_scale;
    const Vec m_old = load_tail(m + at, n);
    const Vec m_new = fma(splat(s.one_minus_beta1), g - m_old, m_old);
    const Vec v_new = fma(g * s.one_minus_beta2, g, load_tail(v + at, n) * s.beta2);
    const Vec denominator = sqrt(v_new) / splat(s.correction2) + splat(s.eps);
    const Vec p = load_tail(param + at, n) * s.decay;
    store_tail(param + at, p - m_new * s.step_size / denominator, n);
    store_tail(m + at, m_new, n);
    store_tail(v + at, v_new, n);
  }
}

// Nearest code of the map, as df::dynamic_code: a binary search in every lane.
DF_INLINE IVec nearest_code(const float* map, Vec x) {
  IVec pivot = isplat(127);
  IVec upper = isplat(255);
  IVec lower = isplat(0);
  for (int step = 64; step > 0; step /= 2) {
    const IVec above = x > gather(map, pivot);
    lower = iselect(above, pivot, lower);
    upper = iselect(above, upper, pivot);
    pivot = pivot + iselect(above, isplat(step), isplat(-step));
  }
  const Vec value = gather(map, pivot);
  const Vec half = splat(0.5f);
  const IVec above = x > value;
  const IVec past_upper = above & (x > (gather(map, upper) + value) * half);
  const IVec past_lower = (above ^ isplat(-1)) & (x < (gather(map, lower) + value) * half);
  return iselect(past_upper, upper, iselect(past_lower, lower, pivot));
}

// As bitsandbytes' kernel: the block's moments are dequantized, updated, and quantized again by
// their new absmax; the parameters move by the moments before that rounding. Elements whose
// gradient is not finite keep their parameter and lose their moments.
void adamw8_block(const AdamScalars& s, float* param, const float* grad, uint8_t* m_q, uint8_t* v_q,
                  float* m_absmax, float* v_absmax, const float* m_map, const float* v_map,
                  int64_t count) {
  float m_new[kAdam8Block] __attribute__((aligned(64)));
  float v_new[kAdam8Block] __attribute__((aligned(64)));
  Vec m_largest = splat(0.0f);
  Vec v_largest = splat(0.0f);
  for (int64_t at = 0; at < count; at += kLanes) {
    const int64_t n = count - at < kLanes ? count - at : kLanes;
    const Vec raw = load_tail(grad + at, n);
    const IVec finite = abs(raw) <= splat(__FLT_MAX__);
    const Vec g = select(finite, raw, splat(0.0f)) * s.gradient_scale;
    const Vec m_old = gather(m_map, load_bytes(m_q + at, n)) * splat(*m_absmax);
    const Vec v_old = gather(v_map, load_bytes(v_q + at, n)) * splat(*v_absmax);
    const Vec zero = splat(0.0f);
    const Vec m = select(finite, m_old * s.beta1 + g * s.one_minus_beta1, zero);
    const Vec v = select(finite, v_old * s.beta2 + g * s.one_minus_beta2 * g, zero);
    // Lanes behind the end must not count: their zero codes stand for large negative values.
    store(m_new + at, zero);
    store(v_new + at, zero);
    store_tail(m_new + at, m, n);
    store_tail(v_new + at, v, n);
    m_largest = max(m_largest, abs(load(m_new + at)));
    v_largest = max(v_largest, abs(load(v_new + at)));
    const Vec p_old = load_tail(param + at, n);
    const Vec p = (p_old - m / (sqrt(v) + splat(s.correction2 * s.eps)) * s.step_size) * s.decay;
    store_tail(param + at, select(finite, p, p_old), n);
  }
  *m_absmax = reduce_max(m_largest);
  *v_absmax = reduce_max(v_largest);
  for (int64_t at = 0; at < count; at += kLanes) {
    const int64_t n = count - at < kLanes ? count - at : kLanes;
    const Vec m = load(m_new + at);
    IVec m_code = nearest_code(m_map, m / splat(*m_absmax));
    // The code must keep the sign of the first moment.
    const IVec flipped = (as_int(gather(m_map, m_code)) ^ as_int(m)) < isplat(0);
    const IVec towards = iselect(m > splat(0.0f), isplat(1), isplat(-1));
    m_code = (m_code + (flipped & towards)) & isplat(255);
    store_bytes(m_q + at, m_code, n);
    store_bytes(v_q + at, nearest_code(v_map, load(v_new + at) / splat(*v_absmax)), n);
  }
}

double sum_squares(const float* values, int64_t count) {
  // Sixteen float64 sums; the compiler keeps them in registers.
  double sums[kLanes] = {};
  int64_t at = 0;
  for (; at + kLanes <= count; at += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) {
      const double value = values[at + lane];
      sums[lane] += value * value;
    }
  }
  for (; at < count; ++at) {
    const double value = values[at];
    sums[0] += value * value;
  }
  for (int width = kLanes / 2; width > 0; width /= 2) {
    for (int lane = 0; lane < width; ++lane) sums[lane] += sums[lane + width];
  }
  return sums[0];
}

}  // namespace

extern const OptimizerKernels kOptimizerKernels = {adamw32, adamw8_block, sum_squares};

}  // namespace df::cpu::DF_ISA
