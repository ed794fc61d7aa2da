// Contexts, memory and device of the CPU backend.
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "op_gradient_util.h"
#include "op_test_util.h"

namespace df::test {
namespace {

uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  unsigned long long total = 0;
  unsigned long long resident = 0;
  EXPECT_EQ(std::fscanf(file, "%llu %llu", &total, &resident), 2);
  std::fclose(file);
  return resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

TEST(CpuMemory, BuffersAreZeroAlignedAndResident) {
  const TestContext context;
  constexpr uint64_t kBytes = 24'000'001;
  const uint64_t before = resident_bytes();
  void* data = nullptr;
  ASSERT_DF_OK(cpu()->allocate(context.get(), DF_PLACE_DEVICE, kBytes, &data));
  const uint64_t after = resident_bytes();
  EXPECT_GE(after - before, kBytes - 4096);
  EXPECT_LE(after - before, kBytes + 1'000'000);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(data) % 64, 0u);
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (uint64_t i = 0; i < kBytes; i += 997) ASSERT_EQ(bytes[i], 0);
  cpu()->release(context.get(), DF_PLACE_DEVICE, data, kBytes);
  EXPECT_LE(resident_bytes(), before + 1'000'000);
}

TEST(CpuMemory, CopyAndFillZero) {
  const TestContext context("", 3);
  const auto from = random_values(1'000'003, 1);
  std::vector<float> to(from.size() + 1, 7.0f);
  ASSERT_DF_OK(cpu()->copy(context.get(), to.data(), from.data(), from.size() * 4,
                           DF_HOST_TO_DEVICE));
  EXPECT_EQ(std::memcmp(to.data(), from.data(), from.size() * 4), 0);
  EXPECT_EQ(to.back(), 7.0f);
  ASSERT_DF_OK(cpu()->fill_zero(context.get(), to.data(), from.size() * 4));
  for (size_t i = 0; i < from.size(); ++i) ASSERT_EQ(to[i], 0.0f);
  EXPECT_EQ(to.back(), 7.0f);
}

TEST(CpuMemory, NothingIsAllocatedForNothing) {
  const TestContext context;
  void* data = &data;
  ASSERT_DF_OK(cpu()->allocate(context.get(), DF_PLACE_DEVICE, 0, &data));
  EXPECT_EQ(data, nullptr);
  cpu()->release(context.get(), DF_PLACE_DEVICE, nullptr, 0);
}

TEST(CpuMemory, TooMuchIsAnErrorAndTheContextGoesOn) {
  const TestContext context;
  for (uint64_t bytes : {uint64_t{1} << 46, UINT64_MAX, UINT64_MAX - 100}) {
    void* data = &data;
    expect_refused(cpu()->allocate(context.get(), DF_PLACE_DEVICE, bytes, &data), DF_OUT_OF_MEMORY,
                   "no memory");
    EXPECT_EQ(data, nullptr);
  }
  void* data = nullptr;
  ASSERT_DF_OK(cpu()->allocate(context.get(), DF_PLACE_DEVICE, 4096, &data));
  cpu()->release(context.get(), DF_PLACE_DEVICE, data, 4096);
}

#if !defined(__SANITIZE_ADDRESS__)
// In a child, because a lowered limit cannot be raised again.
TEST(CpuMemory, AddressSpaceLimitIsAnError) {
  const pid_t child = fork();
  if (child == 0) {
    const TestContext context("", 1);
    const rlimit limit{1ull << 30, 1ull << 30};
    void* data = nullptr;
    if (setrlimit(RLIMIT_AS, &limit) != 0) _exit(2);
    const DfStatus status =
        cpu()->allocate(context.get(), DF_PLACE_DEVICE, (1ull << 30) + 4096, &data);
    _exit(status.code == DF_OUT_OF_MEMORY && data == nullptr ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// In a child, because OpenBLAS keeps its buffers for the next context.
TEST(CpuMemory, ContextBytesCoverWhatProductsTake) {
  const pid_t child = fork();
  if (child == 0) {
    const TestContext context("", 2);
    // Large enough for every tile and packing block.
    Matrix w = Matrix::random(2048, 2048, 0, 1);
    Matrix x = Matrix::random(2048, 2048, 0, 2);
    Matrix y(2048, 2048);
    DfLinearForward args{};
    args.weight = DfWeight{DF_F32, 0, 0, 0, 2048, 2048, w.data(), nullptr, nullptr, nullptr,
                           nullptr, nullptr};
    args.x = x.view();
    args.y = y.view();
    const uint64_t before = resident_bytes();
    const DfStatus status = cpu()->linear_forward(context.get(), &args);
    const uint64_t grown = resident_bytes() - before;
    const bool enough = status.code == DF_OK && grown <= 512 * 1024;
    _exit(enough && cpu()->context_bytes(context.get()) > 0 ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}
#endif

TEST(CpuDevice, SaysWhatItIs) {
  EXPECT_EQ(cpu()->device_count(), 1);
  DfDeviceInfo info;
  ASSERT_DF_OK(cpu()->device_info(0, &info));
  EXPECT_NE(info.name[0], '\0');
  EXPECT_EQ(info.isa, cpu_instruction_sets().back());
  EXPECT_NE(std::string(info.library).find("OpenBLAS"), std::string::npos) << info.library;
  EXPECT_GE(info.threads, 1);
  EXPECT_GT(info.total_bytes, 0u);
  EXPECT_LE(info.free_bytes, info.total_bytes);
  expect_refused(cpu()->device_info(1, &info), DF_INVALID_ARGUMENT, "device 1");
}

TEST(CpuDevice, ContextRefusals) {
  DfContext* context = nullptr;
  DfContextOptions options{};
  options.device = 1;
  expect_refused(cpu()->context_create(&options, &context), DF_INVALID_ARGUMENT, "device 1");
  options.device = 0;
  options.threads = -1;
  expect_refused(cpu()->context_create(&options, &context), DF_INVALID_ARGUMENT, "threads");
  options.threads = 1;
  setenv("DIFFERENTIAL_ISA", "neon", 1);
  const DfStatus status = cpu()->context_create(&options, &context);
  unsetenv("DIFFERENTIAL_ISA");
  expect_refused(status, DF_INVALID_ARGUMENT, "DIFFERENTIAL_ISA");
  EXPECT_EQ(context, nullptr);
}

TEST(CpuDevice, MatmulCeilingIsPositiveAndBounded) {
  const TestContext context;
  double flops = 0;
  ASSERT_DF_OK(cpu()->matmul_ceiling(context.get(), 256, &flops));
  EXPECT_GT(flops, 1e8);
  EXPECT_LT(flops, 1e15);
  expect_refused(cpu()->matmul_ceiling(context.get(), 0, &flops), DF_INVALID_ARGUMENT, "n is 0");
}

// Many short loops, so that workers are caught asleep, awake and late.
TEST(CpuThreads, ManySmallLoops) {
  for (int threads : {1, 2, 5}) {
    const TestContext context("", threads);
    std::vector<float> values(70'000, 0.5f);
    DfSumSquares args{};
    args.values = values.data();
    double sum = 0;
    args.result = &sum;
    for (int i = 0; i < 3'000; ++i) {
      args.count = 8'192 * (1 + i % 8);
      sum = 0;
      ASSERT_DF_OK(cpu()->sum_squares(context.get(), &args));
      ASSERT_EQ(sum, 0.25 * static_cast<double>(args.count));
      if (i % 500 == 0) usleep(2'000);
    }
  }
}

}  // namespace
}  // namespace df::test
