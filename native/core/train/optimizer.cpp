#include "core/train/optimizer.h"

#include "core/error.h"
#include "core/train/device_entry.h"
#include "core/quant/dynamic_map.h"

namespace df {
namespace {

constexpr uint64_t kBlock = 256;            // values that share one absmax
constexpr uint64_t kMinEightBit = 4096;     // bitsandbytes' min_8bit_size

uint64_t blocks_of(uint64_t count) { return (count + kBlock - 1) / kBlock; }

bool wants_eight_bit(OptimizerKind kind) {
  return kind == OptimizerKind::kAdamW8 || kind == OptimizerKind::kPagedAdamW8;
}

}  // namespace

Optimizer::Optimizer(const RunConfig& config, std::vector<TrainableTensor> tensors, MemoryPlanner& plan)
    : config_(config), tensors_(std::move(tensors)) {
  const bool paged = config.optimizer == OptimizerKind::kPagedAdamW32 || config.optimizer == OptimizerKind::kPagedAdamW8;
  const DfPlace place = paged ? DF_PLACE_HOST_PINNED : DF_PLACE_DEVICE;
  for (const TrainableTensor& tensor : tensors_) {
    State s{};
    s.eight_bit = wants_eight_bit(config.optimizer) && tensor.count >= kMinEightBit;
    const uint64_t bytes = s.eight_bit ? tensor.count : tensor.count * sizeof(float);
    const uint64_t absmax = s.eight_bit ? blocks_of(tensor.count) * sizeof(float) : 0;
    s.m = plan.add(tensor.name + ".m", Component::kOptimizer, bytes, kAlways, place);
    s.v = plan.add(tensor.name + ".v", Component::kOptimizer, bytes, kAlways, place);
    s.m_absmax = plan.add(tensor.name + ".m_absmax", Component::kOptimizer, absmax, kAlways, place);
    s.v_absmax = plan.add(tensor.name + ".v_absmax", Component::kOptimizer, absmax, kAlways, place);
    states_.push_back(s);
  }
  if (wants_eight_bit(config.optimizer)) {
    maps_ = plan.add("8-bit maps", Component::kOptimizer, 2 * 256 * sizeof(float));
  }
}

void Optimizer::bind(const Device& device, const Arena& arena) {
  for (State& s : states_) {
    s.m_data = arena.at(s.m);
    s.v_data = arena.at(s.v);
    s.m_absmax_data = arena.as<float>(s.m_absmax);
    s.v_absmax_data = arena.as<float>(s.v_absmax);
  }
  if (maps_ < 0) return;
  signed_map_ = arena.as<float>(maps_);
  unsigned_map_ = signed_map_ + 256;
  const auto m = dynamic_map_signed();
  const auto v = dynamic_map_unsigned();
  device.upload(signed_map_, m.data(), 256 * sizeof(float));
  device.upload(unsigned_map_, v.data(), 256 * sizeof(float));
  device.synchronize();
}

void Optimizer::update(const Device& device, const GradientAt& gradient_at, double learning_rate, float gradient_scale,
                       int64_t step) const {
  for (size_t i = 0; i < tensors_.size(); ++i) {
    const TrainableTensor& t = tensors_[i];
    const State& s = states_[i];
    const float* gradient = gradient_at(t.offset);
    DfAdamHyper hyper{};
    hyper.learning_rate = static_cast<float>(learning_rate);
    hyper.beta1 = static_cast<float>(config_.beta1);
    hyper.beta2 = static_cast<float>(config_.beta2);
    hyper.eps = static_cast<float>(config_.epsilon);
    hyper.weight_decay = t.decay ? static_cast<float>(config_.weight_decay) : 0.0f;
    hyper.gradient_scale = gradient_scale;
    hyper.step = step;
    const auto count = static_cast<int64_t>(t.count);
    if (s.eight_bit) {
      device.run(&DfBackend::adamw8,
                 DfAdamW8{t.param, gradient, static_cast<uint8_t*>(s.m_data),
                          static_cast<uint8_t*>(s.v_data), s.m_absmax_data, s.v_absmax_data, signed_map_,
                          unsigned_map_, count, hyper});
    } else {
      device.run(&DfBackend::adamw32, DfAdamW32{t.param, gradient, static_cast<float*>(s.m_data),
                                                static_cast<float*>(s.v_data), count, hyper});
    }
  }
}

std::vector<Optimizer::Part> Optimizer::parts(size_t index) const {
  const State& s = states_[index];
  const uint64_t n = tensors_[index].count;
  if (!s.eight_bit) {
    return {{".exp_avg", TensorDtype::kF32, s.m_data, n}, {".exp_avg_sq", TensorDtype::kF32, s.v_data, n}};
  }
  return {{".exp_avg", TensorDtype::kU8, s.m_data, n},
          {".exp_avg_sq", TensorDtype::kU8, s.v_data, n},
          {".exp_avg.absmax", TensorDtype::kF32, s.m_absmax_data, blocks_of(n)},
          {".exp_avg_sq.absmax", TensorDtype::kF32, s.v_absmax_data, blocks_of(n)}};
}

std::vector<TensorEntry> Optimizer::entries(const Device& device) const {
  std::vector<TensorEntry> entries;
  for (size_t i = 0; i < tensors_.size(); ++i) {
    for (const Part& part : parts(i)) {
      entries.push_back(device_entry(device, tensors_[i].name + part.suffix, part.dtype,
                                     {static_cast<int64_t>(part.elements)}, part.data));
    }
  }
  return entries;
}

void Optimizer::restore(const Device& device, const SafetensorsFile& file) const {
  for (size_t i = 0; i < tensors_.size(); ++i) {
    for (const Part& part : parts(i)) {
      const std::string name = tensors_[i].name + part.suffix;
      const TensorView* stored = file.find(name);
      const uint64_t bytes = part.elements * dtype_bytes(part.dtype);
      if (!stored || stored->dtype != part.dtype || stored->bytes != bytes) {
        throw Error(ErrorCode::kCorrupt, "optimizer.safetensors: " + name,
                    stored ? "the optimizer state has another size or type" : "the optimizer state is missing",
                    "resume from an earlier checkpoint, or start the run anew");
      }
      device.upload(part.data, stored->data, bytes);
    }
  }
  device.synchronize();
}

uint64_t Optimizer::state_bytes() const {
  uint64_t bytes = 0;
  for (size_t i = 0; i < tensors_.size(); ++i) {
    for (const Part& part : parts(i)) bytes += part.elements * dtype_bytes(part.dtype);
  }
  return bytes;
}

}  // namespace df
