#include "core/train/examples.h"

#include <algorithm>
#include <string>

#include "core/error.h"
#include "core/rng/stream.h"

namespace df {

int64_t Examples::longest() const {
  int64_t longest = 0;
  for (int64_t i = 0; i < count(); ++i) longest = std::max(longest, length(i));
  return longest;
}

void check_examples(const Examples& e, int64_t vocabulary, const char* field) {
  const auto bad = [&](const std::string& part, const std::string& what) {
    throw Error(ErrorCode::kInvalidInput, std::string(field) + "." + part,
                std::string(field) + "." + part + " " + what);
  };
  if (e.offsets.empty() || e.offsets.front() != 0) bad("offsets", "must start with 0");
  if (e.offsets.back() != static_cast<int64_t>(e.tokens.size())) {
    bad("offsets", "must end with the number of tokens");
  }
  if (static_cast<int64_t>(e.prompt_tokens.size()) != e.count()) {
    bad("promptTokens", "must have one entry an example");
  }
  for (int64_t i = 0; i < e.count(); ++i) {
    if (e.length(i) < 0) bad("offsets", "must not fall (example " + std::to_string(i) + ")");
    if (e.prompt_tokens[i] < 0 || e.prompt_tokens[i] > e.length(i)) {
      bad("promptTokens", "of example " + std::to_string(i) + " lies outside the example");
    }
  }
  for (const int32_t id : e.tokens) {
    if (id < 0 || id >= vocabulary) {
      bad("tokens", "holds id " + std::to_string(id) + ", outside the model's vocabulary of " +
                        std::to_string(vocabulary));
    }
  }
}

int64_t loss_tokens_of(const Examples& e, int64_t i, bool completion_only) {
  // Token t is predicted from t-1, so the first token of a sequence never carries loss.
  const int64_t first = std::max<int64_t>(completion_only ? e.prompt_tokens[i] : 1, 1);
  return std::max<int64_t>(e.length(i) - first, 0);
}

UsableExamples usable_examples(const Examples& e, int64_t context_length, bool completion_only) {
  UsableExamples usable;
  for (int64_t i = 0; i < e.count(); ++i) {
    if (e.length(i) > context_length) {
      ++usable.too_long;
    } else if (loss_tokens_of(e, i, completion_only) == 0) {
      ++usable.without_loss;
    } else {
      usable.indices.push_back(i);
    }
  }
  return usable;
}

void MicroBatch::clear() {
  ids.clear();
  positions.clear();
  labels.clear();
  cu_seqlens.assign(1, 0);
  loss_tokens = 0;
  max_seqlen = 0;
}

bool TokenDropout::drops(int64_t example, int64_t token, int64_t prompt_tokens) const {
  if (probability <= 0 || token == 0 || token >= prompt_tokens - 1) return false;
  constexpr uint64_t kMostTokens = uint64_t{1} << 24;
  const Philox rng(seed, rng_stream(RngPurpose::kTokenDropout, static_cast<uint64_t>(step)));
  return rng.uniform(static_cast<uint64_t>(example) * kMostTokens + static_cast<uint64_t>(token)) < probability;
}

void MicroBatch::add(const Examples& e, int64_t index, bool completion_only, const TokenDropout& dropout) {
  const int64_t begin = e.offsets[index];
  const int64_t length = e.length(index);
  const int64_t first_loss = std::max<int64_t>(completion_only ? e.prompt_tokens[index] : 1, 1);
  int32_t position = 0;
  for (int64_t t = 0; t < length; ++t) {
    if (dropout.drops(index, t, e.prompt_tokens[index])) continue;
    ids.push_back(e.tokens[begin + t]);
    positions.push_back(position++);
    const bool loss = t + 1 < length && t + 1 >= first_loss;
    labels.push_back(loss ? e.tokens[begin + t + 1] : -1);
  }
  loss_tokens += loss_tokens_of(e, index, completion_only);
  cu_seqlens.push_back(static_cast<int32_t>(ids.size()));
  max_seqlen = std::max(max_seqlen, position);
}

}  // namespace df
