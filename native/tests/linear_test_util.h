// A linear layer with an adapter, its arguments for the ops, and its definition in float64.
#pragma once

#include <functional>
#include <memory>

#include "core/quant/dynamic_map.h"
#include "core/rng/philox.h"
#include "op_gradient_util.h"
#include "op_test_util.h"

namespace df::test {

struct LinearShape {
  int64_t tokens;
  int64_t in;
  int64_t out;
  int32_t rank = 0;     // 0: no adapter
  bool dora = false;
  float dropout = 0;
  bool bias = false;
  bool accumulate = false;
  int64_t pad = 0;      // ld = cols + pad
  int32_t format = DF_F32;
};

inline std::string name_of(const LinearShape& s) {
  return "T" + std::to_string(s.tokens) + " " + std::to_string(s.in) + "->" +
         std::to_string(s.out) + " r" + std::to_string(s.rank) + (s.dora ? " dora" : "") +
         (s.dropout > 0 ? " dropout" : "") + (s.bias ? " bias" : "") +
         (s.accumulate ? " accumulate" : "") + " pad" + std::to_string(s.pad) + " format" +
         std::to_string(s.format);
}

// A weight in any format; `values` is what it stands for, exactly.
class WeightStorage {
 public:
  // `change` may change the random values before they are stored.
  WeightStorage(DfContext* context, const LinearShape& s, uint32_t seed, bool twice = true,
                const std::function<void(Matrix&)>& change = {})
      : values(Matrix::random(s.out, s.in, 0, seed, 0.3f)),
        bias(random_values(s.out, seed + 1)),
        packed_(static_cast<size_t>(s.out * s.in) * 4),
        absmax_(static_cast<size_t>(s.out * s.in / 64 + 1)),
        absmax_q_(absmax_.size()),
        nested_(absmax_.size() / 256 + 1) {
    if (change) change(values);
    view.format = s.format;
    view.out_features = s.out;
    view.in_features = s.in;
    view.data = packed_.data();
    view.bias = s.bias ? bias.data() : nullptr;
    if (s.format == DF_NF4) {
      view.block_size = 64;
      view.nested_block_size = twice ? 256 : 0;
      view.absmax = absmax_.data();
      view.absmax_q = absmax_q_.data();
      view.absmax_nested = nested_.data();
      view.nested_code = dynamic_map_signed().data();
      DfQuantizeNf4 args{values.view(), view, &view.absmax_offset, {}};
      Scratch scratch(context, DF_OP_QUANTIZE_NF4, &args);
      args.scratch = scratch.view();
      EXPECT_DF_OK(ops()->quantize_nf4(context, &args));
    } else {
      const DfConvert args{values.view(),
                           DfMatrix{packed_.data(), s.format, 0, s.out, s.in, s.in}};
      EXPECT_DF_OK(ops()->convert(context, &args));
    }
    const DfDequantize back{view, values.view()};
    EXPECT_DF_OK(ops()->dequantize(context, &back));
  }
  WeightStorage(const WeightStorage&) = delete;
  WeightStorage& operator=(const WeightStorage&) = delete;

  Matrix values;
  std::vector<float> bias;
  DfWeight view{};

 private:
  std::vector<uint8_t> packed_;
  std::vector<float> absmax_;
  std::vector<uint8_t> absmax_q_;
  std::vector<float> nested_;
};

class AdapterStorage {
 public:
  AdapterStorage(const LinearShape& s, uint32_t seed)
      : a(Matrix::random(s.rank, s.in, s.in + s.pad, seed, 0.2f)),
        b(Matrix::random(s.out, s.rank, s.rank + s.pad, seed + 1, 0.2f)),
        magnitude(random_values(s.out, seed + 2)),
        row_scale(random_values(s.out, seed + 3)) {
    // Like the magnitudes of a trained layer, these are not near zero.
    for (float& value : magnitude) value = 1.0f + 0.3f * std::tanh(value);
    for (float& value : row_scale) value = 1.0f + 0.3f * std::tanh(value);
    view.rank = s.rank;
    view.scale = 0.75f;
    view.dropout = s.dropout;
    view.a = a.view();
    view.b = b.view();
    view.magnitude = s.dora ? magnitude.data() : nullptr;
    view.row_scale = s.dora ? row_scale.data() : nullptr;
    view.rng = DfRng{0x123456789abcdefull + seed, 0xfedcba987ull};
  }
  AdapterStorage(const AdapterStorage&) = delete;
  AdapterStorage& operator=(const AdapterStorage&) = delete;

  Matrix a;
  Matrix b;
  std::vector<float> magnitude;
  std::vector<float> row_scale;
  DfAdapter view{};
};

// drop(x)[t, i] / x[t, i].
inline double keep_factor(const DfAdapter& adapter, int64_t t, int64_t i, int64_t in) {
  if (adapter.dropout <= 0) return 1;
  const uint32_t bits = random_bits(adapter.rng.seed, adapter.rng.stream,
                                    static_cast<uint64_t>(t * in + i));
  return bits >= dropout_threshold(adapter.dropout) ? 1.0 / (1.0 - adapter.dropout) : 0.0;
}

struct LinearReference {
  Reference y;
  Reference xa;
};

// y = row_scale o (W x + scale * B A drop(x)) + bias for rows [begin, end), adapter or null.
inline void reference_rows(const Reference& w, const std::vector<double>& bias,
                           const DfAdapter* adapter, const Reference& a, const Reference& b,
                           const std::vector<double>& row_scale, const Reference& x, int64_t begin,
                           int64_t end, Reference& y, Reference& xa) {
  for (int64_t t = begin; t < end; ++t) {
    if (adapter != nullptr) {
      for (int64_t r = 0; r < a.rows; ++r) {
        double sum = 0;
        for (int64_t i = 0; i < x.cols; ++i) {
          sum += x.at(t, i) * keep_factor(*adapter, t, i, x.cols) * a.at(r, i);
        }
        xa.at(t, r) = sum;
      }
    }
    for (int64_t j = 0; j < w.rows; ++j) {
      double sum = 0;
      for (int64_t i = 0; i < x.cols; ++i) sum += w.at(j, i) * x.at(t, i);
      if (adapter != nullptr) {
        double low = 0;
        for (int64_t r = 0; r < a.rows; ++r) low += b.at(j, r) * xa.at(t, r);
        sum += static_cast<double>(adapter->scale) * low;
        if (!row_scale.empty()) sum *= row_scale[static_cast<size_t>(j)];
      }
      if (!bias.empty()) sum += bias[static_cast<size_t>(j)];
      y.at(t, j) += sum;
    }
  }
}

inline std::vector<double> widen(const std::vector<float>& values, bool wanted) {
  return wanted ? std::vector<double>(values.begin(), values.end()) : std::vector<double>();
}

}  // namespace df::test
