#include "tests/mirrored_backend.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "backends/registry.h"
#include "tests/mirrored_fields.h"

namespace df::test {
namespace {

// Device copies of host memory. Buffers that overlap (in-place ops) share one copy.
class Mirror {
 public:
  Mirror(const DfBackend* backend, DfContext* context) : backend_(backend), context_(context) {}
  ~Mirror() {
    for (const Region& r : regions_) backend_->release(context_, DF_PLACE_DEVICE, r.device, r.end - r.begin);
  }

  void collect(const void* data, uint64_t bytes, bool written) {
    if (data == nullptr || bytes == 0) return;
    Region merged{reinterpret_cast<uintptr_t>(data), reinterpret_cast<uintptr_t>(data) + bytes, written, nullptr};
    std::vector<Region> apart;
    for (const Region& r : regions_) {
      if (r.end <= merged.begin || merged.end <= r.begin) {
        apart.push_back(r);
      } else {
        merged = {std::min(r.begin, merged.begin), std::max(r.end, merged.end), r.written || merged.written, nullptr};
      }
    }
    apart.push_back(merged);
    regions_ = std::move(apart);
  }

  DfStatus upload() {
    for (Region& r : regions_) {
      DfStatus status = backend_->allocate(context_, DF_PLACE_DEVICE, r.end - r.begin, &r.device);
      if (status.code == DF_OK) {
        status = backend_->copy(context_, r.device, reinterpret_cast<void*>(r.begin), r.end - r.begin,
                                DF_HOST_TO_DEVICE);
      }
      if (status.code != DF_OK) return status;
    }
    return DfStatus{};
  }

  void* device_address(const void* data) const {
    const auto at = reinterpret_cast<uintptr_t>(data);
    for (const Region& r : regions_) {
      if (at >= r.begin && at < r.end) return static_cast<char*>(r.device) + (at - r.begin);
    }
    return const_cast<void*>(data);
  }

  DfStatus download() {
    for (const Region& r : regions_) {
      if (!r.written) continue;
      const DfStatus status = backend_->copy(context_, reinterpret_cast<void*>(r.begin), r.device, r.end - r.begin,
                                             DF_DEVICE_TO_HOST);
      if (status.code != DF_OK) return status;
    }
    return backend_->synchronize(context_);
  }

