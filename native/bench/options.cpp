#include "bench/options.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "core/error.h"

namespace df::bench {

Options parse_options(int argc, char** argv) {
  Options o;
  int64_t limit = 0;
  const std::map<std::string, std::string*> texts{{"--backend", &o.backend},         {"--shape", &o.shape},
                                                  {"--method", &o.method},           {"--checkpointing", &o.checkpointing},
                                                  {"--optimizer", &o.optimizer},     {"--precision", &o.precision},
                                                  {"--decode", &o.decode},           {"--context", &o.context},
                                                  {"--panes", &o.panes}};
  const std::map<std::string, int64_t*> numbers{{"--seq", &o.sequence}, {"--batch", &o.batch},   {"--rank", &o.rank},
                                                {"--steps", &o.steps},  {"--rounds", &o.rounds}, {"--train", &o.train},
                                                {"--new", &o.new_tokens}, {"--graphs", &o.graphs}, {"--staggered", &o.staggered},
                                                {"--threads", &o.threads}, {"--profile", &o.profile}, {"--plan", &o.plan},
                                                {"--mlp-rows", &o.mlp_rows}, {"--positions", &o.positions},
                                                {"--longest", &o.longest}, {"--warmup", &o.warmup},
                                                {"--memory-limit", &limit}};
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    const bool known = texts.count(name) != 0 || numbers.count(name) != 0;
    if (!known || i + 1 >= argc) {
      std::string all;
      for (const auto& [option, value] : texts) all += option + " ";
      for (const auto& [option, value] : numbers) all += option + " ";
      throw Error(ErrorCode::kInvalidInput, name, known ? name + " needs a value" : "unknown option " + name,
                  "use " + all);
    }
    if (texts.count(name) != 0) *texts.at(name) = argv[i + 1];
    if (numbers.count(name) != 0) *numbers.at(name) = std::max(0L, std::atol(argv[i + 1]));
  }
  o.steps = std::max<int64_t>(o.steps, 1);
  o.rounds = std::max<int64_t>(o.rounds, 1);
  o.memory_limit = static_cast<uint64_t>(limit);
  return o;
}

}  // namespace df::bench
