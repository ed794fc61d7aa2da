// The JSON form of generation requests and results (GenerateRequest in
// electron/trainer-process/addon-types.ts).
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/infer/generation.h"

namespace df {
namespace {

using nlohmann::json;

GenerateRequest parse_one(const json& j, const std::string& field) {
  const auto check = [&](bool ok, const char* name, const char* what) {
    if (!ok) throw Error(ErrorCode::kInvalidInput, field + "." + name, field + "." + name + " " + what);
  };
  GenerateRequest q;
  q.adapter = j.at("adapter").get<int32_t>();
  q.tokens = j.at("tokens").get<std::vector<int32_t>>();
  q.max_new_tokens = j.at("maxNewTokens").get<int32_t>();
  q.sampling.temperature = j.at("temperature").get<double>();
  q.sampling.top_k = j.at("topK").get<int32_t>();
  q.sampling.top_p = j.at("topP").get<double>();
  q.sampling.repetition_penalty = j.at("repetitionPenalty").get<double>();
  q.sampling.seed = j.at("seed").get<uint64_t>();
  q.stop_tokens = j.at("stopTokens").get<std::vector<int32_t>>();
  check(q.max_new_tokens >= 0 && q.max_new_tokens <= (1 << 20), "maxNewTokens", "must lie between 0 and 1,048,576");
  check(q.sampling.temperature >= 0 && q.sampling.temperature <= 100, "temperature", "must lie between 0 and 100");
  check(q.sampling.top_k >= 0, "topK", "must be 0 (off) or more");
  check(q.sampling.top_p > 0 && q.sampling.top_p <= 1, "topP", "must lie above 0 and at most 1");
  check(q.sampling.repetition_penalty > 0 && q.sampling.repetition_penalty <= 100, "repetitionPenalty",
        "must lie above 0");
  return q;
}

}  // namespace

std::vector<GenerateRequest> parse_generate_requests(const std::string& text) {
  std::vector<GenerateRequest> requests;
  try {
    const json array = json::parse(text);
    for (size_t i = 0; i < array.size(); ++i) {
      requests.push_back(parse_one(array.at(i), "requests[" + std::to_string(i) + "]"));
    }
  } catch (const json::exception& error) {
    throw Error(ErrorCode::kInvalidInput, "requests", std::string("the requests cannot be read: ") + error.what());
  }
  return requests;
}

std::string generate_results_json(const std::vector<GenerateRequest>& requests,
                                  const std::vector<GenerateResult>& results) {
  json array = json::array();
  for (size_t i = 0; i < results.size(); ++i) {
    array.push_back({{"tokens", results[i].tokens},
                     {"finish", results[i].finish},
                     {"promptTokens", requests[i].tokens.size()},
                     {"prefillMs", results[i].prefill_ms},
                     {"decodeMs", results[i].decode_ms}});
  }
  return array.dump();
}

}  // namespace df
