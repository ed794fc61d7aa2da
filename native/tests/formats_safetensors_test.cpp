#include "core/formats/safetensors.h"

#include <cstring>

#include "core/util/fs_sync.h"
#include "formats_test_util.h"

namespace df::test {
namespace {

std::string written(const std::vector<TensorEntry>& entries, const SafetensorsMetadata& metadata) {
  StringSink sink;
  write_safetensors(sink, entries, metadata);
  EXPECT_EQ(sink.text.size(), safetensors_bytes(entries, metadata));
  return sink.text;
}

TEST(FormatsSafetensorsTest, ReadsWhatTheReferenceLibraryWrote) {
  const auto file = SafetensorsFile::open(data_path("peft_dora/adapter_model.safetensors"));
  EXPECT_EQ(file.tensors().size(), 42u);
  EXPECT_EQ(file.metadata().at("format"), "pt");
  const TensorView* a =
      file.find("base_model.model.model.layers.0.mlp.down_proj.lora_A.weight");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(a->dtype, TensorDtype::kF32);
  EXPECT_EQ(a->shape, (std::vector<int64_t>{4, 172}));
  EXPECT_EQ(a->bytes, 4u * 172u * 4u);
  EXPECT_EQ(a->elements(), 4 * 172);
  EXPECT_EQ(file.tensor_bytes(), 41792u);
  EXPECT_EQ(file.find("nothing"), nullptr);
}

TEST(FormatsSafetensorsTest, WritesTheBytesOfTheReferenceLibrary) {
  for (const char* name : {"peft_dora/adapter_model.safetensors", "nf4_k_proj.safetensors"}) {
    const auto file = SafetensorsFile::open(data_path(name));
    std::vector<TensorEntry> entries = entries_of(file);
    std::reverse(entries.begin(), entries.end());
    EXPECT_EQ(written(entries, file.metadata()), slurp(data_path(name))) << name;
  }
}

TEST(FormatsSafetensorsTest, RoundTripsEveryTypeShapeAndName) {
  const TempDir dir;
  const std::vector<uint8_t> bytes(48, 7);
  std::vector<TensorEntry> entries;
  for (int i = 0; i < 10; ++i) {
    const auto dtype = static_cast<TensorDtype>(i);
    entries.push_back({std::string("a\"\\\n\u00e9") + dtype_name(dtype), dtype, {2, 3},
                       bytes.data(), {}});
  }
  entries.push_back({"scalar", TensorDtype::kF64, {}, bytes.data(), {}});
  entries.push_back({"empty", TensorDtype::kF32, {3, 0, 5}, nullptr, {}});
  entries.push_back({"made", TensorDtype::kU8, {4}, nullptr, [](ByteSink& sink) {
                       sink.write("ab", 2);
                       sink.write("cd", 2);
                     }});
  write_safetensors(dir / "x.safetensors", entries, {{"k", "v"}, {"another", "\u00fc"}});

  const auto file = SafetensorsFile::open(dir / "x.safetensors");
  ASSERT_EQ(file.tensors().size(), entries.size());
  for (const TensorEntry& entry : entries) {
    const TensorView* tensor = file.find(entry.name);
    ASSERT_NE(tensor, nullptr) << entry.name;
    EXPECT_EQ(tensor->dtype, entry.dtype);
    EXPECT_EQ(tensor->shape, entry.shape);
    if (entry.data != nullptr) {
      EXPECT_EQ(std::memcmp(tensor->data, entry.data, tensor->bytes), 0) << entry.name;
    }
    EXPECT_EQ(reinterpret_cast<uintptr_t>(tensor->data) % dtype_bytes(tensor->dtype), 0u)
        << "the writer aligns each tensor to its own element";
  }
  EXPECT_EQ(std::memcmp(file.find("made")->data, "abcd", 4), 0);
  EXPECT_EQ(file.metadata().at("another"), "\u00fc");
}

TEST(FormatsSafetensorsTest, ReadsAFileWithNoTensors) {
  const TempDir dir;
  write_safetensors(dir / "x.safetensors", {}, {});
  EXPECT_TRUE(SafetensorsFile::open(dir / "x.safetensors").tensors().empty());
}

TEST(FormatsSafetensorsTest, AcceptsHeaderLengthsThatLookLikePickle) {
  const TempDir dir;
  // 0x6428 is "(d", 0x0280 is the mark of a pickle of protocol 2.
  for (const size_t length : {size_t{0x0280}, size_t{0x0380}, size_t{0x6428}, size_t{0x715d}}) {
    std::string header = R"({"t":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
    header.resize(length, ' ');
    spit(dir / "x.safetensors", raw_safetensors(header, "z"));
    EXPECT_EQ(SafetensorsFile::open(dir / "x.safetensors").tensors().size(), 1u) << length;
  }
}

TEST(FormatsSafetensorsTest, ViewsSurviveMovesAndRelease) {
  SafetensorsFile first = SafetensorsFile::open(data_path("nf4_k_proj.safetensors"));
  const TensorView* packed = first.find("packed");
  const std::vector<uint8_t> before(packed->data, packed->data + packed->bytes);
  const SafetensorsFile second = std::move(first);
  EXPECT_EQ(second.find("packed"), packed);
  second.release(*packed);
  EXPECT_EQ(std::memcmp(before.data(), packed->data, packed->bytes), 0);
}

TEST(FormatsSafetensorsTest, WriterRefusesWhatCannotBeRead) {
  const float value = 1.0f;
  const TensorEntry good{"t", TensorDtype::kF32, {1}, &value, {}};
  const auto refuse = [](const std::vector<TensorEntry>& entries) {
    const Error error = error_of([&] { written(entries, {}); });
    EXPECT_EQ(error.code(), ErrorCode::kInvalidInput) << error.field() << ": " << error.what();
  };
  refuse({good, good});
  refuse({{"", TensorDtype::kF32, {1}, &value, {}}});
  refuse({{"__metadata__", TensorDtype::kF32, {1}, &value, {}}});
  refuse({{"\xff", TensorDtype::kF32, {1}, &value, {}}});
  refuse({{"t", TensorDtype::kF32, {-1}, &value, {}}});
  refuse({{"t", TensorDtype::kF32, {INT64_MAX, INT64_MAX}, &value, {}}});
  refuse({{"t", TensorDtype::kF32, {1, 1, 1, 1, 1, 1, 1, 1, 1}, &value, {}}});
  refuse({{"t", TensorDtype::kF32, {1}, nullptr, {}}});
  refuse({{"t", TensorDtype::kF32, {1}, nullptr, [](ByteSink& sink) { sink.write("abc", 3); }}});
  const Error error = error_of([&] { written({good}, {{"bad", "\xff"}}); });
  EXPECT_EQ(error.field(), "safetensors: __metadata__");
}

TEST(FormatsSafetensorsTest, AFailedWriteKeepsTheOldFileAndLeavesNothing) {
  const TempDir dir;
  spit(dir / "x.safetensors", "old");
  const TensorEntry bad{"t", TensorDtype::kF32, {1}, nullptr,
                        [](ByteSink&) { throw Error(ErrorCode::kCancelled, "t", "stopped"); }};
  error_of([&] { write_safetensors(dir / "x.safetensors", {bad}, {}); });
  EXPECT_EQ(slurp(dir / "x.safetensors"), "old");
  EXPECT_FALSE(path_exists(dir / "x.safetensors.tmp"));
}

TEST(FormatsSafetensorsTest, NamesTheFieldThatIsWrong) {
  const TempDir dir;
  const auto field = [&](std::string_view header, std::string_view data) {
    spit(dir / "model.safetensors", raw_safetensors(header, data));
    return error_of([&] { SafetensorsFile::open(dir / "model.safetensors"); }).field();
  };
  EXPECT_EQ(field(R"({"a.b":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}})", "x"),
            "model.safetensors: header.a.b.data_offsets");
  EXPECT_EQ(field(R"({"a":{"dtype":"U9","shape":[2],"data_offsets":[0,1]}})", "x"),
            "model.safetensors: header.a.dtype");
  EXPECT_EQ(field(R"({"a":{"dtype":"U8","data_offsets":[0,1]}})", "x"),
            "model.safetensors: header.a.shape");
  EXPECT_EQ(field(R"({"__metadata__":{"k":1}})", ""), "model.safetensors: header.__metadata__.k");
}

}  // namespace
}  // namespace df::test
