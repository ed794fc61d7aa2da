// A tensor on the device as an entry of a safetensors file: fetched when it is written, so that a
// save needs host memory for one tensor at a time.
#pragma once

#include <string>
#include <vector>

#include "core/formats/safetensors.h"
#include "core/tensor/device.h"

namespace df {

inline TensorEntry device_entry(const Device& device, std::string name, TensorDtype dtype, std::vector<int64_t> shape,
                                const void* data) {
  uint64_t bytes = dtype_bytes(dtype);
  for (const int64_t n : shape) bytes *= static_cast<uint64_t>(n);
  const auto produce = [&device, data, bytes](ByteSink& sink) {
    std::vector<uint8_t> host(bytes);
    device.download(host.data(), data, bytes);
    sink.write(host.data(), host.size());
  };
  return {std::move(name), dtype, std::move(shape), nullptr, produce};
}

}  // namespace df
