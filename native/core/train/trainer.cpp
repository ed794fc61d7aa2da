#include "core/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/error.h"
#include "core/plan/out_of_memory.h"
#include "core/tensor/open_device.h"
#include "core/train/checkpoint_dir.h"
#include "core/train/plan_report.h"
#include "core/train/schedule.h"
#include "core/util/process_memory.h"

namespace df {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr size_t kMetricsTail = 256;
constexpr auto kPausePoll = std::chrono::milliseconds(20);

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void emit(const EventSink& sink, const json& event) { sink(event.dump()); }

void emit_phase(const EventSink& sink, const char* phase, uint64_t done, uint64_t total) {
  emit(sink, {{"type", "phase"}, {"phase", phase}, {"done", done}, {"total", total}});
}

json or_null(const std::optional<double>& value) { return value ? json(*value) : json(); }
json or_null(const std::string& text) { return text.empty() ? json() : json(text); }

}  // namespace

Trainer::Trainer(const DfBackend& backend, TrainSpec spec, Examples train, Examples validation)
    : backend_(backend), spec_(std::move(spec)), train_(std::move(train)), validation_(std::move(validation)) {
  identity_ = {spec_.base_hash, spec_.data_hash, spec_.config_json, spec_.model_dir.filename().string()};
}

Trainer::~Trainer() = default;

void Trainer::pause() { paused_ = true; }
void Trainer::resume() { paused_ = false; }
void Trainer::stop() { stop_ = true; }
void Trainer::discard() { discard_ = true; }

std::string Trainer::run(const EventSink& sink) {
  meter_.emplace(backend_, spec_.device.device);
  Outcome outcome = Outcome::kDiscarded;
  try {
    prepare();
    load(sink);
    resume_from_checkpoint(sink);
    announce_start(sink);
    if (state_.step < order_->total_steps()) probe_longest();
    const auto start = Clock::now();
    emit_phase(sink, "training", static_cast<uint64_t>(state_.step), static_cast<uint64_t>(order_->total_steps()));
    outcome = loop(sink);
    seconds_ = seconds_since(start);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCancelled) throw;
  }
  return result(outcome);
}

void Trainer::prepare() {
  folder_ = std::make_unique<ModelFolder>(ModelFolder::open(spec_.model_dir));
  const int64_t vocabulary = folder_->config().vocab_size;
  check_examples(train_, vocabulary, "train");
  check_examples(validation_, vocabulary, "validation");
  const RunConfig& c = spec_.config;
  usable_ = usable_examples(train_, c.context_length, c.completion_only);
  usable_validation_ = usable_examples(validation_, c.context_length, c.completion_only);
  if (usable_.indices.empty()) {
    throw Error(ErrorCode::kInvalidInput, "train",
                "no training example fits: " + std::to_string(usable_.too_long) + " are longer than the context of " +
                    std::to_string(c.context_length) + " tokens, " + std::to_string(usable_.without_loss) +
                    " have no completion",
                "raise contextLength, or check the dataset's columns");
  }
  int64_t longest = 0;
  for (const int64_t i : usable_.indices) longest = std::max(longest, train_.length(i));
  for (const int64_t i : usable_validation_.indices) longest = std::max(longest, validation_.length(i));
  // What is free before the context is there: the plan counts the context.
  info_ = device_info(backend_, spec_.device.device);
  limits_ = engine_limits(c, longest);
  device_ = open_device(backend_, context_options(spec_.device), spec_.device.precision,
                        [&](std::unique_ptr<Device> planning, const std::string& refusal) {
                          const TrainingEngine wanted(*planning, *folder_, c, limits_);
                          throw_out_of_memory({{&wanted.plan()}, planning->context_bytes()}, refusal);
                        });
  engine_ = std::make_unique<TrainingEngine>(*device_, *folder_, c, limits_);
  require_fit(*engine_, info_);
  order_ = std::make_unique<DataOrder>(train_, usable_.indices, c);
}

void Trainer::load(const EventSink& sink) {
  const auto load_engine = [&] {
    engine_->allocate_and_load([&](const char* phase, uint64_t done, uint64_t total) {
      emit_phase(sink, phase, done, total);
      return !discard_.load();
    }, {spec_.quantized_cache, [&](const std::string& code, const std::string& message) {
      emit(sink, {{"type", "notice"}, {"code", code}, {"message", message}});
    }});
  };
  try {
    load_engine();
  } catch (const Error& error) {
    if (error.field() != kHostMemory || !limits_.embedding_on_host) throw;
    const uint64_t wanted = engine_->plan().total(DF_PLACE_HOST_PINNED);
    limits_.embedding_on_host = false;
    engine_ = std::make_unique<TrainingEngine>(*device_, *folder_, spec_.config, limits_);
    if (engine_->plan().total(DF_PLACE_HOST_PINNED) == wanted) throw;  // the table was not there
    require_fit(*engine_, info_);
    emit(sink, {{"type", "notice"},
                {"code", "EMBEDDING_ON_DEVICE"},
                {"message", "the system gives no page-locked memory for the embedding table, so it takes the device's; "
                            "the plan is now " + human_bytes(engine_->planned_bytes())}});
    load_engine();
  }
  return_freed_memory();
  watch_memory();
}

