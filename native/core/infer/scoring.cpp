#include "core/infer/scoring.h"

#include <algorithm>

#include "core/error.h"

namespace df {
namespace {

struct PackedPass {
  std::vector<int32_t> ids, positions, borders{0}, key_end;
  std::vector<int32_t> rows, tokens;  // log-probability questions, by ascending row
  int32_t longest = 0;

  void close_sequence() {
    longest = std::max(longest, static_cast<int32_t>(ids.size()) - borders.back());
    borders.push_back(static_cast<int32_t>(ids.size()));
  }
};

std::vector<float> run(const ResidentModel& model, int32_t adapter, const PackedPass& pass) {
  DecoderInput input;
  input.tokens = static_cast<int64_t>(pass.ids.size());
  input.ids = model.upload_ids(pass.ids);
  input.positions = model.upload_positions(pass.positions);
  input.attention.cu_seqlens = model.upload_borders(pass.borders);
  input.attention.cu_seqlens_host = pass.borders.data();
  input.attention.sequences = static_cast<int32_t>(pass.borders.size()) - 1;
  input.attention.max_seqlen = pass.longest;
  if (!pass.key_end.empty()) input.attention.key_end = model.upload_key_end(pass.key_end);
  ResidentModel::Segments segments;
  segments.begin = {0, input.tokens};
  segments.ids = {adapter};
  model.decoder().forward(input, model.block_adapters(segments));
  return model.head().logprobs(model.decoder(), pass.rows, pass.tokens);
}

// One question: the log-probability of `token` after node `node` (-1: after the prompt).
struct Question {
  int32_t node;
  int32_t token;
};

// The trie and what is asked of each node: its children's tokens, and eos where a label ends.
struct TriePlan {
  LabelTrie trie;
  std::vector<Question> questions;            // by ascending node
  std::vector<std::vector<int32_t>> answers;  // per label: indices into `questions`
};

TriePlan plan_trie(const std::vector<Label>& labels, int32_t eos) {
  TriePlan plan{build_label_trie(labels), {}, {}};
  const auto& nodes = plan.trie.nodes;
  std::vector<Question> asked;
  for (const auto& node : nodes) asked.push_back({node.parent, node.token});
  for (const int32_t last : plan.trie.terminal) asked.push_back({last, eos});
  std::vector<int32_t> order(asked.size()), place(asked.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) { return asked[a].node < asked[b].node; });
  for (size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<int32_t>(i);
    plan.questions.push_back(asked[order[i]]);
  }
  for (size_t l = 0; l < labels.size(); ++l) {
    std::vector<int32_t> path{place[nodes.size() + l]};
    for (int32_t n = plan.trie.terminal[l]; n >= 0; n = nodes[n].parent) path.push_back(place[n]);
    plan.answers.push_back(std::move(path));
  }
  return plan;
}

void add_prompt(PackedPass& pass, const Label& prompt, const TriePlan& plan) {
  const auto base = static_cast<int32_t>(pass.ids.size());
  const auto length = static_cast<int32_t>(prompt.size());
  const int32_t end = base + length + static_cast<int32_t>(plan.trie.nodes.size());
  for (int32_t t = 0; t < length; ++t) {
    pass.ids.push_back(prompt[t]);
    pass.positions.push_back(t);
    pass.key_end.push_back(end);
  }
  for (const auto& node : plan.trie.nodes) {
    pass.ids.push_back(node.token);
    pass.positions.push_back(length + node.depth);
    pass.key_end.push_back(base + length + node.subtree_end);
  }
  for (const Question& q : plan.questions) {
    pass.rows.push_back(base + length + q.node);  // node -1 is the prompt's last row
    pass.tokens.push_back(q.token);
  }
  pass.close_sequence();
}

// Labels in groups whose tries fit a pass beside the longest prompt.
std::vector<std::vector<int32_t>> group_labels(const std::vector<Label>& labels, int64_t room) {
  std::vector<std::vector<int32_t>> groups(1);
  int64_t used = 0;
  for (size_t l = 0; l < labels.size(); ++l) {
    const auto size = static_cast<int64_t>(labels[l].size());
    if (size > room) {
      throw Error(ErrorCode::kInvalidInput, "labels[" + std::to_string(l) + "]",
                  "the longest prompt and label " + std::to_string(l) + " do not fit one pass together",
                  "shorten the prompts, or raise maxRows");
    }
    if (used + size > room) {
      groups.emplace_back();
      used = 0;
    }
    used += size;
    groups.back().push_back(static_cast<int32_t>(l));
  }
  return groups;
}

}  // namespace

