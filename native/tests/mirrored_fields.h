// Which buffers the arguments of each op name: visit.in(pointer, bytes) is read, visit.io may be
// written. Sizes follow native/include/differential/ops.h.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/tensor/matrix.h"
#include "differential/ops.h"

namespace df::test {

// What the tests' scratch has behind its end: it travels along, so that writes there are seen.
inline constexpr uint64_t kScratchGuard = 256;

template <typename Visit>
struct Fields {
  Visit& visit;

  static uint64_t bytes_of(const DfMatrix& m) {
    return m.rows <= 0 ? 0 : static_cast<uint64_t>(m.rows * m.ld) * dtype_bytes(m.dtype);
  }
  void in(DfMatrix& m) { visit.in(m.data, bytes_of(m)); }
  void io(DfMatrix& m) { visit.io(m.data, bytes_of(m)); }
  template <typename T>
  void in(T*& p, int64_t count) { visit.in(p, static_cast<uint64_t>(count) * sizeof(T)); }
  template <typename T>
  void io(T*& p, int64_t count) { visit.io(p, static_cast<uint64_t>(count) * sizeof(T)); }
  void scratch(DfScratch& s) { visit.io(s.data, s.data ? s.bytes + kScratchGuard : 0); }

  void weight(DfWeight& w, bool written = false) {
    const auto count = static_cast<uint64_t>(w.out_features * w.in_features);
    const auto each = [&](auto*& p, uint64_t bytes) { written ? visit.io(p, bytes) : visit.in(p, bytes); };
    each(w.data, w.format == DF_NF4 ? (count + 1) / 2 : count * dtype_bytes(w.format));
    if (w.format == DF_NF4) {
      const uint64_t size = static_cast<uint64_t>(w.block_size), blocks = (count + size - 1) / size;
      if (w.nested_block_size == 0) {
        each(w.absmax, blocks * 4);
      } else {
        const uint64_t nested = static_cast<uint64_t>(w.nested_block_size);
        each(w.absmax_q, blocks);
        each(w.absmax_nested, (blocks + nested - 1) / nested * 4);
        visit.in(w.nested_code, 256 * 4);
      }
    }
    in(w.bias, w.out_features);
  }
  void adapter(DfAdapter& a, const DfWeight& w) {
    if (a.rank == 0) return;
    in(a.a);
    in(a.b);
    in(a.magnitude, w.out_features);
    in(a.row_scale, w.out_features);
  }

