#include "core/formats/bnb_nf4.h"

#include <cmath>
#include <cstring>

#include "core/error.h"
#include "core/quant/nf4_table.h"
#include "core/util/json_guard.h"

namespace df {

namespace {

constexpr const char* kStateSuffix = ".quant_state.bitsandbytes__nf4";
constexpr int64_t kMaxFeatures = 1 << 24;

std::string field_of(std::string_view tensor) {
  return "model.safetensors: header." + printable(tensor);
}

[[noreturn]] void corrupt(const std::string& field, const std::string& message) {
  throw Error(ErrorCode::kCorrupt, field, message);
}

struct State {
  int64_t rows = 0;
  int64_t columns = 0;
  int64_t block_size = 0;
  int64_t nested_block_size = 0;
  double offset = 0.0;
};

int64_t power_of_two(const JsonObject& object, const char* key) {
  const int64_t value = object.integer(key, 32, 4096);
  if ((value & (value - 1)) != 0) corrupt(object.field(key), "it must be a power of two");
  return value;
}

// The JSON that bitsandbytes packs into a U8 tensor (QuantState.as_dict(packed=True)).
State read_state(const TensorView& blob, bool nested) {
  const JsonLimits limits{.max_bytes = 16'384, .max_values = 256, .max_depth = 4};
  if (blob.dtype != TensorDtype::kU8) corrupt(field_of(blob.name) + ".dtype", "it must be U8");
  const std::string_view text(reinterpret_cast<const char*>(blob.data), blob.bytes);
  const JsonDocument document = JsonDocument::parse(text, printable(blob.name), limits);
  const JsonObject object = document.root();
  if (object.text("quant_type", 16) != "nf4") corrupt(object.field("quant_type"), "it must be nf4");
  const std::vector<int64_t> shape = object.integers("shape", 1, kMaxFeatures, 2);
  if (shape.size() != 2) corrupt(object.field("shape"), "it must have two dimensions");
  State state{.rows = shape[0], .columns = shape[1]};
  state.block_size = power_of_two(object, "blocksize");
  if (nested) {
    state.nested_block_size = power_of_two(object, "nested_blocksize");
    state.offset = object.number("nested_offset", -1e30, 1e30);
    if (object.text("nested_dtype", "float32", 32) != "float32") {
      corrupt(object.field("nested_dtype"), "it must be float32");
    }
  }
  return state;
}

const TensorView& part(const ModelFolder& folder, const std::string& name, TensorDtype dtype,
                       int64_t elements) {
  const TensorView& tensor = folder.at(name);
  if (tensor.dtype != dtype) {
    corrupt(field_of(name) + ".dtype", std::string("it must be ") + dtype_name(dtype));
  }
  if (tensor.elements() != elements) {
    corrupt(field_of(name) + ".shape", "it has " + std::to_string(tensor.elements()) +
                                           " values; the weight needs " + std::to_string(elements));
  }
  return tensor;
}

std::vector<float> floats(const TensorView& tensor) {
  std::vector<float> values(tensor.bytes / sizeof(float));
  if (!values.empty()) std::memcpy(values.data(), tensor.data, tensor.bytes);
  for (const float value : values) {
    if (std::isfinite(value)) continue;
    corrupt(field_of(tensor.name), "it holds a value that is not finite");
  }
  return values;
}

void check_code(const ModelFolder& folder, const std::string& name) {
  const std::vector<float> code = floats(part(folder, name, TensorDtype::kF32, 16));
  for (size_t i = 0; i < code.size(); ++i) {
    if (std::abs(code[i] - kNf4Values[i]) <= 1e-6f) continue;
    throw Error(ErrorCode::kUnsupported, field_of(name), "it is not the NF4 table");
  }
}

}  // namespace

bool is_bnb_nf4(const ModelFolder& folder, std::string_view weight_name) {
  return folder.find(std::string(weight_name) + kStateSuffix) != nullptr;
}

Nf4Weight read_bnb_nf4(const ModelFolder& folder, const std::string& weight_name) {
  const bool nested = folder.find(weight_name + ".nested_absmax") != nullptr;
  const State state = read_state(folder.at(weight_name + kStateSuffix), nested);
  const int64_t values = state.rows * state.columns;  // each at most 2^24
  const int64_t blocks = (values + state.block_size - 1) / state.block_size;
  check_code(folder, weight_name + ".quant_map");

  Nf4Weight weight;
  weight.out_features = state.rows;
  weight.in_features = state.columns;
  weight.block_size = state.block_size;
  weight.packed = &part(folder, weight_name, TensorDtype::kU8, (values + 1) / 2);
  if (!nested) {
    weight.absmax = floats(part(folder, weight_name + ".absmax", TensorDtype::kF32, blocks));
    return weight;
  }
  weight.nested_block_size = state.nested_block_size;
  weight.absmax_offset = static_cast<float>(state.offset);
  const std::string codes_name = weight_name + ".absmax";
  const TensorView& codes = part(folder, codes_name, TensorDtype::kU8, blocks);
  weight.absmax_q.assign(codes.data, codes.data + codes.bytes);
  const int64_t groups = (blocks + state.nested_block_size - 1) / state.nested_block_size;
  weight.absmax_nested =
      floats(part(folder, weight_name + ".nested_absmax", TensorDtype::kF32, groups));
  weight.nested_code =
      floats(part(folder, weight_name + ".nested_quant_map", TensorDtype::kF32, 256));
  return weight;
}

}  // namespace df
