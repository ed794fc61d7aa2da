#include "core/train/run_config.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.h"

namespace df {
namespace {

using nlohmann::json;

[[noreturn]] void bad(const std::string& field, const std::string& what) {
  throw Error(ErrorCode::kInvalidInput, "config." + field, "config." + field + " " + what);
}

// Reads fields of one object and remembers which were read, so that unknown ones are refused.
class Reader {
 public:
  explicit Reader(const json& object) : object_(object) {}

  void number(const char* name, double& value, double low, double high, bool above_low = false) {
    const json* j = find(name);
    if (!j) return;
    if (!j->is_number()) bad(name, "must be a number");
    const double v = j->get<double>();
    if (!std::isfinite(v) || v < low || v > high || (above_low && v == low)) {
      bad(name, "must lie between " + text(low) + " and " + text(high));
    }
    value = v;
  }

  template <typename Int>
  void integer(const char* name, Int& value, int64_t low, int64_t high) {
    const json* j = find(name);
    if (!j) return;
    double v = j->is_number() ? j->get<double>() : std::nan("");
    if (!(v == std::floor(v)) || v < static_cast<double>(low) || v > static_cast<double>(high)) {
      bad(name, "must be a whole number between " + std::to_string(low) + " and " +
                    std::to_string(high));
    }
    value = static_cast<Int>(v);
  }

  void boolean(const char* name, bool& value) {
    const json* j = find(name);
    if (!j) return;
    if (!j->is_boolean()) bad(name, "must be true or false");
    value = j->get<bool>();
  }

  template <typename Enum>
  void choice(const char* name, Enum& value, const std::vector<std::string>& names) {
    const json* j = find(name);
    if (!j) return;
    std::string allowed;
    for (size_t i = 0; i < names.size(); ++i) {
      if (j->is_string() && j->get_ref<const std::string&>() == names[i]) {
        value = static_cast<Enum>(i);
        return;
      }
      allowed += (i ? ", " : "") + names[i];
    }
    bad(name, "must be one of: " + allowed);
  }

  const json* find(const char* name) {
    known_.insert(name);
    const auto it = object_.find(name);
    return it == object_.end() ? nullptr : &*it;
  }

  void refuse_unknown() const {
    for (const auto& [name, value] : object_.items()) {
      if (!known_.count(name)) bad(name, "is not a setting of a run");
    }
  }

 private:
  static std::string text(double v) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%g", v);
    return buffer;
  }
  const json& object_;
  std::set<std::string> known_;
};

void read_modules(const json* j, std::vector<std::string>& modules) {
  if (!j || (j->is_string() && *j == "all-linear")) return;
  if (!j->is_array() || j->empty()) bad("targetModules", "must be \"all-linear\" or a list of module names");
  for (const json& name : *j) {
    if (!name.is_string()) bad("targetModules", "must hold module names");
    modules.push_back(name.get<std::string>());
  }
}

}  // namespace

float RunConfig::adapter_scale() const {
  return static_cast<float>(rs_lora ? alpha / std::sqrt(static_cast<double>(rank)) : alpha / rank);
}

RunConfig parse_run_config(const std::string& text) {
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) bad("", "must be a JSON object");
  RunConfig c;
  Reader r(object);
  if (!object.contains("method")) bad("method", "is missing: full, lora, qlora, dora or qdora");
  r.choice("method", c.method, {"full", "lora", "qlora", "dora", "qdora"});
  r.integer("rank", c.rank, 1, 1024);
  r.number("alpha", c.alpha, 0, 65536, true);
  r.boolean("rsLora", c.rs_lora);
  r.number("dropout", c.dropout, 0, 0.95);
  r.number("tokenDropout", c.token_dropout, 0, 0.9);
  read_modules(r.find("targetModules"), c.target_modules);
  r.boolean("doubleQuantization", c.double_quantization);
  r.choice("optimizer", c.optimizer, {"adamw32", "adamw8", "paged-adamw32", "paged-adamw8"});
  r.number("learningRate", c.learning_rate, 0, 1, true);
  r.number("weightDecay", c.weight_decay, 0, 1);
  r.number("beta1", c.beta1, 0, 0.9999);
  r.number("beta2", c.beta2, 0, 0.99999);
  r.number("epsilon", c.epsilon, 0, 0.1, true);
  r.number("clipNorm", c.clip_norm, 0, 1e6);
  r.choice("schedule", c.schedule, {"cosine", "linear", "constant", "one-cycle"});
  r.number("warmupRatio", c.warmup_ratio, 0, 1);
  r.number("minLearningRateRatio", c.min_learning_rate_ratio, 0, 1);
  r.integer("microBatch", c.micro_batch, 1, 4096);
  r.integer("gradientAccumulation", c.gradient_accumulation, 1, 4096);
  r.integer("contextLength", c.context_length, 8, 1'048'576);
  r.boolean("packing", c.packing);
  r.boolean("completionOnly", c.completion_only);
  r.number("epochs", c.epochs, 0, 10'000, true);
  r.integer("maxSteps", c.max_steps, 0, 100'000'000);
  r.choice("checkpointing", c.checkpointing, {"none", "selective", "full", "offloaded"});
  r.integer("seed", c.seed, 0, 0xFFFFFFFFll);
  r.integer("saveEverySteps", c.save_every_steps, 0, 100'000'000);
  r.integer("evaluateEverySteps", c.evaluate_every_steps, 0, 100'000'000);
  r.integer("earlyStoppingPatience", c.early_stopping_patience, 0, 10'000);
  r.integer("keepCheckpoints", c.keep_checkpoints, 1, 1000);
  r.refuse_unknown();
  if (c.token_dropout > 0 && !c.completion_only) {
    bad("tokenDropout", "needs completionOnly: prompt tokens that carry loss cannot be left out");
  }
  return c;
}

}  // namespace df
