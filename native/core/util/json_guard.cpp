#include "core/util/json_guard.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/util/fs_sync.h"
#include "core/util/json_builder.h"

namespace df {
namespace {

using nlohmann::json;

[[noreturn]] void fail(const std::string& field, const std::string& message) {
  throw Error(ErrorCode::kInvalidInput, field, message);
}

int64_t integer_of(const json& value, int64_t low, int64_t high, const std::string& field) {
  const bool fits = value.is_number_integer() &&
                    !(value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX});
  if (!fits) fail(field, "it must be a whole number");
  const auto number = value.get<int64_t>();
  if (number < low || number > high) {
    fail(field, "it is " + std::to_string(number) + "; it must be from " + std::to_string(low) +
                    " to " + std::to_string(high));
  }
  return number;
}

std::string shortest(double value) { return json(value).dump(); }

std::string text_of(const json& value, size_t max_bytes, const std::string& field) {
  if (!value.is_string()) fail(field, "it must be a text");
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() > max_bytes) {
    fail(field, "it is longer than " + std::to_string(max_bytes) + " bytes");
  }
  return text;
}

const json& array_of(const json& value, size_t max_items, const std::string& field) {
  if (!value.is_array()) fail(field, "it must be a list");
  if (value.size() > max_items) {
    fail(field, "it has more than " + std::to_string(max_items) + " items");
  }
  return value;
}

}  // namespace

JsonObject::JsonObject(const json& value, std::string file, std::string path)
    : value_(&value), file_(std::move(file)), path_(std::move(path)) {
  if (!value.is_object()) {
    fail(path_.empty() ? file_ : file_ + ": " + path_, "it must be an object");
  }
}

std::string JsonObject::field(std::string_view key) const {
  return file_ + ": " + (path_.empty() ? "" : path_ + ".") + printable(key);
}

std::vector<std::string> JsonObject::keys() const {
  std::vector<std::string> names;
  for (const auto& [key, unused] : value_->items()) names.push_back(key);
  return names;
}

const json* JsonObject::find(std::string_view key) const {
  const auto found = value_->find(key);
  return found == value_->end() || found->is_null() ? nullptr : &*found;
}

const json& JsonObject::require(std::string_view key) const {
  const json* value = find(key);
  if (value == nullptr) fail(field(key), "it is missing");
  return *value;
}

bool JsonObject::has(std::string_view key) const { return find(key) != nullptr; }

bool JsonObject::is_object(std::string_view key) const {
  const json* value = find(key);
  return value != nullptr && value->is_object();
}

bool JsonObject::is_array(std::string_view key) const {
  const json* value = find(key);
  return value != nullptr && value->is_array();
}

bool JsonObject::is_string(std::string_view key) const {
  const json* value = find(key);
  return value != nullptr && value->is_string();
}

bool JsonObject::is_boolean(std::string_view key) const {
  const json* value = find(key);
  return value != nullptr && value->is_boolean();
}

size_t JsonObject::array_size(std::string_view key) const {
  return is_array(key) ? find(key)->size() : 0;
}

int64_t JsonObject::integer(std::string_view key, int64_t low, int64_t high) const {
  return integer_of(require(key), low, high, field(key));
}

int64_t JsonObject::integer(std::string_view key, int64_t low, int64_t high,
                            int64_t fallback) const {
  return has(key) ? integer(key, low, high) : fallback;
}

double JsonObject::number(std::string_view key, double low, double high) const {
  const json& value = require(key);
  if (!value.is_number()) fail(field(key), "it must be a number");
  const auto number = value.get<double>();
  if (!std::isfinite(number) || number < low || number > high) {
    fail(field(key), "it is " + shortest(number) + "; it must be from " + shortest(low) + " to " +
                         shortest(high));
  }
  return number;
}

double JsonObject::number(std::string_view key, double low, double high, double fallback) const {
  return has(key) ? number(key, low, high) : fallback;
}

bool JsonObject::boolean(std::string_view key) const {
  const json& value = require(key);
  if (!value.is_boolean()) fail(field(key), "it must be true or false");
  return value.get<bool>();
}

bool JsonObject::boolean(std::string_view key, bool fallback) const {
  return has(key) ? boolean(key) : fallback;
}

std::string JsonObject::text(std::string_view key, size_t max_bytes) const {
  return text_of(require(key), max_bytes, field(key));
}

std::string JsonObject::text(std::string_view key, const char* fallback, size_t max_bytes) const {
  return has(key) ? text(key, max_bytes) : std::string(fallback);
}

JsonObject JsonObject::object(std::string_view key) const {
  const json& value = require(key);
  return JsonObject(value, file_, (path_.empty() ? "" : path_ + ".") + printable(key));
}

std::vector<JsonObject> JsonObject::objects(std::string_view key, size_t max_items) const {
  std::vector<JsonObject> items;
  const std::string path = (path_.empty() ? "" : path_ + ".") + printable(key);
  for (const json& item : array_of(require(key), max_items, field(key))) {
    items.emplace_back(item, file_, path + "[" + std::to_string(items.size()) + "]");
  }
  return items;
}

std::vector<std::string> JsonObject::texts(std::string_view key, size_t max_items) const {
  std::vector<std::string> items;
  for (const json& item : array_of(require(key), max_items, field(key))) {
    items.push_back(text_of(item, 4096, field(key) + "[" + std::to_string(items.size()) + "]"));
  }
  return items;
}

std::vector<int64_t> JsonObject::integers(std::string_view key, int64_t low, int64_t high,
                                          size_t max_items) const {
  std::vector<int64_t> items;
  for (const json& item : array_of(require(key), max_items, field(key))) {
    const std::string name = field(key) + "[" + std::to_string(items.size()) + "]";
    items.push_back(integer_of(item, low, high, name));
  }
  return items;
}

void JsonObject::refuse_unknown_keys(const std::vector<std::string_view>& known) const {
  for (const auto& [key, unused] : value_->items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      fail(field(key), "this name is not known here");
    }
  }
}

JsonDocument::JsonDocument(std::unique_ptr<json> value, std::string file)
    : value_(std::move(value)), file_(std::move(file)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonDocument JsonDocument::parse(std::string_view text, std::string file,
                                 const JsonLimits& limits) {
  if (text.size() > limits.max_bytes) {
    fail(file, "it has more than " + std::to_string(limits.max_bytes) + " bytes");
  }
  refuse_null_bytes(text, file);
  JsonBuilder builder(file, limits);
  json::sax_parse(text.begin(), text.end(), &builder);
  return JsonDocument(std::make_unique<json>(builder.take()), std::move(file));
}

JsonDocument JsonDocument::read(const std::filesystem::path& path, const JsonLimits& limits) {
  const std::string name = path.filename().string();
  return parse(read_small_file(path, name, limits.max_bytes), name, limits);
}

void refuse_null_bytes(std::string_view text, const std::string& field) {
  const size_t at = text.find('\0');
  if (at == std::string_view::npos) return;
  throw Error(ErrorCode::kCorrupt, field, "it is not valid JSON at byte " + std::to_string(at));
}

JsonObject JsonDocument::root() const { return JsonObject(*value_, file_, ""); }

std::string printable(std::string_view text, size_t max_bytes) {
  std::string clean(text.substr(0, max_bytes));
  if (text.size() > max_bytes) clean += "...";
  for (char& c : clean) {
    const auto byte = static_cast<unsigned char>(c);
    // Names in these files are ASCII; anything else could hide or reorder what a person reads.
    if (byte < 0x20 || byte >= 0x7f) c = '?';
  }
  return clean;
}

}  // namespace df
