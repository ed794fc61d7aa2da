#include "core/infer/sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/rng/stream.h"

namespace df {
namespace {

double log_sum_exp(const float* logits, int64_t n) {
  const float top = *std::max_element(logits, logits + n);
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) sum += std::exp(static_cast<double>(logits[i]) - top);
  return top + std::log(sum);
}

// CTRL's rule: a seen token's score is divided by the penalty when positive, multiplied when not.
std::vector<double> penalised(const float* logits, int64_t n, double penalty, const std::vector<int32_t>& history) {
  std::vector<double> scores(logits, logits + n);
  if (penalty == 1) return scores;
  std::vector<bool> seen(static_cast<size_t>(n), false);
  for (const int32_t token : history) {
    if (seen[token]) continue;
    seen[token] = true;
    scores[token] = scores[token] > 0 ? scores[token] / penalty : scores[token] * penalty;
  }
  return scores;
}

int32_t draw(const std::vector<double>& scores, const Sampling& s, uint64_t index) {
  std::vector<int32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  const auto before = [&](int32_t a, int32_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; };
  size_t kept = scores.size();
  if (s.top_k > 0) kept = std::min(kept, static_cast<size_t>(s.top_k));
  std::partial_sort(order.begin(), order.begin() + static_cast<int64_t>(kept), order.end(), before);
  std::vector<double> weights(kept);
  double total = 0;
  for (size_t i = 0; i < kept; ++i) {
    weights[i] = std::exp((scores[order[i]] - scores[order[0]]) / s.temperature);
    total += weights[i];
  }
  if (s.top_p < 1) {
    double mass = 0;
    size_t nucleus = 0;
    while (nucleus < kept && mass < s.top_p * total) mass += weights[nucleus++];
    kept = std::max<size_t>(nucleus, 1);
    total = mass;
  }
  const Philox rng(s.seed, rng_stream(RngPurpose::kSampling, 0));
  double at = static_cast<double>(rng.uniform(index)) * total;
  for (size_t i = 0; i < kept; ++i) {
    at -= weights[i];
    if (at < 0) return order[i];
  }
  return order[kept - 1];
}

}  // namespace

Sampled sample_token(const float* logits, int64_t vocabulary, const Sampling& s, const std::vector<int32_t>& history,
                     uint64_t index) {
  const auto scores = penalised(logits, vocabulary, s.repetition_penalty, history);
  const int32_t token = s.temperature <= 0
                            ? static_cast<int32_t>(std::max_element(scores.begin(), scores.end()) - scores.begin())
                            : draw(scores, s, index);
  return {token, static_cast<float>(logits[token] - log_sum_exp(logits, vocabulary))};
}

}  // namespace df
