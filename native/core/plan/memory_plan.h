// The plan is the allocator: every buffer of a run is declared here before anything is allocated,
// gets an offset, and the run then takes exactly one allocation per place. Buffers whose lifetimes
// do not meet share bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/plan/lifetime.h"
#include "differential/types.h"

namespace df {

enum class Component {
  kWeights,
  kAdapter,
  kGradients,
  kOptimizer,
  kActivations,
  kLogits,
  kScratch,
  kKvCache,
  kBatch,
  kContext,
};
inline constexpr int kComponentCount = 10;
const char* component_name(Component component);

using BufferId = int;

class MemoryPlanner {
 public:
  // Declares a buffer. A buffer of 0 bytes is allowed: it gets a null pointer.
  BufferId add(std::string name, Component component, uint64_t bytes, Lifetime lifetime = kAlways,
               DfPlace place = DF_PLACE_DEVICE);

  struct Buffer {
    std::string name;
    Component component;
    uint64_t bytes;
    Lifetime lifetime;
    DfPlace place;
    uint64_t offset = 0;
  };

  // Assigns offsets: in some order, each at the lowest offset free over its whole lifetime. The best of
  // several orders is taken: by size (greedy-by-size, Pisarchyk and Lee, arXiv 2001.03288), by size and
  // length of life, and these again with what ended last placed first. Must be called once, last.
  void solve();

  // The most that lives at one moment: no placing takes less.
  uint64_t most_at_once(DfPlace place) const;

  const std::vector<Buffer>& buffers() const { return buffers_; }
  uint64_t total(DfPlace place) const { return totals_[place]; }

  // Bytes per component when the place holds most; alignment gaps and bytes kept free for
  // other moments count as scratch, so that the parts add up to total(place).
  std::vector<uint64_t> components_at_peak(DfPlace place = DF_PLACE_DEVICE) const;

  // "activations 1.20 GiB, weights 0.80 GiB, ..." the three largest, for error messages.
  std::string three_largest() const;

 private:
  struct Placing {
    std::vector<size_t> order;
    uint64_t total;
  };
  template <typename Weight>
  std::vector<size_t> order_by(const Weight& weight) const;
  void improve(std::vector<size_t> order, DfPlace place, uint64_t least, Placing& best);
  uint64_t place_all(const std::vector<size_t>& order, DfPlace place);
  uint64_t lowest_gap(const Buffer& buffer, const std::vector<size_t>& placed, uint64_t floor) const;

  std::vector<Buffer> buffers_;
  uint64_t totals_[2] = {0, 0};
};

std::string human_bytes(uint64_t bytes);

// The same of bytes per component, in the order of Component; what takes nothing is not named.
std::string three_largest(const std::vector<uint64_t>& parts);

}  // namespace df
