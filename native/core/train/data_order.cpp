#include "core/train/data_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/rng/stream.h"

namespace df {

std::vector<int64_t> shuffled(int64_t n, uint64_t seed, uint64_t epoch) {
  std::vector<int64_t> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  const Philox rng(seed, rng_stream(RngPurpose::kDataOrder, epoch));
  for (int64_t i = n - 1; i > 0; --i) {
    const auto j = static_cast<int64_t>(rng.below(static_cast<uint64_t>(i), static_cast<uint64_t>(i) + 1));
    std::swap(order[i], order[j]);
  }
  return order;
}

DataOrder::DataOrder(const Examples& examples, std::vector<int64_t> usable, const RunConfig& config)
    : examples_(examples), usable_(std::move(usable)), config_(config) {
  enter_epoch(0);
  first_epoch_steps_ = epoch_steps();
  if (config.max_steps > 0) {
    total_steps_ = config.max_steps;
    return;
  }
  // Whole epochs have their own counts (packing differs by shuffle); a last part is a share of one.
  const auto whole = static_cast<int64_t>(std::floor(config.epochs));
  for (int64_t e = 0; e < whole; ++e) {
    enter_epoch(e);
    total_steps_ += epoch_steps();
  }
  const double part = config.epochs - static_cast<double>(whole);
  total_steps_ += static_cast<int64_t>(std::ceil(part * static_cast<double>(first_epoch_steps_)));
  total_steps_ = std::max<int64_t>(total_steps_, 1);
  enter_epoch(0);
}

std::vector<std::vector<int64_t>> DataOrder::pack_epoch(int64_t epoch) const {
  const auto order = shuffled(static_cast<int64_t>(usable_.size()), config_.seed, static_cast<uint64_t>(epoch));
  std::vector<std::vector<int64_t>> batches;
  std::vector<int64_t> batch;
  int64_t rows = 0;       // rows opened in this micro-batch
  int64_t row_tokens = 0; // tokens in the open row
  for (const int64_t k : order) {
    const int64_t index = usable_[k];
    const int64_t length = examples_.length(index);
    const bool fits_row = config_.packing && rows > 0 && row_tokens + length <= config_.context_length;
    if (!fits_row) {
      if (rows == config_.micro_batch) {
        batches.push_back(std::move(batch));
        batch.clear();
        rows = 0;
      }
      ++rows;
      row_tokens = 0;
    }
    row_tokens += length;
    batch.push_back(index);
  }
  if (!batch.empty()) batches.push_back(std::move(batch));
  return batches;
}

int64_t DataOrder::epoch_steps() const {
  const auto n = static_cast<int64_t>(micro_batches_.size());
  return (n + config_.gradient_accumulation - 1) / config_.gradient_accumulation;
}

void DataOrder::enter_epoch(int64_t epoch) {
  if (epoch == epoch_) return;
  if (epoch < epoch_ || epoch_ < 0) {
    epoch_ = 0;
    epoch_first_step_ = 1;
    micro_batches_ = pack_epoch(0);
  }
  while (epoch_ < epoch) {
    epoch_first_step_ += epoch_steps();
    ++epoch_;
    micro_batches_ = pack_epoch(epoch_);
  }
}

DataOrder::Step DataOrder::at(int64_t step) {
  if (step < epoch_first_step_) enter_epoch(0);
  while (step >= epoch_first_step_ + epoch_steps()) enter_epoch(epoch_ + 1);
  const int64_t within = step - epoch_first_step_;
  const int64_t steps = epoch_steps();
  Step result;
  result.epoch = static_cast<double>(epoch_) + static_cast<double>(within + 1) / static_cast<double>(steps);
  result.last_of_epoch = within + 1 == steps;
  const int64_t begin = within * config_.gradient_accumulation;
  const int64_t end = std::min<int64_t>(begin + config_.gradient_accumulation,
                                        static_cast<int64_t>(micro_batches_.size()));
  result.micro_batches.assign(micro_batches_.begin() + begin, micro_batches_.begin() + end);
  return result;
}

}  // namespace df
