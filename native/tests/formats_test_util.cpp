#include "formats_test_util.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace df::test {

namespace fs = std::filesystem;

namespace {

constexpr bool kAddressSanitizer =
#if defined(__SANITIZE_ADDRESS__)
    true;
#else
    false;
#endif

uint64_t address_space_bytes() {
  std::ifstream file("/proc/self/statm");
  uint64_t pages = 0;
  file >> pages;
  return pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

[[noreturn]] void run_child(int out, uint64_t extra_bytes,
                            const std::function<void(std::ostream&)>& body) {
  if (!kAddressSanitizer) {
    const rlim_t limit = address_space_bytes() + extra_bytes;
    const rlimit limits{limit, limit};
    setrlimit(RLIMIT_AS, &limits);
  }
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  std::string text;
  try {
    std::ostringstream faults;
    body(faults);
    text = faults.str();
  } catch (const std::exception& error) {
    text = std::string("the test body threw: ") + error.what() + "\n";
  }
  text.resize(std::min<size_t>(text.size(), 4000));
  const ssize_t ignored = ::write(out, text.data(), text.size());
  (void)ignored;
  _exit(0);
}

}  // namespace

TempDir::TempDir(Kind kind) {
  const bool memory = kind == Kind::kMemory && ::access("/dev/shm", W_OK) == 0;
  const fs::path parent = memory ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string pattern = (parent / "differential-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path data_path(const std::string& name) {
  return fs::path(DF_TEST_REPOSITORY_DIR) / "native/tests/data/formats" / name;
}

void spit(const fs::path& path, std::string_view bytes) {
  // A new file: file systems flush one that is truncated and written again, which costs 10 ms.
  fs::remove(path);
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string raw_safetensors(std::string_view header, std::string_view data) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(uint64_t{header.size()} >> (8 * i));
  return bytes.append(header).append(data);
}

std::vector<TensorEntry> entries_of(const SafetensorsFile& file) {
  std::vector<TensorEntry> entries;
  for (const TensorView& tensor : file.tensors()) {
    entries.push_back({tensor.name, tensor.dtype, tensor.shape, tensor.data, {}});
  }
  return entries;
}

Error error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_FALSE(error.field().empty()) << error.what();
    EXPECT_FALSE(std::string(error.what()).empty()) << error.field();
    return error;
  }
  ADD_FAILURE() << "no error was thrown";
  return Error(ErrorCode::kEngine, "none", "none");
}

std::string refusal_fault(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  std::string fault = "it was accepted";
  try {
    action();
  } catch (const Error& error) {
    fault = error.field().empty() ? "the error has no field: " + std::string(error.what()) : "";
    if (std::strlen(error.what()) == 0) fault = "the error has no message";
  } catch (const std::exception& error) {
    fault = std::string("it threw something else: ") + error.what();
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  // The limit of two seconds is on work: other processes may hold the machine. A wait without work
  // is a hang all the same.
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  if (cpu >= 2.0 || seconds.count() >= 60.0) {
    fault += " it took " + std::to_string(cpu) + " s of work, " +
             std::to_string(seconds.count()) + " s in all";
  }
  return fault;
}

std::string run_limited(uint64_t extra_bytes, const std::function<void(std::ostream&)>& body) {
  int pipe_ends[2];
  if (::pipe(pipe_ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child < 0) return "no child";
  if (child == 0) run_child(pipe_ends[1], extra_bytes, body);
  ::close(pipe_ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; (n = ::read(pipe_ends[0], buffer, sizeof(buffer))) > 0;) {
    text.append(buffer, static_cast<size_t>(n));
  }
  ::close(pipe_ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) {
    text += "the child died of signal " + std::to_string(WTERMSIG(status));
  } else if (WEXITSTATUS(status) != 0) {
    text += "the child ended with " + std::to_string(WEXITSTATUS(status));
  }
  return text;
}

}  // namespace df::test
