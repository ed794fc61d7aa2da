// RMSNorm (arXiv 1910.07467) and LayerNorm (arXiv 1607.06450), by rows.
#pragma once

#include "backends/cpu/simd/row_kernels.h"
#include "backends/cpu/simd/vec.h"
#include "backends/cpu/simd/vec_rows.h"

namespace df::cpu::DF_ISA {
namespace {

// x + residual; the result is kept in `sum` where the caller wants it.
DF_INLINE Vec norm_input(const float* x, const float* residual, int64_t at, int64_t lanes) {
  const Vec v = load_upto(x + at, lanes);
  return residual != nullptr ? v + load_upto(residual + at, lanes) : v;
}

struct NormRow {
  const float* x;
  const float* residual;
  float* sum;
  float* y;
};

constexpr int64_t kRowsAhead = 3;
DF_INLINE void norm_prefetch(const NormRows& n, const NormRow& row, int64_t at) {
  prefetch(row.x + kRowsAhead * n.x_ld + at);
  if (row.residual != nullptr) prefetch(row.residual + kRowsAhead * n.residual_ld + at);
}

// Writes the sum and returns the mean square (RMS) or the mean (LAYER) of the row.
DF_INLINE float norm_first_pass(const NormRows& n, const NormRow& row) {
  Vec even = Vec{}, odd = Vec{};
  int64_t c = 0;
  for (; c + 2 * kLanes <= n.cols; c += 2 * kLanes) {
    norm_prefetch(n, row, c);
    norm_prefetch(n, row, c + kLanes);
    const Vec a = norm_input(row.x, row.residual, c, kLanes);
    const Vec b = norm_input(row.x, row.residual, c + kLanes, kLanes);
    if (row.sum != nullptr) {
      store(row.sum + c, a);
      store(row.sum + c + kLanes, b);
    }
    even = n.layer ? even + a : fma(a, a, even);
    odd = n.layer ? odd + b : fma(b, b, odd);
  }
  for (; c < n.cols; c += kLanes) {
    const int64_t lanes = lanes_at(c, n.cols);
    const Vec a = norm_input(row.x, row.residual, c, lanes);
    if (row.sum != nullptr) store_upto(row.sum + c, a, lanes);
    even = n.layer ? even + a : fma(a, a, even);
  }
  return reduce_add(even + odd) / (float)n.cols;
}

DF_INLINE float norm_variance(const NormRows& n, const NormRow& row, float mean) {
  Vec total = Vec{};
  int64_t c = 0;
  for (; c + kLanes <= n.cols; c += kLanes) {
    const Vec gap = norm_input(row.x, row.residual, c, kLanes) - splat(mean);
    total = fma(gap, gap, total);
  }
  float sum = reduce_add(total);
  for (; c < n.cols; ++c) {
    const float value = row.x[c] + (row.residual != nullptr ? row.residual[c] : 0.0f);
    sum += (value - mean) * (value - mean);
  }
  return sum / (float)n.cols;
}

static void norm_forward(const NormRows& n) {
  for (int64_t r = 0; r < n.rows; ++r) {
    NormRow row{n.x + r * n.x_ld,
                n.residual != nullptr ? n.residual + r * n.residual_ld : nullptr,
                n.sum != nullptr ? n.sum + r * n.sum_ld : nullptr, n.y + r * n.y_ld};
    const float first = norm_first_pass(n, row);
    if (row.sum != nullptr) {  // it may have overwritten x
      row.x = row.sum;
      row.residual = nullptr;
    }
    const float mean = n.layer ? first : 0.0f;
    const float square = n.layer ? norm_variance(n, row, mean) : first;
    const float rstd = 1.0f / __builtin_sqrtf(square + n.eps);
    if (n.rstd != nullptr) n.rstd[r] = rstd;
    if (n.mean != nullptr && n.layer) n.mean[r] = mean;
    const Vec factor = splat(rstd);
    const Vec shift = splat(mean);
    for (int64_t c = 0; c < n.cols; c += kLanes) {
      const int64_t lanes = lanes_at(c, n.cols);
      Vec v = norm_input(row.x, row.residual, c, lanes);
      if (n.layer) v = v - shift;
      v = v * factor * load_upto(n.weight + c, lanes);
      if (n.bias != nullptr) v = v + load_upto(n.bias + c, lanes);
      store_upto(row.y + c, v, lanes);
    }
  }
}

// With g = dy o weight and xhat = (x - mean) * rstd:
//   dx = rstd * (g - mean(g) - xhat * mean(g o xhat)), without mean(g) for RMS.
struct NormMeans {
  float g;
  float g_xhat;
};

DF_INLINE NormMeans norm_backward_sums(const NormBackwardRows& n, const float* x, const float* dy,
                                       float mean, float rstd) {
  Vec sum_g = Vec{}, sum_gx = Vec{};
  for (int64_t c = 0; c < n.cols; c += kLanes) {
    const int64_t lanes = lanes_at(c, n.cols);
    prefetch(x + kRowsAhead * n.x_ld + c);
    prefetch(dy + kRowsAhead * n.dy_ld + c);
    Vec xhat = load_upto(x + c, lanes);
    if (n.layer) xhat = xhat - splat(mean);
    xhat = xhat * rstd;
    const Vec d = load_upto(dy + c, lanes);
    const Vec g = d * load_upto(n.weight + c, lanes);  // 0 behind the last column
    if (n.layer) sum_g += g;
    sum_gx = fma(g, xhat, sum_gx);
    if (n.dweight != nullptr) {
      store_upto(n.dweight + c, fma(d, xhat, load_upto(n.dweight + c, lanes)), lanes);
    }
    if (n.dbias != nullptr) store_upto(n.dbias + c, load_upto(n.dbias + c, lanes) + d, lanes);
  }
  return {n.layer ? reduce_add(sum_g) / (float)n.cols : 0.0f, reduce_add(sum_gx) / (float)n.cols};
}

static void norm_backward(const NormBackwardRows& n) {
  for (int64_t r = 0; r < n.rows; ++r) {
    const float* x = n.x + r * n.x_ld;
    const float* dy = n.dy + r * n.dy_ld;
    const float mean = n.layer ? n.mean[r] : 0.0f;
    const float rstd = n.rstd[r];
    const NormMeans means = norm_backward_sums(n, x, dy, mean, rstd);
    if (n.dx == nullptr) continue;
    float* dx = n.dx + r * n.dx_ld;
    for (int64_t c = 0; c < n.cols; c += kLanes) {
      const int64_t lanes = lanes_at(c, n.cols);
      prefetch(dx + kRowsAhead * n.dx_ld + c);
      Vec xhat = load_upto(x + c, lanes);
      if (n.layer) xhat = xhat - splat(mean);
      xhat = xhat * rstd;
      Vec g = load_upto(dy + c, lanes) * load_upto(n.weight + c, lanes);
      if (n.layer) g = g - splat(means.g);
      Vec d = (g - xhat * means.g_xhat) * rstd;
      if (n.accumulate) d = d + load_upto(dx + c, lanes);
      store_upto(dx + c, d, lanes);
    }
  }
}

}  // namespace
}  // namespace df::cpu::DF_ISA
