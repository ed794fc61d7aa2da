#include "core/util/json_builder.h"

#include "core/error.h"

namespace df {

std::string JsonBuilder::where() const {
  std::string path;
  for (const std::string& key : keys_) {
    if (key.empty()) continue;
    path += path.empty() ? ": " : ".";
    path += printable(key);
  }
  return file_ + path;
}

nlohmann::json* JsonBuilder::place(nlohmann::json&& value) {
  if (++values_ > limits_.max_values) {
    throw Error(ErrorCode::kInvalidInput, file_,
                "it has more than " + std::to_string(limits_.max_values) + " values");
  }
  if (open_.empty()) {
    root_ = std::move(value);
    return &root_;
  }
  nlohmann::json& parent = *open_.back();
  if (parent.is_array()) {
    parent.push_back(std::move(value));
    return &parent.back();
  }
  nlohmann::json& slot = parent[keys_.back()];
  slot = std::move(value);
  return &slot;
}

bool JsonBuilder::add(nlohmann::json&& value) {
  place(std::move(value));
  return true;
}

bool JsonBuilder::open(nlohmann::json&& container) {
  if (open_.size() >= static_cast<size_t>(limits_.max_depth)) {
    throw Error(ErrorCode::kInvalidInput, file_,
                "it is nested deeper than " + std::to_string(limits_.max_depth) + " levels");
  }
  open_.push_back(place(std::move(container)));
  keys_.emplace_back();
  return true;
}

bool JsonBuilder::close() {
  open_.pop_back();
  keys_.pop_back();
  return true;
}

bool JsonBuilder::key(string_t& name) {
  keys_.back() = name;
  if (open_.back()->contains(name)) {
    throw Error(ErrorCode::kCorrupt, where(), "the name appears twice");
  }
  return true;
}

bool JsonBuilder::parse_error(std::size_t position, const std::string&,
                              const nlohmann::detail::exception& error) {
  // nlohmann's own text quotes the file; the file may be anything.
  const bool range = error.id == 406;
  throw Error(ErrorCode::kCorrupt, where(),
              range ? "a number is too large at byte " + std::to_string(position)
                    : "it is not valid JSON at byte " + std::to_string(position));
}

}  // namespace df
