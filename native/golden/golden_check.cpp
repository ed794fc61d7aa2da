// golden_check DIR [--backend NAME]: compares the engine, in float32, with reference vectors of
// PyTorch, Transformers, PEFT and bitsandbytes. DIR holds one folder a model (with model/config.json) and
// optionally nf4_flat.safetensors and optimizers.safetensors. One JSON line a tensor, a result line
// last; exit code 1 when anything differs.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

#include "backends/registry.h"
#include "core/error.h"
#include "golden/checks.h"

namespace fs = std::filesystem;

namespace {

void run(const std::string& name, df::golden::Report& report, const auto& check) {
  try {
    check();
  } catch (const df::Error& error) {
    report.failed(name, error.field() + ": " + error.what());
  } catch (const std::exception& error) {
    report.failed(name, error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string directory, backend_name = "cpu";
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--backend") == 0 && i + 1 < argc) {
      backend_name = argv[++i];
    } else {
      directory = argv[i];
    }
  }
  if (directory.empty() || !fs::is_directory(directory)) {
    std::fprintf(stderr, "usage: golden_check DIR [--backend cpu|cuda]\n");
    return 2;
  }
  df::golden::Report report;
  try {
    const DfBackend& backend = *df::open_backend(backend_name);
    std::vector<fs::path> entries;
    for (const auto& entry : fs::directory_iterator(directory)) entries.push_back(entry.path());
    std::sort(entries.begin(), entries.end());
    for (const fs::path& path : entries) {
      const std::string name = path.filename().string();
      if (fs::exists(path / "model" / "config.json")) {
        run(name, report, [&] { df::golden::check_model(backend, path, report); });
      } else if (name == "nf4_flat.safetensors") {
        run(name, report, [&] { df::golden::check_nf4_flat(backend, path, report); });
      } else if (name == "optimizers.safetensors") {
        run(name, report, [&] { df::golden::check_optimizers(backend, path, report); });
      }
    }
  } catch (const df::Error& error) {
    std::fprintf(stderr, "error: %s\n%s\n", error.what(), error.hint().c_str());
    return 1;
  }
  if (report.compared() == 0) report.failed(directory, "holds no golden vectors");
  report.finish();
  return report.failures() == 0 ? 0 : 1;
}
