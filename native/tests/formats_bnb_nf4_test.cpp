// A bitsandbytes folder made of numbers that bitsandbytes computed (one k_proj of 32 x 64).
#include "core/formats/bnb_nf4.h"
#include "core/quant/nf4_table.h"

#include <cstring>

#include "formats_model_util.h"

namespace df::test {
namespace {

using nlohmann::json;

constexpr const char* kWeight = "model.layers.0.self_attn.k_proj.weight";

json config_of_32x64() {
  json config = tiny_llama_config();
  config["hidden_size"] = 64;
  config["num_attention_heads"] = 2;
  config["num_hidden_layers"] = 1;
  return config;
}

// The folder, with every part of the quantized weight open to change.
struct PackedFolder {
  PackedFolder() : source(SafetensorsFile::open(data_path("nf4_k_proj.safetensors"))) {
    const TensorView& packed = *source.find("packed");
    parts["" ] = {TensorDtype::kU8, {packed.elements(), 1}, bytes(packed)};
    parts[".absmax"] = {TensorDtype::kU8, {32}, bytes(*source.find("absmax_q"))};
    parts[".nested_absmax"] = {TensorDtype::kF32, {1}, bytes(*source.find("absmax_nested"))};
    parts[".nested_quant_map"] = {TensorDtype::kF32, {256}, bytes(*source.find("nested_code"))};
    parts[".quant_map"] = {TensorDtype::kF32, {16}, bytes(*source.find("code"))};
    float offset = 0;
    std::memcpy(&offset, source.find("absmax_offset")->data, sizeof(offset));
    state = {{"quant_type", "nf4"},       {"blocksize", 64},        {"dtype", "float32"},
             {"shape", {32, 64}},         {"nested_blocksize", 256}, {"nested_dtype", "float32"},
             {"nested_offset", offset}};
  }

  struct Part {
    TensorDtype dtype;
    std::vector<int64_t> shape;
    std::string data;
  };

  static std::string bytes(const TensorView& tensor) {
    return {reinterpret_cast<const char*>(tensor.data), tensor.bytes};
  }

  ModelFolder open() {
    TinyModel model(config_of_32x64());
    model.remove(kWeight);
    const std::string blob = state.dump();
    if (!state.is_null()) {
      model.add(std::string(kWeight) + ".quant_state.bitsandbytes__nf4", TensorDtype::kU8,
                {static_cast<int64_t>(blob.size())}, blob.data());
    }
    for (const auto& [suffix, part] : parts) {
      model.add(kWeight + suffix, part.dtype, part.shape, part.data.data());
    }
    model.write_single(dir / "m");
    return ModelFolder::open(dir / "m");
  }

  // The field of the refusal, without the weight's own name.
  std::string refused() {
    const ModelFolder folder = open();
    const Error error = error_of([&] { check_model_tensors(folder); });
    const std::string prefix = std::string("model.safetensors: header.") + kWeight;
    const std::string field = error.field();
    return field.rfind(prefix, 0) == 0 ? field.substr(prefix.size())
           : field.rfind(kWeight, 0) == 0 ? field.substr(std::strlen(kWeight)) : field;
  }

