// differential_train: a run of the trainer without Node, for machines that have none.
//   differential_train --spec FILE --train PREFIX [--validation PREFIX] [--init SEED]
// FILE: TrainSpec JSON. PREFIX names three files of little-endian int32: PREFIX.tokens, PREFIX.offsets
// (one more than examples) and PREFIX.prompts. Events are JSON lines on standard output, the last one
// the result. SIGINT and SIGTERM stop and save. With --init the model folder needs config.json only:
// its weights are drawn anew from SEED, the same on every machine.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "backends/registry.h"
#include "core/error.h"
#include "core/models/model_info.h"
#include "core/train/trainer.h"

namespace {

df::Trainer* running = nullptr;

void stop_running(int) {
  if (running != nullptr) running->stop();  // sets an atomic flag: allowed in a signal handler
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) throw df::Error(df::ErrorCode::kNotFound, path, "the file cannot be read");
  return text.str();
}

std::vector<int32_t> read_ints(const std::string& path) {
  const std::string bytes = read_text(path);
  if (bytes.size() % sizeof(int32_t) != 0) {
    throw df::Error(df::ErrorCode::kCorrupt, path, "the file does not hold whole int32 values");
  }
  std::vector<int32_t> values(bytes.size() / sizeof(int32_t));
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

df::Examples read_examples(const std::string& prefix) {
  df::Examples examples;
  if (prefix.empty()) return examples;
  examples.tokens = read_ints(prefix + ".tokens");
  const std::vector<int32_t> offsets = read_ints(prefix + ".offsets");
  examples.offsets.assign(offsets.begin(), offsets.end());
  examples.prompt_tokens = read_ints(prefix + ".prompts");
  return examples;
}

}  // namespace

int main(int argc, char** argv) {
  std::string spec_file, train, validation, seed;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--spec") spec_file = argv[i + 1];
    if (name == "--train") train = argv[i + 1];
    if (name == "--validation") validation = argv[i + 1];
    if (name == "--init") seed = argv[i + 1];
  }
  if (spec_file.empty() || train.empty()) {
    std::fprintf(stderr, "usage: differential_train --spec FILE --train PREFIX [--validation PREFIX] [--init SEED]\n");
    return 2;
  }
  try {
    df::TrainSpec spec = df::parse_train_spec(read_text(spec_file));
    const DfBackend* backend = df::open_backend(spec.device.backend);
    if (!seed.empty() && !std::filesystem::exists(spec.model_dir / "model.safetensors")) {
      df::init_model(spec.model_dir / "config.json", spec.model_dir, std::stoull(seed));
    }
    df::Trainer trainer(*backend, std::move(spec), read_examples(train), read_examples(validation));
    running = &trainer;
    std::signal(SIGINT, stop_running);
    std::signal(SIGTERM, stop_running);
    const std::string result = trainer.run([](const std::string& event) {
      std::fprintf(stdout, "%s\n", event.c_str());
    });
    running = nullptr;
    std::printf("{\"type\":\"result\",\"result\":%s}\n", result.c_str());
    return 0;
  } catch (const df::Error& error) {
    std::fprintf(stderr, "error: %s: %s\n%s\n", error.field().c_str(), error.what(), error.hint().c_str());
    return 1;
  }
}
