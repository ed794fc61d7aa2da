// The configuration of a run, as electron/shared/domain/run-config.ts defines it (same names in
// JSON). Every field is checked here again: the engine trusts no caller.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace df {

enum class Method { kFull, kLora, kQlora, kDora, kQdora };
enum class OptimizerKind { kAdamW32, kAdamW8, kPagedAdamW32, kPagedAdamW8 };
enum class ScheduleKind { kCosine, kLinear, kConstant, kOneCycle };
enum class Checkpointing { kNone, kSelective, kFull, kOffloaded };

struct RunConfig {
  Method method = Method::kQdora;
  int32_t rank = 16;
  double alpha = 32;
  bool rs_lora = false;
  double dropout = 0;
  double token_dropout = 0;  // share of prompt tokens left out in training
  std::vector<std::string> target_modules;  // empty: all linear layers but the head
  bool double_quantization = true;
  OptimizerKind optimizer = OptimizerKind::kAdamW32;
  double learning_rate = 2e-4;
  double weight_decay = 0.01;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double clip_norm = 1;  // 0: no clipping
  ScheduleKind schedule = ScheduleKind::kCosine;
  double warmup_ratio = 0.03;
  double min_learning_rate_ratio = 0;
  int32_t micro_batch = 8;
  int32_t gradient_accumulation = 1;
  int32_t context_length = 512;
  bool packing = true;
  bool completion_only = true;
  double epochs = 3;
  int64_t max_steps = 0;  // 0: by epochs
  Checkpointing checkpointing = Checkpointing::kNone;
  uint64_t seed = 42;
  int64_t save_every_steps = 0;      // 0: once an epoch
  int64_t evaluate_every_steps = 0;  // 0: once an epoch
  int32_t early_stopping_patience = 0;
  int32_t keep_checkpoints = 2;

  bool quantized() const { return method == Method::kQlora || method == Method::kQdora; }
  bool magnitude() const { return method == Method::kDora || method == Method::kQdora; }
  bool adapter() const { return method != Method::kFull; }
  // Scale of B A: alpha / rank, or alpha / sqrt(rank) with rank stabilisation (arXiv 2312.03732).
  float adapter_scale() const;
};

// Throws df::Error naming the field ("config.learningRate").
RunConfig parse_run_config(const std::string& json);

}  // namespace df
