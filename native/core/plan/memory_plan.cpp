#include "core/plan/memory_plan.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace df {
namespace {

constexpr uint64_t kAlignment = 256;  // covers 64-byte vectors and CUDA's coalescing unit

uint64_t aligned(uint64_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

const char* component_name(Component component) {
  switch (component) {
    case Component::kWeights: return "weights";
    case Component::kAdapter: return "adapter";
    case Component::kGradients: return "gradients";
    case Component::kOptimizer: return "optimizer";
    case Component::kActivations: return "activations";
    case Component::kLogits: return "logits";
    case Component::kScratch: return "scratch";
    case Component::kKvCache: return "kv-cache";
    case Component::kBatch: return "batch";
    case Component::kContext: return "context";
  }
  return "scratch";
}

BufferId MemoryPlanner::add(std::string name, Component component, uint64_t bytes,
                            Lifetime lifetime, DfPlace place) {
  buffers_.push_back({std::move(name), component, bytes, lifetime, place});
  return static_cast<BufferId>(buffers_.size()) - 1;
}

// Places in this order; returns what that takes of `place`.
uint64_t MemoryPlanner::place_all(const std::vector<size_t>& order, DfPlace place) {
  std::vector<size_t> placed;
  uint64_t floor = 0, total = 0;
  for (const size_t index : order) {
    Buffer& buffer = buffers_[index];
    if (buffer.bytes == 0 || buffer.place != place) continue;
    if (buffer.lifetime == kAlways) {
      buffer.offset = total;
      total += aligned(buffer.bytes);
      floor = total;
      continue;
    }
    buffer.offset = lowest_gap(buffer, placed, floor);
    placed.push_back(index);
    total = std::max(total, buffer.offset + aligned(buffer.bytes));
  }
  return total;
}

uint64_t MemoryPlanner::most_at_once(DfPlace place) const {
  uint64_t most = 0;
  for (int moment = 0; moment < Lifetime::kMoments; ++moment) {
    uint64_t sum = 0;
    for (const Buffer& b : buffers_) {
      if (b.place == place && b.lifetime.has(moment)) sum += aligned(b.bytes);
    }
    most = std::max(most, sum);
  }
  return most;
}

// Permanent buffers first: they meet everything and go below all others. Then by what `weight` says.
template <typename Weight>
std::vector<size_t> MemoryPlanner::order_by(const Weight& weight) const {
  std::vector<size_t> order(buffers_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const bool a_always = buffers_[a].lifetime == kAlways, b_always = buffers_[b].lifetime == kAlways;
    return a_always != b_always ? a_always : weight(buffers_[a]) > weight(buffers_[b]);
  });
  return order;
}

// What ended last goes first, until nothing is wasted or nothing helps.
void MemoryPlanner::improve(std::vector<size_t> order, DfPlace place, uint64_t least, Placing& best) {
  constexpr int kAttempts = 40;
  const auto first = std::find_if(order.begin(), order.end(),
                                  [&](size_t i) { return !(buffers_[i].lifetime == kAlways); }) - order.begin();
  const auto end_of = [&](size_t i) {
    return buffers_[i].place == place && buffers_[i].bytes > 0 ? buffers_[i].offset + buffers_[i].bytes : 0;
  };
  for (int attempt = 0; attempt <= kAttempts && best.total > least; ++attempt) {
    const uint64_t total = place_all(order, place);
    if (total < best.total) best = {order, total};
    const auto last = std::max_element(order.begin() + first, order.end(),
                                       [&](size_t a, size_t b) { return end_of(a) < end_of(b); });
    if (last == order.end()) return;
    std::rotate(order.begin() + first, last, last + 1);
  }
}

void MemoryPlanner::solve() {
  const auto bytes = [](const Buffer& b) { return static_cast<double>(b.bytes); };
  const auto length = [](const Buffer& b) { return static_cast<double>(b.lifetime.length()); };
  for (const DfPlace place : {DF_PLACE_DEVICE, DF_PLACE_HOST_PINNED}) {
    const uint64_t least = most_at_once(place);
    Placing best{{}, UINT64_MAX};
    improve(order_by(bytes), place, least, best);
    improve(order_by([&](const Buffer& b) { return bytes(b) * length(b); }), place, least, best);
    improve(order_by(length), place, least, best);
    totals_[place] = place_all(best.order, place);
  }
}

uint64_t MemoryPlanner::lowest_gap(const Buffer& buffer, const std::vector<size_t>& placed,
                                   uint64_t floor) const {
  std::vector<std::pair<uint64_t, uint64_t>> taken;
  for (const size_t other : placed) {
    const Buffer& b = buffers_[other];
    if (b.lifetime.meets(buffer.lifetime)) taken.push_back({b.offset, b.offset + aligned(b.bytes)});
  }
  std::sort(taken.begin(), taken.end());
  uint64_t at = floor;
  for (const auto& [begin, end] : taken) {
    if (at + aligned(buffer.bytes) <= begin) break;
    at = std::max(at, end);
  }
  return at;
}

std::vector<uint64_t> MemoryPlanner::components_at_peak(DfPlace place) const {
  std::vector<uint64_t> best(kComponentCount, 0);
  uint64_t best_sum = 0;
  for (int moment = 0; moment < Lifetime::kMoments; ++moment) {
    std::vector<uint64_t> at(kComponentCount, 0);
    uint64_t sum = 0;
    for (const Buffer& b : buffers_) {
      if (b.place != place || !b.lifetime.has(moment)) continue;
      at[static_cast<int>(b.component)] += b.bytes;
      sum += b.bytes;
    }
    if (sum >= best_sum) {
      best_sum = sum;
      best = at;
    }
  }
  best[static_cast<int>(Component::kScratch)] += totals_[place] - best_sum;
  return best;
}

std::string human_bytes(uint64_t bytes) {
  char text[32];
  const double mib = static_cast<double>(bytes) / (1024.0 * 1024.0);
  if (mib >= 1024) {
    std::snprintf(text, sizeof text, "%.2f GiB", mib / 1024);
  } else {
    std::snprintf(text, sizeof text, "%.1f MiB", mib);
  }
  return text;
}

std::string MemoryPlanner::three_largest() const { return df::three_largest(components_at_peak()); }

std::string three_largest(const std::vector<uint64_t>& parts) {
  std::vector<int> order(parts.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return parts[a] > parts[b]; });
  std::string text;
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && parts[order[i]] == 0) break;
    if (i) text += ", ";
    text += std::string(component_name(static_cast<Component>(order[i]))) + " " +
            human_bytes(parts[order[i]]);
  }
  return text;
}

}  // namespace df
