// Finding and refusing backend plug-ins.
#include "backends/registry.h"

#include <filesystem>
#include <set>

#include "formats_test_util.h"

namespace df::test {
namespace {

TEST(Registry, OpensTheCpuBackendOnce) {
  const DfBackend* first = open_backend("cpu", DF_TEST_BACKEND_DIR);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(std::string(first->name), "cpu");
  EXPECT_EQ(first->abi_version, static_cast<uint32_t>(DF_ABI_VERSION));
  EXPECT_EQ(open_backend("cpu", DF_TEST_BACKEND_DIR), first);
  // The default place: this program stands beside the folder backends/.
  if (std::filesystem::exists(std::filesystem::read_symlink("/proc/self/exe").parent_path() /
                              "backends/libdifferential_cpu.so")) {
    EXPECT_EQ(open_backend("cpu"), first);
  }
}

TEST(Registry, EveryOpOfTheCpuBackendIsThere) {
  const DfBackend* table = open_backend("cpu", DF_TEST_BACKEND_DIR);
  // From device_count to the end the table holds function pointers only.
  const auto* entries = reinterpret_cast<void* const*>(&table->device_count);
  const size_t count = (table->struct_size - offsetof(DfBackend, device_count)) / sizeof(void*);
  // Recording and its fused ops save launches, which cost nothing here: null means not offered.
  const auto entry = [&](const auto& member) { return reinterpret_cast<void* const*>(&member) - entries; };
  const std::set<ptrdiff_t> optional{entry(table->linear_group), entry(table->rope_append),  entry(table->graph_begin),
                                     entry(table->graph_end),    entry(table->graph_launch), entry(table->graph_release)};
  for (size_t i = 0; i < count; ++i) {
    if (optional.count(static_cast<ptrdiff_t>(i)) > 0) continue;
    EXPECT_NE(entries[i], nullptr) << "entry " << i;
  }
}

TEST(Registry, NamesWhatIsUnknownOrMissing) {
  const TempDir folder;
  EXPECT_EQ(error_of([] { open_backend("tpu"); }).code(), ErrorCode::kInvalidInput);
  const Error missing = error_of([&] { open_backend("cuda", folder.path().string()); });
  EXPECT_EQ(missing.code(), ErrorCode::kNotFound);
  EXPECT_EQ(missing.field(), "backend cuda");
  EXPECT_NE(missing.hint(), "");
}

TEST(Registry, RefusesAFileThatIsNoLibrary) {
  const TempDir folder;
  spit(folder / "libdifferential_cuda.so", "not a library");
  const Error error = error_of([&] { open_backend("cuda", folder.path().string()); });
  EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
}

TEST(Registry, RefusesALibraryThatIsNoBackend) {
  const TempDir folder;
  std::filesystem::copy_file(DF_TEST_FAULT_PRELOAD, folder / "libdifferential_cuda.so");
  const Error error = error_of([&] { open_backend("cuda", folder.path().string()); });
  EXPECT_EQ(error.code(), ErrorCode::kCorrupt);
  EXPECT_NE(std::string(error.what()).find(DF_BACKEND_ENTRY), std::string::npos);
}

TEST(Registry, ListsWithReasons) {
  const TempDir folder;
  for (const BackendListing& listing : list_backends(folder.path().string())) {
    EXPECT_EQ(listing.backend, nullptr);
    EXPECT_NE(listing.reason, "") << listing.name;
  }
  bool found = false;
  for (const BackendListing& listing : list_backends(DF_TEST_BACKEND_DIR)) {
    if (listing.name != "cpu") continue;
    found = true;
    EXPECT_NE(listing.backend, nullptr);
    EXPECT_EQ(listing.reason, "");
    EXPECT_NE(listing.path, "");
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace df::test
