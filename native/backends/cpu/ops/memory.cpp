// Memory of the CPU device: pages mapped for each buffer, resident before they are handed out.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "backends/cpu/context.h"
#include "backends/cpu/held.h"
#include "backends/cpu/memory_info.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/status_util.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23  // Linux 5.14; absent from older headers
#endif

using df::cpu::fail;
using df::cpu::ok;
using df::cpu::parallel_for;

namespace {

// From this size on huge pages pay: fewer translation misses in the matrix products.
constexpr uint64_t kHugePageBytes = uint64_t{2} << 20;

// Left to the rest of the system when a buffer is refused: taking the last pages would wake the
// kernel's out-of-memory killer instead of giving an error.
constexpr uint64_t kReserveBytes = uint64_t{64} << 20;

constexpr int64_t kChunkBytes = int64_t{1} << 20;

uint64_t page_bytes() { return static_cast<uint64_t>(sysconf(_SC_PAGESIZE)); }

uint64_t round_to_pages(uint64_t bytes) {
  const uint64_t page = page_bytes();
  return (bytes + page - 1) / page * page;
}

DfStatus out_of_memory(uint64_t bytes) {
  return fail(DF_OUT_OF_MEMORY, "no memory for a buffer of %.1f MB (%.1f MB available)",
              static_cast<double>(bytes) / 1e6,
              static_cast<double>(df::cpu::available_bytes()) / 1e6);
}

bool beyond_limit(const DfContext* context, uint64_t bytes) {
  if (context->limit_bytes == 0) return false;
  const uint64_t used = context->resident_bytes + context->allocated_bytes;
  return bytes > context->limit_bytes || used > context->limit_bytes - bytes;
}

// Makes the pages resident. False when the kernel has none left.
bool populate(DfContext* context, void* data, uint64_t bytes) {
  if (madvise(data, bytes, MADV_POPULATE_WRITE) == 0) return true;
  if (errno != EINVAL) return false;
  // An older kernel: write to every page.
  const int64_t page = static_cast<int64_t>(page_bytes());
  auto* first = static_cast<volatile unsigned char*>(data);
  parallel_for(context, static_cast<int64_t>(bytes), kChunkBytes,
               [&](int64_t begin, int64_t end) {
                 for (int64_t at = begin; at < end; at += page) first[at] = 0;
               });
  return true;
}

}  // namespace

DfStatus df_cpu_allocate(DfContext* context, int32_t place, uint64_t bytes, void** out) {
  DF_REQUIRE(out != nullptr, "allocate needs a place for its result");
  *out = nullptr;
  DF_REQUIRE(place == DF_PLACE_DEVICE || place == DF_PLACE_HOST_PINNED, "place %d is unknown",
             place);
  if (bytes == 0) return ok();
  if (bytes > UINT64_MAX - page_bytes()) return out_of_memory(bytes);
  const uint64_t mapped = round_to_pages(bytes);
  if (beyond_limit(context, mapped)) {
    return fail(DF_OUT_OF_MEMORY, "no memory for a buffer of %.1f MB (%.1f of the %.1f MB allowed are in use)",
                static_cast<double>(bytes) / 1e6,
                static_cast<double>(context->resident_bytes + context->allocated_bytes) / 1e6,
                static_cast<double>(context->limit_bytes) / 1e6);
  }
  const uint64_t available = df::cpu::available_bytes();
  // Small buffers pass: refusing them would only move the failure elsewhere.
  const uint64_t usable = available > kReserveBytes ? available - kReserveBytes : 0;
  if (mapped > kHugePageBytes && mapped > usable) return out_of_memory(bytes);
  void* data = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return out_of_memory(bytes);
  if (mapped >= kHugePageBytes) madvise(data, mapped, MADV_HUGEPAGE);  // advice: may be refused
  if (!populate(context, data, mapped)) {
    munmap(data, mapped);
    return out_of_memory(bytes);
  }
  context->allocated_bytes += mapped;
  ++df::cpu::held().allocations;
  df::cpu::held().bytes[place] += bytes;
  *out = data;
  return ok();
}

void df_cpu_release(DfContext* context, int32_t place, void* data, uint64_t bytes) {
  if (data == nullptr || bytes == 0) return;
  context->allocated_bytes -= round_to_pages(bytes);
  --df::cpu::held().allocations;
  df::cpu::held().bytes[place] -= bytes;
  munmap(data, round_to_pages(bytes));
}

DfStatus df_cpu_copy(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t kind) {
  DF_REQUIRE(kind >= DF_HOST_TO_DEVICE && kind <= DF_DEVICE_TO_DEVICE, "copy kind %d is unknown",
             kind);
  if (bytes == 0) return ok();
  DF_REQUIRE(to != nullptr && from != nullptr, "copy of %llu bytes has a null pointer",
             static_cast<unsigned long long>(bytes));
  parallel_for(context, static_cast<int64_t>(bytes), kChunkBytes,
               [&](int64_t begin, int64_t end) {
                 std::memcpy(static_cast<char*>(to) + begin,
                             static_cast<const char*>(from) + begin,
                             static_cast<size_t>(end - begin));
               });
  return ok();
}

DfStatus df_cpu_fill_zero(DfContext* context, void* data, uint64_t bytes) {
  if (bytes == 0) return ok();
  DF_REQUIRE(data != nullptr, "fill_zero of %llu bytes has a null pointer",
             static_cast<unsigned long long>(bytes));
  parallel_for(context, static_cast<int64_t>(bytes), kChunkBytes,
               [&](int64_t begin, int64_t end) {
                 std::memset(static_cast<char*>(data) + begin, 0,
                             static_cast<size_t>(end - begin));
               });
  return ok();
}

// Ops are synchronous here: a copy beside them is a copy before the next one.
DfStatus df_cpu_transfer(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t slot) {
  DF_REQUIRE(slot >= 0 && slot < DF_TRANSFER_SLOTS, "transfer slot %d does not exist: there are %d", slot,
             DF_TRANSFER_SLOTS);
  return df_cpu_copy(context, to, from, bytes, DF_DEVICE_TO_DEVICE);
}

DfStatus df_cpu_transfer_wait(DfContext*, int32_t slot) {
  DF_REQUIRE(slot >= 0 && slot < DF_TRANSFER_SLOTS, "transfer slot %d does not exist: there are %d", slot,
             DF_TRANSFER_SLOTS);
  return ok();
}

// Pinned memory is the device's own here.
uint64_t df_cpu_mapping_bytes(DfContext*, uint64_t) { return 0; }