void Trainer::resume_from_checkpoint(const EventSink& sink) {
  sweep_checkpoints(spec_.checkpoints_dir);
  if (!spec_.resume) return;
  const auto newest = newest_valid_checkpoint(
      spec_.checkpoints_dir, [&](const CheckpointEntry& entry, const Error& error) {
        emit(sink, {{"type", "notice"},
                    {"code", "CHECKPOINT_DAMAGED"},
                    {"message", "step " + std::to_string(entry.step) + " is damaged (" + error.field() +
                                    "); falling back to an earlier checkpoint"}});
      });
  if (!newest) return;
  state_ = load_checkpoint(newest->directory, *engine_, identity_);
  return_freed_memory();
  resumed_from_ = newest->directory.filename().string();
  last_checkpoint_ = resumed_from_;
  last_saved_step_ = state_.step;
}

void Trainer::announce_start(const EventSink& sink) const {
  json history = json::array();
  for (const std::string& event : state_.metrics_tail) history.push_back(json::parse(event));
  if (!history.empty()) emit(sink, {{"type", "history"}, {"steps", std::move(history)}});
  emit(sink, {{"type", "start"},
              {"step", state_.step},
              {"totalSteps", order_->total_steps()},
              {"stepsPerEpoch", order_->steps_per_epoch()},
              {"resumedFrom", or_null(resumed_from_)},
              {"plannedBytes", engine_->planned_bytes()},
              {"droppedTrain", usable_.too_long + usable_.without_loss},
              {"droppedValidation", usable_validation_.too_long + usable_validation_.without_loss},
              {"baseHash", spec_.base_hash}});
}

// The largest micro-batch of the first epoch runs once before step 1: what could fail on it fails
// now, not hours in. Its gradients are thrown away by begin_step().
void Trainer::probe_longest() {
  std::vector<int64_t> longest;
  int64_t most = -1;
  for (int64_t step = 1; step <= std::min(order_->steps_per_epoch(), order_->total_steps()); ++step) {
    for (auto& micro : order_->at(step).micro_batches) {
      int64_t tokens = 0;
      for (const int64_t i : micro) tokens += train_.length(i);
      if (tokens > most) {
        most = tokens;
        longest = std::move(micro);
      }
    }
  }
  batch_.clear();
  for (const int64_t i : longest) batch_.add(train_, i, spec_.config.completion_only);
  engine_->begin_step();
  engine_->micro_step(batch_, 1.0f, 0);
  device_->synchronize();
  watch_memory();
}

bool Trainer::wait_while_paused() const {
  while (paused_ && !stop_ && !discard_) std::this_thread::sleep_for(kPausePoll);
  return !discard_;
}

Trainer::Outcome Trainer::loop(const EventSink& sink) {
  const RunConfig& c = spec_.config;
  const int64_t total = order_->total_steps();
  while (state_.step < total) {
    if (!wait_while_paused()) return Outcome::kDiscarded;
    if (stop_) {
      save(sink);
      return Outcome::kStopped;
    }
    const int64_t step = state_.step + 1;
    current_ = next_.step == step ? std::move(next_) : prepare_step(step);
    const bool epoch_end = current_.last_of_epoch;
    train_step(step, sink);
    if (discard_) return Outcome::kDiscarded;
    const bool last = step == total;
    const auto due = [&](int64_t every) { return last || (every > 0 ? step % every == 0 : epoch_end); };
    state_.validation_loss.reset();
    bool stop_early = false;
    if (due(c.evaluate_every_steps) && !usable_validation_.indices.empty()) stop_early = evaluate(step, sink);
    const bool new_best = state_.best_step == step;
    if (due(c.save_every_steps) || new_best || stop_early) save(sink);
    if (stop_early) return Outcome::kEarlyStopped;
  }
  if (last_saved_step_ != state_.step) save(sink);
  return Outcome::kFinished;
}

Trainer::PreparedStep Trainer::prepare_step(int64_t step) {
  const RunConfig& c = spec_.config;
  const DataOrder::Step data = order_->at(step);
  PreparedStep prepared{step, data.epoch, data.last_of_epoch, 0, 0, {}};
  const TokenDropout dropout{c.token_dropout, c.seed, step};
  for (const auto& micro : data.micro_batches) {
    MicroBatch batch;
    batch.clear();
    for (const int64_t i : micro) {
      prepared.tokens += train_.length(i);
      prepared.loss_tokens += loss_tokens_of(train_, i, c.completion_only);
      batch.add(train_, i, c.completion_only, dropout);
    }
    prepared.micro_batches.push_back(std::move(batch));
  }
  return prepared;
}

void Trainer::require_finite(int64_t step, double loss, double norm) const {
  if (std::isfinite(loss) && std::isfinite(norm)) return;
  throw Error(ErrorCode::kNumeric, "step " + std::to_string(step),
              std::string("the ") + (std::isfinite(loss) ? "gradient" : "loss") + " of step " +
                  std::to_string(step) + " is not a finite number; the run stopped and its weights were not changed",
              last_checkpoint_.empty() ? "lower the learning rate and start again"
                                       : "the last good checkpoint is " + last_checkpoint_ +
                                             "; lower the learning rate or the clip norm and start from it");
}

