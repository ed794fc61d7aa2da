#include "core/models/synthetic_model.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <vector>

#include "core/formats/model_tensors.h"
#include "core/rng/stream.h"

namespace df {
namespace {

uint64_t elements_of(const ExpectedTensor& tensor) {
  uint64_t count = 1;
  for (const int64_t n : tensor.shape) count *= static_cast<uint64_t>(n);
  return count;
}

uint16_t bfloat16(float value) {
  return static_cast<uint16_t>((std::bit_cast<uint32_t>(value) + 0x8000u) >> 16);
}

}  // namespace

ModelFolder synthetic_model(const std::string& config_text, uint64_t seed) {
  ModelConfig config = parse_model_config(config_text);
  config.dtype = TensorDtype::kBF16;
  uint64_t largest = 0, longest_norm = 0;
  for (const ExpectedTensor& tensor : expected_tensors(config)) {
    uint64_t& most = tensor.kind == TensorKind::kNormWeight ? longest_norm : largest;
    most = std::max(most, elements_of(tensor));
  }
  auto bytes = std::make_shared<std::vector<uint8_t>>((largest + longest_norm) * sizeof(uint16_t));
  auto* values = reinterpret_cast<uint16_t*>(bytes->data());
  constexpr float kBound = 0.02f * 1.7320508f;  // a uniform distribution's deviation is bound / sqrt(3)
  const Philox rng(seed, rng_stream(RngPurpose::kInit, 0));
  for (uint64_t i = 0; i < largest; i += 8) {
    const auto words = rng.block(i / 8);
    for (uint64_t k = 0; k < 8 && i + k < largest; ++k) {
      const auto sixteen = static_cast<int16_t>(words[k / 2] >> (k % 2 * 16));
      values[i + k] = bfloat16(static_cast<float>(sixteen) * (kBound / 32768.0f));
    }
  }
  std::fill_n(values + largest, longest_norm, bfloat16(1.0f));
  std::vector<TensorView> tensors;
  for (const ExpectedTensor& tensor : expected_tensors(config)) {
    if (!tensor.required) continue;
    const uint64_t first = tensor.kind == TensorKind::kNormWeight ? largest : 0;
    tensors.push_back({tensor.name, TensorDtype::kBF16, tensor.shape, bytes->data() + first * sizeof(uint16_t),
                       elements_of(tensor) * sizeof(uint16_t)});
  }
  return ModelFolder::in_memory(std::move(config), std::move(tensors), std::move(bytes));
}

}  // namespace df
