// Closed-set label scoring and perplexity: packed passes without a cache.
#pragma once

#include <functional>
#include <vector>

#include "core/infer/label_trie.h"
#include "core/infer/resident_model.h"
#include "core/train/examples.h"

namespace df {

using CountProgress = std::function<bool(int64_t done, int64_t total)>;  // false cancels

// result[p * labels + l] = log P(label l, then eos | prompt p), summed over the label's tokens.
// A prompt and the trie's nodes are one pass: nodes see the prompt and their ancestors only.
std::vector<float> score_labels(const ResidentModel& model, int32_t adapter, const std::vector<Label>& prompts,
                                const std::vector<Label>& labels, const CountProgress& progress);

struct Perplexity {
  double loss = 0;  // sum of negative log-probabilities
  int64_t tokens = 0;
};
Perplexity perplexity(const ResidentModel& model, int32_t adapter, const Examples& examples, bool completion_only,
                      const CountProgress& progress);

}  // namespace df
