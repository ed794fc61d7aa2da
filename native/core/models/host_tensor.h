// Stored tensors as float32 on the host: norms, biases, adapters and full fine-tunes are small
// enough to pass through here; large matrices are copied as they are.
#pragma once

#include <vector>

#include "core/formats/safetensors.h"
#include "differential/types.h"

namespace df {

// F32, F16, BF16 or F64 values as float32; other types throw kUnsupported naming the tensor.
std::vector<float> read_float32(const TensorView& tensor);

// Values of an ABI float dtype (DF_F32, DF_F16 or DF_BF16) as float32.
std::vector<float> to_float32(const std::vector<uint8_t>& stored, int32_t dtype);

// The ABI's dtype for a stored matrix: DF_F32, DF_F16 or DF_BF16 (F64 is read as DF_F32).
int32_t matrix_dtype(const TensorView& tensor);

}  // namespace df
