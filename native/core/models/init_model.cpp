#include <cmath>
#include <fstream>
#include <numbers>
#include <sstream>

#include "core/error.h"
#include "core/formats/model_tensors.h"
#include "core/formats/safetensors.h"
#include "core/models/model_info.h"
#include "core/rng/stream.h"

namespace df {
namespace {

// Box-Muller on the counter RNG.
float normal(const Philox& rng, uint64_t index) {
  const auto words = rng.block(index);
  const double u = (static_cast<double>(words[0]) + 1) / 4294967296.0;
  const double v = static_cast<double>(words[1]) / 4294967296.0;
  return static_cast<float>(std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v));
}

float deviation(const ModelConfig& c, const ExpectedTensor& tensor) {
  const auto ends_with = [&](const char* end) { return tensor.name.ends_with(end); };
  const bool output = ends_with("o_proj.weight") || ends_with("down_proj.weight") || ends_with("dense.weight") ||
                      ends_with("fc2.weight");
  return output ? 0.02f / std::sqrt(2.0f * static_cast<float>(c.layers)) : 0.02f;
}

TensorEntry random_tensor(const ModelConfig& c, const ExpectedTensor& tensor, uint64_t seed, uint64_t index) {
  const auto produce = [&c, tensor, seed, index](ByteSink& sink) {
    uint64_t count = 1;
    for (const int64_t n : tensor.shape) count *= static_cast<uint64_t>(n);
    const bool ones = tensor.kind == TensorKind::kNormWeight;
    const bool zeros = tensor.kind == TensorKind::kNormBias || tensor.kind == TensorKind::kLinearBias ||
                       tensor.kind == TensorKind::kHeadBias;
    std::vector<float> values(count, ones ? 1.0f : 0.0f);
    const Philox rng(seed, rng_stream(RngPurpose::kInit, index));
    const float sigma = deviation(c, tensor);
    for (uint64_t i = 0; !ones && !zeros && i < count; ++i) values[i] = sigma * normal(rng, i);
    sink.write(values.data(), values.size() * sizeof(float));
  };
  return {tensor.name, TensorDtype::kF32, tensor.shape, nullptr, produce};
}

}  // namespace

void init_model(const std::filesystem::path& config_file, const std::filesystem::path& out_dir, uint64_t seed) {
  std::ifstream file(config_file, std::ios::binary);
  if (!file) {
    throw Error(ErrorCode::kNotFound, config_file.filename().string(), "the configuration cannot be read");
  }
  std::stringstream text;
  text << file.rdbuf();
  ModelConfig config = parse_model_config(text.str());
  config.dtype = TensorDtype::kF32;
  std::vector<TensorEntry> entries;
  for (const ExpectedTensor& tensor : expected_tensors(config)) {
    if (tensor.required) entries.push_back(random_tensor(config, tensor, seed, entries.size()));
  }
  std::filesystem::create_directories(out_dir);
  write_safetensors(out_dir / "model.safetensors", entries, {{"format", "pt"}});
  std::ofstream out(out_dir / "config.json", std::ios::binary);
  out << to_json(config);
  if (!out.flush()) throw Error(ErrorCode::kDiskFull, "config.json", "the configuration could not be written");
}

}  // namespace df
