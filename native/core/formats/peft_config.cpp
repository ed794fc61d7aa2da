#include "core/formats/peft_config.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

[[noreturn]] void refuse(const std::string& field, const std::string& message) {
  throw Error(ErrorCode::kUnsupported, field, message,
              "Only plain LoRA and DoRA adapters of PEFT are read.");
}

// Options that change what the adapter computes. Off is null, false, or an empty list or object.
constexpr const char* kMustBeOff[] = {
    "alora_invocation_tokens", "alpha_pattern", "arrow_config", "fan_in_fan_out",
    "kasa_config", "layer_replication", "layers_pattern", "layers_to_transform", "lora_bias",
    "megatron_config", "modules_to_save", "monteclora_config", "rank_pattern", "target_parameters",
    "trainable_token_indices", "use_bdlora", "use_qalora", "velora_config"};

bool is_off(const JsonObject& root, const char* key) {
  if (!root.has(key)) return true;
  if (root.is_object(key)) return root.object(key).keys().empty();
  if (root.is_array(key)) return root.array_size(key) == 0;
  return root.is_boolean(key) && !root.boolean(key);
}

void require_text(const JsonObject& root, const char* key, const char* wanted,
                  const char* fallback) {
  const std::string value = fallback == nullptr ? root.text(key, 64) : root.text(key, fallback, 64);
  if (value != wanted) {
    refuse(root.field(key),
           "'" + printable(value, 64) + "' is not supported; only " + wanted + " is");
  }
}

// These initialisations also change the base weights (PiSSA, OLoRA, LoftQ, CorDA, LoRA-GA), so the
// adapter means nothing on the base alone.
void refuse_changed_base(const JsonObject& root) {
  if (!root.has("init_lora_weights") || root.is_boolean("init_lora_weights")) return;
  const std::string name = root.text("init_lora_weights", 64);
  if (name == "gaussian" || name == "eva" || name == "orthogonal") return;
  refuse(root.field("init_lora_weights"), "'" + printable(name, 64) + "' changes the base model");
}

std::vector<std::string> parse_targets(const JsonObject& root) {
  const std::string field = root.field("target_modules");
  if (root.is_string("target_modules")) {
    if (root.text("target_modules") == "all-linear") return {};
    refuse(field, "a pattern is not supported; a list of names is");
  }
  std::vector<std::string> targets = root.texts("target_modules", 4096);
  if (targets.empty()) throw Error(ErrorCode::kInvalidInput, field, "it names no modules");
  for (const std::string& target : targets) {
    if (target.empty()) throw Error(ErrorCode::kInvalidInput, field, "it has an empty name");
  }
  return targets;
}

}  // namespace

double PeftConfig::scale() const {
  const auto r = static_cast<double>(rank);
  return use_rslora ? alpha / std::sqrt(r) : alpha / r;
}

PeftConfig parse_peft_config(std::string_view json, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(json, file);
  const JsonObject root = document.root();
  require_text(root, "peft_type", "LORA", nullptr);
  require_text(root, "task_type", "CAUSAL_LM", "CAUSAL_LM");
  require_text(root, "bias", "none", "none");
  for (const char* key : kMustBeOff) {
    if (!is_off(root, key)) refuse(root.field(key), "this option is not supported");
  }
  refuse_changed_base(root);
  PeftConfig config;
  config.rank = root.integer("r", 1, 65'536);
  config.alpha = root.number("lora_alpha", 1e-6, 1e6);
  config.dropout = root.number("lora_dropout", 0.0, 0.999, 0.0);
  config.use_rslora = root.boolean("use_rslora", false);
  config.use_dora = root.boolean("use_dora", false);
  config.target_modules = parse_targets(root);
  config.base_model = root.text("base_model_name_or_path", "");
  return config;
}

std::string to_json(const PeftConfig& config) {
  using nlohmann::json;
  json out = {{"alpha_pattern", json::object()},
              {"auto_mapping", nullptr},
              {"base_model_name_or_path", nullptr},
              {"bias", "none"},
              {"fan_in_fan_out", false},
              {"inference_mode", true},
              {"init_lora_weights", true},
              {"layers_pattern", nullptr},
              {"layers_to_transform", nullptr},
              {"lora_dropout", config.dropout},
              {"modules_to_save", nullptr},
              {"peft_type", "LORA"},
              {"r", config.rank},
              {"rank_pattern", json::object()},
              {"revision", nullptr},
              {"target_modules", config.target_modules},
              {"task_type", "CAUSAL_LM"},
              {"use_dora", config.use_dora},
              {"use_rslora", config.use_rslora}};
  // PEFT writes whole alphas as integers.
  const bool whole = config.alpha == std::floor(config.alpha) && std::abs(config.alpha) < 1e15;
  if (whole) {
    out["lora_alpha"] = static_cast<int64_t>(config.alpha);
  } else {
    out["lora_alpha"] = config.alpha;
  }
  if (config.target_modules.empty()) out["target_modules"] = "all-linear";
  if (!config.base_model.empty()) out["base_model_name_or_path"] = config.base_model;
  try {
    return out.dump(2) + "\n";
  } catch (const json::exception&) {
    throw Error(ErrorCode::kInvalidInput, "adapter_config.json", "a text is not valid UTF-8");
  }
}

}  // namespace df
