#include "tests/refusing_backend.h"

#include <cstdlib>

#include "op_test_util.h"

namespace df::test {
namespace {

constexpr const char* kVariable = "DIFFERENTIAL_REFUSE_ALLOCATION";

// The CPU's table with one allocation refused. One at a time: a table's functions know no object.
DfBackend counted{};
const DfBackend* original = nullptr;
int64_t wanted = 0, seen = 0;

DfStatus counted_allocate(DfContext* context, int32_t place, uint64_t bytes, void** out) {
  if (++seen == wanted) {
    *out = nullptr;
    return DfStatus{DF_OUT_OF_MEMORY, "no memory for a buffer: the test refuses it"};
  }
  return original->allocate(context, place, bytes, out);
}

DfMemoryUse use_of(const DfBackend& table) {
  DfMemoryUse use{};
  EXPECT_DF_OK(table.memory_use(0, &use));
  return use;
}

}  // namespace

RefusingBackend::RefusingBackend(const std::string& name) : cuda_(name == "cuda") {
  if (cuda_) return;
  original = cpu();
  counted = *original;
  counted.allocate = counted_allocate;
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

uint64_t RefusingBackend::held_allocations() const { return use_of(table()).held_allocations; }

uint64_t RefusingBackend::held_bytes() const {
  const DfMemoryUse use = use_of(table());
  return use.held_device_bytes + use.held_pinned_bytes;
}

}  // namespace df::test
