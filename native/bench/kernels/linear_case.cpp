#include "bench/kernels/linear_case.h"

#include <cmath>
#include <cstring>

#include "core/quant/dynamic_map.h"

namespace df::kernels {

std::string name_of(const LinearCase& c, int32_t dtype) {
  static const char* const kNames[] = {"f32", "f16", "bf16", "i32", "u8", "nf4"};
  std::string name = std::string(kNames[dtype]) + " T" + std::to_string(c.tokens) + " " + std::to_string(c.in) + "->" +
                     std::to_string(c.out) + " weight " + kNames[c.format];
  if (c.rank > 0) name += " r" + std::to_string(c.rank);
  if (c.dora) name += " dora";
  if (c.dropout > 0) name += " dropout";
  if (c.bias) name += " bias";
  if (c.accumulate) name += " accumulate";
  if (c.trained) name += " trained";
  if (c.pad > 0) name += " pad" + std::to_string(c.pad);
  return name;
}

LinearWeight::LinearWeight(Side& cpu, Side& side, const LinearCase& c, uint64_t seed) {
  const Values values = random_values(c.out, c.in, seed, 0.5f / std::sqrt(static_cast<float>(c.in)), DF_F32);
  view.format = c.format;
  view.out_features = c.out;
  view.in_features = c.in;
  if (c.bias) {
    const Values bias = random_values(1, c.out, seed + 1, 1.0f, DF_F32);
    view.bias = side.upload(bias.data);
  }
  if (c.format != DF_NF4) {
    view.data = side.matrix(values, c.format).data;
    return;
  }
  const auto count = static_cast<size_t>(c.out * c.in), blocks = (count + 63) / 64, nested = (blocks + 255) / 256;
  std::vector<uint8_t> packed((count + 1) / 2), absmax_q(blocks);
  std::vector<float> absmax_nested(nested), map(dynamic_map_signed().begin(), dynamic_map_signed().end());
  DfWeight host = view;
  host.bias = nullptr;
  host.block_size = 64;
  host.nested_block_size = 256;
  host.data = packed.data();
  host.absmax_q = absmax_q.data();
  host.absmax_nested = absmax_nested.data();
  host.nested_code = map.data();
  DfQuantizeNf4 q{DfMatrix{const_cast<float*>(values.data.data()), DF_F32, 0, c.out, c.in, c.in}, host,
                  &host.absmax_offset, {}};
  std::vector<char> scratch(cpu.backend->workspace(cpu.context, DF_OP_QUANTIZE_NF4, &q) + 64);
  q.scratch = DfScratch{scratch.data(), scratch.size()};
  require(cpu.backend->quantize_nf4(cpu.context, &q), "quantize_nf4");
  const float* bias = view.bias;
  view = host;
  view.bias = bias;
  view.data = side.upload(packed);
  view.absmax_q = side.upload(absmax_q);
  view.absmax_nested = side.upload(absmax_nested);
  view.nested_code = side.upload(map);
}

DfAdapter linear_adapter(Side& side, const LinearCase& c, uint64_t seed) {
  DfAdapter adapter{};
  adapter.rank = c.rank;
  adapter.scale = 0.75f;
  adapter.dropout = c.dropout;
  adapter.a = side.matrix(random_values(c.rank, c.in, seed, 1.0f / std::sqrt(static_cast<float>(c.in)), DF_F32),
                          DF_F32, c.pad);
  adapter.b = side.matrix(random_values(c.out, c.rank, seed + 1, 0.3f, DF_F32), DF_F32, c.pad);
  if (c.dora) {
    Values magnitude = random_values(1, c.out, seed + 2, 0.1f, DF_F32);
    Values scale = random_values(1, c.out, seed + 3, 0.1f, DF_F32);
    for (float& v : magnitude.data) v += 1.0f;
    for (float& v : scale.data) v += 1.0f;
    adapter.magnitude = side.upload(magnitude.data);
    adapter.row_scale = side.upload(scale.data);
  }
  adapter.rng = DfRng{0x123456789abcdefull + seed, 0xfedcba987ull};
  return adapter;
}

namespace {

struct Layer {
  LinearWeight weight;
  DfAdapter adapter;
  DfMatrix x, y, xa;
};

void forward(Side& side, const LinearCase& c, Layer& layer, Outputs& outputs) {
  DfLinearForward f{};
  f.weight = layer.weight.view;
  f.x = layer.x;
  f.y = layer.y;
  f.accumulate = c.accumulate ? 1 : 0;
  if (c.rank > 0) {
    f.adapter_count = 1;
    f.adapters = &layer.adapter;
    f.xa = layer.xa;
  }
  f.scratch = side.scratch(DF_OP_LINEAR_FORWARD, &f);
  require(side.backend->linear_forward(side.context, &f), "linear_forward");
  outputs.push_back({"y", side.download(layer.y).data});
  if (c.rank > 0) outputs.push_back({"xa", side.download(layer.xa).data});
}

void backward(Side& side, const LinearCase& c, const Layer& layer, int32_t rounding, Outputs& outputs) {
  DfLinearBackward b{};
  b.weight = layer.weight.view;
  b.x = layer.x;
  // Given, not forward's: then an error of forward does not count twice.
  b.y = side.matrix(random_values(c.tokens, c.out, 41, 1.0f, rounding), side.dtype, c.pad);
  b.dy = side.matrix(random_values(c.tokens, c.out, 42, 1.0f, rounding), side.dtype, c.pad);
  b.dx = c.accumulate ? side.matrix(random_values(c.tokens, c.in, 43, 1.0f, rounding), side.dtype, c.pad)
                      : side.output(c.tokens, c.in, side.dtype, c.pad);
  b.accumulate_dx = c.accumulate ? 1 : 0;
  std::vector<std::pair<std::string, std::pair<float*, int64_t>>> sums;
  const auto sum = [&](const char* name, int64_t count) {
    float* data = side.upload(random_values(1, count, 44, 0.01f, DF_F32).data);
    sums.push_back({name, {data, count}});
    return data;
  };
  if (c.rank > 0) {
    b.adapter = &layer.adapter;
    b.xa = side.matrix(random_values(c.tokens, c.rank, 45, 1.0f, rounding), side.dtype, c.pad);
    b.da = DfMatrix{sum("da", c.rank * c.in), DF_F32, 0, c.rank, c.in, c.in};
    b.db = DfMatrix{sum("db", c.out * c.rank), DF_F32, 0, c.out, c.rank, c.rank};
    if (c.dora) b.dmagnitude = sum("dmagnitude", c.out);
  }
  if (c.bias) b.dbias = sum("dbias", c.out);
  if (c.trained) b.dweight = DfMatrix{sum("dweight", c.out * c.in), DF_F32, 0, c.out, c.in, c.in};
  b.scratch = side.scratch(DF_OP_LINEAR_BACKWARD, &b);
  require(side.backend->linear_backward(side.context, &b), "linear_backward");
  outputs.push_back({"dx", side.download(b.dx).data});
  for (const auto& [name, at] : sums) outputs.push_back({name, side.download(at.first, at.second)});
}

}  // namespace

Outputs run_linear(Side& side, Side& cpu, const LinearCase& c, int32_t rounding) {
  Layer layer{LinearWeight(cpu, side, c, 11), {}, {}, {}, {}};
  if (c.rank > 0) layer.adapter = linear_adapter(side, c, 21);
  layer.x = side.matrix(random_values(c.tokens, c.in, 31, 1.0f, rounding), side.dtype, c.pad);
  layer.y = c.accumulate ? side.matrix(random_values(c.tokens, c.out, 32, 1.0f, rounding), side.dtype, c.pad)
                         : side.output(c.tokens, c.out, side.dtype, c.pad);
  if (c.rank > 0) layer.xa = side.output(c.tokens, c.rank, side.dtype, c.pad);
  Outputs outputs;
  forward(side, c, layer, outputs);
  backward(side, c, layer, rounding, outputs);
  side.release_all();
  return outputs;
}

}  // namespace df::kernels