  void fields(DfEmbeddingForward& a) { in(a.ids, a.out.rows), weight(a.table), io(a.out); }
  void fields(DfEmbeddingBackward& a) { in(a.ids, a.dout.rows), in(a.dout), io(a.dtable); }
  void fields(DfNormForward& a) {
    in(a.x), in(a.residual), io(a.sum), io(a.y);
    in(a.weight, a.x.cols), in(a.bias, a.x.cols), io(a.rstd, a.x.rows), io(a.mean, a.x.rows);
  }
  void fields(DfNormBackward& a) {
    in(a.x), in(a.dy), io(a.dx), in(a.weight, a.x.cols), in(a.rstd, a.x.rows), in(a.mean, a.x.rows);
    io(a.dweight, a.x.cols), io(a.dbias, a.x.cols), scratch(a.scratch);
  }
  void fields(DfLinearForward& a, DfAdapter* adapters) {
    for (int32_t i = 0; i < a.adapter_count; ++i) adapter(adapters[i], a.weight);
    weight(a.weight), in(a.x), io(a.y), io(a.xa), scratch(a.scratch);
  }
  void fields(DfLinearBackward& a, DfAdapter* held) {
    if (a.adapter) adapter(*held, a.weight);
    in(a.x), in(a.y), in(a.y_minus), in(a.xa), in(a.dy), io(a.dx), io(a.dweight), io(a.da), io(a.db);
    io(a.dbias, a.weight.out_features), io(a.dmagnitude, a.weight.out_features);
    weight(a.weight), scratch(a.scratch);
  }
  void fields(DfRope& a, int64_t positions) {
    io(a.q), io(a.k), in(a.table, positions * a.rotary_dim), in(a.positions, a.q.rows);
  }
  void fields(DfAttentionForward& a) {
    in(a.q), in(a.k), in(a.v), io(a.out), io(a.lse, a.q.rows * a.heads);
    in(a.cu_seqlens, a.sequences + 1), in(a.key_end, a.q.rows), scratch(a.scratch);
  }
  void fields(DfAttentionBackward& a) {
    fields(a.forward), in(a.dout), io(a.dq), io(a.dk), io(a.dv), scratch(a.scratch);
  }
  void cache(DfKvCache& c, int64_t sequences, int64_t pages) {
    const auto bytes =
        static_cast<uint64_t>(pages * c.kv_heads * c.page_tokens * c.head_dim) * dtype_bytes(c.dtype);
    visit.io(c.k, bytes), visit.io(c.v, bytes), in(c.block_table, sequences * c.max_blocks);
  }
  void fields(DfKvAppend& a, int64_t sequences, int64_t pages) {
    cache(a.cache, sequences, pages);
    in(a.k), in(a.v), in(a.row_sequence, a.k.rows), in(a.row_position, a.k.rows);
  }
  void fields(DfAttentionCached& a, int64_t sequences, int64_t pages) {
    cache(a.cache, sequences, pages);
    in(a.q), io(a.out), in(a.row_sequence, a.q.rows), in(a.row_position, a.q.rows), scratch(a.scratch);
  }
  void fields(DfActivationForward& a) { in(a.gate), in(a.up), io(a.out); }
  void magnitude(DfMagnitude& m, int64_t cols) { io(m.gradient, cols), in(m.magnitude, cols), in(m.bias, cols); }
  void fields(DfActivationBackward& a) {
    in(a.gate), in(a.up), in(a.dout), io(a.dgate), io(a.dup);
    magnitude(a.gate_magnitude, a.gate.cols), magnitude(a.up_magnitude, a.gate.cols), scratch(a.scratch);
  }
  void fields(DfAdd& a) { in(a.a), in(a.b), io(a.out); }
  void fields(DfCrossEntropy& a) {
    io(a.logits), in(a.labels, a.logits.rows), io(a.loss_sum, 1), io(a.row_loss, a.logits.rows);
  }
  void fields(DfGatherLogprob& a) {
    in(a.logits), in(a.rows, a.count), in(a.tokens, a.count), io(a.out, a.count), scratch(a.scratch);
  }
  void fields(DfGreedy& a) { in(a.logits), io(a.token, a.logits.rows), io(a.logprob, a.logits.rows); }
  void fields(DfGatherRows& a) { in(a.in), in(a.rows, a.out.rows), io(a.out); }
  void fields(DfScatterRows& a) { in(a.values), in(a.rows, a.values.rows), io(a.out); }
  void fields(DfConvert& a) { in(a.in), io(a.out); }
  void fields(DfQuantizeNf4& a) { in(a.values), weight(a.weight, true), scratch(a.scratch); }
  void fields(DfDequantize& a) { weight(a.weight), io(a.out); }
  void fields(DfWeightNormSq& a) { weight(a.weight), io(a.norm_sq, a.weight.out_features), scratch(a.scratch); }
  void fields(DfDoraRowScale& a) {
    const int64_t out = a.weight.out_features;
    weight(a.weight), in(a.norm_sq, out), in(a.a), in(a.b), in(a.magnitude, out), io(a.row_scale, out);
    io(a.magnitude_init, out), scratch(a.scratch);
  }
  void fields(DfSumSquares& a) { in(a.values, a.count), io(a.result, 1); }
  void fields(DfAdamW32& a) { io(a.param, a.count), in(a.grad, a.count), io(a.m, a.count), io(a.v, a.count); }
  void fields(DfAdamW8& a) {
    const int64_t blocks = (a.count + 255) / 256;
    io(a.param, a.count), in(a.grad, a.count), io(a.m_q, a.count), io(a.v_q, a.count);
    io(a.m_absmax, blocks), io(a.v_absmax, blocks), in(a.m_map, 256), in(a.v_map, 256);
  }
};

}  // namespace df::test
