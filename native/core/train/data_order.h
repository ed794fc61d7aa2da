// Which examples each step sees. A pure function of (seed, epoch, step): a resumed run asks for the
// same step and gets the same batches, with nothing skipped or replayed.
#pragma once

#include <cstdint>
#include <vector>

#include "core/train/examples.h"
#include "core/train/run_config.h"

namespace df {

class DataOrder {
 public:
  // `usable`: indices of the examples to train on, not empty.
  DataOrder(const Examples& examples, std::vector<int64_t> usable, const RunConfig& config);

  int64_t total_steps() const { return total_steps_; }
  // Steps in the first epoch (packing can move later epochs by a few).
  int64_t steps_per_epoch() const { return static_cast<int64_t>(first_epoch_steps_); }

  struct Step {
    double epoch;                                     // epochs done after this step
    bool last_of_epoch;
    std::vector<std::vector<int64_t>> micro_batches;  // example indices
  };
  // 1-based step. Consecutive calls are cheap; a jump re-derives the epochs before it.
  Step at(int64_t step);

 private:
  // All micro-batches of an epoch: a counter-based shuffle, then whole examples packed into rows
  // of context_length (next fit, so that the order stays random), micro_batch rows together.
  std::vector<std::vector<int64_t>> pack_epoch(int64_t epoch) const;
  void enter_epoch(int64_t epoch);
  int64_t epoch_steps() const;

  const Examples& examples_;
  std::vector<int64_t> usable_;
  const RunConfig& config_;
  int64_t total_steps_ = 0;
  int64_t first_epoch_steps_ = 0;
  int64_t epoch_ = -1;
  int64_t epoch_first_step_ = 1;
  std::vector<std::vector<int64_t>> micro_batches_;
};

// A permutation of 0..n-1 from the counter RNG (Fisher-Yates).
std::vector<int64_t> shuffled(int64_t n, uint64_t seed, uint64_t epoch);

}  // namespace df
