// Next-token choice on the host: repetition penalty, temperature, top-k, top-p, or greedy.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace df {

struct Sampling {
  double temperature = 0;         // 0: greedy
  int32_t top_k = 0;              // 0: off
  double top_p = 1;               // 1: off (nucleus sampling, arXiv 1904.09751)
  double repetition_penalty = 1;  // 1: off (CTRL, arXiv 1909.05858)
  uint64_t seed = 0;
};

struct Sampled {
  int32_t token;
  float logprob;  // under the model's own distribution, before any of the above
};

// logits: [vocabulary]; `history` are the sequence's tokens so far; `index` counts the generated
// tokens: with the seed it fixes the random number. log_sum: log of the sum of exp(logits), where known.
Sampled sample_token(const float* logits, int64_t vocabulary, const Sampling& sampling,
                     const std::vector<int32_t>& history, uint64_t index, std::optional<double> log_sum = {});

}  // namespace df