std::vector<float> score_labels(const ResidentModel& model, int32_t adapter, const std::vector<Label>& prompts,
                                const std::vector<Label>& labels, const CountProgress& progress) {
  model.require_adapter(adapter);
  if (model.config().eos_token_ids.empty()) {
    throw Error(ErrorCode::kUnsupported, "config.json: eos_token_id", "scoring labels needs the model's end token");
  }
  size_t longest_prompt = 0, longest_label = 0;
  for (size_t p = 0; p < prompts.size(); ++p) {
    if (prompts[p].empty()) throw Error(ErrorCode::kInvalidInput, "prompts[" + std::to_string(p) + "]", "the prompt is empty");
    longest_prompt = std::max(longest_prompt, prompts[p].size());
  }
  for (const Label& label : labels) longest_label = std::max(longest_label, label.size());
  if (static_cast<int64_t>(longest_prompt + longest_label) > model.positions()) {
    throw Error(ErrorCode::kInvalidInput, "prompts", "a prompt and its label exceed the model's context of " +
                                                         std::to_string(model.positions()) + " tokens",
                "shorten the prompts");
  }
  const auto eos = static_cast<int32_t>(model.config().eos_token_ids.front());
  const int64_t max_rows = model.spec().max_rows;
  const auto groups = group_labels(labels, max_rows - static_cast<int64_t>(longest_prompt));
  std::vector<float> scores(prompts.size() * labels.size());
  const auto total = static_cast<int64_t>(prompts.size() * groups.size());
  int64_t done = 0;
  for (const auto& group : groups) {
    std::vector<Label> members;
    for (const int32_t l : group) members.push_back(labels[l]);
    const TriePlan plan = plan_trie(members, eos);
    const auto nodes = static_cast<int64_t>(plan.trie.nodes.size());
    for (size_t p = 0; p < prompts.size();) {
      PackedPass pass;
      const size_t first = p;
      while (p < prompts.size() && static_cast<int64_t>(pass.ids.size() + prompts[p].size()) + nodes <= max_rows) {
        add_prompt(pass, prompts[p++], plan);
      }
      const auto logprobs = run(model, adapter, pass);
      for (size_t k = first; k < p; ++k) {
        const float* answers = logprobs.data() + (k - first) * plan.questions.size();
        for (size_t g = 0; g < group.size(); ++g) {
          double sum = 0;
          for (const int32_t a : plan.answers[g]) sum += answers[a];
          scores[k * labels.size() + static_cast<size_t>(group[g])] = static_cast<float>(sum);
        }
      }
      done += static_cast<int64_t>(p - first);
      if (progress && !progress(done, total)) throw Error(ErrorCode::kCancelled, "score", "scoring was cancelled");
    }
  }
  return scores;
}

Perplexity perplexity(const ResidentModel& model, int32_t adapter, const Examples& examples, bool completion_only,
                      const CountProgress& progress) {
  model.require_adapter(adapter);
  check_examples(examples, model.config().vocab_size, "examples");
  const int64_t max_rows = std::min(model.spec().max_rows, model.positions());
  Perplexity sum;
  for (int64_t i = 0; i < examples.count();) {
    PackedPass pass;
    for (; i < examples.count(); ++i) {
      const int64_t length = examples.length(i);
      if (length > max_rows) {
        throw Error(ErrorCode::kInvalidInput, "examples[" + std::to_string(i) + "]",
                    "the example has " + std::to_string(length) + " tokens, more than " + std::to_string(max_rows),
                    "shorten it");
      }
      if (static_cast<int64_t>(pass.ids.size()) + length > model.spec().max_rows) break;
      const auto base = static_cast<int32_t>(pass.ids.size());
      const int64_t first = length - loss_tokens_of(examples, i, completion_only);
      for (int64_t t = 0; t < length; ++t) {
        pass.ids.push_back(examples.tokens[examples.offsets[i] + t]);
        pass.positions.push_back(static_cast<int32_t>(t));
        if (t < first) continue;
        pass.rows.push_back(base + static_cast<int32_t>(t) - 1);
        pass.tokens.push_back(pass.ids.back());
      }
      if (length > 0) pass.close_sequence();
    }
    if (!pass.ids.empty()) {
      for (const float logprob : run(model, adapter, pass)) sum.loss -= logprob;
      sum.tokens += static_cast<int64_t>(pass.rows.size());
    }
    if (progress && !progress(i, examples.count())) throw Error(ErrorCode::kCancelled, "perplexity", "cancelled");
  }
  return sum;
}

}  // namespace df
