// What a checkpoint of a run holds, beside the folder protocol of train/checkpoint_dir.h:
//   adapter_model.safetensors, adapter_config.json   (PEFT layout), or
//   model.safetensors, config.json                   (full fine-tuning)
//   optimizer.safetensors                            AdamW states
//   state.json                                       step, hashes, configuration, best, metrics tail
// Data order, dropout and learning rate are functions of (seed, step): the step is their state.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>

#include "core/train/training_engine.h"

namespace df {

struct RunState {
  int64_t step = 0;
  int64_t best_step = 0;
  std::optional<double> best_loss;
  int64_t evaluations_without_gain = 0;
  int64_t tokens = 0;
  std::optional<double> validation_loss;  // at this step
  std::deque<std::string> metrics_tail;   // step events, newest last
};

// What a checkpoint must agree with to be resumed.
struct RunIdentity {
  std::string base_hash;
  std::string data_hash;
  std::string config_json;  // canonical
  std::string base_name;    // for adapter_config.json
};

struct SavedCheckpoint {
  std::string directory;  // "step-40"
  std::string manifest_sha256;
  uint64_t bytes;
};

SavedCheckpoint save_checkpoint(const std::filesystem::path& root, const TrainingEngine& engine,
                                const RunState& state, const RunIdentity& identity);

// Restores parameters and optimizer. Throws kInvalidInput when base, data or configuration differ
// from the checkpoint's, kCorrupt when it does not hold what it must.
RunState load_checkpoint(const std::filesystem::path& directory, TrainingEngine& engine,
                         const RunIdentity& identity);

// Keeps the newest `keep` checkpoints and the best one. Returns the steps removed.
void prune_checkpoints(const std::filesystem::path& root, int32_t keep, int64_t best_step);

}  // namespace df
