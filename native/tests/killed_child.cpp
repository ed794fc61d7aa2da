#include "tests/killed_child.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "core/train/trainer.h"
#include "formats_test_util.h"
#include "tests/core_fixture.h"
#include "tests/self_process.h"

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

}  // namespace

bool train_in_child(const std::filesystem::path& spec, const std::function<bool(const std::string&)>& on_event) {
  int ends[2];
  // The writing end must not be 3 already: dup2 onto itself would keep close-on-exec.
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const int writing = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
  close(ends[1]);
  const pid_t child = start_self("TrainingChild.DISABLED_Run", {{kSpecVariable, spec.string()}}, writing);
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
  const int status = wait_for(child);
  return !killed && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace df::test
