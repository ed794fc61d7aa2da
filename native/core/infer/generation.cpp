#include "core/infer/generation.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "core/error.h"

namespace df {
namespace {
using Clock = std::chrono::steady_clock;
}

Generation::Generation(const ResidentModel& model, std::vector<GenerateRequest> requests)
    : model_(model),
      step_(model),
      requests_(std::move(requests)),
      results_(requests_.size()),
      sequences_(requests_.size()),
      order_(requests_.size()),
      cancelled_(requests_.size()) {
  for (size_t r = 0; r < requests_.size(); ++r) {
    const GenerateRequest& q = requests_[r];
    const std::string field = "requests[" + std::to_string(r) + "]";
    model.require_adapter(q.adapter);
    if (q.tokens.empty()) throw Error(ErrorCode::kInvalidInput, field + ".tokens", "the prompt is empty");
    if (static_cast<int64_t>(q.tokens.size()) >= model.positions()) {
      throw Error(ErrorCode::kInvalidInput, field + ".tokens",
                  "the prompt has " + std::to_string(q.tokens.size()) + " tokens, the model's context is " +
                      std::to_string(model.positions()),
                  "shorten the prompt");
    }
    for (const int32_t id : q.tokens) {
      if (id < 0 || id >= model.config().vocab_size) {
        throw Error(ErrorCode::kInvalidInput, field + ".tokens", "token id " + std::to_string(id) + " is not in the vocabulary");
      }
    }
    if (pages_for(r) > model.pages()) {
      throw Error(ErrorCode::kInvalidInput, field, "the prompt and its answer do not fit the key/value cache",
                  "ask for fewer new tokens, or raise maxTokens");
    }
    sequences_[r].history = q.tokens;
  }
  std::iota(order_.begin(), order_.end(), size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](size_t a, size_t b) { return requests_[a].adapter < requests_[b].adapter; });
  free_pages_.resize(static_cast<size_t>(model.pages()));
  std::iota(free_pages_.rbegin(), free_pages_.rend(), 0);
}

int64_t Generation::pages_for(size_t request) const {
  const GenerateRequest& q = requests_[request];
  const int64_t most = std::min<int64_t>(static_cast<int64_t>(q.tokens.size()) + q.max_new_tokens, model_.positions());
  return (most + kKvPageTokens - 1) / kKvPageTokens;
}

void Generation::cancel(int32_t request) {
  for (size_t r = 0; r < cancelled_.size(); ++r) {
    if (request < 0 || static_cast<size_t>(request) == r) cancelled_[r] = true;
  }
}

// A sequence takes all pages it may need at once, so it can never run out half way.
bool Generation::admit(size_t request) {
  const int64_t pages = pages_for(request);
  if (pages > static_cast<int64_t>(free_pages_.size())) return false;
  Sequence& s = sequences_[request];
  s.pages.assign(free_pages_.end() - pages, free_pages_.end());
  free_pages_.resize(free_pages_.size() - static_cast<size_t>(pages));
  s.active = true;
  return true;
}

void Generation::release(size_t request, const char* finish) {
  Sequence& s = sequences_[request];
  free_pages_.insert(free_pages_.end(), s.pages.begin(), s.pages.end());
  s.pages.clear();
  s.active = false;
  s.finished = true;
  results_[request].finish = finish;
}

std::vector<GenerateResult> Generation::run(const TokenSink& sink) {
  sink_ = &sink;
  for (;;) {
    std::vector<size_t> active;
    bool waiting = false;
    for (const size_t r : order_) {
      Sequence& s = sequences_[r];
      if (!s.finished && cancelled_[r]) release(r, "cancelled");
      if (!s.finished && requests_[r].max_new_tokens == 0) release(r, "length");
      if (s.finished) continue;
      if (!s.active && !admit(r)) {
        waiting = true;
        continue;
      }
      active.push_back(r);
    }
    if (active.empty() && !waiting) return std::move(results_);
    one_row_each(active) ? step(active) : pass(active);
  }
}

bool Generation::one_row_each(const std::vector<size_t>& active) const {
  if (active.empty() || static_cast<int64_t>(active.size()) > DecodeStep::most_rows(model_)) return false;
  return std::all_of(active.begin(), active.end(), [&](size_t r) {
    return static_cast<int64_t>(sequences_[r].history.size()) - sequences_[r].cached == 1;
  });
}

