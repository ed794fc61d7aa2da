// Every way to break a small safetensors file: each must give a df::Error with a field, quickly and
// without allocating more than the file's size plus 256 MB.
#include <sys/stat.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "core/formats/safetensors.h"
#include "formats_test_util.h"

namespace df::test {
namespace {

using nlohmann::json;

constexpr uint64_t kBudget = 256u << 20;
constexpr const char* kHeader =
    R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
    R"("b.c":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]},)"
    R"("d":{"dtype":"U8","shape":[5],"data_offsets":[32,37]}})";

const std::string kData(37, 'x');

std::string with_header(std::string_view header) { return raw_safetensors(header, kData); }

std::string with_length(uint64_t length) {
  std::string bytes = with_header(kHeader);
  for (int i = 0; i < 8; ++i) bytes[static_cast<size_t>(i)] = static_cast<char>(length >> (8 * i));
  return bytes;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

using Cases = std::vector<std::pair<std::string, std::string>>;  // what, bytes

void add_truncations(Cases& cases) {
  const std::string whole = with_header(kHeader);
  for (size_t length = 0; length < whole.size(); ++length) {
    cases.emplace_back("first " + std::to_string(length) + " bytes", whole.substr(0, length));
  }
  // The header alone cut short, with a length that says so.
  for (size_t length = 0; length < std::string_view(kHeader).size(); ++length) {
    cases.emplace_back("header of " + std::to_string(length),
                       with_header(std::string_view(kHeader).substr(0, length)));
  }
}

void add_lengths(Cases& cases) {
  const uint64_t header = std::string_view(kHeader).size();
  for (const uint64_t length :
       {uint64_t{0}, uint64_t{1}, uint64_t{2}, header - 1, header + 1, header + 36, header + 37,
        header + 38, uint64_t{99'999'999}, kSafetensorsMaxHeaderBytes,
        kSafetensorsMaxHeaderBytes + 1, uint64_t{1} << 31, uint64_t{1} << 32, uint64_t{1} << 62,
        uint64_t{INT64_MAX}, uint64_t{1} << 63, UINT64_MAX - 8, UINT64_MAX - 7, UINT64_MAX}) {
    cases.emplace_back("length " + std::to_string(length), with_length(length));
  }
}

void add_fields(Cases& cases) {
  const json good = json::parse(kHeader);
  const std::map<std::string, std::vector<const char*>> wrong = {
      {"dtype",
       {"0", "1", "-1", "null", "true", "[]", "{}", "1.5", R"("")", R"("f32")", R"("F33")",
        R"("F8_E4M3")", R"("U64")", R"("I64")", R"("F")", R"("F32 ")", R"(["F32"])",
        R"("\u0000")"}},
      {"shape",
       {"0", "-1", "null", "true", R"("")", "{}", "[0]", "[1]", "[-1]", "[-4]", "[1,-4]",
        "[9223372036854775807]", "[9223372036854775808]", "[18446744073709551615]",
        "[18446744073709551616]", "[4294967296,4294967296]", "[4294967297,4294967295,0,2]",
        "[1e400]", "[4.0]", "[1.5]", R"(["4"])", "[null]", "[[4]]", "[{}]", "[true]",
        "[1,1,1,1,1,1,1,1,1]", "[2147483648,2147483648,4]", "[]"}},
      {"data_offsets",
       {"0", "-1", "null", "true", R"("")", "{}", "[]", "[0]", "[0,1,2]", "[1,0]", "[-1,24]",
        "[0,-24]", "[0,9223372036854775807]", "[0,18446744073709551615]",
        "[18446744073709551615,18446744073709551615]",
        "[18446744073709551592,18446744073709551616]",
        "[0.0,24.0]", R"(["0","24"])", "[null,null]", "[[0,24]]", "[0,37]", "[37,37]", "[38,38]",
        "[0,1]", "[1,25]", "[30,38]", "[5,29]"}}};
  for (const char* tensor : {"a", "b.c", "d"}) {
    for (const auto& [field, values] : wrong) {
      for (const char* value : values) {
        json header = good;
        header[tensor][field] = "@";
        const std::string text = replaced(header.dump(), "\"@\"", value);
        cases.emplace_back(std::string(tensor) + "." + field + " = " + value, with_header(text));
      }
      json missing = good;
      missing[tensor].erase(field);
      cases.emplace_back(std::string(tensor) + " without " + field, with_header(missing.dump()));
      // Twice, also with the same value.
      const std::string entry = '"' + field + "\":" + good[tensor][field].dump();
      cases.emplace_back(std::string(tensor) + " with twice " + field,
                         with_header(replaced(good.dump(), entry, entry + "," + entry)));
    }
    for (const char* value : {"null", "0", "[]", R"("x")", "true", "{}"}) {
      json header = good;
      header[tensor] = json::parse(value);
      cases.emplace_back(std::string(tensor) + " = " + value, with_header(header.dump()));
    }
    json unknown = good;
    unknown[tensor]["stride"] = 1;
    cases.emplace_back(std::string(tensor) + " with an unknown field", with_header(unknown.dump()));
  }
}

void add_structures(Cases& cases) {
  const auto add = [&](const std::string& header) {
    cases.emplace_back(header.substr(0, 60), with_header(header));
  };
  const std::string text = kHeader;
  add(replaced(text, R"("d":{)", R"("a":{)"));                       // a duplicate name
  add(replaced(text, R"("d":{)", R"("\u0061":{)"));                  // the same, escaped
  add(replaced(text, R"("d":{)", R"("":{)"));
  add(replaced(text, R"("d":{)", R"("__metadata__":{)"));
  add(replaced(text, "\"d\":{", "\"d\xff\":{"));
  for (const char* bad : {"\x80", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8",
                          "\xe2\x82", "\x01", "\n", "\\x", "\\u12", "\\ud800"}) {
    add(replaced(text, "\"d\":{", "\"d" + std::string(bad) + "\":{"));
  }
  for (const char* metadata :
       {R"({"format":1})", R"({"format":null})", R"({"format":{}})", "[]", "1", "null",
        R"({"format":["pt"]})", R"("pt")", R"({"k":"1","k":"2"})"}) {
    add(replaced(text, R"({"format":"pt"})", metadata));
  }
  add(R"({"__metadata__":{},"__metadata__":{}})");
  for (const char* top : {"{}", "[]", "null", "1", R"("{}")", "{{}}", "{]", "{\"a\"}", "{\"a\":}",
                          "{,}", "{\"a\":{}}", " {}", "\xef\xbb\xbf{}", "{} {}", "{}x", "//{}"}) {
    add(top);
  }
  add(text + text);
  add(text + std::string(1, '\0'));
  add(text + std::string("\0 hidden", 8));
  for (const size_t depth : {2u, 3u, 10u, 100u, 10'000u, 1'000'000u}) {
    add("{\"a\":" + std::string(depth, '['));
    add("{\"a\":{\"shape\":" + std::string(depth, '[') + std::string(depth, ']') + "}}");
    std::string objects;
    for (size_t i = 0; i < depth; ++i) objects += "{\"a\":";
    add(objects);
  }
  cases.emplace_back("a gap that all sizes agree on",
                     raw_safetensors(replaced(text, "[32,37]", "[33,38]"), kData + "x"));
  cases.emplace_back("a gap before the first tensor",
                     raw_safetensors(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
                                     "xy"));
  cases.emplace_back("two tensors in the same bytes",
                     raw_safetensors(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                                     R"("b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})",
                                     "xy"));
  cases.emplace_back("bytes after the last tensor", with_header(kHeader) + "y");
  cases.emplace_back("a zip archive after it", with_header(kHeader) + "PK\x03\x04");
  cases.emplace_back("no tensor bytes", raw_safetensors(kHeader, ""));
  cases.emplace_back("tensor bytes without tensors", raw_safetensors("{}      ", "1234"));
}

void check_all(const Cases& cases) {
  const TempDir dir;
  const std::string faults = run_limited(kBudget, [&](std::ostream& out) {
    size_t number = 0;
    for (const auto& [what, bytes] : cases) {
      const auto path = dir / (std::to_string(number++) + ".safetensors");
      spit(path, bytes);
      const std::string fault = refusal_fault([&] { SafetensorsFile::open(path); });
      if (!fault.empty()) out << what << ": " << fault << "\n";
      std::filesystem::remove(path);
    }
  });
  EXPECT_EQ(faults, "");
}

TEST(MalformedSafetensorsTest, TheFileThatIsBrokenBelowIsGood) {
  const TempDir dir;
  spit(dir / "x", with_header(kHeader));
  EXPECT_EQ(SafetensorsFile::open(dir / "x").tensors().size(), 3u);
}

TEST(MalformedSafetensorsTest, EveryTruncationIsRefused) {
  Cases cases;
  add_truncations(cases);
  EXPECT_GE(cases.size(), 400u);
  check_all(cases);
}

TEST(MalformedSafetensorsTest, EveryWrongFieldIsRefused) {
  Cases cases;
  add_lengths(cases);
  add_fields(cases);
  add_structures(cases);
  EXPECT_GE(cases.size(), 300u);
  check_all(cases);
}

TEST(MalformedSafetensorsTest, FlippedHeaderBytesNeverDoHarm) {
  const TempDir dir;
  const std::string good = with_header(kHeader);
  const std::string faults = run_limited(kBudget, [&](std::ostream& out) {
    std::mt19937 random(20240229);
    for (int i = 0; i < 3000; ++i) {
      std::string bytes = good;
      for (unsigned flips = 1 + random() % 3; flips > 0; --flips) {
        bytes[random() % (8 + std::string_view(kHeader).size())] = static_cast<char>(random());
      }
      spit(dir / "x", bytes);
      try {
        const auto file = SafetensorsFile::open(dir / "x");
        // Whatever is accepted must lie inside the file, every byte owned once.
        if (file.tensor_bytes() != kData.size()) out << "case " << i << " owns other bytes\n";
      } catch (const Error& error) {
        if (error.field().empty()) out << "case " << i << " has no field\n";
      }
    }
  });
  EXPECT_EQ(faults, "");
}

// Text of about `bytes` bytes: `head`, then items.
std::string repeated(std::string text, size_t bytes,
                     const std::function<std::string(size_t)>& item) {
  for (size_t i = 0; text.size() < bytes; ++i) text += item(i);
  return text;
}

std::string empty_tensor(const std::string& name) {
  return '"' + name + R"(":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},)";
}

