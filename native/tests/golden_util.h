// Reference numbers for the tests: the small ones under native/tests/data that are always there,
// and the full golden vectors beside the repository, which a checkout may lack.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/safetensors.h"

namespace df::test {

inline std::filesystem::path fixture_path(const std::string& name) {
  return std::filesystem::path(DF_TEST_REPOSITORY_DIR) / "native/tests/data" / name;
}

inline std::filesystem::path golden_path(const std::string& name) {
  return std::filesystem::path(DF_TEST_REPOSITORY_DIR) / "../shared/golden" / name;
}

// Ends the test as skipped, saying what was missing.
#define DF_SKIP_WITHOUT(path)                                                       \
  do {                                                                              \
    if (!std::filesystem::exists(path)) {                                           \
      GTEST_SKIP() << "golden vectors not found: " << (path).lexically_normal();    \
    }                                                                               \
  } while (0)

template <typename T>
std::vector<T> tensor_values(const SafetensorsFile& file, const std::string& name) {
  const TensorView* tensor = file.find(name);
  if (tensor == nullptr) throw std::runtime_error("no tensor " + name);
  std::vector<T> values(tensor->bytes / sizeof(T));
  std::memcpy(values.data(), tensor->data, tensor->bytes);
  return values;
}

inline bool same_bytes(const void* a, const void* b, size_t bytes) {
  return std::memcmp(a, b, bytes) == 0;
}

}  // namespace df::test
