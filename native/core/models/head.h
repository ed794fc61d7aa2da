// The language-model head and its loss, in chunks: the full logits are never held, and only the
// rows that carry a loss (or are asked for) go through it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/models/decoder.h"

namespace df {

class Head {
 public:
  // `rows`: most rows that can be asked for in one call. Logits have the activations' dtype in
  // training, where they turn into gradients; else they are float32.
  Head(const ModelConfig& config, int64_t rows, bool training, int32_t dtype, MemoryPlanner& plan);
  void bind(const Arena& arena);

  // Sets the loss accumulator to 0. One accumulator serves all micro-batches of a step.
  void reset_loss(const Device& device) const;
  double read_loss(const Device& device) const;  // sum over loss tokens; waits for the device

  // Adds the losses of the rows with labels >= 0. With gradient: d_residual becomes the gradient of
  // n_last, scaled by gradient_scale, and the head's own gradients accumulate where wanted.
  void loss(const Decoder& decoder, const std::vector<int32_t>& labels, float gradient_scale,
            const DecoderGradients* gradients) const;

  // Log-probability of tokens[i] after row rows[i] of n_last.
  std::vector<float> logprobs(const Decoder& decoder, const std::vector<int32_t>& rows,
                              const std::vector<int32_t>& tokens) const;

  // Logits [rows.size(), V] of rows of n_last, on the host.
  std::vector<float> logits(const Decoder& decoder, const std::vector<int32_t>& rows) const;

  // Logits of rows [0, rows) of n_last, left on the device; rows is at most chunk_rows().
  DfMatrix every_row(const Decoder& decoder, int64_t rows) const;
  // Rows [begin, begin + count) of the logits last computed.
  DfMatrix logits_rows(int64_t begin, int64_t count) const;

  int64_t chunk_rows() const { return chunk_; }
  int32_t logits_dtype() const { return logits_dtype_; }

 private:
  // Gathers rows [begin, begin+count) of the uploaded row list and runs the head on them.
  DfMatrix chunk_logits(const Decoder& decoder, int64_t begin, int64_t count) const;
  DfMatrix run_head(const Decoder& decoder, DfMatrix input) const;

  int64_t hidden_, vocabulary_, rows_, chunk_;
  int32_t dtype_, logits_dtype_;
  BufferId rows_buffer_, tokens_buffer_, targets_buffer_, gathered_buffer_, gradient_buffer_, logits_buffer_,
      logprob_buffer_, loss_buffer_;
  int32_t *rows_list_ = nullptr, *tokens_ = nullptr, *targets_ = nullptr;
  float* logprob_ = nullptr;
  double* loss_ = nullptr;
  DfMatrix gathered_{}, gradient_{}, logits_{};
};

}  // namespace df
