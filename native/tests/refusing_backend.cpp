#include "tests/refusing_backend.h"

#include <cstdlib>

#include "op_test_util.h"

namespace df::test {
namespace {

constexpr const char* kVariable = "DIFFERENTIAL_REFUSE_ALLOCATION";

// The CPU's table with its allocations counted. One at a time: a table's functions know no object.
DfBackend counted{};
const DfBackend* original = nullptr;
int64_t wanted = 0, seen = 0;
uint64_t alive = 0, bytes_alive = 0;

DfStatus counted_allocate(DfContext* context, int32_t place, uint64_t bytes, void** out) {
  if (++seen == wanted) {
    *out = nullptr;
    return DfStatus{DF_OUT_OF_MEMORY, "no memory for a buffer: the test refuses it"};
  }
  const DfStatus status = original->allocate(context, place, bytes, out);
  if (status.code == DF_OK && *out != nullptr) {
    ++alive;
    bytes_alive += bytes;
  }
  return status;
}

void counted_release(DfContext* context, int32_t place, void* data, uint64_t bytes) {
  if (data != nullptr) {
    --alive;
    bytes_alive -= bytes;
  }
  original->release(context, place, data, bytes);
}

}  // namespace

RefusingBackend::RefusingBackend(const std::string& name) : cuda_(name == "cuda") {
  if (cuda_) return;
  original = cpu();
  counted = *original;
  counted.allocate = counted_allocate;
  counted.release = counted_release;
  alive = bytes_alive = 0;
}

RefusingBackend::~RefusingBackend() { allow(); }

const DfBackend& RefusingBackend::table() const { return cuda_ ? *cuda_backend() : counted; }

void RefusingBackend::refuse(int64_t nth) {
  wanted = nth;
  seen = 0;
  if (cuda_) setenv(kVariable, std::to_string(nth).c_str(), 1);
}

void RefusingBackend::allow() {
  wanted = 0;
  if (cuda_) unsetenv(kVariable);
}

uint64_t RefusingBackend::held_allocations() const {
  DfMemoryUse use{};
  if (!cuda_) return alive;
  EXPECT_DF_OK(cuda_backend()->memory_use(0, &use));
  return use.held_allocations;
}

uint64_t RefusingBackend::held_bytes() const {
  DfMemoryUse use{};
  if (!cuda_) return bytes_alive;
  EXPECT_DF_OK(cuda_backend()->memory_use(0, &use));
  return use.held_device_bytes + use.held_pinned_bytes;
}

}  // namespace df::test
