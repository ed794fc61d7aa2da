// Tiny models and token sets for tests of the core.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "backends/registry.h"
#include "core/train/examples.h"
#include "core/train/train_spec.h"

namespace df::test {

// A folder under the system's temporary folder, removed at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Two layers, hidden 64, 4 heads on 2 key/value heads, 97 tokens; eos 2. Random weights.
std::filesystem::path tiny_model(const std::filesystem::path& folder, bool tied = true);

// Makes one row of the embedding table of a model NaN: whoever looks that token up gets a loss that
// is no number.
void poison_token(const std::filesystem::path& model, int64_t token);

// `count` random sequences of 5 to `longest` tokens, the first third of each its prompt.
Examples random_examples(int64_t count, int64_t longest, uint64_t seed);

// A run on the tiny model; `config` is RunConfig JSON.
TrainSpec tiny_spec(const std::filesystem::path& model, const std::filesystem::path& checkpoints,
                    const std::string& config);

// The shared reference folder beside the repository; tests of it skip where it is absent.
std::filesystem::path shared_folder();

}  // namespace df::test
