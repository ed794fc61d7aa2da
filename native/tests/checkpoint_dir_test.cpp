#include "core/train/checkpoint_dir.h"

#include <sys/stat.h>
#include <unistd.h>

#include <random>

#include "core/util/fs_sync.h"
#include "core/util/sha256.h"
#include "formats_test_util.h"

namespace df::test {
namespace {

namespace fs = std::filesystem;

std::string save(const fs::path& root, int64_t step, const std::string& content = "content") {
  CheckpointWriter writer(root, step, 4096);
  writer.add_file("state.json", "{\"step\":" + std::to_string(step) + "}");
  writer.add_file("adapter_model.safetensors", [&](ByteSink& sink) {
    for (int i = 0; i < 3; ++i) sink.write(content.data(), content.size());
  });
  writer.add_file("empty", "");
  return writer.finish();
}

std::vector<int64_t> steps(const fs::path& root) {
  std::vector<int64_t> list;
  for (const CheckpointEntry& entry : list_checkpoints(root)) list.push_back(entry.step);
  return list;
}

TEST(CheckpointDirTest, SavesListsAndVerifies) {
  const TempDir dir;
  const fs::path root = dir / "checkpoints";
  EXPECT_TRUE(list_checkpoints(root).empty());
  const std::string hash = save(root, 10);
  save(root, 9);
  save(root, 100);
  EXPECT_EQ(steps(root), (std::vector<int64_t>{9, 10, 100}));
  const CheckpointManifest manifest = verify_checkpoint(root / "step-10", hash);
  EXPECT_EQ(manifest.step, 10);
  EXPECT_EQ(manifest.sha256, hash);
  EXPECT_EQ(manifest.sha256, sha256_hex(slurp(root / "step-10" / "manifest.json")));
  ASSERT_EQ(manifest.files.size(), 3u);
  EXPECT_EQ(manifest.files[0].name, "adapter_model.safetensors");
  EXPECT_EQ(manifest.files[0].bytes, 21u);
  EXPECT_EQ(manifest.files[0].sha256, sha256_hex("contentcontentcontent"));
  EXPECT_EQ(manifest.total_bytes(), 21u + 11u);
  EXPECT_EQ(newest_valid_checkpoint(root, {})->step, 100);
  EXPECT_EQ(verify_checkpoint(root / "step-10/").step, 10);
  EXPECT_EQ(error_of([&] { verify_checkpoint(root / "step-9", hash); }).code(),
            ErrorCode::kCorrupt);
  // Weights can memorise notes: nobody else may enter.
  struct stat info {};
  ASSERT_EQ(stat((root / "step-10").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

TEST(CheckpointDirTest, TheManifestIsTheSameForTheSameContent) {
  const TempDir dir;
  EXPECT_EQ(save(dir / "a", 5), save(dir / "b", 5));
  EXPECT_NE(save(dir / "a", 6, "other"), save(dir / "b", 6));
}

TEST(CheckpointDirTest, AnUnfinishedSaveIsInvisibleAndSwept) {
  const TempDir dir;
  const fs::path root = dir / "c";
  save(root, 1);
  { CheckpointWriter(root, 2, 0).add_file("a", "half"); }
  EXPECT_TRUE(path_exists(root / "step-2.tmp" / "a"));
  EXPECT_EQ(steps(root), std::vector<int64_t>{1});
  fs::create_directories(root / ".trash" / "step-0-0");
  fs::create_directories(root / "step-3.tmp.mine");
  EXPECT_EQ(sweep_checkpoints(root), (std::vector<std::string>{".trash", "step-2.tmp"}));
  EXPECT_TRUE(sweep_checkpoints(root).empty());
  EXPECT_TRUE(path_exists(root / "step-3.tmp.mine")) << "what is not ours stays";
  EXPECT_TRUE(sweep_checkpoints(dir / "none").empty());
}

TEST(CheckpointDirTest, ALeftoverOfTheSameStepIsReplaced) {
  const TempDir dir;
  const fs::path root = dir / "c";
  { CheckpointWriter(root, 2, 0).add_file("old", "old"); }
  save(root, 2);
  EXPECT_EQ(verify_checkpoint(root / "step-2").files.size(), 3u);
  EXPECT_FALSE(path_exists(root / "step-2" / "old"));
  EXPECT_FALSE(path_exists(root / "step-2.tmp"));
}

TEST(CheckpointDirTest, AStepThatIsSavedAgainIsReplacedWhole) {
  const TempDir dir;
  const fs::path root = dir / "c";
  save(root, 2, "first");
  const std::string second = save(root, 2, "second");
  EXPECT_EQ(verify_checkpoint(root / "step-2", second).sha256, second);
  EXPECT_EQ(slurp(root / "step-2" / "adapter_model.safetensors"), "secondsecondsecond");
  EXPECT_EQ(steps(root), std::vector<int64_t>{2});
  EXPECT_TRUE(sweep_checkpoints(root).empty());
}

TEST(CheckpointDirTest, RemovingIsCompleteAndRepeatable) {
  const TempDir dir;
  const fs::path root = dir / "c";
  save(root, 1);
  save(root, 2);
  fs::create_directories(root / ".trash" / "step-1-0");
  remove_checkpoint(root, 1);
  remove_checkpoint(root, 1);
  EXPECT_EQ(steps(root), std::vector<int64_t>{2});
  EXPECT_FALSE(path_exists(root / ".trash" / "step-1-1"));
  verify_checkpoint(root / "step-2");
}

TEST(CheckpointDirTest, OnlyExactStepNamesAreListed) {
  const TempDir dir;
  const fs::path root = dir / "c";
  save(root, 7);
  for (const char* name : {"step-", "step-07", "step--1", "step-1x", "step-9.tmp", "Step-1",
                           "step-99999999999999999999", "other", "step- 1", "step-+1"}) {
    fs::create_directories(root / name);
  }
  spit(root / "step-8", "a file");
  EXPECT_EQ(steps(root), std::vector<int64_t>{7});
}

TEST(CheckpointDirTest, RefusesNamesThatLeaveTheFolder) {
  const TempDir dir;
  CheckpointWriter writer(dir / "c", 1, 0);
  for (const char* name : {"", ".", "..", "../x", "a/b", "/etc/x", ".hidden", "manifest.json",
                           "a b", "a\\b", "\xc3\xa9"}) {
    EXPECT_EQ(error_of([&] { writer.add_file(name, "x"); }).code(), ErrorCode::kInvalidInput)
        << name;
  }
  writer.add_file("once", "x");
  EXPECT_EQ(error_of([&] { writer.add_file("once", "x"); }).code(), ErrorCode::kInvalidInput);
  writer.finish();
  EXPECT_EQ(error_of([&] { writer.add_file("late", "x"); }).code(), ErrorCode::kInvalidInput);
  error_of([&] { writer.finish(); });
  EXPECT_EQ(error_of([&] { CheckpointWriter(dir / "c", -1, 0); }).field(), "step");
}

TEST(CheckpointDirTest, ALackOfSpaceIsSaidBeforeAnythingIsWritten) {
  const TempDir dir;
  const uint64_t needed = uint64_t{1} << 60;
  const Error error = error_of([&] { CheckpointWriter(dir / "c", 3, needed); });
  EXPECT_EQ(error.code(), ErrorCode::kDiskFull);
  EXPECT_EQ(error.field(), "step-3");
  char text[32];
  snprintf(text, sizeof(text), "%.0f", 1.2 * static_cast<double>(needed));
  EXPECT_NE(std::string(error.what()).find(text), std::string::npos) << error.what();
  EXPECT_FALSE(path_exists(dir / "c" / "step-3.tmp"));
  error_of([&] { CheckpointWriter(dir / "c", 3, UINT64_MAX); });
  // Nine tenths of what is free leaves less than the margin.
  const uint64_t most = free_bytes(dir.path()) / 10 * 9;
  EXPECT_EQ(error_of([&] { CheckpointWriter(dir / "c", 3, most); }).code(), ErrorCode::kDiskFull);
}

TEST(CheckpointDirTest, VerifyNamesTheFirstBadFile) {
  const TempDir dir;
  const fs::path root = dir / "c";
  const auto field_after = [&](const std::function<void(const fs::path&)>& harm) {
    save(root, 4);
    harm(root / "step-4");
    return error_of([&] { verify_checkpoint(root / "step-4"); }).field();
  };
  const auto erase = [](const char* name) {
    return [=](const fs::path& p) { fs::remove(p / name); };
  };
  const auto write = [](const char* name, std::string text) {
    return [=](const fs::path& p) { spit(p / name, text); };
  };
  EXPECT_EQ(field_after(erase("empty")), "step-4/empty");
  EXPECT_EQ(field_after(erase("manifest.json")), "step-4/manifest.json");
  EXPECT_EQ(field_after(write("state.json", "{\"step\":5}")), "step-4/state.json");
  EXPECT_EQ(field_after(write("state.json", "{\"step\":4} ")), "step-4/state.json");
  EXPECT_EQ(field_after(write("state.json", "")), "step-4/state.json");
  EXPECT_EQ(field_after(write("manifest.json", "{}")), "step-4/manifest.json: version");
  EXPECT_EQ(field_after(write("manifest.json", "")), "step-4/manifest.json");
  // The same content in another form was not written by us.
  for (const auto& [from, to] : {std::pair{"\n}\n", ",\n  \"more\": 1\n}\n"}, {"\n}\n", "\n}"},
                                 {"  \"step\"", "\t\"step\""}, {"\"step\": 4", "\"step\": 4 "}}) {
    EXPECT_EQ(field_after([&](const fs::path& p) {
                std::string text = slurp(p / "manifest.json");
                text.replace(text.rfind(from), std::string(from).size(), to);
                spit(p / "manifest.json", text);
              }),
              "step-4/manifest.json");
  }
  EXPECT_EQ(field_after([](const fs::path& p) {
              fs::remove(p / "state.json");
              fs::create_directory(p / "state.json");
            }),
            "state.json");
  fs::remove_all(root);
  save(root, 5);
  fs::rename(root / "step-5", root / "step-6");
  EXPECT_EQ(error_of([&] { verify_checkpoint(root / "step-6"); }).field(),
            "step-6/manifest.json: step");
}

TEST(CheckpointDirTest, FallsBackToTheNewestThatIsWhole) {
  const TempDir dir;
  const fs::path root = dir / "c";
  for (const int64_t step : {10, 20, 30}) save(root, step);
  fs::remove(root / "step-30" / "state.json");
  spit(root / "step-20" / "state.json", "{\"step\":21}");
  std::vector<std::string> bad;
  const auto newest = newest_valid_checkpoint(
      root, [&](const CheckpointEntry&, const Error& error) { bad.push_back(error.field()); });
  ASSERT_TRUE(newest);
  EXPECT_EQ(newest->step, 10);
  EXPECT_EQ(bad, (std::vector<std::string>{"step-30/state.json", "step-20/state.json"}));
  fs::remove_all(root / "step-10");
  EXPECT_FALSE(newest_valid_checkpoint(root, {}));
}

TEST(CheckpointDirTest, EveryFlippedBitIsFound) {
  const TempDir dir;
  const fs::path root = dir / "c";
  save(root, 1);
  save(root, 2, std::string(1000, 'w'));
  const std::vector<std::string> names = {"manifest.json", "state.json",
                                          "adapter_model.safetensors"};
  std::mt19937 random(7);
  for (int i = 0; i < 1000; ++i) {
    const std::string& name = names[static_cast<size_t>(i) % names.size()];
    const fs::path path = root / "step-2" / name;
    const std::string good = slurp(path);
    std::string bad = good;
    const size_t at = random() % bad.size();
    bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
    spit(path, bad);
    std::string field;
    const auto newest = newest_valid_checkpoint(
        root, [&](const CheckpointEntry&, const Error& error) { field = error.field(); });
    ASSERT_EQ(newest->step, 1) << name << " byte " << at;
    // A flip in the manifest may show as a file that is not what the manifest says.
    const std::string named = name == "manifest.json" ? "step-2/" : "step-2/" + name;
    ASSERT_EQ(field.rfind(named, 0), 0u) << field;
    spit(path, good);
  }
  verify_checkpoint(root / "step-2");
}

TEST(CheckpointDirTest, AFolderWithoutPermissionIsAnErrorNotAnEmptyList) {
  const TempDir dir;
  const fs::path root = dir / "c";
  save(root, 1);
  fs::permissions(dir.path(), fs::perms::all);
  fs::permissions(root, fs::perms::none);
  // Root may read everything, so the child gives that up first.
  const std::string faults = run_limited(1u << 28, [&](std::ostream& out) {
    if (geteuid() == 0 && setuid(65534) != 0) out << "cannot drop privileges\n";
    const auto expect_denied = [&](const char* what, const std::function<void()>& action) {
      try {
        action();
        out << what << " did not fail\n";
      } catch (const Error& error) {
        if (error.code() != ErrorCode::kPermissionDenied) out << what << ": " << error.what();
      }
    };
    expect_denied("list", [&] { list_checkpoints(root); });
    expect_denied("verify", [&] { verify_checkpoint(root / "step-1"); });
    expect_denied("save", [&] { save(root, 2); });
    expect_denied("sweep", [&] { sweep_checkpoints(root); });
    expect_denied("remove", [&] { remove_checkpoint(root, 1); });
    expect_denied("open", [&] { SafetensorsFile::open(root / "step-1" / "x"); });
  });
  fs::permissions(root, fs::perms::owner_all);
  EXPECT_EQ(faults, "");
}

}  // namespace
}  // namespace df::test
