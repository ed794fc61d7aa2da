// Attention alone, in the shapes of the models and batches that training is measured with.
#include <cmath>
#include <random>
#include <string>

#include "bench/step/step_ops.h"

namespace df::step {
namespace {

using kernels::Report;
using kernels::require;
using kernels::Side;

struct Shape {
  int32_t sequences, length, heads, kv_heads, head_dim;
};

// bfloat16 of both signs between 1/2 and 2.
DfMatrix random_matrix(Side& side, int64_t rows, int64_t cols, uint32_t seed) {
  std::mt19937 generator(seed);
  std::vector<uint16_t> values(static_cast<size_t>(rows * cols));
  for (uint16_t& value : values) value = static_cast<uint16_t>(0x3f00u | (generator() & 0x80ffu));
  return DfMatrix{side.upload(values), DF_BF16, 0, rows, cols, cols};
}

void time_shape(Side& side, const Shape& s, Report& report) {
  const int64_t rows = int64_t{s.sequences} * s.length, width = int64_t{s.heads} * s.head_dim;
  const int64_t kv_width = int64_t{s.kv_heads} * s.head_dim;
  std::vector<int32_t> borders;
  for (int32_t i = 0; i <= s.sequences; ++i) borders.push_back(i * s.length);
  DfAttentionForward f{};
  f.q = random_matrix(side, rows, width, 1);
  f.k = random_matrix(side, rows, kv_width, 2);
  f.v = random_matrix(side, rows, kv_width, 3);
  f.out = random_matrix(side, rows, width, 4);
  f.lse = side.upload(std::vector<float>(static_cast<size_t>(s.heads * rows), 0.0f));
  f.heads = s.heads;
  f.kv_heads = s.kv_heads;
  f.head_dim = s.head_dim;
  f.scale = 1.0f / std::sqrt(static_cast<float>(s.head_dim));
  f.cu_seqlens = side.upload(borders);
  f.cu_seqlens_host = borders.data();
  f.sequences = s.sequences;
  f.max_seqlen = s.length;
  f.scratch = side.scratch(DF_OP_ATTENTION_FORWARD, &f);
  const double work = 2.0 * s.sequences * s.length * static_cast<double>(s.length) * static_cast<double>(width);
  const std::string name = std::to_string(s.sequences) + " x " + std::to_string(s.length) + ", heads " +
                           std::to_string(s.heads) + "/" + std::to_string(s.kv_heads) + " of " +
                           std::to_string(s.head_dim);
  report.timing("forward  " + name,
                side.seconds([&] { require(side.backend->attention_forward(side.context, &f), "attention_forward"); }),
                work, "TFLOP/s");
  DfAttentionBackward b{};
  b.forward = f;
  b.dout = random_matrix(side, rows, width, 5);
  b.dq = random_matrix(side, rows, width, 6);
  b.dk = random_matrix(side, rows, kv_width, 7);
  b.dv = random_matrix(side, rows, kv_width, 8);
  b.scratch = side.scratch(DF_OP_ATTENTION_BACKWARD, &b);
  report.timing("backward " + name,
                side.seconds([&] { require(side.backend->attention_backward(side.context, &b), "attention_backward"); }),
                2.5 * work, "TFLOP/s");
  side.release_all();
}

}  // namespace

void time_flash(const DfBackend* device, Report& report) {
  Side side(device, DF_BF16);
  for (const Shape& s : {Shape{4, 2048, 32, 4, 64}, Shape{1, 2048, 32, 4, 64}, Shape{1, 2048, 32, 8, 128},
                         Shape{4, 2048, 32, 8, 128}, Shape{1, 8192, 32, 8, 128}}) {
    time_shape(side, s, report);
  }
}

}  // namespace df::step
