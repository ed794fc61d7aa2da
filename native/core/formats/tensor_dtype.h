// Element types that appear in model files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace df {

// In the order in which the safetensors reference library ranks its types; writers sort by it.
enum class TensorDtype : uint8_t { kBool, kU8, kI8, kI16, kF16, kBF16, kI32, kF32, kF64, kI64 };

size_t dtype_bytes(TensorDtype dtype);
// The safetensors spelling: "F32", "BF16", "BOOL"...
const char* dtype_name(TensorDtype dtype);
std::optional<TensorDtype> dtype_from_name(std::string_view name);
// True for a type that safetensors defines and this engine does not read ("F8_E4M3", "U64"...).
bool is_unsupported_dtype_name(std::string_view name);

}  // namespace df
