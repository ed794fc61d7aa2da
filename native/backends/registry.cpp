#include "backends/registry.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "core/error.h"

namespace df {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKnownBackends[] = {"cpu", "cuda"};

// The folder of the library (or program) that holds this function.
fs::path own_directory() {
  Dl_info info;
  if (dladdr(reinterpret_cast<const void*>(&own_directory), &info) == 0 || !info.dli_fname) {
    return ".";
  }
  std::error_code error;
  const fs::path file = fs::canonical(info.dli_fname, error);
  return error ? fs::path(info.dli_fname).parent_path() : file.parent_path();
}

fs::path find_plugin(const std::string& name, const std::string& directory) {
  const std::string file = "libdifferential_" + name + ".so";
  std::vector<fs::path> folders;
  if (!directory.empty()) {
    folders.emplace_back(directory);
  } else {
    folders = {own_directory(), own_directory() / "backends"};
  }
  for (const fs::path& folder : folders) {
    std::error_code error;
    if (fs::is_regular_file(folder / file, error)) return fs::canonical(folder / file, error);
  }
  return {};
}

// OpenBLAS chooses its kernels when it is loaded and takes some recent CPUs for older ones, so the
// choice is made here, from what the CPU can run. Best of 12 float32 products of 2048^3 in GFLOP/s,
// two threads of an AMD EPYC (family 26, full-width AVX-512), OpenBLAS 0.3.21, two rounds:
//   SkylakeX 487, 493   Cooperlake 487, 485   Haswell 266, 259   Zen 261, 261
// Cooperlake differs from SkylakeX in bfloat16 only, and needs avx512_bf16.
const char* openblas_core() {
  // OPENBLAS_CORETYPE of the surroundings is meant for other programs and may name older kernels;
  // only a setting made for this engine wins over the choice.
  if (const char* own = std::getenv("DIFFERENTIAL_OPENBLAS_CORE")) return own;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    return "SkylakeX";
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return nullptr;
}

// Environment variables that hold while a plug-in is loaded, and are put back then: what this
// process starts later should not inherit them. A null value unsets.
class ScopedEnvironment {
 public:
  ~ScopedEnvironment() {
    for (const auto& [name, value] : before_) put(name, value ? value->c_str() : nullptr);
  }
  void set(const char* name, const char* value) {
    const char* old = std::getenv(name);
    before_.emplace_back(name, old != nullptr ? std::optional<std::string>(old) : std::nullopt);
    put(name, value);
  }

 private:
  static void put(const std::string& name, const char* value) {
    if (value != nullptr) {
      setenv(name.c_str(), value, 1);
    } else {
      unsetenv(name.c_str());
    }
  }
  std::vector<std::pair<std::string, std::optional<std::string>>> before_;
};

void* load_library(const std::string& name, const fs::path& path) {
  ScopedEnvironment environment;
  if (name == "cpu") {
    environment.set("OPENBLAS_CORETYPE", openblas_core());
    // The size the surroundings claim for the cache would choose the blocks of the products.
    environment.set("OPENBLAS_L2_SIZE", nullptr);
    // The backend calls it from its own threads; OpenBLAS would start a pool of its own otherwise.
    environment.set("OPENBLAS_NUM_THREADS", "1");
  }
  // RTLD_LOCAL: the libraries of one plug-in must not answer another's symbols.
  return dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
}

[[noreturn]] void refuse(ErrorCode code, const std::string& name, const std::string& why,
                         const std::string& hint) {
  throw Error(code, "backend " + name, why, hint);
}

const DfBackend* open_plugin(const std::string& name, const fs::path& path) {
  void* library = load_library(name, path);
  if (library == nullptr) {
    const char* why = dlerror();
    refuse(ErrorCode::kUnsupported, name, why != nullptr ? why : "dlopen failed",
           "a library the " + name + " backend needs is missing or too old on this machine");
  }
  const auto entry = reinterpret_cast<DfBackendEntry>(dlsym(library, DF_BACKEND_ENTRY));
  const DfBackend* table = entry != nullptr ? entry() : nullptr;
  if (table == nullptr) {
    refuse(ErrorCode::kCorrupt, name,
           path.filename().string() + " has no " + DF_BACKEND_ENTRY + "()",
           "build or install Differential again: the file is not one of its backends");
  }
  if (table->abi_version != DF_ABI_VERSION) {
    refuse(ErrorCode::kUnsupported, name,
           path.filename().string() + " speaks ABI " + std::to_string(table->abi_version) +
               ", this engine speaks " + std::to_string(DF_ABI_VERSION),
           "build or install engine and backends from the same version");
  }
  // Tables grow at the end, so a shorter one is an older plug-in; reading past it is not allowed.
  if (table->struct_size < sizeof(DfBackend)) {
    refuse(ErrorCode::kUnsupported, name,
           path.filename().string() + " has a shorter table than this engine needs",
           "build or install engine and backends from the same version");
  }
  return table;
}

}  // namespace

const DfBackend* open_backend(const std::string& name, const std::string& directory) {
  const DfBackend* table = planning_backend(name, directory);
  if (table->device_count == nullptr || table->device_count() <= 0) {
    refuse(ErrorCode::kUnsupported, name, "the " + name + " backend sees no device",
           "check the driver, or choose the CPU");
  }
  return table;
}

const DfBackend* planning_backend(const std::string& name, const std::string& directory) {
  static std::mutex mutex;
  static std::map<std::string, const DfBackend*> opened;
  bool known = false;
  for (const char* candidate : kKnownBackends) known = known || name == candidate;
  if (!known) refuse(ErrorCode::kInvalidInput, name, "there is no such backend", "use cpu or cuda");

  const std::lock_guard<std::mutex> lock(mutex);
  const fs::path path = find_plugin(name, directory);
  if (path.empty()) {
    refuse(ErrorCode::kNotFound, name, "libdifferential_" + name + ".so was not found",
           name == "cuda" ? "this build has no CUDA backend; choose the CPU"
                          : "build or install Differential again");
  }
  const auto found = opened.find(path.string());
  if (found != opened.end()) return found->second;
  const DfBackend* table = open_plugin(name, path);
  opened.emplace(path.string(), table);
  return table;
}

std::vector<BackendListing> list_backends(const std::string& directory) {
  std::vector<BackendListing> listings;
  for (const char* name : kKnownBackends) {
    BackendListing listing;
    listing.name = name;
    listing.path = find_plugin(name, directory).string();
    try {
      listing.backend = open_backend(name, directory);
    } catch (const Error& error) {
      listing.reason = std::string(error.what()) + " (" + error.hint() + ")";
    } catch (const std::exception& error) {
      listing.reason = error.what();
    }
    listings.push_back(std::move(listing));
  }
  return listings;
}

}  // namespace df
