// One more token for every sequence of a batch: the pass that generation repeats. Its ops are recorded
// once a shape and replayed as one call where the backend can (DfBackend::graph_begin): at one row a
// token, launching the ops one by one takes longer than reading the weights.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/infer/resident_model.h"

namespace df {

// A row of the step. Rows of one adapter must stand together.
struct DecodeRow {
  int32_t id = 0;        // the newest token, not yet in the cache
  int32_t position = 0;
  int32_t adapter = -1;
  const std::vector<int32_t>* pages = nullptr;  // of its sequence in the cache
};

class DecodeStep {
 public:
  explicit DecodeStep(const ResidentModel& model);
  ~DecodeStep();
  DecodeStep(const DecodeStep&) = delete;
  DecodeStep& operator=(const DecodeStep&) = delete;

  // Most rows of a step; more go through ordinary passes.
  static int64_t most_rows(const ResidentModel& model);

  // Runs the step and waits for it. The same values for the same rows, recorded or not.
  void run(const std::vector<DecodeRow>& rows);

  // Of the last step: the greedy choice of row i and its log-probability.
  int32_t token(size_t i) const { return model_.decode_tokens()[i]; }
  float logprob(size_t i) const { return model_.decode_logprobs()[i]; }
  // Of the last step: all logits of row i, copied to the host.
  void read_logits(size_t i, std::vector<float>& logits) const;

  struct Counts {
    int64_t replayed = 0, plain = 0, recorded = 0;
    std::string refusal;  // why steps are not recorded; empty when they are
  };
  const Counts& counts() const { return counts_; }

 private:
  struct Recorded;

  void upload(const std::vector<DecodeRow>& rows);
  void run_ops(int64_t rows, int32_t max_position, ResidentModel::Segments& segments) const;
  Recorded& entry(int64_t rows, int32_t max_position, const ResidentModel::Segments& segments);
  void record(Recorded& entry, ResidentModel::Segments& segments);

  const ResidentModel& model_;
  std::vector<std::unique_ptr<Recorded>> recorded_;  // the latest last
  std::vector<int32_t> table_;                       // the block table on the device
  Counts counts_;
};

}  // namespace df
