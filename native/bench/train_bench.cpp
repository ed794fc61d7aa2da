#include "bench/train_bench.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "bench/flops.h"
#include "bench/op_profile.h"
#include "bench/shapes.h"
#include "bench/used_bytes.h"
#include "core/error.h"
#include "core/models/synthetic_model.h"
#include "core/rng/stream.h"
#include "core/train/longest_context.h"
#include "core/train/plan_report.h"
#include "core/train/training_engine.h"

namespace df::bench {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr uint64_t kWeightSeed = 1, kDataSeed = 7;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Rows of whole sequences, every token but the last of a sequence with a loss.
MicroBatch random_batch(const Options& o, int64_t vocabulary, uint64_t index) {
  MicroBatch batch;
  batch.clear();
  const Philox rng(kDataSeed, index);
  const auto words = static_cast<uint64_t>(vocabulary);
  for (int64_t s = 0; s < o.batch; ++s) {
    for (int64_t t = 0; t < o.sequence; ++t) {
      const auto at = static_cast<uint64_t>(s * o.sequence + t);
      batch.ids.push_back(static_cast<int32_t>(rng.below(2 * at, words)));
      batch.positions.push_back(static_cast<int32_t>(t));
      batch.labels.push_back(t + 1 < o.sequence ? static_cast<int32_t>(rng.below(2 * at + 1, words)) : -1);
      batch.loss_tokens += t + 1 < o.sequence;
    }
    batch.cu_seqlens.push_back(static_cast<int32_t>(batch.ids.size()));
  }
  batch.max_seqlen = static_cast<int32_t>(o.sequence);
  return batch;
}

// Names of the figures that compare with the ceiling: float32 products on the CPU.
const char* share_name(const DfBackend& b) { return on_gpu(b) ? "trainFlopShareOfCeiling" : "trainFlopShareOfSgemm"; }
const char* ceiling_name(const DfBackend& b) { return on_gpu(b) ? "matmulGflops" : "sgemmGflops"; }

double ceiling(const Device& device) {
  double flops = 0;
  const int64_t n = on_gpu(device.backend()) ? 8192 : 1024;
  const DfStatus status = device.backend().matmul_ceiling(device.context(), n, &flops);
  if (status.code != DF_OK) throw Error(ErrorCode::kEngine, "matmul_ceiling", status.message);
  return flops;
}

RunConfig run_config(const Options& o) {
  return parse_run_config(json{{"method", o.method},
                               {"rank", o.rank},
                               {"contextLength", o.sequence},
                               {"microBatch", o.batch},
                               {"checkpointing", o.checkpointing},
                               {"optimizer", o.optimizer},
                               {"completionOnly", false}}
                              .dump());
}

EngineLimits limits_of(const RunConfig& config, const Options& o) {
  EngineLimits limits = engine_limits(config, o.sequence);
  limits.mlp_rows = o.mlp_rows;
  return limits;
}

struct Measured {
  std::vector<double> rates, shares, ceilings, times, losses;
  uint64_t peak = 0;
};

void run_round(const Options& o, const Device& device, TrainingEngine& engine, double flops, Measured& m) {
  const double limit_before = ceiling(device);
  const double tokens = static_cast<double>(o.batch * o.sequence);
  const int64_t vocabulary = engine.weights().config().vocab_size;
  std::vector<double> seconds;
  for (int64_t i = 0; i < o.steps + o.warmup; ++i) {
    const auto step = static_cast<int64_t>(m.losses.size()) + 1;
    const MicroBatch batch = random_batch(o, vocabulary, static_cast<uint64_t>(step));
    const auto start = Clock::now();
    engine.begin_step();
    engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), static_cast<uint64_t>(step));
    const double norm = engine.gradient_norm();
    m.losses.push_back(engine.loss_sum() / static_cast<double>(batch.loss_tokens));
    engine.update(2e-4, norm, step);
    device.synchronize();
    if (i >= o.warmup) seconds.push_back(seconds_since(start));
    if (i == 0 || !on_gpu(device.backend())) {
      m.peak = std::max(m.peak, used_bytes(device.backend()));
    }
  }
  const double limit = std::max(limit_before, ceiling(device));
  const double rate = tokens / median(seconds);
  m.times.insert(m.times.end(), seconds.begin(), seconds.end());
  m.shares.push_back(rate * flops / limit);
  m.rates.push_back(rate);
  m.ceilings.push_back(limit);
  m.peak = std::max(m.peak, used_bytes(device.backend()));
  std::printf("%s\n", json{{"type", "round"}, {"method", o.method}, {"tokensPerS", rate},
                           {ceiling_name(device.backend()), limit / 1e9}, {"share", m.shares.back()}, {"loss", m.losses.back()}}
                          .dump()
                          .c_str());
  std::fflush(stdout);
}

}  // namespace

