// What a model folder is, read from headers only, as JSON (ModelInfo in
// electron/shared/domain/model-info.ts).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace df {

std::string model_info_json(const std::filesystem::path& directory);

// Writes a model folder with random float32 weights for a config.json: linear and embedding weights
// N(0, 0.02), norms 1, biases 0, as Transformers initialises them. The output projections of the
// blocks are scaled by 1/sqrt(2*layers) (GPT-2's rule), which keeps deep models stable.
void init_model(const std::filesystem::path& config_file, const std::filesystem::path& out_dir, uint64_t seed);

}  // namespace df
