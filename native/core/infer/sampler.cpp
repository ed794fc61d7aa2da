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

// Candidates from the best down, sorted as far as somebody looks: a vocabulary has 100,000 tokens, and
// nucleus sampling looks at a few hundred.
class Ranking {
 public:
  explicit Ranking(const std::vector<double>& scores) : scores_(scores), order_(scores.size()) {
    std::iota(order_.begin(), order_.end(), 0);
  }
  int32_t at(size_t rank) {
    while (rank >= sorted_) {
      const size_t to = std::min(std::max<size_t>(sorted_ * 8, 256), order_.size());
      const auto before = [&](int32_t a, int32_t b) { return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b; };
      const auto begin = order_.begin() + static_cast<int64_t>(sorted_), end = order_.begin() + static_cast<int64_t>(to);
      if (end != order_.end()) std::nth_element(begin, end, order_.end(), before);
      std::sort(begin, end, before);
      sorted_ = to;
    }
    return order_[rank];
  }

 private:
  const std::vector<double>& scores_;
  std::vector<int32_t> order_;
  size_t sorted_ = 0;
};

int32_t draw(const std::vector<double>& scores, const Sampling& s, uint64_t index) {
  Ranking ranking(scores);
  const double top = scores[static_cast<size_t>(ranking.at(0))];
  const auto weight = [&](int32_t token) { return std::exp((scores[static_cast<size_t>(token)] - top) / s.temperature); };
  size_t kept = scores.size();
  double total = 0;
  if (s.top_k > 0 && static_cast<size_t>(s.top_k) < kept) {
    kept = static_cast<size_t>(s.top_k);
    for (size_t i = 0; i < kept; ++i) total += weight(ranking.at(i));
  } else {
    // What is this far below the best adds nothing that a double could hold.
    const double least = top - 60 * s.temperature;
    for (const double score : scores) {
      if (score > least) total += std::exp((score - top) / s.temperature);
    }
  }
  if (s.top_p < 1) {
    double mass = 0;
    size_t nucleus = 0;
    while (nucleus < kept && mass < s.top_p * total) mass += weight(ranking.at(nucleus++));
    kept = std::max<size_t>(nucleus, 1);
    total = mass;
  }
  const Philox rng(s.seed, rng_stream(RngPurpose::kSampling, 0));
  double at = static_cast<double>(rng.uniform(index)) * total;
  for (size_t i = 0; i + 1 < kept; ++i) {
    at -= weight(ranking.at(i));
    if (at < 0) return ranking.at(i);
  }
  return ranking.at(kept - 1);
}

}  // namespace

Sampled sample_token(const float* logits, int64_t vocabulary, const Sampling& s, const std::vector<int32_t>& history,
                     uint64_t index, std::optional<double> log_sum) {
  const auto scores = penalised(logits, vocabulary, s.repetition_penalty, history);
  const int32_t token = s.temperature <= 0
                            ? static_cast<int32_t>(std::max_element(scores.begin(), scores.end()) - scores.begin())
                            : draw(scores, s, index);
  const double normalizer = log_sum ? *log_sum : log_sum_exp(logits, vocabulary);
  return {token, static_cast<float>(logits[token] - normalizer)};
}

}  // namespace df
