#include "tests/self_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <vector>

extern char** environ;

namespace df::test {

pid_t start_self(const std::string& name, const std::map<std::string, std::string>& settings, int descriptor) {
  std::vector<std::string> texts;
  for (const auto& [key, value] : settings) texts.push_back(key + "=" + value);
  std::vector<char*> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    // A shard of the tests passes its share on, and the child's one test must be in it.
    if (std::strncmp(*entry, "GTEST_", 6) != 0) environment.push_back(*entry);
  }
  for (std::string& text : texts) environment.push_back(text.data());
  environment.push_back(nullptr);
  std::string self = "/proc/self/exe", filter = "--gtest_filter=" + name, disabled = "--gtest_also_run_disabled_tests";
  char* arguments[] = {self.data(), filter.data(), disabled.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (descriptor >= 0) posix_spawn_file_actions_adddup2(&files, descriptor, 3);
  pid_t child = 0;
  const int result = posix_spawn(&child, self.c_str(), &files, nullptr, arguments, environment.data());
  posix_spawn_file_actions_destroy(&files);
  if (result != 0) throw std::runtime_error("a child cannot be started");
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace df::test