  TempDir dir;
  SafetensorsFile source;
  std::map<std::string, Part> parts;
  json state;
};

float dequantized(const Nf4Weight& weight, int64_t i) {
  const uint8_t byte = weight.packed->data[i / 2];
  const int64_t block = i / weight.block_size;
  const float absmax =
      weight.nested_code[weight.absmax_q[static_cast<size_t>(block)]] *
          weight.absmax_nested[static_cast<size_t>(block / weight.nested_block_size)] +
      weight.absmax_offset;
  return kNf4Values[i % 2 == 0 ? byte >> 4 : byte & 15] * absmax;
}

TEST(FormatsBnbNf4Test, ReadsWhatBitsandbytesPacked) {
  PackedFolder packed;
  const ModelFolder folder = packed.open();
  check_model_tensors(folder);
  ASSERT_TRUE(is_bnb_nf4(folder, kWeight));
  EXPECT_FALSE(is_bnb_nf4(folder, "model.layers.0.self_attn.q_proj.weight"));
  const Nf4Weight weight = read_bnb_nf4(folder, kWeight);
  EXPECT_EQ(weight.out_features, 32);
  EXPECT_EQ(weight.in_features, 64);
  EXPECT_EQ(weight.block_size, 64);
  EXPECT_EQ(weight.nested_block_size, 256);
  EXPECT_TRUE(weight.absmax.empty());
  EXPECT_EQ(weight.absmax_q.size(), 32u);
  std::vector<float> reference(2048);
  std::memcpy(reference.data(), packed.source.find("dequant")->data, 8192);
  for (int64_t i = 0; i < 2048; ++i) {
    ASSERT_EQ(dequantized(weight, i), reference[static_cast<size_t>(i)]) << i;
  }
}

TEST(FormatsBnbNf4Test, ReadsWithoutDoubleQuantization) {
  PackedFolder packed;
  packed.parts.erase(".nested_absmax");
  packed.parts.erase(".nested_quant_map");
  const std::vector<float> absmax(32, 0.5f);
  packed.parts[".absmax"] = {TensorDtype::kF32, {32},
                             std::string(reinterpret_cast<const char*>(absmax.data()), 128)};
  const ModelFolder folder = packed.open();
  const Nf4Weight weight = read_bnb_nf4(folder, kWeight);
  EXPECT_EQ(weight.nested_block_size, 0);
  EXPECT_EQ(weight.absmax, absmax);
  EXPECT_TRUE(weight.absmax_q.empty() && weight.nested_code.empty());
}

TEST(FormatsBnbNf4Test, RefusesPartsThatDoNotFit) {
  for (const char* suffix : {"", ".absmax", ".nested_absmax", ".nested_quant_map", ".quant_map"}) {
    PackedFolder shorter;
    PackedFolder::Part& part = shorter.parts[suffix];
    part.shape = {static_cast<int64_t>(part.data.size() / dtype_bytes(part.dtype)) - 1};
    EXPECT_EQ(shorter.refused(), std::string(suffix) + ".shape");
    PackedFolder other;
    other.parts[suffix].dtype = TensorDtype::kI8;
    other.parts[suffix].shape = {static_cast<int64_t>(other.parts[suffix].data.size())};
    EXPECT_EQ(other.refused(), std::string(suffix) + ".dtype");
  }
  for (const char* suffix : {".absmax", ".quant_map", ".nested_quant_map"}) {
    PackedFolder missing;
    missing.parts.erase(suffix);
    EXPECT_EQ(missing.refused(), suffix);
  }
}

TEST(FormatsBnbNf4Test, RefusesScalesThatAreNotFiniteAndOtherTables) {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const char* suffix : {".nested_absmax", ".nested_quant_map", ".quant_map"}) {
    PackedFolder packed;
    std::memcpy(packed.parts[suffix].data.data(), &infinity, sizeof(infinity));
    EXPECT_EQ(packed.refused(), suffix);
  }
  PackedFolder packed;
  const float almost = -0.9f;
  std::memcpy(packed.parts[".quant_map"].data.data(), &almost, sizeof(almost));
  EXPECT_EQ(packed.refused(), ".quant_map");
}

TEST(FormatsBnbNf4Test, RefusesEveryWrongState) {
  const std::string blob = ".quant_state.bitsandbytes__nf4: ";
  const std::vector<std::pair<const char*, json>> wrong = {
      {"quant_type", "fp4"},    {"quant_type", 4},        {"quant_type", nullptr},
      {"blocksize", 0},         {"blocksize", -64},       {"blocksize", 63},
      {"blocksize", 8192},      {"blocksize", "64"},      {"blocksize", 1e30},
      {"shape", {32}},          {"shape", {32, 64, 1}},   {"shape", 2048},
      {"shape", {"32", 64}},    {"shape", {0, 64}},       {"shape", {-32, -64}},
      {"nested_blocksize", 0},  {"nested_blocksize", 100}, {"nested_dtype", "float16"},
      {"nested_offset", "x"},   {"nested_offset", 1e39},  {"nested_offset", nullptr}};
  for (const auto& [key, value] : wrong) {
    PackedFolder packed;
    packed.state[key] = value;
    const std::string field = packed.refused();
    EXPECT_EQ(field.rfind(blob + key, 0), 0u) << key << " " << value << ": " << field;
  }
  PackedFolder other_shape;
  other_shape.state["shape"] = {64, 32};
  EXPECT_EQ(other_shape.refused(), ".shape") << "the model asks for 32 x 64";
  PackedFolder not_json;
  not_json.state = "text";
  EXPECT_NE(not_json.refused(), "");
  PackedFolder none;
  none.state = nullptr;
  EXPECT_EQ(none.refused(), ".dtype") << "U8 without a state is no weight";
}

}  // namespace
}  // namespace df::test
