// Builds a JSON value from the parser's events, refusing what a hostile file could use: depth,
// number of values, duplicate keys. For json_guard.cpp alone.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/util/json_guard.h"

namespace df {

class JsonBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonBuilder(std::string file, const JsonLimits& limits)
      : file_(std::move(file)), limits_(limits) {}

  nlohmann::json take() { return std::move(root_); }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(nlohmann::json::object()); }
  bool start_array(std::size_t) override { return open(nlohmann::json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override;
  [[noreturn]] bool parse_error(std::size_t position, const std::string& token,
                                const nlohmann::detail::exception& error) override;

 private:
  bool add(nlohmann::json&& value);
  bool open(nlohmann::json&& container);
  bool close();
  nlohmann::json* place(nlohmann::json&& value);
  std::string where() const;

  std::string file_;
  JsonLimits limits_;
  nlohmann::json root_;
  std::vector<nlohmann::json*> open_;
  std::vector<std::string> keys_;  // one per open container; "" inside an array
  size_t values_ = 0;
};

}  // namespace df
