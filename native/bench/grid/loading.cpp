#include "bench/grid/loading.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "backends/registry.h"
#include "bench/shapes.h"
#include "core/error.h"
#include "core/models/synthetic_model.h"
#include "core/train/plan_report.h"
#include "core/train/training_engine.h"
#include "core/util/fs_sync.h"

namespace df::grid {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

void write_base(const std::string& shape, const fs::path& folder) {
  fs::create_directories(folder);
  std::ofstream(folder / "config.json") << bench::shape_config(shape);
  const ModelFolder model = synthetic_model(bench::shape_config(shape), 1);
  std::vector<TensorEntry> entries;
  for (const TensorView* t : model.tensors()) entries.push_back({t->name, t->dtype, t->shape, t->data, {}});
  write_safetensors(folder / "model.safetensors", entries, {{"format", "pt"}});
}

// Files that were synced leave the page cache; without that a load would be measured against memory.
void forget_pages(const fs::path& folder) {
  if (!path_exists(folder)) return;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    (void)::fsync(fd);
    (void)::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    ::close(fd);
  }
}

uint64_t status_bytes(const char* field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(field, 0) == 0) return std::stoull(line.substr(std::string(field).size() + 1)) * 1024;
  }
  return 0;
}

// What the disk gives a plain reader: the floor of a load.
nlohmann::json read_alone(const fs::path& folder) {
  std::vector<char> buffer(size_t{16} << 20);
  uint64_t bytes = 0;
  const auto start = Clock::now();
  for (const auto& entry : fs::directory_iterator(folder)) {
    const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    for (ssize_t part = 0; (part = ::read(fd, buffer.data(), buffer.size())) > 0;) bytes += static_cast<uint64_t>(part);
    ::close(fd);
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return {{"type", "reading"}, {"seconds", seconds}, {"bytes", bytes}};
}

nlohmann::json one_load(const DfBackend& backend, const fs::path& base, const LoadCache& cache) {
  const ModelFolder folder = ModelFolder::open(base);
  const RunConfig config = parse_run_config(R"({"method":"qdora","rank":16,"contextLength":512,"microBatch":1})");
  const Device device(&backend, DfContextOptions{0, 0, 1, 0, 0});
  TrainingEngine engine(device, folder, config, engine_limits(config, 0));
  std::ofstream("/proc/self/clear_refs") << "5";
  const uint64_t before = status_bytes("VmHWM");
  bool quantized = false;
  const auto start = Clock::now();
  engine.allocate_and_load(
      [&](const char* phase, uint64_t, uint64_t) {
        quantized = quantized || std::string(phase) == "quantizing";
        return true;
      },
      cache);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return {{"type", "loading"},
          {"quantized", quantized},
          {"seconds", seconds},
          {"folderBytes", folder.total_bytes()},
          {"hostBytes", status_bytes("VmHWM") - before},
          {"largestTensor", [&] {
             uint64_t largest = 0;
             for (const TensorView* t : folder.tensors()) largest = std::max(largest, t->bytes);
             return largest;
           }()}};
}

}  // namespace

void measure_loading(const std::string& shape, const std::string& backend_name, const fs::path& folder) {
  const DfBackend& backend = *open_backend(backend_name);
  const fs::path base = folder / "base", kept = folder / "kept";
  write_base(shape, base);
  const auto notice = [](const std::string&, const std::string& text) { std::fprintf(stderr, "%s\n", text.c_str()); };
  const LoadCache cache{{kept, "synthetic " + shape, uint64_t{1} << 50}, notice};
  const std::pair<const char*, LoadCache> loads[] = {{"files", {}}, {"files, copy written", cache}, {"copy", cache}};
  for (const auto& [name, choice] : loads) {
    forget_pages(folder);
    nlohmann::json row = one_load(backend, base, choice);
    row["from"] = name;
    row["shape"] = shape;
    std::printf("%s\n", row.dump().c_str());
    std::fflush(stdout);
  }
  for (const fs::path& part : {base, kept}) {
    forget_pages(folder);
    nlohmann::json row = read_alone(part);
    row["from"] = part.filename().string();
    std::printf("%s\n", row.dump().c_str());
  }
  remove_tree(base);
  remove_tree(kept);
}

}  // namespace df::grid
