#include "addon/arrays.h"

#include "core/error.h"

namespace df::addon {
namespace {

std::vector<int32_t> read_ints(const Napi::Value& object, const char* field, const char* member) {
  const std::string name = std::string(field) + "." + member;
  const Napi::Value value = object.IsObject() ? object.As<Napi::Object>().Get(member) : object.Env().Undefined();
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array) {
    throw Error(ErrorCode::kInvalidInput, name, name + " must be an Int32Array");
  }
  const auto array = value.As<Napi::Int32Array>();
  return {array.Data(), array.Data() + array.ElementLength()};
}

}  // namespace

Examples read_examples(const Napi::Value& value, const char* field) {
  Examples examples;
  examples.tokens = read_ints(value, field, "tokens");
  const auto offsets = read_ints(value, field, "offsets");
  examples.offsets.assign(offsets.begin(), offsets.end());
  examples.prompt_tokens = read_ints(value, field, "promptTokens");
  return examples;
}

std::vector<Label> read_sequences(const Napi::Value& value, const char* field) {
  const auto tokens = read_ints(value, field, "tokens");
  const auto offsets = read_ints(value, field, "offsets");
  const auto bad = [&](const char* what) {
    throw Error(ErrorCode::kInvalidInput, std::string(field) + ".offsets", std::string(field) + ".offsets " + what);
  };
  if (offsets.empty() || offsets.front() != 0) bad("must start with 0");
  if (offsets.back() != static_cast<int32_t>(tokens.size())) bad("must end with the number of tokens");
  std::vector<Label> sequences;
  for (size_t i = 0; i + 1 < offsets.size(); ++i) {
    if (offsets[i + 1] < offsets[i] || offsets[i + 1] > offsets.back()) bad("must not fall");
    sequences.emplace_back(tokens.begin() + offsets[i], tokens.begin() + offsets[i + 1]);
  }
  return sequences;
}

std::string read_text(const Napi::Value& value, const char* field) {
  if (!value.IsString()) throw Error(ErrorCode::kInvalidInput, field, std::string(field) + " must be a text");
  return value.As<Napi::String>().Utf8Value();
}

}  // namespace df::addon
