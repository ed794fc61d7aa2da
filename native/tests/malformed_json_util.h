// Breaks a JSON document in every way that its schema rules out.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace df::test {

// One field and the values that it must refuse, as JSON text; "" stands for leaving it out.
// `name` is a path: "rope_parameters.factor".
struct BadField {
  std::string name;
  std::vector<std::string> values;
};

// Values that no whole number, number, flag, text or object may have.
std::vector<std::string> bad_integers(std::vector<std::string> more = {});
std::vector<std::string> bad_numbers(std::vector<std::string> more = {});
std::vector<std::string> bad_flags(std::vector<std::string> more = {});
std::vector<std::string> bad_texts(std::vector<std::string> more = {});
std::vector<std::string> bad_objects(std::vector<std::string> more = {});

struct BadDocument {
  std::string what;
  std::string text;
  std::string field;  // part of the error's field; "" when any will do
};

// Every strict prefix, and damage that no JSON survives: bad UTF-8, depth, duplicates, other tops.
std::vector<BadDocument> broken_documents(const std::string& good);
std::vector<BadDocument> broken_fields(const nlohmann::json& good,
                                       const std::vector<BadField>& fields);

// Runs `parse` on each in a child with a 256 MB budget. Returns what went wrong.
std::string check_documents(const std::vector<BadDocument>& documents,
                            const std::function<void(const std::string&)>& parse);

}  // namespace df::test
