#include "core/formats/tensor_dtype.h"

#include <algorithm>
#include <iterator>

namespace df {
namespace {

struct Row {
  const char* name;
  size_t bytes;
};

// Indexed by TensorDtype.
constexpr Row kRows[] = {{"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"I16", 2}, {"F16", 2},
                         {"BF16", 2}, {"I32", 4}, {"F32", 4}, {"F64", 8}, {"I64", 8}};

constexpr std::string_view kUnsupported[] = {"F4",      "F6_E2M3", "F6_E3M2", "F8_E5M2", "F8_E4M3",
                                             "F8_E8M0", "U16",     "U32",     "U64",     "C64"};

}  // namespace

size_t dtype_bytes(TensorDtype dtype) { return kRows[static_cast<size_t>(dtype)].bytes; }

const char* dtype_name(TensorDtype dtype) { return kRows[static_cast<size_t>(dtype)].name; }

std::optional<TensorDtype> dtype_from_name(std::string_view name) {
  for (size_t i = 0; i < std::size(kRows); ++i) {
    if (name == kRows[i].name) return static_cast<TensorDtype>(i);
  }
  return std::nullopt;
}

bool is_unsupported_dtype_name(std::string_view name) {
  return std::find(std::begin(kUnsupported), std::end(kUnsupported), name) !=
         std::end(kUnsupported);
}

}  // namespace df
