#include "core/models/rope_table.h"

#include <cmath>
#include <numbers>

namespace df {
namespace {

std::vector<float> inverse_frequencies(const ModelConfig& config) {
  const int64_t half = config.rotary_dim / 2;
  std::vector<float> frequencies(static_cast<size_t>(half));
  for (int64_t i = 0; i < half; ++i) {
    const float exponent = static_cast<float>(2 * i) / static_cast<float>(config.rotary_dim);
    frequencies[i] = 1.0f / std::pow(static_cast<float>(config.rope_theta), exponent);
  }
  const RopeScaling& s = config.rope_scaling;
  if (s.kind == RopeScalingKind::kLinear) {
    for (float& f : frequencies) f /= static_cast<float>(s.factor);
  }
  if (s.kind != RopeScalingKind::kLlama3) return frequencies;
  // Long waves are stretched by the factor, short ones kept, those between interpolated.
  const double original = static_cast<double>(s.original_max_position_embeddings);
  const double long_wave = original / s.low_freq_factor;
  const double short_wave = original / s.high_freq_factor;
  for (float& f : frequencies) {
    const double wave = 2 * std::numbers::pi / f;
    if (wave > long_wave) {
      f = static_cast<float>(f / s.factor);
    } else if (wave >= short_wave) {
      const double smooth = (original / wave - s.low_freq_factor) / (s.high_freq_factor - s.low_freq_factor);
      f = static_cast<float>((1 - smooth) * f / s.factor + smooth * f);
    }
  }
  return frequencies;
}

}  // namespace

std::vector<float> rope_table(const ModelConfig& config, int64_t positions) {
  const auto frequencies = inverse_frequencies(config);
  const auto half = static_cast<int64_t>(frequencies.size());
  std::vector<float> table(static_cast<size_t>(positions * half * 2));
  for (int64_t p = 0; p < positions; ++p) {
    for (int64_t i = 0; i < half; ++i) {
      const float angle = static_cast<float>(p) * frequencies[i];
      table[p * 2 * half + i] = std::cos(angle);
      table[p * 2 * half + half + i] = std::sin(angle);
    }
  }
  return table;
}

}  // namespace df