// One step, op by op.
void print_profile(const Options& o, const Device& device, TrainingEngine& engine) {
  const MicroBatch batch = random_batch(o, engine.weights().config().vocab_size, 0);
  device.synchronize();
  take_profile();
  engine.begin_step();
  engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), 0);
  engine.update(1e-6, engine.gradient_norm(), 1000);
  engine.evaluate(batch);  // refreshes the row scales, too
  std::printf("%s\n", json{{"type", "profile"}, {"ops", take_profile()}}.dump().c_str());
}

json train_bench(const Options& o, const DfBackend& table) {
  const DfBackend& backend = o.profile > 0 ? *profiled(table) : table;
  const uint64_t before = used_bytes(backend);
  const ModelFolder folder = synthetic_model(shape_config(o.shape, o.positions), kWeightSeed);
  const uint64_t host_weights = on_gpu(backend) ? 0 : used_bytes(backend) - before;  // the source is not the run's
  const Device device(&backend, DfContextOptions{0, static_cast<int32_t>(o.threads), 1, 0, o.memory_limit}, o.activation_precision());
  const RunConfig config = run_config(o);
  TrainingEngine engine(device, folder, config, limits_of(config, o));
  engine.allocate_and_load({});
  const double flops = adapter_step_flops_per_token(folder.config(), config, o.sequence);
  Measured m;
  for (int64_t round = 0; round < o.rounds; ++round) run_round(o, device, engine, flops, m);
  if (o.profile > 0) print_profile(o, device, engine);
  const uint64_t base = before + host_weights;
  return {{"trainTokensPerS", median(m.rates)},
          {share_name(backend), median(m.shares)},
          {ceiling_name(backend), median(m.ceilings) / 1e9},
          {"flopsPerToken", flops},
          {"stepMsMin", *std::min_element(m.times.begin(), m.times.end()) * 1000},
          {"stepMsMedian", median(m.times) * 1000},
          {"stepMsMax", *std::max_element(m.times.begin(), m.times.end()) * 1000},
          {"firstLoss", m.losses.front()},
          {"lastLoss", m.losses.back()},
          {"tokensPerS", median(m.rates)},
          {"stepMs", median(m.times) * 1000},
          {"matmulTflops", median(m.ceilings) / 1e12},
          {"contextBytes", device.context_bytes()},
          {"planBytes", engine.planned_bytes()},
          {"hostBytes", engine.plan().total(DF_PLACE_HOST_PINNED)},
          {"peakBytes", m.peak > base ? m.peak - base : 0}};
}

json plan_bench(const Options& o, const DfBackend& backend) {
  const ModelFolder folder = synthetic_model(shape_config(o.shape, o.positions), kWeightSeed);
  const Device device(&backend, DfContextOptions{0, 0, 1, static_cast<int32_t>(o.plan), 0}, o.activation_precision());
  const RunConfig config = run_config(o);
  const TrainingEngine engine(device, folder, config, limits_of(config, o));
  json buffers = json::object();
  for (const MemoryPlanner::Buffer& b : engine.plan().buffers()) {
    const std::string name = std::string(component_name(b.component)) +
                             (b.component == Component::kActivations ? ": " + b.name : "");
    buffers[name] = buffers.value(name, uint64_t{0}) + b.bytes;
  }
  return {{"type", "plan"},
          {"buffers", buffers},
          {"leastArenaBytes", engine.plan().most_at_once(DF_PLACE_DEVICE)},
          {"arenaBytes", engine.plan().total(DF_PLACE_DEVICE)},
          {"contextBytes", device.context_bytes()},
          {"planBytes", engine.planned_bytes()},
          {"hostBytes", engine.plan().total(DF_PLACE_HOST_PINNED)}};
}

json longest_bench(const Options& o, const DfBackend& backend) {
  const ModelFolder folder = synthetic_model(shape_config(o.shape, o.positions), kWeightSeed);
  const Device device(&backend, DfContextOptions{0, 0, 1, static_cast<int32_t>(o.plan), 0}, o.activation_precision());
  RunConfig config = run_config(o);
  const MemoryBounds bounds{o.memory_limit, o.longest > 1 ? static_cast<uint64_t>(o.longest) : 0};
  config.context_length = static_cast<int32_t>(longest_context(device, folder, config, bounds));
  if (config.context_length == 0) {
    throw Error(ErrorCode::kOutOfMemory, "--memory-limit", "no context fits this memory", "give more of it");
  }
  const TrainingEngine engine(device, folder, config, engine_limits(config, 0));
  return {{"type", "longest"},
          {"method", o.method},
          {"batch", o.batch},
          {"rank", o.rank},
          {"checkpointing", o.checkpointing},
          {"memoryLimit", o.memory_limit},
          {"contextLength", config.context_length},
          {"planBytes", engine.planned_bytes()},
          {"hostBytes", engine.plan().total(DF_PLACE_HOST_PINNED)}};
}

}  // namespace df::bench
