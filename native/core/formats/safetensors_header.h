// The JSON header of a safetensors file, read event by event without building a tree: a hostile
// header of 100 MB must not cost ten times that.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/tensor_dtype.h"

namespace df {

struct HeaderTensor {
  std::string name;
  TensorDtype dtype = TensorDtype::kF32;
  std::vector<int64_t> shape;
  uint64_t begin = 0;  // relative to the first byte after the header
  uint64_t end = 0;
};

struct SafetensorsHeader {
  std::vector<HeaderTensor> tensors;
  std::map<std::string, std::string> metadata;
};

// `file` names the file in errors. Checks types, names, dtypes and sizes; not how offsets fit.
SafetensorsHeader parse_safetensors_header(std::string_view text, const std::string& file);

}  // namespace df
