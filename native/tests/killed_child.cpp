#include "tests/killed_child.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "core/train/trainer.h"
#include "formats_test_util.h"
#include "tests/core_fixture.h"

extern char** environ;

namespace df::test {
namespace {

constexpr const char* kSpecVariable = "DF_TEST_TRAIN_SPEC";

// Run as a process of its own by train_in_child(). Events go to the descriptor that stands for standard
// input elsewhere: googletest's own lines must not mix with them.
TEST(TrainingChild, DISABLED_Run) {
  const char* file = getenv(kSpecVariable);
  ASSERT_NE(file, nullptr);
  FILE* events = fdopen(3, "w");
  ASSERT_NE(events, nullptr);
  try {
    const TrainSpec spec = parse_train_spec(slurp(file));
    Trainer trainer(*open_backend(spec.device.backend, DF_TEST_BACKEND_DIR), spec, random_examples(60, 40, 11),
                    random_examples(9, 40, 12));
    trainer.run([&](const std::string& event) {
      std::fprintf(events, "%s\n", event.c_str());
      std::fflush(events);
    });
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    _Exit(9);
  }
  std::fclose(events);
}

pid_t start(const std::filesystem::path& spec, int events) {
  std::vector<std::string> settings{std::string(kSpecVariable) + "=" + spec.string()};
  std::vector<char*> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    // A shard of the tests passes its share on, and the child's one test must be in it.
    if (std::strncmp(*entry, "GTEST_", 6) != 0) environment.push_back(*entry);
  }
  environment.push_back(settings[0].data());
  environment.push_back(nullptr);
  std::string self = "/proc/self/exe", filter = "--gtest_filter=TrainingChild.*",
              disabled = "--gtest_also_run_disabled_tests";
  char* arguments[] = {self.data(), filter.data(), disabled.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, events, 3);
  pid_t child = 0;
  const int result = posix_spawn(&child, self.c_str(), &files, nullptr, arguments, environment.data());
  posix_spawn_file_actions_destroy(&files);
  if (result != 0) throw std::runtime_error("a child cannot be started");
  return child;
}

}  // namespace

bool train_in_child(const std::filesystem::path& spec, const std::function<bool(const std::string&)>& on_event) {
  int ends[2];
  // The writing end must not be 3 already: dup2 onto itself would keep close-on-exec.
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const int writing = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
  close(ends[1]);
  const pid_t child = start(spec, writing);
  close(writing);
  FILE* events = fdopen(ends[0], "r");
  bool killed = false;
  char* line = nullptr;
  size_t size = 0;
  while (getline(&line, &size, events) > 0) {
    if (line[std::strlen(line) - 1] != '\n') break;  // the blow fell in the middle of a line
    if (on_event(line) && !killed) {
      kill(child, SIGKILL);
      killed = true;
    }
  }
  free(line);
  fclose(events);
  int status = 0;
  waitpid(child, &status, 0);
  return !killed && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace df::test
