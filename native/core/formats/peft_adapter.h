// An adapter folder in PEFT layout: adapter_config.json and adapter_model.safetensors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/peft_config.h"
#include "core/formats/safetensors.h"

namespace df {

// One adapted linear module as stored.
struct PeftLayer {
  std::string module;  // "model.layers.0.self_attn.q_proj"
  int64_t in_features = 0;
  int64_t out_features = 0;
  const TensorView* a = nullptr;          // [rank, in_features]
  const TensorView* b = nullptr;          // [out_features, rank]
  const TensorView* magnitude = nullptr;  // [out_features]; null for LoRA
};

class PeftAdapter {
 public:
  // Throws kNotFound, kUnsupported (pickle weights, other PEFT methods), kCorrupt with file and
  // field. Every module has A and B of the rank of the configuration, and a magnitude if and only
  // if it is DoRA; all of one floating type (F32, F16 or BF16).
  static PeftAdapter open(const std::filesystem::path& directory);

  const PeftConfig& config() const { return config_; }
  const std::vector<PeftLayer>& layers() const { return layers_; }  // sorted by module
  const PeftLayer* find(std::string_view module) const;

 private:
  PeftConfig config_;
  SafetensorsFile file_;
  std::vector<PeftLayer> layers_;
};

// One adapted module to write; float32, host memory.
struct PeftLayerData {
  std::string module;
  int64_t in_features = 0;
  int64_t out_features = 0;
  const float* a = nullptr;
  const float* b = nullptr;
  const float* magnitude = nullptr;  // set if and only if the configuration is DoRA
};

// The entries of adapter_model.safetensors, named as PEFT names them; for checkpoint writers.
std::vector<TensorEntry> peft_entries(const PeftConfig& config,
                                      const std::vector<PeftLayerData>& layers);
// Writes both files into an existing folder, each atomically.
void write_peft_adapter(const std::filesystem::path& directory, const PeftConfig& config,
                        const std::vector<PeftLayerData>& layers);

}  // namespace df
