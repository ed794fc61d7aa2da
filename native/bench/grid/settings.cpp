#include "bench/grid/settings.h"

#include "core/error.h"

namespace df::grid {
namespace {

const std::vector<Setting> kSmall{
    {"base", "full", "none", "adamw32", 256, 8, 16, 0},
    {"base", "full", "selective", "adamw32", 512, 16, 16, 0},
    {"base", "full", "full", "adamw8", 1024, 16, 16, 0},
    {"base", "full", "none", "paged-adamw32", 256, 64, 16, 0},
    {"base", "lora", "none", "adamw32", 256, 16, 8, 0},
    {"base", "lora", "selective", "adamw8", 1024, 8, 64, 0.1},
    {"base", "lora", "full", "adamw32", 512, 32, 16, 0.05},
    {"base", "qlora", "none", "adamw8", 1024, 16, 16, 0},
    {"base", "qlora", "selective", "paged-adamw8", 256, 32, 8, 0.1},
    {"base", "qlora", "full", "adamw32", 300, 7, 24, 0},
    {"base", "dora", "none", "adamw32", 512, 8, 32, 0.1},
    {"base", "dora", "selective", "adamw8", 256, 64, 16, 0},
    {"base", "dora", "full", "adamw8", 1024, 32, 64, 0},
    {"base", "qdora", "none", "adamw8", 512, 16, 16, 0},
    {"base", "qdora", "selective", "adamw32", 1024, 8, 64, 0.1},
    {"base", "qdora", "full", "paged-adamw8", 257, 5, 13, 0.05},
    {"peers", "full", "selective", "adamw8", 512, 8, 16, 0},
    {"peers", "qdora", "none", "adamw32", 256, 8, 16, 0.1},
    {"peers", "qlora", "full", "adamw8", 512, 32, 64, 0},
};

const std::vector<Setting> kReal{
    {"tinyllama", "full", "full", "adamw8", 1024, 4, 16, 0},
    {"tinyllama", "lora", "none", "adamw32", 1024, 2, 16, 0.05},
    {"tinyllama", "lora", "selective", "adamw8", 2048, 4, 64, 0},
    {"tinyllama", "dora", "full", "adamw8", 2048, 8, 64, 0.1},
    {"tinyllama", "qlora", "selective", "paged-adamw8", 2048, 4, 64, 0},
    {"tinyllama", "qdora", "none", "adamw8", 512, 8, 32, 0},
    {"tinyllama", "qdora", "full", "adamw8", 2048, 4, 64, 0},
    {"llama2-7b", "qlora", "full", "adamw8", 4096, 2, 64, 0},
    {"llama3-8b", "qlora", "full", "adamw8", 2048, 8, 64, 0},
    {"llama3-8b", "qdora", "full", "adamw8", 2048, 8, 64, 0},
    {"llama3-8b", "qdora", "full", "paged-adamw8", 2048, 1, 64, 0.1},
    {"llama3-8b", "dora", "selective", "adamw8", 1024, 2, 16, 0},
};

}  // namespace

std::vector<Setting> settings(const std::string& which) {
  if (which == "small") return kSmall;
  if (which == "real") return kReal;
  if (which != "all") throw Error(ErrorCode::kInvalidInput, "--only", "there are no settings " + which, "small, real or all");
  std::vector<Setting> all = kSmall;
  all.insert(all.end(), kReal.begin(), kReal.end());
  return all;
}

std::string config_of(const Setting& s) {
  return nlohmann::json{{"method", s.method},        {"rank", s.rank},           {"contextLength", s.context},
                        {"microBatch", s.batch},     {"checkpointing", s.checkpointing}, {"optimizer", s.optimizer},
                        {"dropout", s.dropout},      {"completionOnly", false}}
      .dump();
}

nlohmann::json describe(const Setting& s) {
  return {{"shape", s.shape},     {"method", s.method},        {"checkpointing", s.checkpointing},
          {"optimizer", s.optimizer}, {"context", s.context}, {"batch", s.batch},
          {"rank", s.rank},       {"dropout", s.dropout}};
}

}  // namespace df::grid
