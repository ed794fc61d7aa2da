#include <gtest/gtest.h>

#include <numeric>

#include "core/plan/memory_plan.h"
#include "core/rng/stream.h"

namespace df {
namespace {

MemoryPlanner random_plan(uint64_t seed) {
  MemoryPlanner plan;
  const Philox rng(seed, 0);
  for (uint64_t i = 0; i < 60; ++i) {
    const auto begin = static_cast<int>(rng.below(3 * i, 12));
    const auto lifetime = Lifetime::range(begin, begin + 1 + static_cast<int>(rng.below(3 * i + 2, 9)));
    plan.add("b", static_cast<Component>(i % 9), rng.below(3 * i + 1, 5000), lifetime);
  }
  plan.solve();
  return plan;
}

TEST(MemoryPlan, BuffersThatLiveTogetherNeverOverlap) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    const MemoryPlanner plan = random_plan(seed);
    const auto& all = plan.buffers();
    for (size_t i = 0; i < all.size(); ++i) {
      ASSERT_LE(all[i].offset + all[i].bytes, plan.total(DF_PLACE_DEVICE));
      for (size_t j = 0; j < i; ++j) {
        if (!all[i].lifetime.meets(all[j].lifetime) || !all[i].bytes || !all[j].bytes) continue;
        const bool apart = all[i].offset + all[i].bytes <= all[j].offset || all[j].offset + all[j].bytes <= all[i].offset;
        ASSERT_TRUE(apart) << "seed " << seed << " buffers " << j << " and " << i;
      }
    }
  }
}

TEST(MemoryPlan, ComponentsAddUpToTheTotal) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const MemoryPlanner plan = random_plan(seed);
    const auto parts = plan.components_at_peak();
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), uint64_t{0}), plan.total(DF_PLACE_DEVICE));
  }
}

TEST(MemoryPlan, MomentsThatDoNotMeetShareBytes) {
  MemoryPlanner plan;
  plan.add("head", Component::kLogits, 1 << 20, kHead);
  plan.add("backward", Component::kActivations, 1 << 20, kBackward);
  plan.add("weights", Component::kWeights, 1 << 10);
  plan.solve();
  EXPECT_EQ(plan.total(DF_PLACE_DEVICE), (1u << 20) + (1u << 10));
}

TEST(MemoryPlan, NamesTheThreeLargest) {
  MemoryPlanner plan;
  plan.add("w", Component::kWeights, 3 << 20);
  plan.add("o", Component::kOptimizer, 2 << 20);
  plan.add("a", Component::kActivations, 5 << 20, kForward);
  plan.solve();
  EXPECT_EQ(plan.three_largest(), "activations 5.0 MiB, weights 3.0 MiB, optimizer 2.0 MiB");
}

}  // namespace
}  // namespace df
