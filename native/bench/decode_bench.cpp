#include "bench/decode_bench.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <vector>

#include "bench/op_profile.h"
#include "bench/shapes.h"
#include "bench/used_bytes.h"
#include "core/infer/generation.h"
#include "core/models/synthetic_model.h"
#include "core/rng/stream.h"

namespace df::bench {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr uint64_t kWeightSeed = 1, kAdapterSeed = 2, kPromptSeed = 3;

std::vector<int32_t> numbers(const std::string& list) {
  std::vector<int32_t> values;
  std::stringstream text(list);
  for (std::string item; std::getline(text, item, ',');) values.push_back(std::max(1, std::atoi(item.c_str())));
  return values;
}

int32_t largest(const std::vector<int32_t>& values) { return *std::max_element(values.begin(), values.end()); }

// An adapter on every linear layer, with random factors.
int32_t add_random_adapter(ResidentModel& model, const Options& o, uint64_t index) {
  PeftConfig config;
  config.rank = o.rank;
  config.alpha = static_cast<double>(o.rank) / 4;
  config.use_dora = o.method.find("dora") != std::string::npos;
  config.target_modules = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};
  const Philox rng(kAdapterSeed + index, rng_stream(RngPurpose::kInit, 0));
  return model.add_adapter(config, [&](std::vector<float>& params) {
    for (size_t i = 0; i < params.size(); i += 4) {
      const auto words = rng.block(i / 4);
      for (size_t k = 0; k < 4 && i + k < params.size(); ++k) {
        params[i + k] = static_cast<float>(static_cast<int32_t>(words[k])) * (0.02f / 2147483648.0f);
      }
    }
  });
}

struct Case {
  int32_t batch, context, panes;
};

std::vector<GenerateRequest> requests_of(const Case& c, const Options& o, const std::vector<int32_t>& adapters,
                                         int64_t vocabulary) {
  std::vector<GenerateRequest> requests(static_cast<size_t>(c.batch));
  const Philox rng(kPromptSeed, 0);
  for (size_t r = 0; r < requests.size(); ++r) {
    for (int32_t i = 0; i < c.context; ++i) {
      const auto at = static_cast<uint64_t>(r) * static_cast<uint64_t>(c.context) + static_cast<uint64_t>(i);
      requests[r].tokens.push_back(static_cast<int32_t>(rng.below(at, static_cast<uint64_t>(vocabulary))));
    }
    // Sequences that end one after another: every end makes a new shape of step.
    const auto shorter = static_cast<int32_t>(r) * static_cast<int32_t>(o.staggered);
    requests[r].max_new_tokens = std::max(static_cast<int32_t>(o.new_tokens) - shorter, 1);
    const size_t pane = r % static_cast<size_t>(c.panes);
    if (pane > 0) requests[r].adapter = adapters[pane - 1];
  }
  return requests;
}

// Checksum of all tokens: two runs that should agree can be compared by their lines.
uint64_t checksum(const std::vector<GenerateResult>& results) {
  uint64_t sum = 14695981039346656037u;  // FNV-1a
  for (const auto& result : results) {
    for (const int32_t token : result.tokens) sum = (sum ^ static_cast<uint64_t>(token)) * 1099511628211u;
  }
  return sum;
}

json measure(const Case& c, const Options& o, const ResidentModel& model, const std::vector<int32_t>& adapters,
             const DfBackend& backend, uint64_t before) {
  const auto requests = requests_of(c, o, adapters, model.config().vocab_size);
  std::vector<double> step_ms;
  uint64_t peak = 0, tokens = 0;
  double prefill_ms = 0;
  DecodeStep::Counts counts;
  for (int64_t round = 0; round < o.rounds; ++round) {
    Generation generation(model, requests);
    // A step hands out one token a sequence: its time is that between the first sequence's tokens.
    std::vector<Clock::time_point> times;
    const auto results = generation.run([&](int32_t request, int32_t, float) {
      if (request == 0) times.push_back(Clock::now());
    });
    for (size_t i = 4; i < times.size(); ++i) {  // the first steps warm up and record
      step_ms.push_back(std::chrono::duration<double, std::milli>(times[i] - times[i - 1]).count());
    }
    peak = std::max(peak, used_bytes(backend));
    tokens = checksum(results);
    prefill_ms = results[0].prefill_ms;
    counts = generation.step_counts();
  }
  std::sort(step_ms.begin(), step_ms.end());
  const double ms = step_ms.empty() ? 0 : step_ms[step_ms.size() / 2];
  return {{"type", "decode"},        {"shape", o.shape},        {"method", o.method},
          {"batch", c.batch},        {"panes", c.panes},        {"context", c.context},
          {"newTokens", o.new_tokens}, {"tokensPerS", ms > 0 ? c.batch / ms * 1000 : 0},
          {"msPerToken", ms / c.batch}, {"msPerStep", ms},      {"prefillMs", prefill_ms},
          {"planBytes", model.bytes()}, {"peakBytes", peak - before},
          {"replayed", counts.replayed}, {"plain", counts.plain}, {"recorded", counts.recorded},
          {"refusal", counts.refusal}, {"checksum", tokens}};
}

}  // namespace

json decode_bench(const Options& o, const DfBackend& table) {
  const DfBackend& backend = o.profile > 0 ? *profiled(table) : table;
  const auto batches = numbers(o.decode), contexts = numbers(o.context), panes = numbers(o.panes);
  const uint64_t before = used_bytes(backend);
  const int64_t longest = largest(contexts) + o.new_tokens + kKvPageTokens;
  SessionSpec spec;
  spec.quantize = o.method[0] == 'q';
  spec.device.backend = o.backend;
  spec.device.threads = static_cast<int32_t>(o.threads);
  spec.device.precision = o.activation_precision();
  spec.max_rows = 2048;
  spec.max_tokens = longest * largest(batches);
  spec.record_steps = o.profile == 0 && o.graphs > 0;
  ResidentModel model(backend, spec, synthetic_model(shape_config(o.shape), kWeightSeed), {});
  std::vector<int32_t> adapters;
  json rows = json::array();
  for (const int32_t pane : panes) {
    while (static_cast<int32_t>(adapters.size()) < pane - 1) {
      adapters.push_back(add_random_adapter(model, o, adapters.size()));
    }
    for (const int32_t batch : batches) {
      for (const int32_t context : contexts) {
        if (batch < pane) continue;
        if (o.profile > 0) take_profile();
        rows.push_back(measure({batch, context, pane}, o, model, adapters, backend, before));
        if (o.profile > 0) rows.back()["ops"] = take_profile();
        std::printf("%s\n", rows.back().dump().c_str());
        std::fflush(stdout);
      }
    }
  }
  return rows;
}

}  // namespace df::bench