 private:
  struct Region {
    uintptr_t begin, end;
    bool written;
    void* device;
  };
  const DfBackend* backend_;
  DfContext* context_;
  std::vector<Region> regions_;
};

struct Collect {
  Mirror& mirror;
  void in(const void* p, uint64_t bytes) { mirror.collect(p, bytes, false); }
  void io(const void* p, uint64_t bytes) { mirror.collect(p, bytes, true); }
};

struct Patch {
  Mirror& mirror;
  template <typename T>
  void in(T*& p, uint64_t bytes) {
    if (p != nullptr && bytes > 0) p = static_cast<T*>(mirror.device_address(p));
  }
  template <typename T>
  void io(T*& p, uint64_t bytes) { in(p, bytes); }
};

int64_t most(const int32_t* values, int64_t count) {
  int32_t largest = -1;
  for (int64_t i = 0; i < count; ++i) largest = std::max(largest, values[i]);
  return largest;
}

// Pages a cache has: the block tables of the tests name them all.
int64_t pages_of(const DfKvCache& c, int64_t sequences) {
  return most(c.block_table, sequences * c.max_blocks) + 1;
}

// What an op's arguments need beside themselves: copies of host arrays, sizes found in host data.
template <typename Args>
struct Extra {
  explicit Extra(Args&) {}
  template <typename Visit>
  void visit(Args& a, Visit v) { Fields<Visit>{v}.fields(a); }
};
template <>
struct Extra<DfLinearForward> {
  std::vector<DfAdapter> adapters;
  explicit Extra(DfLinearForward& a) : adapters(a.adapters, a.adapters + a.adapter_count) { a.adapters = adapters.data(); }
  template <typename Visit>
  void visit(DfLinearForward& a, Visit v) { Fields<Visit>{v}.fields(a, adapters.data()); }
};
template <>
struct Extra<DfLinearBackward> {
  DfAdapter adapter{};
  explicit Extra(DfLinearBackward& a) {
    if (a.adapter == nullptr) return;
    adapter = *a.adapter;
    a.adapter = &adapter;
  }
  template <typename Visit>
  void visit(DfLinearBackward& a, Visit v) { Fields<Visit>{v}.fields(a, &adapter); }
};
template <>
struct Extra<DfRope> {
  int64_t positions;
  explicit Extra(DfRope& a) : positions(most(a.positions, a.q.rows) + 1) {}
  template <typename Visit>
  void visit(DfRope& a, Visit v) { Fields<Visit>{v}.fields(a, positions); }
};
template <typename Args>
struct CacheExtra {
  int64_t sequences, pages;
  CacheExtra(const Args& a, int64_t rows)
      : sequences(most(a.row_sequence, rows) + 1), pages(pages_of(a.cache, sequences)) {}
  template <typename Visit>
  void visit(Args& a, Visit v) { Fields<Visit>{v}.fields(a, sequences, pages); }
};
template <>
struct Extra<DfKvAppend> : CacheExtra<DfKvAppend> {
  explicit Extra(DfKvAppend& a) : CacheExtra(a, a.k.rows) {}
};
template <>
struct Extra<DfAttentionCached> : CacheExtra<DfAttentionCached> {
  explicit Extra(DfAttentionCached& a) : CacheExtra(a, a.q.rows) {}
};

std::map<DfContext*, const DfBackend*>& mirrored() {
  static std::map<DfContext*, const DfBackend*> contexts;
  return contexts;
}

const DfBackend* host() { return open_backend("cpu", DF_TEST_BACKEND_DIR); }

template <auto Op, typename Args>
DfStatus dispatch(DfContext* context, const Args* args) {
  const auto found = mirrored().find(context);
  if (found == mirrored().end()) return (host()->*Op)(context, args);
  const DfBackend* backend = found->second;
  Args a = *args;
  Extra<Args> extra(a);
  Mirror mirror(backend, context);
  extra.visit(a, Collect{mirror});
  DfStatus status = mirror.upload();
  if (status.code != DF_OK) return status;
  extra.visit(a, Patch{mirror});
  status = (backend->*Op)(context, &a);
  if (status.code != DF_OK) return status;
  return mirror.download();
}

template <auto Op, typename Args>
void wire(DfBackend& table, DfStatus (*DfBackend::*)(DfContext*, const Args*)) {
  table.*Op = dispatch<Op, Args>;
}
#define DF_WIRE(op) wire<&DfBackend::op>(table, &DfBackend::op)

DfBackend make_table() {
  DfBackend table = *host();
  table.workspace = [](DfContext* context, int32_t op, const void* args) -> uint64_t {
    const auto found = mirrored().find(context);
    return (found == mirrored().end() ? host() : found->second)->workspace(context, op, args);
  };
  DF_WIRE(embedding_forward), DF_WIRE(embedding_backward), DF_WIRE(norm_forward), DF_WIRE(norm_backward);
  DF_WIRE(linear_forward), DF_WIRE(linear_backward), DF_WIRE(rope), DF_WIRE(attention_forward);
  DF_WIRE(attention_backward), DF_WIRE(kv_append), DF_WIRE(attention_cached), DF_WIRE(activation_forward);
  DF_WIRE(activation_backward), DF_WIRE(add), DF_WIRE(cross_entropy), DF_WIRE(gather_logprob);
  DF_WIRE(greedy), DF_WIRE(gather_rows), DF_WIRE(scatter_rows), DF_WIRE(convert), DF_WIRE(quantize_nf4), DF_WIRE(dequantize);
  DF_WIRE(weight_norm_sq), DF_WIRE(dora_row_scale), DF_WIRE(sum_squares), DF_WIRE(adamw32), DF_WIRE(adamw8);
  return table;
}

}  // namespace

const DfBackend* ops() {
  static const DfBackend table = make_table();
  return &table;
}

const DfBackend* cuda_backend(const char** reason) {
  static const std::vector<BackendListing> listings = list_backends(DF_TEST_BACKEND_DIR);
  for (const BackendListing& listing : listings) {
    if (listing.name != "cuda") continue;
    if (reason != nullptr) *reason = listing.reason.c_str();
    return listing.backend;
  }
  if (reason != nullptr) *reason = "this build knows no CUDA backend";
  return nullptr;
}

DfStatus mirrored_context(const DfBackend* backend, DfContext** out) {
  DfContextOptions options{};
  options.deterministic = 1;
  const DfStatus status = backend->context_create(&options, out);
  if (status.code == DF_OK) mirrored()[*out] = backend;
  return status;
}

void mirrored_context_destroy(DfContext* context) {
  const auto found = mirrored().find(context);
  found->second->context_destroy(context);
  mirrored().erase(found);
}

}  // namespace df::test
