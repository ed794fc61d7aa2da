#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace df {
namespace {

// Cosine from a to b as t goes 0 to 1.
double cosine(double a, double b, double t) {
  return b + (a - b) * 0.5 * (1 + std::cos(std::numbers::pi * std::clamp(t, 0.0, 1.0)));
}

double one_cycle(const RunConfig& c, double position) {
  const double up = c.warmup_ratio > 0 ? c.warmup_ratio : 0.25;
  const double peak = c.learning_rate;
  if (position < up) return cosine(peak / 25, peak, position / up);
  return cosine(peak, peak / 1e5, up < 1 ? (position - up) / (1 - up) : 1);
}

}  // namespace

double learning_rate(const RunConfig& c, int64_t step, int64_t total) {
  const double done = static_cast<double>(step - 1);
  const double all = static_cast<double>(std::max<int64_t>(total, 1));
  if (c.schedule == ScheduleKind::kOneCycle) return one_cycle(c, done / all);
  const double warm = std::ceil(c.warmup_ratio * all);
  // As in the field's schedulers: the first step of a warm-up of n has rate peak/n, not 0.
  if (done < warm) return c.learning_rate * (done + 1) / warm;
  const double floor = c.learning_rate * c.min_learning_rate_ratio;
  const double t = all > warm ? (done - warm) / (all - warm) : 1;
  switch (c.schedule) {
    case ScheduleKind::kCosine: return cosine(c.learning_rate, floor, t);
    case ScheduleKind::kLinear: return c.learning_rate + (floor - c.learning_rate) * std::min(t, 1.0);
    default: return c.learning_rate;
  }
}

}  // namespace df
