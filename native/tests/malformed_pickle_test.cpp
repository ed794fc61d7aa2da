// Pickle in disguise: whatever the name and the wrapping, it is refused in words, never read.
#include <nlohmann/json.hpp>

#include "core/formats/peft_adapter.h"
#include "core/formats/pickle_guard.h"
#include "formats_model_util.h"
#include "malformed_json_util.h"

namespace df::test {
namespace {

using nlohmann::json;

struct Disguise {
  const char* what;
  std::string bytes;
  bool certain;  // recognised where nothing was expected, too
};

std::vector<Disguise> disguises() {
  using namespace std::string_literals;
  const std::string os_system = "cos\nsystem\n(S'true'\ntR.";
  std::string tar(512, '\0');
  tar.replace(0, 8, "data.pkl");
  tar.replace(257, 5, "ustar");
  return {{"protocol 2", "\x80\x02}q\x00(X\x01\x00\x00\x00wK\x01u."s, true},
          {"protocol 3", "\x80\x03" + os_system, true},
          {"protocol 4", "\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94."s, true},
          {"protocol 5", "\x80\x05\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94."s, true},
          {"old PyTorch", "\x80\x02\x8a\nl\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\x02M\xe9\x03."s, true},
          {"protocol 0 call", os_system, true},
          {"protocol 0 dict", "(dp0\nS'w'\np1\nI1\ns."s, true},
          {"protocol 0 list", "(lp0\nI1\na."s, true},
          {"protocol 0 call in a tuple", "(cposix\nsystem\nS'true'\no."s, true},
          {"protocol 1 dict", "}q\x00U\x01wq\x01K\x01s."s, true},
          {"PyTorch zip", "PK\x03\x04\x00\x00\x08\x08\x00\x00" + std::string(20, '\0') +
                              "archive/data.pklFB", true},
          {"zip", "PK\x03\x04\x14\x00\x00\x00\x08\x00" + std::string(40, 'z'), false},
          {"empty zip", "PK\x05\x06" + std::string(18, '\0'), false},
          {"tar", tar, false},
          {"gzip", "\x1f\x8b\x08\x00" + std::string(30, 'g'), false},
          {"zlib", "\x78\x9c" + std::string(30, 'z'), false},
          {"bzip2", "BZh91AY&SY" + std::string(30, 'b'), false},
          {"xz", "\xfd\x37zXZ\x00"s + std::string(30, 'x'), false},
          {"zstd", "\x28\xb5\x2f\xfd" + std::string(30, 's'), false},
          {"lz4", "\x04\x22\x4d\x18" + std::string(30, 'l'), false}};
}

std::string pickle_fault(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    const std::string words = std::string(error.what()) + " " + error.hint();
    if (error.code() != ErrorCode::kUnsupported) return error.field() + ": " + error.what();
    if (words.find("pickle") == std::string::npos) return "no word of pickle: " + words;
    if (words.find("safetensors") == std::string::npos) return "no word of what to do: " + words;
    return error.field().empty() ? "no field" : "";
  } catch (const std::exception& error) {
    return error.what();
  }
  return "it was accepted";
}

TEST(MalformedPickleTest, UnderTheNameOfSafetensorsItIsRefusedByContent) {
  size_t count = 0;
  for (const Disguise& disguise : disguises()) {
    for (const size_t padding : {size_t{0}, size_t{3}, size_t{4096}}) {
      const TempDir dir;
      const std::string bytes = disguise.bytes + std::string(padding, '\0');
      spit(dir / "config.json", tiny_llama_config().dump());
      spit(dir / "model.safetensors", bytes);
      EXPECT_EQ(pickle_fault([&] { ModelFolder::open(dir.path()); }), "")
          << disguise.what << " " << padding;
      ++count;
    }
    const TempDir dir;
    spit(dir / "adapter_config.json", slurp(data_path("peft_dora/adapter_config.json")));
    spit(dir / "adapter_model.safetensors", disguise.bytes);
    EXPECT_EQ(pickle_fault([&] { PeftAdapter::open(dir.path()); }), "") << disguise.what;
    ++count;
  }
  EXPECT_GE(count, 50u);
}

TEST(MalformedPickleTest, AShardIsRefusedByContent) {
  for (const Disguise& disguise : disguises()) {
    const TempDir dir;
    TinyModel(tiny_llama_config()).write_shards(dir.path(), 2);
    spit(dir / "model-2.safetensors", disguise.bytes);
    EXPECT_EQ(pickle_fault([&] { ModelFolder::open(dir.path()); }), "") << disguise.what;
  }
}

TEST(MalformedPickleTest, AFolderWithoutSafetensorsNamesThePickle) {
  for (const char* name : {"pytorch_model.bin", "pytorch_model-00001-of-00002.bin", "model.pt",
                           "consolidated.00.pth", "weights.pkl", "MODEL.PICKLE", "last.ckpt"}) {
    const TempDir dir;
    spit(dir / "config.json", tiny_llama_config().dump());
    spit(dir / name, "any content");
    EXPECT_EQ(pickle_fault([&] { ModelFolder::open(dir.path()); }), "") << name;
    EXPECT_EQ(error_of([&] { ModelFolder::open(dir.path()); }).field(), name);
  }
  for (const Disguise& disguise : disguises()) {
    const TempDir dir;
    spit(dir / "config.json", tiny_llama_config().dump());
    spit(dir / "weights.dat", disguise.bytes);
    const Error error = error_of([&] { ModelFolder::open(dir.path()); });
    EXPECT_EQ(error.code(), disguise.certain ? ErrorCode::kUnsupported : ErrorCode::kNotFound)
        << disguise.what;
  }
}

TEST(MalformedPickleTest, ABinFileBesideSafetensorsIsNotTouched) {
  const TempDir dir;
  TinyModel(tiny_llama_config()).write_single(dir.path());
  spit(dir / "pytorch_model.bin", disguises()[0].bytes);
  check_model_tensors(ModelFolder::open(dir.path()));
}

TEST(MalformedPickleTest, OrdinaryTextIsNotPickle) {
  for (const char* text : {"{\"a\":1}", "(list of things)", "cat\nsat on the mat\n", "]", "plain",
                           "# Model card\n", "", "(d", "}{", "[1,2]"}) {
    const std::string bytes = text;
    const std::span<const uint8_t> head(reinterpret_cast<const uint8_t*>(bytes.data()),
                                        bytes.size());
    EXPECT_EQ(pickle_sign(head).what, "") << text;
  }
}

}  // namespace
}  // namespace df::test
