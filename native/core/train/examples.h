// Tokenized examples and their division into micro-batches.
#pragma once

#include <cstdint>
#include <vector>

namespace df {

// Flattened examples: example i is tokens [offsets[i], offsets[i+1]); its first prompt_tokens[i]
// tokens are context.
struct Examples {
  std::vector<int32_t> tokens;
  std::vector<int64_t> offsets{0};
  std::vector<int32_t> prompt_tokens;

  int64_t count() const { return static_cast<int64_t>(offsets.size()) - 1; }
  int64_t length(int64_t i) const { return offsets[i + 1] - offsets[i]; }
  int64_t longest() const;
};

// Checks offsets, prompt lengths and that every token id lies in [0, vocabulary). Throws df::Error
// with `field` naming the array.
void check_examples(const Examples& examples, int64_t vocabulary, const char* field);

// Examples that fit the context and carry at least one loss token; the others are counted.
struct UsableExamples {
  std::vector<int64_t> indices;
  int64_t too_long = 0;
  int64_t without_loss = 0;
};
UsableExamples usable_examples(const Examples& examples, int64_t context_length, bool completion_only);

// Leaves prompt tokens out at random (word dropout, Iyyer et al., ACL 2015), so that a model learns
// to read all of a note instead of one phrase. Which ones is a function of (seed, step, example).
struct TokenDropout {
  double probability = 0;
  uint64_t seed = 0;
  int64_t step = 0;

  // The first token (bos) and the last of the prompt always stay.
  bool drops(int64_t example, int64_t token, int64_t prompt_tokens) const;
};

// One packed micro-batch: sequences laid end to end, no padding. Sized once, refilled every time.
struct MicroBatch {
  std::vector<int32_t> ids;
  std::vector<int32_t> positions;
  std::vector<int32_t> labels;  // next token, -1 where no loss falls
  std::vector<int32_t> cu_seqlens{0};
  int64_t loss_tokens = 0;
  int32_t max_seqlen = 0;

  int64_t tokens() const { return static_cast<int64_t>(ids.size()); }
  void clear();
  void add(const Examples& examples, int64_t index, bool completion_only, const TokenDropout& dropout = {});
};

int64_t loss_tokens_of(const Examples& examples, int64_t index, bool completion_only);

}  // namespace df
