// model.safetensors.index.json: the only file that tells us to open other files.
#include "formats_model_util.h"
#include "malformed_json_util.h"

namespace df::test {
namespace {

using nlohmann::json;

class MalformedIndexTest : public testing::Test {
 protected:
  MalformedIndexTest() : index_(TinyModel(tiny_llama_config()).write_shards(dir_ / "m", 2)) {}

  std::string check(const std::vector<BadDocument>& documents) {
    return check_documents(documents, [&](const std::string& text) {
      spit(dir_ / "m" / "model.safetensors.index.json", text);
      ModelFolder::open(dir_ / "m");
    });
  }

  TempDir dir_;
  json index_;
};

TEST_F(MalformedIndexTest, EveryTruncationAndBrokenStructureIsRefused) {
  EXPECT_EQ(check(broken_documents(index_.dump())), "");
}

TEST_F(MalformedIndexTest, EveryWrongShardNameIsRefusedByName) {
  std::vector<std::string> bad = {"0", "-1", "1.5", "true", "null", "[]", "{}"};
  for (const char* name :
       {"", ".", "..", "/", "../model-1.safetensors", "../../etc/passwd", "/etc/passwd",
        "./model-1.safetensors", "a/../model-1.safetensors", "..\\model-1.safetensors",
        "C:\\model.safetensors", "model-1.bin", "model-1.pt", "model-1.pkl", "MODEL-1.BIN",
        "model-3.safetensors", "model-1.safetensors/", "model-1.safetensors ", "config.json",
        ".safetensors", "file:model-1.safetensors"}) {
    bad.push_back(json(name).dump());
  }
  bad.push_back("\"model-1.safetensors\\u0000\"");
  bad.push_back('"' + std::string(300, 'a') + ".safetensors\"");
  bad.push_back('"' + std::string(5000, 'a') + ".safetensors\"");
  std::vector<BadDocument> documents;
  for (const auto& [tensor, shard] : index_["weight_map"].items()) {
    for (const std::string& value : bad) {
      json changed = index_;
      changed["weight_map"][tensor] = "@@";
      std::string text = changed.dump();
      text.replace(text.find("\"@@\""), 4, value);
      documents.push_back({tensor + " = " + value, text, "weight_map." + tensor});
    }
    json swapped = index_;
    swapped["weight_map"][tensor] =
        shard == "model-1.safetensors" ? "model-2.safetensors" : "model-1.safetensors";
    documents.push_back({tensor + " in the other shard", swapped.dump(), tensor});
    json missing = index_;
    missing["weight_map"].erase(tensor);
    documents.push_back({tensor + " left out", missing.dump(), tensor});
  }
  json more = index_;
  more["weight_map"]["nothing"] = "model-1.safetensors";
  documents.push_back({"a tensor that no shard has", more.dump(), "weight_map.nothing"});
  EXPECT_GE(documents.size(), 250u);
  EXPECT_EQ(check(documents), "");
}

TEST_F(MalformedIndexTest, EveryWrongMapIsRefused) {
  std::vector<std::string> values = bad_objects({"null", "", "{}"});
  EXPECT_EQ(check(broken_fields(index_, {{"weight_map", values}})), "");
}

TEST_F(MalformedIndexTest, BrokenShardsAreRefused) {
  const auto path = dir_ / "m" / "model-2.safetensors";
  const std::string good = slurp(path);
  std::vector<BadDocument> documents;
  for (size_t length = 0; length < good.size(); length += 7) {
    documents.push_back({"first " + std::to_string(length), good.substr(0, length), "model-2"});
  }
  const std::string faults = check_documents(documents, [&](const std::string& bytes) {
    spit(path, bytes);
    ModelFolder::open(dir_ / "m");
  });
  EXPECT_EQ(faults, "");
}

}  // namespace
}  // namespace df::test
