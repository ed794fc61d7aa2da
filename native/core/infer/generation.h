// Batched generation over the resident base: every sequence has its own adapter (or none), its own
// sampling, and its own pages of the cache.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "core/infer/decode_step.h"
#include "core/infer/resident_model.h"
#include "core/infer/sampler.h"

namespace df {

struct GenerateRequest {
  int32_t adapter = -1;
  std::vector<int32_t> tokens;  // the prompt
  int32_t max_new_tokens = 256;
  Sampling sampling;
  std::vector<int32_t> stop_tokens;
};

struct GenerateResult {
  std::vector<int32_t> tokens;  // without the stop token
  std::string finish;           // "stop", "length" or "cancelled"
  double prefill_ms = 0;
  double decode_ms = 0;
};

using TokenSink = std::function<void(int32_t request, int32_t token, float logprob)>;

class Generation {
 public:
  // Checks every request: ids in the vocabulary, prompt within the context. Throws naming it.
  Generation(const ResidentModel& model, std::vector<GenerateRequest> requests);

  std::vector<GenerateResult> run(const TokenSink& sink);
  // How many steps were replayed from a recording, and why not.
  const DecodeStep::Counts& step_counts() const { return step_.counts(); }
  // Any thread: ends one request, or all with -1.
  void cancel(int32_t request);

 private:
  struct Sequence {
    std::vector<int32_t> history;  // prompt and generated tokens
    std::vector<int32_t> pages;
    int64_t cached = 0;  // positions in the cache
    bool active = false, finished = false;
  };

  bool admit(size_t request);
  void release(size_t request, const char* finish);
  // Runs rows [cached, history.size()) of the given sequences, as many as fit a pass, and leaves
  // the logits of each sequence that is complete then.
  void pass(const std::vector<size_t>& active);
  // The same for sequences that need one row each, as a step that is recorded.
  bool one_row_each(const std::vector<size_t>& active) const;
  void step(const std::vector<size_t>& active);
  void choose(size_t request, const float* logits, std::optional<double> log_sum = {});
  void take(size_t request, Sampled next);
  int64_t pages_for(size_t request) const;

  const ResidentModel& model_;
  DecodeStep step_;
  std::vector<GenerateRequest> requests_;
  std::vector<GenerateResult> results_;
  std::vector<Sequence> sequences_;
  std::vector<size_t> order_;  // by adapter, so that a pass has few segments
  std::vector<int32_t> free_pages_;
  std::vector<std::atomic<bool>> cancelled_;
  const TokenSink* sink_ = nullptr;
};

std::vector<GenerateRequest> parse_generate_requests(const std::string& json);
std::string generate_results_json(const std::vector<GenerateRequest>& requests, const std::vector<GenerateResult>& results);

}  // namespace df