void Trainer::train_step(int64_t step, const EventSink& sink) {
  const auto start = Clock::now();
  const PreparedStep& data = current_;
  engine_->begin_step();
  for (size_t m = 0; m < data.micro_batches.size() && !discard_; ++m) {
    const auto stream = static_cast<uint64_t>(step) * static_cast<uint64_t>(spec_.config.gradient_accumulation) + m;
    engine_->micro_step(data.micro_batches[m], 1.0f / static_cast<float>(data.loss_tokens), stream);
  }
  if (discard_) return;
  if (step < order_->total_steps()) next_ = prepare_step(step + 1);
  const double norm = engine_->gradient_norm();
  const double loss = engine_->loss_sum() / static_cast<double>(data.loss_tokens);
  require_finite(step, loss, norm);
  const double rate = learning_rate(spec_.config, step, order_->total_steps());
  // Queued: the device goes on with it while the host reports; the next step reads after it.
  engine_->update(rate, norm, step);
  // Asking a card costs more than a short step, and its memory was all taken before the first one.
  if (backend_.activation_dtype == DF_F32) watch_memory();
  state_.step = step;
  state_.tokens += data.tokens;
  const json event{{"type", "step"},
                   {"step", step},
                   {"epoch", data.epoch},
                   {"loss", loss},
                   {"learningRate", rate},
                   {"gradNorm", norm},
                   {"tokens", data.tokens},
                   {"lossTokens", data.loss_tokens},
                   {"stepMs", seconds_since(start) * 1000},
                   {"residentBytes", peak_bytes_}};
  state_.metrics_tail.push_back(event.dump());
  if (state_.metrics_tail.size() > kMetricsTail) state_.metrics_tail.pop_front();
  sink(state_.metrics_tail.back());
}

bool Trainer::evaluate(int64_t step, const EventSink& sink) {
  const RunConfig& c = spec_.config;
  const auto& all = usable_validation_.indices;
  engine_->begin_step();
  int64_t loss_tokens = 0;
  for (size_t i = 0; i < all.size();) {
    batch_.clear();
    // As many examples as surely fit: micro_batch of them, each at most one context long.
    for (int32_t k = 0; k < c.micro_batch && i < all.size(); ++k) batch_.add(validation_, all[i++], c.completion_only);
    engine_->evaluate(batch_);
    loss_tokens += batch_.loss_tokens;
    emit_phase(sink, "evaluating", i, all.size());
    if (discard_) return false;
  }
  const double loss = engine_->loss_sum() / static_cast<double>(loss_tokens);
  state_.validation_loss = loss;
  const bool best = std::isfinite(loss) && (!state_.best_loss || loss < *state_.best_loss);
  if (best) {
    state_.best_loss = loss;
    state_.best_step = step;
    state_.evaluations_without_gain = 0;
  } else {
    ++state_.evaluations_without_gain;
  }
  emit(sink, {{"type", "evaluation"}, {"step", step}, {"loss", loss}, {"perplexity", std::exp(loss)}, {"best", best}});
  return c.early_stopping_patience > 0 && state_.evaluations_without_gain >= c.early_stopping_patience;
}

void Trainer::save(const EventSink& sink) {
  if (last_saved_step_ == state_.step) return;
  emit_phase(sink, "saving", 0, 1);
  const SavedCheckpoint saved = save_checkpoint(spec_.checkpoints_dir, *engine_, state_, identity_);
  watch_memory();
  last_saved_step_ = state_.step;
  last_checkpoint_ = saved.directory;
  emit(sink, {{"type", "checkpoint"},
              {"step", state_.step},
              {"directory", saved.directory},
              {"manifestSha256", saved.manifest_sha256},
              {"bytes", saved.bytes},
              {"best", state_.best_step == state_.step},
              {"loss", or_null(state_.validation_loss)}});
  prune_checkpoints(spec_.checkpoints_dir, spec_.config.keep_checkpoints, state_.best_step);
}

void Trainer::watch_memory() { peak_bytes_ = std::max(peak_bytes_, meter_->taken()); }

std::string Trainer::result(Outcome outcome) const {
  constexpr const char* kNames[] = {"finished", "stopped", "early-stopped", "discarded"};
  const std::string best = state_.best_step > 0 ? "step-" + std::to_string(state_.best_step) : last_checkpoint_;
  return json{{"outcome", kNames[static_cast<int>(outcome)]},
              {"step", state_.step},
              {"totalSteps", order_ ? order_->total_steps() : 0},
              {"bestStep", state_.best_step},
              {"bestLoss", or_null(state_.best_loss)},
              {"lastCheckpoint", or_null(last_checkpoint_)},
              {"bestCheckpoint", or_null(best)},
              {"tokens", state_.tokens},
              {"seconds", seconds_},
              {"plannedBytes", engine_ ? engine_->planned_bytes() : 0},
              {"peakBytes", peak_bytes_}}
      .dump();
}

}  // namespace df
