// adapter_config.json of a PEFT LoRA or DoRA adapter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace df {

struct PeftConfig {
  int64_t rank = 0;
  double alpha = 0.0;
  double dropout = 0.0;
  bool use_rslora = false;
  bool use_dora = false;
  // Last path parts ("q_proj"). Empty on reading means PEFT's "all-linear".
  std::vector<std::string> target_modules;
  std::string base_model;  // base_model_name_or_path; may be empty

  // alpha / r, or alpha / sqrt(r) with rsLoRA (arXiv 2312.03732).
  double scale() const;
};

// Throws naming the option ("adapter_config.json: rank_pattern") for whatever would change the
// result and is not supported here.
PeftConfig parse_peft_config(std::string_view json,
                             const std::string& file = "adapter_config.json");
std::string to_json(const PeftConfig& config);

}  // namespace df
