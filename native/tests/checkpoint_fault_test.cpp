// Every file operation of a save fails once, and the process dies at every one: the checkpoint that
// was there before stays valid, nothing torn is listed, and saving works again afterwards.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <sstream>
#include <thread>

#include "core/train/checkpoint_dir.h"
#include "core/util/fs_sync.h"
#include "formats_test_util.h"

extern char** environ;

namespace df::test {
namespace {

namespace fs = std::filesystem;

void save(const fs::path& root, int64_t step, char fill) {
  CheckpointWriter writer(root, step, 200'000);
  writer.add_file("state.json", "{}");
  writer.add_file("weights", [&](ByteSink& sink) {
    const std::string part(50'000, fill);
    for (int i = 0; i < 3; ++i) sink.write(part.data(), part.size());
  });
  writer.finish();
}

// What the child does, by name; `root` holds steps 1 and 2.
void act(const std::string& action, const fs::path& root) {
  if (action == "save") save(root, 3, 'c');
  if (action == "save again") save(root, 2, 'x');
  if (action == "remove") remove_checkpoint(root, 2);
  if (action == "sweep") sweep_checkpoints(root);
  if (action == "write file") {
    write_safetensors(root / "out.safetensors", {{"t", TensorDtype::kU8, {4}, "abcd", {}}}, {});
  }
}

// Whether `action` reached its end.
bool is_done(const std::string& action, const fs::path& root) {
  if (action == "save") return path_exists(root / "step-3");
  if (action == "save again") return slurp(root / "step-2" / "weights")[0] == 'x';
  if (action == "remove") return !path_exists(root / "step-2");
  if (action == "sweep") return !path_exists(root / "step-3.tmp");
  return path_exists(root / "out.safetensors");
}

// Run as a process of its own by the tests below. Exit code: 0 done, 10 + ErrorCode refused.
TEST(CheckpointFaultChild, DISABLED_Act) {
  const char* action = getenv("DF_FAULT_ACTION");
  const char* root = getenv("DF_FAULT_ROOT");
  ASSERT_TRUE(action != nullptr && root != nullptr);
  try {
    act(action, root);
  } catch (const Error& error) {
    // A save must say how much space it wants.
    const bool says_bytes = std::string(error.what()).find(" bytes") != std::string::npos;
    const bool is_save = std::string(action).rfind("save", 0) == 0;
    if (is_save && error.code() == ErrorCode::kDiskFull && !says_bytes) _Exit(97);
    _Exit(error.field().empty() ? 99 : 10 + static_cast<int>(error.code()));
  } catch (const std::exception&) {
    _Exit(98);
  }
}

struct Fault {
  std::string action;
  std::string mode;
  int error_number;
  int nth;
};

// The wait status of a child that acts on `root` with the fault injected.
int run_child(const Fault& fault, const fs::path& root) {
  std::map<std::string, std::string> extra = {
      {"LD_PRELOAD", DF_TEST_FAULT_PRELOAD},        {"DF_FAULT_ROOT", root.string()},
      {"DF_FAULT_LOG", root.string() + "-log"},
      {"DF_FAULT_ACTION", fault.action},            {"DF_FAULT_MODE", fault.mode},
      {"DF_FAULT_NTH", std::to_string(fault.nth)},
      {"DF_FAULT_ERRNO", std::to_string(fault.error_number)}};
  std::vector<std::string> settings;
  for (const auto& [key, value] : extra) settings.push_back(key + "=" + value);
  std::vector<char*> environment;
  for (std::string& setting : settings) environment.push_back(setting.data());
  environment.push_back(nullptr);
  std::string self = "/proc/self/exe";
  std::string filter = "--gtest_filter=CheckpointFaultChild.*";
  std::string disabled = "--gtest_also_run_disabled_tests";
  std::string brief = "--gtest_brief=1";
  char* arguments[] = {self.data(), filter.data(), disabled.data(), brief.data(), nullptr};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", 1, 0);
  pid_t child = 0;
  const int result =
      posix_spawn(&child, self.c_str(), &quiet, nullptr, arguments, environment.data());
  posix_spawn_file_actions_destroy(&quiet);
  if (result != 0) throw std::runtime_error("posix_spawn failed");
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

class CheckpointFaultTest : public testing::Test {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "AddressSanitizer must be the first library of a process";
#endif
  }

  void prepare() {
    fs::remove_all(root());
    save(root(), 1, 'a');
    save(root(), 2, 'b');
    // Leftovers, so that clean-up has work to fail at.
    fs::create_directories(root() / ".trash" / "step-0-0");
    spit(root() / ".trash" / "step-0-0" / "old", "old");
    fs::create_directory(root() / "step-3.tmp");
    spit(root() / "step-3.tmp" / "half", "half");
  }

  // Whatever happened: all that is visible is whole, step 1 is there, and all works again.
  void expect_whole(const Fault& fault) {
    const auto what = [&] {
      return fault.action + ", " + fault.mode + " at " + std::to_string(fault.nth);
    };
    bool has_first = false;
    for (const CheckpointEntry& entry : list_checkpoints(root())) {
      ASSERT_NO_THROW(verify_checkpoint(entry.directory)) << what() << " " << entry.directory;
      has_first |= entry.step == 1;
    }
    ASSERT_TRUE(has_first) << what();
    if (fault.action != "remove") {
      ASSERT_TRUE(path_exists(root() / "step-2")) << what();
    }
    if (path_exists(root() / "out.safetensors")) {
      ASSERT_NO_THROW(SafetensorsFile::open(root() / "out.safetensors")) << what();
    }
    sweep_checkpoints(root());
    for (const auto& entry : fs::directory_iterator(root())) {
      const std::string name = entry.path().filename();
      ASSERT_TRUE(name.rfind("step-", 0) == 0 ? name.find(".tmp") == std::string::npos
                                              : name.rfind("out.", 0) == 0)
          << what() << " left " << name;
    }
    act(fault.action, root());
    for (const CheckpointEntry& entry : list_checkpoints(root())) {
      verify_checkpoint(entry.directory);
    }
  }

  // The operations of the action when nothing fails: "fsync step-3.tmp/state.json".
  std::vector<std::string> operations_of(const std::string& action) {
    prepare();
    fs::remove(root().string() + "-log");
    run_child({action, "once", ENOSPC, 1'000'000}, root());
    EXPECT_TRUE(is_done(action, root())) << action;
    std::vector<std::string> operations;
    std::istringstream lines(slurp(root().string() + "-log"));
    for (std::string line; std::getline(lines, line);) {
      const size_t at = line.find(root().string());
      if (at != std::string::npos) line.erase(at, root().string().size());
      operations.push_back(line);
    }
    return operations;
  }

  // Fails each operation in turn; returns how many of the failures the action reported.
  int try_all(Fault fault, ErrorCode expected) {
    const int operations = static_cast<int>(operations_of(fault.action).size());
    int reported = 0;
    for (fault.nth = 1; fault.nth <= operations; ++fault.nth) {
      const std::string what =
          fault.action + ", " + fault.mode + " at " + std::to_string(fault.nth);
      prepare();
      const int status = run_child(fault, root());
      if (fault.mode == "kill") {
        EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << what;
      } else if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        EXPECT_TRUE(is_done(fault.action, root())) << what << " claims to be done";
      } else {
        EXPECT_TRUE(WIFEXITED(status)) << what << " crashed";
        EXPECT_EQ(WEXITSTATUS(status), 10 + static_cast<int>(expected)) << what;
        ++reported;
      }
      expect_whole(fault);
      if (HasFatalFailure()) return 0;
    }
    return fault.mode == "kill" ? operations : reported;
  }

  fs::path root() const { return dir_ / "checkpoints"; }

 private:
  TempDir dir_{TempDir::Kind::kMemory};
};

TEST_F(CheckpointFaultTest, TheProcessDiesAtEveryOperation) {
  for (const char* action : {"save", "save again", "remove", "sweep", "write file"}) {
    EXPECT_GE(try_all({action, "kill", ENOSPC, 0}, ErrorCode::kDiskFull), 4) << action;
  }
}

TEST_F(CheckpointFaultTest, TheDiskIsFullFromEveryOperationOn) {
  for (const char* action : {"save", "save again", "write file"}) {
    EXPECT_GE(try_all({action, "sticky", ENOSPC, 0}, ErrorCode::kDiskFull), 5) << action;
  }
}

TEST_F(CheckpointFaultTest, EveryOperationFailsOnce) {
  const std::map<int, ErrorCode> errors = {{ENOSPC, ErrorCode::kDiskFull},
                                           {EDQUOT, ErrorCode::kDiskFull},
                                           {EROFS, ErrorCode::kReadOnly},
                                           {EACCES, ErrorCode::kPermissionDenied},
                                           {EIO, ErrorCode::kEngine}};
  for (const auto& [number, code] : errors) {
    for (const char* action : {"save", "save again", "remove", "sweep", "write file"}) {
      EXPECT_GE(try_all({action, "once", number, 0}, code), 4) << action;
    }
  }
}

// The order that survives a power cut: every file synced after its last write, then its folder,
// then the rename, then the parent.
TEST_F(CheckpointFaultTest, SyncsInTheOrderThatSurvivesAPowerCut) {
  for (const char* action : {"save", "save again"}) {
    const bool again = action == std::string("save again");
    const std::string tmp = again ? "/step-2.tmp" : "/step-3.tmp";
    const std::vector<std::string> operations = operations_of(action);
    const auto last = [&](const std::string& operation) {
      const auto found = std::find(operations.rbegin(), operations.rend(), operation);
      EXPECT_NE(found, operations.rend()) << operation;
      return operations.rend() - found;
    };
    const auto renamed = last(again ? "rename /step-2" : "rename /step-3");
    const auto folder = last("fsync " + tmp);
    for (const char* file : {"/state.json", "/weights", "/manifest.json"}) {
      EXPECT_LT(last("write " + tmp + file), last("fsync " + tmp + file)) << file;
      EXPECT_LT(last("fsync " + tmp + file), folder) << file;
    }
    EXPECT_LT(folder, renamed);
    EXPECT_LT(renamed, last("fsync "));
  }
  const std::vector<std::string> operations = operations_of("write file");
  EXPECT_EQ(operations, (std::vector<std::string>{
                            "create /out.safetensors.tmp", "write /out.safetensors.tmp",
                            "write /out.safetensors.tmp", "fsync /out.safetensors.tmp",
                            "rename /out.safetensors", "fsync "}));
}

TEST_F(CheckpointFaultTest, AShortWriteIsContinued) {
  Fault fault{"save", "short", ENOSPC, 0};
  const int operations = static_cast<int>(operations_of("save").size());
  int saved = 0;
  for (fault.nth = 1; fault.nth <= operations; ++fault.nth) {
    prepare();
    saved += run_child(fault, root()) == 0 ? 1 : 0;
    expect_whole(fault);
  }
  // The five writes of the save and the manifest succeed in two parts each; the rest fails.
  EXPECT_GE(saved, 5);
}

TEST_F(CheckpointFaultTest, AFullDiskDoesNotKeepSpaceFromBeingFreed) {
  prepare();
  fs::remove_all(root() / ".trash");
  // Operation 1 is the mkdir of .trash.
  const int status = run_child({"remove", "once", ENOSPC, 1}, root());
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_FALSE(path_exists(root() / "step-2"));
  verify_checkpoint(root() / "step-1");
}

// Saves and deletes without pause; writes -step before a save and +step after it.
[[noreturn]] void save_forever(const fs::path& root, int64_t step, int out) {
  const auto say = [&](int64_t number) {
    if (write(out, &number, sizeof(number)) != sizeof(number)) _exit(1);
  };
  for (;; ++step) {
    say(-step);
    save(root, step, static_cast<char>('a' + step % 26));
    say(step);
    if (step > 2) remove_checkpoint(root, step - 2);
  }
}

// 100 kills at random times after a child has begun.
TEST(CheckpointKillTest, NothingTornAndNothingAcknowledgedIsLost) {
  const TempDir dir;
  const fs::path root = dir / "c";
  int64_t acknowledged = 0;
  int inside_save = 0;
  for (int round = 0; round < 100; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) save_forever(root, acknowledged + 1, ends[1]);
    close(ends[1]);
    int64_t said = 0;
    ASSERT_EQ(read(ends[0], &said, sizeof(said)), ssize_t{sizeof(said)});
    std::this_thread::sleep_for(std::chrono::microseconds(round * 7919 % 30'000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(ends[0], &said, sizeof(said)) == sizeof(said)) {
      if (said > 0) acknowledged = said;
    }
    close(ends[0]);
    inside_save += said < 0 ? 1 : 0;
    for (const CheckpointEntry& entry : list_checkpoints(root)) {
      ASSERT_NO_THROW(verify_checkpoint(entry.directory)) << "torn: " << entry.directory;
    }
    const auto newest = newest_valid_checkpoint(root, {});
    ASSERT_GE(newest ? newest->step : 0, acknowledged);
    if (newest) acknowledged = newest->step;
    sweep_checkpoints(root);
  }
  EXPECT_GE(inside_save, 30) << "too few of the kills fell into a save";
  EXPECT_GT(acknowledged, 0);
}

}  // namespace
}  // namespace df::test