void Generation::step(const std::vector<size_t>& active) {
  const auto start = Clock::now();
  std::vector<DecodeRow> rows;
  for (const size_t r : active) {
    Sequence& s = sequences_[r];
    rows.push_back({s.history.back(), static_cast<int32_t>(s.cached++), requests_[r].adapter, &s.pages});
  }
  step_.run(rows);
  std::vector<float> logits;
  for (size_t i = 0; i < active.size(); ++i) {
    const Sampling& sampling = requests_[active[i]].sampling;
    if (sampling.temperature <= 0 && sampling.repetition_penalty == 1) {
      take(active[i], {step_.token(i), step_.logprob(i)});
      continue;
    }
    step_.read_logits(i, logits);
    // The greedy choice's log-probability tells the sum that all others share.
    choose(active[i], logits.data(), logits[static_cast<size_t>(step_.token(i))] - static_cast<double>(step_.logprob(i)));
  }
  const double ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  for (const size_t r : active) results_[r].decode_ms += ms;
}

void Generation::pass(const std::vector<size_t>& active) {
  const auto start = Clock::now();
  std::vector<int32_t> ids, positions, row_sequence, table, last_rows;
  std::vector<size_t> members, complete;
  ResidentModel::Segments segments;
  int64_t max_blocks = 1;
  int32_t max_position = 0;
  for (const size_t r : active) {
    Sequence& s = sequences_[r];
    const int64_t room = model_.spec().max_rows - static_cast<int64_t>(ids.size());
    const int64_t rows = std::min<int64_t>(room, static_cast<int64_t>(s.history.size()) - s.cached);
    if (rows == 0) break;
    for (int64_t i = 0; i < rows; ++i, ++s.cached) {
      ids.push_back(s.history[s.cached]);
      positions.push_back(static_cast<int32_t>(s.cached));
      row_sequence.push_back(static_cast<int32_t>(members.size()));
    }
    max_position = std::max(max_position, positions.back());
    max_blocks = std::max(max_blocks, static_cast<int64_t>(s.pages.size()));
    members.push_back(r);
    if (segments.ids.empty() || segments.ids.back() != requests_[r].adapter) {
      segments.ids.push_back(requests_[r].adapter);
      segments.begin.push_back(0);
    }
    segments.begin.back() = static_cast<int64_t>(ids.size());
    if (s.cached == static_cast<int64_t>(s.history.size())) {
      last_rows.push_back(static_cast<int32_t>(ids.size()) - 1);
      complete.push_back(r);
    }
  }
  table.assign(members.size() * static_cast<size_t>(max_blocks), 0);
  for (size_t m = 0; m < members.size(); ++m) {
    const auto& pages = sequences_[members[m]].pages;
    std::copy(pages.begin(), pages.end(), table.begin() + static_cast<int64_t>(m) * max_blocks);
  }
  DecoderInput input;
  input.tokens = static_cast<int64_t>(ids.size());
  input.ids = model_.upload_ids(ids);
  input.positions = model_.upload_positions(positions);
  input.attention.cached = true;
  input.attention.row_sequence = model_.upload_sequences(row_sequence);
  input.attention.max_position = max_position;
  model_.upload_block_table(table);
  const auto caches = model_.caches(static_cast<int32_t>(max_blocks));
  model_.decoder().forward(input, model_.block_adapters(segments), &caches);
  if (!complete.empty()) {
    const auto logits = model_.head().logits(model_.decoder(), last_rows);
    for (size_t i = 0; i < complete.size(); ++i) {
      choose(complete[i], logits.data() + i * static_cast<size_t>(model_.config().vocab_size));
    }
  }
  const double ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  for (const size_t r : members) {
    (results_[r].tokens.size() <= 1 ? results_[r].prefill_ms : results_[r].decode_ms) += ms;
  }
}

void Generation::choose(size_t request, const float* logits, std::optional<double> log_sum) {
  take(request, sample_token(logits, model_.config().vocab_size, requests_[request].sampling,
                             sequences_[request].history, results_[request].tokens.size(), log_sum));
}

void Generation::take(size_t request, Sampled next) {
  const GenerateRequest& q = requests_[request];
  Sequence& s = sequences_[request];
  GenerateResult& result = results_[request];
  if (std::find(q.stop_tokens.begin(), q.stop_tokens.end(), next.token) != q.stop_tokens.end()) {
    release(request, "stop");
    return;
  }
  result.tokens.push_back(next.token);
  s.history.push_back(next.token);
  if (*sink_) (*sink_)(static_cast<int32_t>(request), next.token, next.logprob);
  const bool full = static_cast<int64_t>(s.history.size()) >= model_.positions();
  if (full || static_cast<int32_t>(result.tokens.size()) >= q.max_new_tokens) release(request, "length");
}

}  // namespace df
