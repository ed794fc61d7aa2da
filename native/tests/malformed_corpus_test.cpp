// Replays what the fuzzers found worth keeping, so that it stays fixed.
#include "formats_test_util.h"
#include "fuzz_targets.h"

namespace df::test {
namespace {

class MalformedCorpusTest
    : public testing::TestWithParam<
          std::pair<const char*, void (*)(const uint8_t* data, size_t bytes)>> {};

TEST_P(MalformedCorpusTest, EveryFileIsAcceptedOrRefused) {
  const auto& [name, target] = GetParam();
  const auto folder =
      std::filesystem::path(DF_TEST_REPOSITORY_DIR) / "native/tests/fuzz/corpus" / name;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string bytes = slurp(entry.path());
    SCOPED_TRACE(entry.path().filename());
    target(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    ++files;
  }
  EXPECT_GE(files, 2);
}

INSTANTIATE_TEST_SUITE_P(Targets, MalformedCorpusTest,
                         testing::Values(std::pair{"safetensors", &fuzz::safetensors},
                                         std::pair{"model_config", &fuzz::model_config},
                                         std::pair{"peft_config", &fuzz::peft_config},
                                         std::pair{"manifest", &fuzz::manifest}),
                         [](const auto& target) { return target.param.first; });

}  // namespace
}  // namespace df::test
