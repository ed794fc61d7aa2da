// memory_grid: the planned bytes of a run against those it takes, over a grid of settings.
//   --backend cuda|cpu  --only small|real|all  --jobs N (at most; where the driver tells each process' memory)
//   --probe 1 (only says whether the backend can be used here)
//   --loading SHAPE --folder DIR (instead: how long a base of that shape takes to load from DIR's disk)
// One JSON line a setting, {"type":"result"} last. Exit code 0 when every setting took at most its plan and
// at least 99 % of it, 1 otherwise, 77 where the backend cannot be used: nothing was measured then.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "backends/registry.h"
#include "bench/grid/loading.h"
#include "bench/grid/measure.h"
#include "core/error.h"
#include "core/train/plan_report.h"

extern char** environ;

namespace {

using nlohmann::json;

constexpr double kLeast = 0.99;  // of the plan: more would be memory kept from the user for nothing
constexpr int kNothingMeasured = 77;  // Automake's and Meson's code of a skipped test

struct Child {
  pid_t pid = 0;
  FILE* output = nullptr;
};

Child start(const std::string& backend, const std::string& only, size_t index) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw df::Error(df::ErrorCode::kEngine, "pipe", "no pipe for a child");
  // Its whole path: the backends are looked for beside it, wherever this was started.
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::vector<std::string> words{self, "--backend", backend, "--only", only, "--setting", std::to_string(index)};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
  Child child;
  const int result = posix_spawn(&child.pid, self.c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  close(ends[1]);
  if (result != 0) throw df::Error(df::ErrorCode::kEngine, "memory_grid", "a child cannot be started");
  child.output = fdopen(ends[0], "r");
  return child;
}

json finish(Child& child) {
  std::string text;
  char part[4096];
  while (std::fgets(part, sizeof part, child.output) != nullptr) text += part;
  std::fclose(child.output);
  int status = 0;
  waitpid(child.pid, &status, 0);
  json row = json::parse(text, nullptr, false);
  if (!row.is_object()) row = {{"error", "the setting ended without a figure (wait status " + std::to_string(status) + ")"}};
  return row;
}

struct Totals {
  int within = 0, outside = 0, too_large = 0;
  double least = 1e9, most = 0;
};

void print(const df::grid::Setting& setting, const json& figures, Totals& totals) {
  json row = df::grid::describe(setting);
  row["type"] = "setting";
  row.update(figures);
  if (row.contains("ratio")) {
    const double ratio = row["ratio"];
    row["within"] = ratio <= 1 && ratio >= kLeast;
    row["within"] ? ++totals.within : ++totals.outside;
    totals.least = std::min(totals.least, ratio);
    totals.most = std::max(totals.most, ratio);
  } else {
    row.contains("tooLarge") ? ++totals.too_large : ++totals.outside;
  }
  std::printf("%s\n", row.dump().c_str());
  std::fflush(stdout);
}

Totals run_all(const std::string& backend, const std::string& only, size_t jobs) {
  const auto settings = df::grid::settings(only);
  Totals totals;
  for (size_t next = 0; next < settings.size();) {
    // The first one goes alone: it tells whether figures of single processes can be had.
    const size_t together = next == 0 ? 1 : std::min(jobs, settings.size() - next);
    std::vector<Child> children;
    for (size_t i = 0; i < together; ++i) children.push_back(start(backend, only, next + i));
    for (size_t i = 0; i < together; ++i) {
      const json figures = finish(children[i]);
      if (figures.value("scope", "") == "device") jobs = 1;
      print(settings[next + i], figures, totals);
    }
    next += together;
  }
  return totals;
}

int run(std::map<std::string, std::string>& options) {
  const std::string backend = options["--backend"], only = options["--only"];
  if (!options["--setting"].empty()) {
    const auto settings = df::grid::settings(only);
    std::printf("%s\n", df::grid::measure(settings.at(std::stoul(options["--setting"])), backend).dump().c_str());
    return 0;
  }
  DfDeviceInfo info{};
  try {
    info = df::device_info(*df::open_backend(backend), 0);
  } catch (const df::Error& error) {
    std::fprintf(stderr, "nothing was measured: %s\n", error.what());
    return kNothingMeasured;
  }
  const json device{{"type", "device"}, {"name", info.name}, {"isa", info.isa}, {"totalBytes", info.total_bytes}};
  std::printf("%s\n", device.dump().c_str());
  if (!options["--probe"].empty()) return 0;
  if (!options["--loading"].empty()) {
    df::grid::measure_loading(options["--loading"], backend, options["--folder"]);
    return 0;
  }
  const Totals t = run_all(backend, only, std::max(1UL, std::stoul(options["--jobs"])));
  std::printf("%s\n", json{{"type", "result"}, {"within", t.within}, {"outside", t.outside}, {"tooLarge", t.too_large},
                           {"least", t.least}, {"most", t.most}}.dump().c_str());
  return t.outside == 0 && t.within > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options{{"--backend", "cuda"}, {"--only", "all"},   {"--jobs", "1"},
                                             {"--setting", ""},     {"--probe", ""},  {"--loading", ""}, {"--folder", ""}};
  for (int i = 1; i < argc; i += 2) {
    if (options.count(argv[i]) == 0 || i + 1 >= argc) {
      std::fprintf(stderr, "usage: memory_grid [--backend cuda|cpu] [--only small|real|all] [--jobs N] [--probe 1]\n"
                   "       memory_grid --loading SHAPE --folder DIR [--backend cuda|cpu]\n");
      return 2;
    }
    options[argv[i]] = argv[i + 1];
  }
  try {
    return run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
