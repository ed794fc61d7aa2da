// dora_row_scale against the norm of W + s B A in float64, element by element.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "bench/step/step_ops.h"
#include "core/quant/dynamic_map.h"

namespace df::step {
namespace {

using kernels::Outputs;
using kernels::random_values;
using kernels::Report;
using kernels::require;
using kernels::Side;
using kernels::Values;

// What is hard about a case.
enum Trouble { kNone, kCancels, kTinyRows, kLargeA, kMixedA, kTroubles };
const char* const kTroubleNames[] = {"plain", "W near -sBA", "rows near zero", "A of 1e4", "A rows of 1e-4 to 1e6"};

struct Case {
  int64_t out, in, rank;
  int32_t format;
  Trouble trouble;
};

constexpr float kScale = 1.5f;

struct Inputs {
  Values w, a, b;
};

Inputs inputs_of(const Case& c) {
  Inputs i{random_values(c.out, c.in, 1, 0.02f, DF_F32), random_values(c.rank, c.in, 2, 0.02f, DF_F32),
           random_values(c.out, c.rank, 3, 0.1f, DF_F32)};
  for (int64_t r = 0; r < c.rank; ++r) {
    float factor = c.trouble == kLargeA ? 1e6f : 1.0f;
    if (c.trouble == kMixedA) factor = std::pow(10.0f, static_cast<float>(r % 11) - 4.0f) * 50.0f;
    for (int64_t k = 0; k < c.in; ++k) i.a.data[static_cast<size_t>(r * c.in + k)] *= factor;
    for (int64_t j = 0; j < c.out; ++j) i.b.data[static_cast<size_t>(j * c.rank + r)] /= factor;
  }
  for (int64_t j = 0; j < c.out; ++j) {
    const float tiny = c.trouble == kTinyRows && j % 3 == 0 ? (j % 2 == 0 ? 1e-9f : 3e-5f) : 1.0f;
    for (int64_t r = 0; r < c.rank; ++r) i.b.data[static_cast<size_t>(j * c.rank + r)] *= tiny;
    for (int64_t k = 0; k < c.in; ++k) {
      float& w = i.w.data[static_cast<size_t>(j * c.in + k)];
      w *= tiny;
      if (c.trouble != kCancels) continue;
      double low = 0;
      for (int64_t r = 0; r < c.rank; ++r) {
        low += static_cast<double>(i.b.data[static_cast<size_t>(j * c.rank + r)]) *
               i.a.data[static_cast<size_t>(r * c.in + k)];
      }
      w = static_cast<float>(-kScale * low) + 1e-4f * w;
    }
  }
  return i;
}

// The weight on the host in its format; `values` becomes what it stands for.
struct HostWeight {
  DfWeight view{};
  std::vector<uint8_t> packed, absmax_q;
  std::vector<float> nested, map;
};

void store(Side& cpu, const Case& c, Values& values, HostWeight& host) {
  const auto count = static_cast<size_t>(c.out * c.in), blocks = (count + 63) / 64;
  host.packed.resize(count * 4);
  host.view.format = c.format;
  host.view.out_features = c.out;
  host.view.in_features = c.in;
  host.view.data = host.packed.data();
  const DfMatrix matrix{values.data.data(), DF_F32, 0, c.out, c.in, c.in};
  if (c.format == DF_NF4) {
    host.absmax_q.resize(blocks);
    host.nested.resize((blocks + 255) / 256);
    host.map.assign(dynamic_map_signed().begin(), dynamic_map_signed().end());
    host.view.block_size = 64;
    host.view.nested_block_size = 256;
    host.view.absmax_q = host.absmax_q.data();
    host.view.absmax_nested = host.nested.data();
    host.view.nested_code = host.map.data();
    DfQuantizeNf4 q{matrix, host.view, &host.view.absmax_offset, {}};
    std::vector<char> scratch(cpu.backend->workspace(cpu.context, DF_OP_QUANTIZE_NF4, &q) + 64);
    q.scratch = DfScratch{scratch.data(), scratch.size()};
    require(cpu.backend->quantize_nf4(cpu.context, &q), "quantize_nf4");
  } else {
    const DfConvert convert{matrix, DfMatrix{host.packed.data(), c.format, 0, c.out, c.in, c.in}};
    require(cpu.backend->convert(cpu.context, &convert), "convert");
  }
  const DfDequantize back{host.view, matrix};
  require(cpu.backend->dequantize(cpu.context, &back), "dequantize");
}

DfWeight upload(Side& side, const HostWeight& host) {
  DfWeight w = host.view;
  w.data = side.upload(host.packed);
  if (w.format != DF_NF4) return w;
  w.absmax_q = side.upload(host.absmax_q);
  w.absmax_nested = side.upload(host.nested);
  w.nested_code = side.upload(host.map);
  return w;
}

// Squares of the norms, each over (||W|| + ||sBA||)^2: what rounding of the three terms may cost.
struct Squares {
  std::vector<float> share, size;
};

Squares reference(const Inputs& i, const Case& c) {
  Squares to;
  for (int64_t j = 0; j < c.out; ++j) {
    double w2 = 0, low2 = 0, sum = 0;
    for (int64_t k = 0; k < c.in; ++k) {
      double low = 0;
      for (int64_t r = 0; r < c.rank; ++r) {
        low += static_cast<double>(i.b.data[static_cast<size_t>(j * c.rank + r)]) *
               i.a.data[static_cast<size_t>(r * c.in + k)];
      }
      low *= kScale;
      const double w = i.w.data[static_cast<size_t>(j * c.in + k)];
      w2 += w * w, low2 += low * low, sum += (w + low) * (w + low);
    }
    const double size = std::sqrt(w2) + std::sqrt(low2);
    to.size.push_back(static_cast<float>(size));
    to.share.push_back(static_cast<float>(sum / (size * size)));
  }
  return to;
}

std::vector<float> run(Side& side, const HostWeight& host, const Inputs& i, const Case& c) {
  DfDoraRowScale d{};
  d.weight = upload(side, host);
  const DfMatrix norm_sq = side.output(1, c.out, DF_F32), norms = side.output(1, c.out, DF_F32);
  const DfMatrix scale = side.output(1, c.out, DF_F32);
  const DfWeightNormSq n{d.weight, static_cast<float*>(norm_sq.data), {}};
  require(side.backend->weight_norm_sq(side.context, &n), "weight_norm_sq");
  d.norm_sq = static_cast<const float*>(norm_sq.data);
  d.a = side.matrix(i.a, DF_F32, c.rank % 2);
  d.b = side.matrix(i.b, DF_F32, c.rank % 3);
  d.scale = kScale;
  d.magnitude = d.norm_sq;
  d.row_scale = static_cast<float*>(scale.data);
  d.magnitude_init = static_cast<float*>(norms.data);
  d.scratch = side.scratch(DF_OP_DORA_ROW_SCALE, &d);
  require(side.backend->dora_row_scale(side.context, &d), "dora_row_scale");
  std::vector<float> result = side.download(d.magnitude_init, c.out);
  side.release_all();
  return result;
}

void check(Side& cpu, Side& side, const Case& c, Report& report) {
  Inputs i = inputs_of(c);
  HostWeight host;
  store(cpu, c, i.w, host);
  const Squares expected = reference(i, c);
  const std::vector<float> norms = run(side, host, i, c);
  double worst = 0;
  for (size_t j = 0; j < norms.size(); ++j) {
    const double share = static_cast<double>(norms[j]) / expected.size[j];
    const double gap = std::abs(share * share - expected.share[j]);
    worst = gap <= worst ? worst : gap;  // NaN becomes the worst
  }
  const std::string name = "dora_row_scale " + std::to_string(c.out) + " x " + std::to_string(c.in) + " r" +
                           std::to_string(c.rank) + " format " + std::to_string(c.format) + ", " +
                           kTroubleNames[c.trouble];
  report.compare(name, {{"norms", {static_cast<float>(worst)}}}, {{"norms", {0.0f}}}, 6e-7);
  std::printf("  %-70s %.2g\n", name.c_str(), worst);
  report.same_bits(name, {{"norms", norms}}, {{"norms", run(side, host, i, c)}});
}

}  // namespace

void check_dora(Side& cpu, const DfBackend* device, Report& report) {
  Side side(device, DF_F32);
  for (const int32_t format : {DF_NF4, DF_BF16, DF_F16, DF_F32}) {
    for (int trouble = kNone; trouble < kTroubles; ++trouble) {
      for (const auto& [out, in, rank] : {std::array<int64_t, 3>{70, 1088, 64}, {300, 512, 16}, {130, 4096, 136},
                                          {33, 172, 5}, {7, 64, 1}}) {
        if (trouble == kCancels && format == DF_NF4 && rank > 64) continue;
        check(cpu, side, Case{out, in, rank, format, static_cast<Trouble>(trouble)}, report);
      }
    }
  }
}

}  // namespace df::step
