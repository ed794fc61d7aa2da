#include "core/models/host_tensor.h"

#include <bit>
#include <cstring>

#include "core/error.h"

namespace df {
namespace {

float half_to_float(uint16_t h) {
  const uint32_t sign = (h & 0x8000u) << 16;
  uint32_t exponent = (h >> 10) & 31u;
  uint32_t mantissa = h & 1023u;
  if (exponent == 31) return std::bit_cast<float>(sign | 0x7F800000u | (mantissa << 13));
  if (exponent == 0) {
    // Subnormal halves are normal floats: mantissa * 2^-24.
    const float value = static_cast<float>(mantissa) * 0x1p-24f;
    return sign ? -value : value;
  }
  return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (mantissa << 13));
}

float brain_to_float(uint16_t v) { return std::bit_cast<float>(uint32_t{v} << 16); }

template <typename Stored, typename Convert>
std::vector<float> convert(const uint8_t* data, size_t count, Convert to_float) {
  std::vector<float> out(count);
  for (size_t i = 0; i < out.size(); ++i) {
    Stored value;
    std::memcpy(&value, data + i * sizeof value, sizeof value);
    out[i] = to_float(value);
  }
  return out;
}

template <typename Stored, typename Convert>
std::vector<float> convert(const TensorView& tensor, Convert to_float) {
  return convert<Stored>(tensor.data, static_cast<size_t>(tensor.elements()), to_float);
}

}  // namespace

std::vector<float> read_float32(const TensorView& tensor) {
  switch (tensor.dtype) {
    case TensorDtype::kF32: return convert<float>(tensor, [](float v) { return v; });
    case TensorDtype::kF64: return convert<double>(tensor, [](double v) { return static_cast<float>(v); });
    case TensorDtype::kF16: return convert<uint16_t>(tensor, half_to_float);
    case TensorDtype::kBF16:
      return convert<uint16_t>(tensor, brain_to_float);
    default:
      throw Error(ErrorCode::kUnsupported, tensor.name,
                  tensor.name + " is stored as " + dtype_name(tensor.dtype) + "; a weight must be a float type");
  }
}

std::vector<float> to_float32(const std::vector<uint8_t>& stored, int32_t dtype) {
  if (dtype == DF_F16) return convert<uint16_t>(stored.data(), stored.size() / 2, half_to_float);
  if (dtype == DF_BF16) return convert<uint16_t>(stored.data(), stored.size() / 2, brain_to_float);
  return convert<float>(stored.data(), stored.size() / 4, [](float v) { return v; });
}

int32_t matrix_dtype(const TensorView& tensor) {
  if (tensor.dtype == TensorDtype::kF16) return DF_F16;
  if (tensor.dtype == TensorDtype::kBF16) return DF_BF16;
  return DF_F32;
}

}  // namespace df
