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
  plan_groups(plan);
  if (wants_eight_bit(config.optimizer)) {
    maps_ = plan.add("8-bit maps", Component::kOptimizer, 2 * 256 * sizeof(float));
  }
}

bool Optimizer::eight_bit(size_t index) const {
  return wants_eight_bit(config_.optimizer) && tensors_[index].count >= kMinEightBit;
}

// A tensor's blocks of 256 values begin at its first value: it may follow whole blocks only.
bool Optimizer::joins(const Group& group, size_t index) const {
  const TrainableTensor &tensor = tensors_[index], &first = tensors_[group.first];
  return tensor.run == first.run && tensor.decay == first.decay && eight_bit(index) == group.eight_bit &&
         tensor.offset == first.offset + group.elements && (!group.eight_bit || group.elements % kBlock == 0);
}

void Optimizer::plan_groups(MemoryPlanner& plan) {
  for (size_t i = 0; i < tensors_.size(); ++i) {
    if (groups_.empty() || !joins(groups_.back(), i)) groups_.push_back({i, 0, eight_bit(i), -1, -1, -1, -1});
    groups_.back().elements += tensors_[i].count;
    group_of_.push_back(groups_.size() - 1);
  }
  const bool paged = config_.optimizer == OptimizerKind::kPagedAdamW32 || config_.optimizer == OptimizerKind::kPagedAdamW8;
  const DfPlace place = paged ? DF_PLACE_HOST_PINNED : DF_PLACE_DEVICE;
  for (Group& g : groups_) {
    const uint64_t bytes = g.eight_bit ? g.elements : g.elements * sizeof(float);
    const uint64_t absmax = g.eight_bit ? blocks_of(g.elements) * sizeof(float) : 0;
    const std::string& name = tensors_[g.first].name;
    g.m = plan.add(name + ".m", Component::kOptimizer, bytes, kAlways, place);
    g.v = plan.add(name + ".v", Component::kOptimizer, bytes, kAlways, place);
    g.m_absmax = plan.add(name + ".m_absmax", Component::kOptimizer, absmax, kAlways, place);
    g.v_absmax = plan.add(name + ".v_absmax", Component::kOptimizer, absmax, kAlways, place);
  }
}

void Optimizer::bind(const Device& device, const Arena& arena) {
  for (Group& g : groups_) {
    g.m_data = arena.at(g.m);
    g.v_data = arena.at(g.v);
    g.m_absmax_data = arena.as<float>(g.m_absmax);
    g.v_absmax_data = arena.as<float>(g.v_absmax);
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
  for (const Group& g : groups_) {
    const TrainableTensor& t = tensors_[g.first];
    const float* gradient = gradient_at(t.offset);
    DfAdamHyper hyper{};
    hyper.learning_rate = static_cast<float>(learning_rate);
    hyper.beta1 = static_cast<float>(config_.beta1);
    hyper.beta2 = static_cast<float>(config_.beta2);
    hyper.eps = static_cast<float>(config_.epsilon);
    hyper.weight_decay = t.decay ? static_cast<float>(config_.weight_decay) : 0.0f;
    hyper.gradient_scale = gradient_scale;
    hyper.step = step;
    const auto count = static_cast<int64_t>(g.elements);
    if (g.eight_bit) {
      device.run(&DfBackend::adamw8,
                 DfAdamW8{t.param, gradient, static_cast<uint8_t*>(g.m_data), static_cast<uint8_t*>(g.v_data),
                          g.m_absmax_data, g.v_absmax_data, signed_map_, unsigned_map_, count, hyper});
    } else {
      device.run(&DfBackend::adamw32, DfAdamW32{t.param, gradient, static_cast<float*>(g.m_data),
                                                static_cast<float*>(g.v_data), count, hyper});
    }
  }
}

std::vector<Optimizer::Part> Optimizer::parts(size_t index) const {
  const Group& g = groups_[group_of_[index]];
  const uint64_t n = tensors_[index].count, at = tensors_[index].offset - tensors_[g.first].offset;
  if (!g.eight_bit) {
    return {{".exp_avg", TensorDtype::kF32, static_cast<float*>(g.m_data) + at, n},
            {".exp_avg_sq", TensorDtype::kF32, static_cast<float*>(g.v_data) + at, n}};
  }
  return {{".exp_avg", TensorDtype::kU8, static_cast<uint8_t*>(g.m_data) + at, n},
          {".exp_avg_sq", TensorDtype::kU8, static_cast<uint8_t*>(g.v_data) + at, n},
          {".exp_avg.absmax", TensorDtype::kF32, g.m_absmax_data + at / kBlock, blocks_of(n)},
          {".exp_avg_sq.absmax", TensorDtype::kF32, g.v_absmax_data + at / kBlock, blocks_of(n)}};
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
