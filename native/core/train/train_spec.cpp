#include "core/train/train_spec.h"

#include <nlohmann/json.hpp>

#include "core/error.h"

namespace df {
namespace {

using nlohmann::json;

[[noreturn]] void bad(const char* field, const char* what) {
  throw Error(ErrorCode::kInvalidInput, std::string("spec.") + field, std::string("spec.") + field + " " + what);
}

json parse_object(const std::string& text) {
  json j = json::parse(text, nullptr, false);
  if (!j.is_object()) bad("", "must be a JSON object");
  return j;
}

std::string text_of(const json& j, const char* field) {
  const auto it = j.find(field);
  if (it == j.end() || !it->is_string()) bad(field, "must be a text");
  return it->get<std::string>();
}

int64_t integer_of(const json& j, const char* field, int64_t fallback, int64_t low, int64_t high) {
  const auto it = j.find(field);
  if (it == j.end()) return fallback;
  if (!it->is_number_integer()) bad(field, "must be a whole number");
  const auto value = it->get<int64_t>();
  if (value < low || value > high) bad(field, "is out of range");
  return value;
}

Precision precision_of(const std::string& text) {
  if (text == "auto") return Precision::kAuto;
  if (text == "float32") return Precision::kFloat32;
  if (text == "bfloat16") return Precision::kBfloat16;
  if (text == "float16") return Precision::kFloat16;
  bad("precision", "must be auto, float32, bfloat16 or float16");
}

DeviceSpec::PlanFor plan_for_of(const json& j) {
  if (!j.is_object()) bad("planFor", "must be an object");
  DeviceSpec::PlanFor p;
  p.compute_capability = static_cast<int32_t>(integer_of(j, "computeCapability", 0, 10, 999));
  p.total_bytes = static_cast<uint64_t>(integer_of(j, "totalBytes", 0, 0, int64_t{1} << 50));
  p.name = text_of(j, "name");
  return p;
}

DeviceSpec device_of(const json& j) {
  DeviceSpec d;
  d.backend = text_of(j, "backend");
  d.device = static_cast<int32_t>(integer_of(j, "device", 0, 0, 1023));
  d.threads = static_cast<int32_t>(integer_of(j, "threads", 0, 0, 4096));
  const auto it = j.find("deterministic");
  if (it != j.end() && !it->is_boolean()) bad("deterministic", "must be true or false");
  if (it != j.end()) d.deterministic = it->get<bool>();
  if (j.contains("precision")) d.precision = precision_of(text_of(j, "precision"));
  if (j.contains("planFor")) d.plan_for = plan_for_of(j.at("planFor"));
  return d;
}

}  // namespace

DeviceSpec parse_device_spec(const std::string& text) { return device_of(parse_object(text)); }

QuantizedCacheOptions parse_cache_options(const std::string& text) {
  const json spec = parse_object(text);
  if (!spec.contains("quantizedCache")) return {};
  const json& j = spec.at("quantizedCache");
  if (!j.is_object()) bad("quantizedCache", "must be an object");
  QuantizedCacheOptions cache;
  cache.directory = text_of(j, "directory");
  cache.base_hash = text_of(j, "baseHash");
  cache.budget_bytes = static_cast<uint64_t>(integer_of(j, "budgetBytes", 0, 0, int64_t{1} << 50));
  if (cache.base_hash.empty()) bad("quantizedCache", "needs the base's content hash");
  return cache;
}

TrainSpec parse_train_spec(const std::string& text) {
  const json j = parse_object(text);
  TrainSpec s;
  s.device = device_of(j);
  s.model_dir = text_of(j, "modelDir");
  s.checkpoints_dir = text_of(j, "checkpointsDir");
  if (!j.contains("config") || !j.at("config").is_object()) bad("config", "must be a run configuration");
  s.config_json = j.at("config").dump();
  s.config = parse_run_config(s.config_json);
  const std::string resume = text_of(j, "resume");
  if (resume != "auto" && resume != "never") bad("resume", "must be \"auto\" or \"never\"");
  s.resume = resume == "auto";
  s.base_hash = text_of(j, "baseHash");
  s.data_hash = text_of(j, "dataHash");
  s.quantized_cache = parse_cache_options(text);
  s.longest_example = integer_of(j, "longestExample", 0, 0, int64_t{1} << 32);
  return s;
}

}  // namespace df
