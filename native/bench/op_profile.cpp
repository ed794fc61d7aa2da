#include "bench/op_profile.h"

#include <chrono>
#include <map>
#include <string>

namespace df::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Entry {
  int64_t calls = 0;
  double ms = 0;
};

const DfBackend* wrapped = nullptr;
std::map<std::string, Entry> entries;

// Linear layers and norms are told apart by what they compute.
std::string detail(const DfLinearForward& a) {
  return " " + std::to_string(a.weight.in_features) + "->" + std::to_string(a.weight.out_features);
}
std::string detail(const DfLinearBackward& a) {
  return " " + std::to_string(a.weight.in_features) + "->" + std::to_string(a.weight.out_features);
}
template <typename Args>
std::string detail(const Args&) {
  return "";
}

template <auto Op, typename Args>
DfStatus timed(DfContext* context, const Args* args, const char* name) {
  wrapped->synchronize(context);
  const auto start = Clock::now();
  const DfStatus status = (wrapped->*Op)(context, args);
  wrapped->synchronize(context);
  Entry& entry = entries[name + detail(*args)];
  ++entry.calls;
  entry.ms += std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  return status;
}

}  // namespace

#define DF_PROFILE(op)                                              \
  table.op = [](DfContext* context, const auto* args) -> DfStatus { \
    return timed<&DfBackend::op>(context, args, #op);               \
  }

const DfBackend* profiled(const DfBackend& backend) {
  static DfBackend table;
  wrapped = &backend;
  table = backend;
  DF_PROFILE(embedding_forward);
  DF_PROFILE(embedding_backward);
  DF_PROFILE(norm_forward);
  DF_PROFILE(norm_backward);
  DF_PROFILE(linear_forward);
  DF_PROFILE(linear_backward);
  DF_PROFILE(rope);
  DF_PROFILE(attention_forward);
  DF_PROFILE(attention_backward);
  DF_PROFILE(kv_append);
  DF_PROFILE(attention_cached);
  DF_PROFILE(activation_forward);
  DF_PROFILE(activation_backward);
  DF_PROFILE(add);
  DF_PROFILE(cross_entropy);
  DF_PROFILE(gather_rows);
  DF_PROFILE(scatter_rows);
  DF_PROFILE(dora_row_scale);
  DF_PROFILE(sum_squares);
  DF_PROFILE(adamw32);
  DF_PROFILE(adamw8);
  return &table;
}

nlohmann::json take_profile() {
  nlohmann::json profile = nlohmann::json::object();
  for (const auto& [name, entry] : entries) profile[name] = {{"calls", entry.calls}, {"ms", entry.ms}};
  entries.clear();
  return profile;
}

}  // namespace df::bench
