#include "malformed_json_util.h"

#include <ostream>

#include "formats_test_util.h"

namespace df::test {

using nlohmann::json;

namespace {

constexpr uint64_t kBudget = 256u << 20;

std::vector<std::string> joined(std::vector<std::string> base, std::vector<std::string> more) {
  base.insert(base.end(), more.begin(), more.end());
  return base;
}

json::json_pointer pointer_of(std::string path) {
  for (char& c : path) {
    if (c == '.') c = '/';
  }
  return json::json_pointer("/" + path);
}

}  // namespace

std::vector<std::string> bad_integers(std::vector<std::string> more) {
  return joined({"-9223372036854775808", "-9223372036854775809", "9223372036854775807",
                 "9223372036854775808", "18446744073709551615", "18446744073709551616", "1e400",
                 "1e15", "1.5", "0.0", "true", R"("7")", R"("")", "[[7]]", "{}", "NaN"},
                std::move(more));
}

std::vector<std::string> bad_numbers(std::vector<std::string> more) {
  return joined({"-1e300", "1e300", "1e400", "-1", "true", R"("7")", R"("")", "[7]", "{}", "NaN",
                 "Infinity", "-Infinity"},
                std::move(more));
}

std::vector<std::string> bad_flags(std::vector<std::string> more) {
  return joined({"0", "1", R"("true")", R"("")", "[true]", "{}", "1.5", "True"}, std::move(more));
}

std::vector<std::string> bad_texts(std::vector<std::string> more) {
  return joined({"0", "-1", "true", "1.5", "[[]]", "{}", R"("")", R"("no such thing")",
                 R"("\u0000")", R"("\ud800")"},
                std::move(more));
}

std::vector<std::string> bad_objects(std::vector<std::string> more) {
  return joined({"0", "true", R"("text")", "[]", "[{}]", "1.5"}, std::move(more));
}

std::vector<BadDocument> broken_documents(const std::string& good) {
  std::vector<BadDocument> documents;
  const auto add = [&](const std::string& what, std::string text) {
    documents.push_back({what, std::move(text), ""});
  };
  for (size_t length = 0; length < good.size(); ++length) {
    add("first " + std::to_string(length), good.substr(0, length));
  }
  const std::string inside = good.substr(1, good.size() - 2);
  for (const std::string& text :
       {"[" + good + "]", good + good, good + "x", good + '\0', good + '\0' + "hidden",
        "{" + inside + ",}", "{," + inside + "}", "{" + inside + "," + inside + "}",
        std::string("null"), std::string("0"), std::string("\"text\""), std::string("[]"),
        std::string("\xff\xfe{}"), "/* */" + good, "{'a':1," + inside + "}"}) {
    add("structure " + text.substr(0, 40), text);
  }
  for (const char* bytes :
       {"\x80", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe2\x82",
        "\x01", "\x1f", "\n", "\\x", "\\u12", "\\ud800"}) {
    add("bytes in a name", "{\"" + std::string(bytes) + "\":1," + inside + "}");
    add("bytes in a text", "{\"a\":\"" + std::string(bytes) + "\"," + inside + "}");
  }
  for (const size_t depth : {64u, 65u, 1000u, 100'000u, 400'000u}) {
    const std::string arrays = std::string(depth, '[') + std::string(depth, ']');
    add("depth " + std::to_string(depth), "{\"a\":" + arrays + "," + inside + "}");
    std::string objects;
    for (size_t i = 0; i < depth; ++i) objects += "{\"a\":";
    add("objects " + std::to_string(depth), objects);
  }
  std::string many = "{\"a\":[0";
  for (int i = 0; i < 400'000; ++i) many += ",0";
  add("400,000 values", many + "]," + inside + "}");
  add("40 MB", "{\"a\":\"" + std::string(40u << 20, 'x') + "\"," + inside + "}");
  return documents;
}

std::vector<BadDocument> broken_fields(const json& good, const std::vector<BadField>& fields) {
  std::vector<BadDocument> documents;
  for (const BadField& field : fields) {
    const json::json_pointer pointer = pointer_of(field.name);
    const std::string leaf = pointer.back();
    for (const std::string& value : field.values) {
      json changed = good;
      if (value.empty()) {
        changed.at(pointer.parent_pointer()).erase(leaf);
        documents.push_back({field.name + " left out", changed.dump(), leaf});
        continue;
      }
      changed[pointer] = "@@";
      std::string text = changed.dump();
      text.replace(text.find("\"@@\""), 4, value);
      // What is not JSON at all is refused where it stands, not as that field.
      documents.push_back({field.name + " = " + value, text, json::accept(text) ? leaf : ""});
    }
    json changed = good;
    changed[pointer] = "@@";
    std::string twice = changed.dump();
    const std::string entry = json(leaf).dump() + ":\"@@\"";
    twice.replace(twice.find(entry), entry.size(), entry + "," + entry);
    documents.push_back({field.name + " twice", twice, leaf});
  }
  return documents;
}

std::string check_documents(const std::vector<BadDocument>& documents,
                            const std::function<void(const std::string&)>& parse) {
  return run_limited(kBudget, [&](std::ostream& out) {
    for (const BadDocument& document : documents) {
      std::string field;
      std::string fault = refusal_fault([&] {
        try {
          parse(document.text);
        } catch (const Error& error) {
          field = error.field();
          throw;
        }
      });
      if (fault.empty() && field.find(document.field) == std::string::npos) {
        fault = "the error names " + field;
      }
      if (!fault.empty()) out << document.what << ": " << fault << "\n";
    }
  });
}

}  // namespace df::test
