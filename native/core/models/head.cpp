#include "core/models/head.h"

#include <algorithm>

#include "core/models/host_tensor.h"
#include "core/tensor/matrix.h"

namespace df {
namespace {

// Rows of logits held at once. In float32, on the CPU: 4 Mi values (16 MiB) stay near the last-level
// cache, and the product keeps enough rows to run at full rate. In 16 bits, on a GPU: 1,024
// rows make the gradient's product, which is only as wide as the hidden state, fill the card once.
int64_t chunk_rows_for(int64_t rows, int64_t vocabulary, int32_t dtype) {
  constexpr int64_t kFloatLogits = 4 << 20, kHalfLogits = 128 << 20, kHalfRows = 1024;
  if (dtype == DF_F32) return std::min(rows, std::max<int64_t>(kFloatLogits / vocabulary, 256));
  return std::min(rows, std::max<int64_t>(kHalfLogits / vocabulary / 256 * 256, kHalfRows));
}

}  // namespace

Head::Head(const ModelConfig& config, int64_t rows, bool training, int32_t dtype, MemoryPlanner& plan)
    : hidden_(config.hidden_size),
      vocabulary_(config.vocab_size),
      rows_(rows),
      chunk_(chunk_rows_for(rows, config.vocab_size, training ? dtype : DF_F32)),
      dtype_(dtype),
      logits_dtype_(training ? dtype : DF_F32) {
  const uint64_t ints = static_cast<uint64_t>(rows) * sizeof(int32_t);
  rows_buffer_ = plan.add("head rows", Component::kBatch, ints, kHead);
  tokens_buffer_ = plan.add("head tokens", Component::kBatch, ints, kHead);
  targets_buffer_ = plan.add("head targets", Component::kBatch, training ? 0 : ints, kHead);
  logprob_buffer_ = plan.add("log-probabilities", Component::kLogits, training ? 0 : ints, kHead);
  gathered_buffer_ = plan.add("head input", Component::kLogits, matrix_bytes(chunk_, hidden_, dtype_), kHead);
  gradient_buffer_ = plan.add("head input gradient", Component::kLogits,
                              training ? matrix_bytes(chunk_, hidden_, dtype_) : 0, kHead);
  logits_buffer_ =
      plan.add("logits", Component::kLogits, matrix_bytes(chunk_, vocabulary_, logits_dtype_), kHead);
  loss_buffer_ = plan.add("loss", Component::kBatch, sizeof(double));
}

void Head::bind(const Arena& arena) {
  rows_list_ = arena.as<int32_t>(rows_buffer_);
  tokens_ = arena.as<int32_t>(tokens_buffer_);
  targets_ = arena.as<int32_t>(targets_buffer_);
  logprob_ = arena.as<float>(logprob_buffer_);
  loss_ = arena.as<double>(loss_buffer_);
  gathered_ = matrix(arena.at(gathered_buffer_), chunk_, hidden_, dtype_);
  gradient_ = matrix(arena.at(gradient_buffer_), chunk_, hidden_, dtype_);
  logits_ = matrix(arena.at(logits_buffer_), chunk_, vocabulary_, logits_dtype_);
}

void Head::reset_loss(const Device& device) const { device.zero(loss_, sizeof(double)); }

double Head::read_loss(const Device& device) const {
  double value = 0;
  device.download(&value, loss_, sizeof value);
  return value;
}

DfMatrix Head::chunk_logits(const Decoder& decoder, int64_t begin, int64_t count) const {
  const Device& device = decoder.device();
  const DfMatrix input = top_rows(gathered_, count);
  device.run(&DfBackend::gather_rows, DfGatherRows{decoder.activations().n_last, rows_list_ + begin, input});
  return run_head(decoder, input);
}

DfMatrix Head::run_head(const Decoder& decoder, DfMatrix input) const {
  DfLinearForward head{};
  head.weight = decoder.weights().head();
  head.x = input;
  head.y = top_rows(logits_, input.rows);
  head.scratch = decoder.scratch();
  decoder.device().run(&DfBackend::linear_forward, head);
  return head.y;
}

DfMatrix Head::every_row(const Decoder& decoder, int64_t rows) const {
  return run_head(decoder, top_rows(decoder.activations().n_last, rows));
}

DfMatrix Head::logits_rows(int64_t begin, int64_t count) const { return row_range(logits_, begin, count); }

void Head::loss(const Decoder& decoder, const std::vector<int32_t>& labels, float gradient_scale,
                const DecoderGradients* gradients) const {
  const Device& device = decoder.device();
  std::vector<int32_t> rows, targets;
  for (size_t t = 0; t < labels.size(); ++t) {
    if (labels[t] < 0) continue;
    rows.push_back(static_cast<int32_t>(t));
    targets.push_back(labels[t]);
  }
  device.upload(rows_list_, rows.data(), rows.size() * sizeof(int32_t));
  device.upload(tokens_, targets.data(), targets.size() * sizeof(int32_t));
  const DfMatrix d_residual = decoder.activations().backward().d_residual;
  if (gradients) device.zero(d_residual.data, matrix_bytes(static_cast<int64_t>(labels.size()), hidden_, dtype_));
  const auto total = static_cast<int64_t>(rows.size());
  for (int64_t begin = 0; begin < total; begin += chunk_) {
    const int64_t count = std::min(chunk_, total - begin);
    const DfMatrix logits = chunk_logits(decoder, begin, count);
    device.run(&DfBackend::cross_entropy, DfCrossEntropy{logits, tokens_ + begin, loss_, nullptr, gradient_scale,
                                                         gradients ? 1 : 0});
    if (!gradients) continue;
    DfLinearBackward back{};
    back.weight = decoder.weights().head();
    back.x = top_rows(gathered_, count);
    back.dy = logits;
    back.dx = top_rows(gradient_, count);
    back.dweight = gradients->dhead;
    back.dbias = gradients->dhead_bias;
    back.scratch = decoder.scratch();
    device.run(&DfBackend::linear_backward, back);
    device.run(&DfBackend::scatter_rows, DfScatterRows{back.dx, rows_list_ + begin, d_residual});
  }
}

std::vector<float> Head::logprobs(const Decoder& decoder, const std::vector<int32_t>& rows,
                                  const std::vector<int32_t>& tokens) const {
  const Device& device = decoder.device();
  const auto total = static_cast<int64_t>(rows.size());
  std::vector<float> out(rows.size());
  // A row is asked about several tokens (a node's children): run the head once a distinct row.
  int64_t begin = 0;
  while (begin < total) {
    std::vector<int32_t> distinct, local;
    int64_t end = begin;
    for (; end < total; ++end) {
      if (distinct.empty() || distinct.back() != rows[end]) {
        if (static_cast<int64_t>(distinct.size()) == chunk_) break;
        distinct.push_back(rows[end]);
      }
      local.push_back(static_cast<int32_t>(distinct.size()) - 1);
      if (static_cast<int64_t>(local.size()) == rows_) {
        ++end;
        break;
      }
    }
    device.upload(rows_list_, distinct.data(), distinct.size() * sizeof(int32_t));
    device.upload(targets_, local.data(), local.size() * sizeof(int32_t));
    device.upload(tokens_, tokens.data() + begin, local.size() * sizeof(int32_t));
    const DfMatrix logits = chunk_logits(decoder, 0, static_cast<int64_t>(distinct.size()));
    device.run(&DfBackend::gather_logprob, DfGatherLogprob{logits, targets_, tokens_, logprob_, end - begin,
                                                           decoder.scratch()});
    device.download(out.data() + begin, logprob_, local.size() * sizeof(float));
    begin = end;
  }
  return out;
}

std::vector<float> Head::logits(const Decoder& decoder, const std::vector<int32_t>& rows) const {
  const Device& device = decoder.device();
  const auto total = static_cast<int64_t>(rows.size());
  std::vector<uint8_t> stored(rows.size() * static_cast<size_t>(vocabulary_) * dtype_bytes(logits_dtype_));
  device.upload(rows_list_, rows.data(), rows.size() * sizeof(int32_t));
  for (int64_t begin = 0; begin < total; begin += chunk_) {
    const int64_t count = std::min(chunk_, total - begin);
    const DfMatrix logits = chunk_logits(decoder, begin, count);
    device.download(stored.data() + matrix_bytes(begin, vocabulary_, logits_dtype_), logits.data,
                    matrix_bytes(count, vocabulary_, logits_dtype_));
  }
  return to_float32(stored, logits_dtype_);
}

}  // namespace df
