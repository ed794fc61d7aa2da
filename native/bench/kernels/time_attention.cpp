// Speed of packed causal attention, and of a step of decoding.
#include <cmath>

#include "bench/kernels/report.h"

namespace df::kernels {
namespace {

struct Shape {
  int32_t sequences, length, heads, kv_heads, head_dim;
};

void time_shape(Side& side, const Shape& s, Report& report) {
  const int64_t rows = int64_t{s.sequences} * s.length, width = int64_t{s.heads} * s.head_dim;
  const int64_t kv_width = int64_t{s.kv_heads} * s.head_dim;
  const auto input = [&](int64_t cols, uint64_t seed) {
    return side.matrix(random_values(rows, cols, seed, 1.0f, side.dtype), side.dtype);
  };
  std::vector<int32_t> borders;
  for (int32_t i = 0; i <= s.sequences; ++i) borders.push_back(i * s.length);
  DfAttentionForward f{};
  f.q = input(width, 1);
  f.k = input(kv_width, 2);
  f.v = input(kv_width, 3);
  f.out = input(width, 4);
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
  // Causal: half of the square.
  const double flop = 2.0 * static_cast<double>(rows) * s.length * static_cast<double>(width);
  const std::string name = std::to_string(s.sequences) + " x " + std::to_string(s.length) + ", heads " +
                           std::to_string(s.heads) + "/" + std::to_string(s.kv_heads) + " of " +
                           std::to_string(s.head_dim);
  report.timing("attention forward  " + name, side.seconds([&] {
    require(side.backend->attention_forward(side.context, &f), "attention_forward");
  }), flop, "TFLOP/s");
  DfAttentionBackward b{};
  b.forward = f;
  b.dout = input(width, 5);
  b.dq = input(width, 6);
  b.dk = input(kv_width, 7);
  b.dv = input(kv_width, 8);
  b.scratch = side.scratch(DF_OP_ATTENTION_BACKWARD, &b);
  report.timing("attention backward " + name, side.seconds([&] {
    require(side.backend->attention_backward(side.context, &b), "attention_backward");
  }), 2.5 * flop, "TFLOP/s");
  side.release_all();
}

// One step of decoding over the cache: rows sequences of `context` tokens each.
void time_cached(Side& side, int32_t rows, int32_t context, Report& report) {
  constexpr int32_t kHeads = 32, kKvHeads = 8, kHeadDim = 128, kPage = 16;
  DfKvCache cache{};
  cache.dtype = DF_BF16;
  cache.page_tokens = kPage;
  cache.kv_heads = kKvHeads;
  cache.head_dim = kHeadDim;
  cache.max_blocks = (context + kPage - 1) / kPage;
  std::vector<int32_t> table(static_cast<size_t>(rows * cache.max_blocks)), sequence, position;
  for (size_t i = 0; i < table.size(); ++i) table[i] = static_cast<int32_t>(i);
  for (int32_t r = 0; r < rows; ++r) sequence.push_back(r), position.push_back(context - 1);
  cache.block_table = side.upload(table);
  const auto tokens = static_cast<int64_t>(table.size()) * kPage;
  cache.k = side.matrix(random_values(tokens, kKvHeads * kHeadDim, 1, 1.0f, DF_BF16), DF_BF16).data;
  cache.v = side.matrix(random_values(tokens, kKvHeads * kHeadDim, 2, 1.0f, DF_BF16), DF_BF16).data;
  DfAttentionCached a{};
  a.q = side.matrix(random_values(rows, kHeads * kHeadDim, 3, 1.0f, DF_BF16), DF_BF16);
  a.out = side.output(rows, kHeads * kHeadDim, DF_BF16);
  a.row_sequence = side.upload(sequence);
  a.row_position = side.upload(position);
  a.heads = kHeads;
  a.max_position = context - 1;
  a.scale = 0.088f;
  a.cache = cache;
  a.scratch = side.scratch(DF_OP_ATTENTION_CACHED, &a);
  report.timing("cached attention, " + std::to_string(rows) + " rows at " + std::to_string(context), side.recorded_seconds([&] {
    require(side.backend->attention_cached(side.context, &a), "attention_cached");
  }, 8), static_cast<double>(tokens) * kKvHeads * kHeadDim * 4, "GB/s");
  side.release_all();
}

}  // namespace

void time_attention(const DfBackend* device, Report& report) {
  Side side(device, DF_BF16);
  time_shape(side, {8, 2048, 32, 8, 128}, report);
  time_shape(side, {1, 2048, 32, 8, 128}, report);
  time_shape(side, {4, 2048, 32, 4, 64}, report);
  time_shape(side, {1, 16384, 32, 8, 128}, report);
}

// One step of decoding through the layers' shapes of Llama-3-8B: the bytes of the weight are the work.
void time_decode(const DfBackend* device, Report& report, int64_t fewest_rows, int64_t most_rows) {
  Side side(device, DF_BF16);
  if (most_rows > 2) {
  time_cached(side, 1, 100, report);
  time_cached(side, 1, 2048, report);
  time_cached(side, 32, 100, report);
  time_cached(side, 32, 512, report);
  }
  for (const int64_t tokens : {1, 2, 8, 32}) {
    if (tokens < fewest_rows || tokens > most_rows) continue;
    for (const auto& [in, out] : {std::pair<int64_t, int64_t>{4096, 14336}, {14336, 4096}, {4096, 4096}, {4096, 1024}}) {
      const auto values = static_cast<uint64_t>(in * out);
      DfLinearForward f{};
      f.weight.format = DF_NF4;
      f.weight.block_size = 64;
      f.weight.nested_block_size = 256;
      f.weight.out_features = out;
      f.weight.in_features = in;
      f.weight.absmax_nested = side.upload(random_values(1, in * out / 16384 + 1, 4, 0.01f, DF_F32).data);
      f.weight.nested_code = side.upload(random_values(1, 256, 3, 0.3f, DF_F32).data);
      // Several weights in turn: one alone would stay in the second-level cache.
      std::vector<DfLinearForward> calls;
      for (int copy = 0; copy < 8; ++copy) {
        std::vector<uint32_t> packed(values / 8), scales(values / 256);
        uint32_t state = 1u + static_cast<uint32_t>(copy);
        for (uint32_t& w : packed) w = state = state * 1664525u + 1013904223u;
        for (uint32_t& w : scales) w = state = state * 1664525u + 1013904223u;
        f.weight.data = side.upload(packed);
        f.weight.absmax_q = reinterpret_cast<const uint8_t*>(side.upload(scales));
        calls.push_back(f);
      }
      const DfMatrix x = side.matrix(random_values(tokens, in, 1, 1.0f, DF_BF16), DF_BF16);
      const DfMatrix y = side.output(tokens, out, DF_BF16);
      for (DfLinearForward& call : calls) call.x = x, call.y = y;
      const DfScratch scratch = side.scratch(DF_OP_LINEAR_FORWARD, &calls[0]);
      for (DfLinearForward& call : calls) call.scratch = scratch;
      size_t next = 0;
      const auto step = [&] {
        require(side.backend->linear_forward(side.context, &calls[next++ % calls.size()]), "linear_forward");
      };
      const std::string shape = std::to_string(in) + "->" + std::to_string(out);
      const double bytes = static_cast<double>(values) * (0.5 + 1.0 / 64);
      report.timing("decode T" + std::to_string(tokens) + " " + shape + " nf4", side.recorded_seconds(step, 8), bytes, "GB/s");
      DfAdapter adapter{};
      adapter.rank = 64;
      adapter.scale = 0.5f;
      adapter.a = side.matrix(random_values(64, in, 5, 0.01f, DF_F32), DF_F32);
      adapter.b = side.matrix(random_values(out, 64, 6, 0.01f, DF_F32), DF_F32);
      for (DfLinearForward& call : calls) call.adapters = &adapter, call.adapter_count = 1;
      const DfScratch wider = side.scratch(DF_OP_LINEAR_FORWARD, &calls[0]);
      for (DfLinearForward& call : calls) call.scratch = wider;
      report.timing("  with an adapter of rank 64", side.recorded_seconds(step, 8), bytes, "GB/s");
      side.release_all();
    }
  }
}

}  // namespace df::kernels