// Headers of up to the 100 MB that the format allows, each made to cost memory or time.
TEST(MalformedSafetensorsTest, HugeHeadersStayWithinTheBudget) {
  const size_t huge = kSafetensorsMaxHeaderBytes - 8192;
  const size_t large = 24u << 20;
  const std::map<std::string, std::function<std::string()>> headers = {
      {"one name", [&] { return "{\"" + std::string(huge, 'a') + "\":1}"; }},
      {"one text",
       [&] { return R"({"__metadata__":{"k":")" + std::string(large, 'a') + "\"}}"; }},
      {"one number", [&] { return R"({"a":{"shape":[)" + std::string(large, '1') + "]}}"; }},
      {"spaces", [&] { return "{" + std::string(large, ' ') + "}"; }},
      {"escapes", [&] { return repeated("{\"", large, [](size_t) { return "\\u0041"; }); }},
      {"brackets", [&] { return R"({"a":{"shape":)" + std::string(large, '['); }},
      {"tensors",
       [&] {
         return repeated("{", huge, [](size_t i) { return empty_tensor(std::to_string(i)); });
       }},
      {"long names",
       [&] {
         return repeated("{", huge, [](size_t i) {
           return empty_tensor(std::string(4000, 'n') + std::to_string(i));
         });
       }},
      {"metadata", [&] {
         return repeated(R"({"__metadata__":{)", large,
                         [](size_t i) { return '"' + std::to_string(i) + "\":\"\","; });
       }}};
  const TempDir dir;
  for (const auto& [what, make] : headers) {
    spit(dir / "x", raw_safetensors(make(), ""));
    const uint64_t size = std::filesystem::file_size(dir / "x");
    const std::string faults = run_limited(size + kBudget, [&](std::ostream& out) {
      out << refusal_fault([&] { SafetensorsFile::open(dir / "x"); });
    });
    EXPECT_EQ(faults, "") << what;
  }
}

TEST(MalformedSafetensorsTest, WhatIsNotARegularFileIsRefused) {
  const TempDir dir;
  EXPECT_EQ(error_of([&] { SafetensorsFile::open(dir.path()); }).code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(error_of([&] { SafetensorsFile::open(dir / "none"); }).code(), ErrorCode::kNotFound);
  ASSERT_EQ(mkfifo((dir / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(error_of([&] { SafetensorsFile::open(dir / "pipe"); }).code(),
            ErrorCode::kInvalidInput);
  EXPECT_EQ(error_of([&] { SafetensorsFile::open("/dev/zero"); }).code(), ErrorCode::kInvalidInput);
  EXPECT_EQ(error_of([&] { SafetensorsFile::open("/dev/null"); }).code(), ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace df::test
