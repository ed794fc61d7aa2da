// The training loop: data order, accumulation, clipping, evaluation, checkpoints, control.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/tensor/memory_meter.h"
#include "core/train/data_order.h"
#include "core/train/run_checkpoint.h"
#include "core/train/train_spec.h"
#include "core/train/training_engine.h"

namespace df {

// Receives EngineEvent JSON (electron/shared/domain/engine-events.ts), in order, on the trainer's
// thread.
using EventSink = std::function<void(const std::string&)>;

class Trainer {
 public:
  Trainer(const DfBackend& backend, TrainSpec spec, Examples train, Examples validation);
  ~Trainer();

  // Runs to the end, a stop or an error (df::Error). Returns TrainResult JSON. Call once.
  std::string run(const EventSink& sink);

  // Safe from any thread. pause() holds at the next step border; stop() saves there and ends;
  // discard() ends without saving, also in the middle of loading.
  void pause();
  void resume();
  void stop();
  void discard();

 private:
  enum class Outcome { kFinished, kStopped, kEarlyStopped, kDiscarded };

  void prepare();
  void load(const EventSink& sink);
  void resume_from_checkpoint(const EventSink& sink);
  void announce_start(const EventSink& sink) const;
  void probe_longest();
  Outcome loop(const EventSink& sink);
  // The micro-batches of a step, made while the device still works on the step before.
  struct PreparedStep {
    int64_t step = 0;
    double epoch = 0;
    bool last_of_epoch = false;
    int64_t tokens = 0, loss_tokens = 0;
    std::vector<MicroBatch> micro_batches;
  };
  PreparedStep prepare_step(int64_t step);
  void train_step(int64_t step, const EventSink& sink);
  void require_finite(int64_t step, double loss, double norm) const;
  // True when early stopping says so.
  bool evaluate(int64_t step, const EventSink& sink);
  void save(const EventSink& sink);
  bool wait_while_paused() const;
  void watch_memory();
  std::string result(Outcome outcome) const;

  const DfBackend& backend_;
  TrainSpec spec_;
  Examples train_, validation_;
  RunIdentity identity_;
  RunState state_;
  std::unique_ptr<Device> device_;
  std::unique_ptr<ModelFolder> folder_;
  std::unique_ptr<TrainingEngine> engine_;
  std::unique_ptr<DataOrder> order_;
  UsableExamples usable_, usable_validation_;
  EngineLimits limits_;
  DfDeviceInfo info_{};  // before the run took anything
  MicroBatch batch_;
  PreparedStep current_, next_;
  std::string resumed_from_;
  std::string last_checkpoint_;
  int64_t last_saved_step_ = -1;
  std::optional<MemoryMeter> meter_;
  uint64_t peak_bytes_ = 0;
  double seconds_ = 0;
  std::atomic<bool> paused_{false}, stop_{false}, discard_{false};
};

}  // namespace df
