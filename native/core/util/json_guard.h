// JSON from untrusted files: bounded size, depth and number of values, no duplicate keys, and typed
// getters that throw df::Error naming file and field ("config.json: rope_parameters.factor").
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace df {

struct JsonLimits {
  size_t max_bytes = 1u << 20;
  // A parsed value costs up to about 100 bytes, so this bounds what a hostile file can allocate.
  size_t max_values = 100'000;
  int max_depth = 64;
};

// A view of one object inside a JsonDocument; valid while the document lives. "Absent" means
// missing or null: files of this field write null for "default".
class JsonObject {
 public:
  JsonObject(const nlohmann::json& value, std::string file, std::string path);

  // "config.json: rope_parameters.factor"
  std::string field(std::string_view key) const;
  const std::string& file() const { return file_; }
  std::vector<std::string> keys() const;

  bool has(std::string_view key) const;  // present and not null
  bool is_object(std::string_view key) const;
  bool is_array(std::string_view key) const;
  bool is_string(std::string_view key) const;
  bool is_boolean(std::string_view key) const;
  size_t array_size(std::string_view key) const;  // 0 when it is not an array

  // Bounds are inclusive. Without `fallback` an absent field is an error.
  int64_t integer(std::string_view key, int64_t low, int64_t high) const;
  int64_t integer(std::string_view key, int64_t low, int64_t high, int64_t fallback) const;
  double number(std::string_view key, double low, double high) const;
  double number(std::string_view key, double low, double high, double fallback) const;
  bool boolean(std::string_view key) const;
  bool boolean(std::string_view key, bool fallback) const;
  std::string text(std::string_view key, size_t max_bytes = 4096) const;
  std::string text(std::string_view key, const char* fallback, size_t max_bytes = 4096) const;
  JsonObject object(std::string_view key) const;
  std::vector<JsonObject> objects(std::string_view key, size_t max_items) const;
  std::vector<std::string> texts(std::string_view key, size_t max_items) const;
  std::vector<int64_t> integers(std::string_view key, int64_t low, int64_t high,
                                size_t max_items) const;

  // Throws kInvalidInput for a key that is not in `known`.
  void refuse_unknown_keys(const std::vector<std::string_view>& known) const;

 private:
  const nlohmann::json* find(std::string_view key) const;
  const nlohmann::json& require(std::string_view key) const;

  const nlohmann::json* value_;
  std::string file_;
  std::string path_;
};

class JsonDocument {
 public:
  // `file` is the name used in errors. Throws kCorrupt for what is not JSON, kInvalidInput for what
  // breaks a limit. The top level must be an object.
  static JsonDocument parse(std::string_view text, std::string file, const JsonLimits& limits = {});
  static JsonDocument read(const std::filesystem::path& path, const JsonLimits& limits = {});

  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  JsonObject root() const;

 private:
  JsonDocument(std::unique_ptr<nlohmann::json> value, std::string file);

  std::unique_ptr<nlohmann::json> value_;
  std::string file_;
};

// The JSON library takes a null byte for the end of the text, so what follows would hide there.
void refuse_null_bytes(std::string_view text, const std::string& field);

// For error text: control characters and bytes that are not UTF-8 replaced, at most `max_bytes`.
std::string printable(std::string_view text, size_t max_bytes = 200);

}  // namespace df
