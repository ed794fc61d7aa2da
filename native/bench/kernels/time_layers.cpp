// Speed of linear layers as training runs them, and of their parts, each by leaving others out.
#include <algorithm>

#include "bench/kernels/layer_shape.h"
#include "bench/kernels/report.h"

namespace df::kernels {

void* random_device_bytes(Side& side, uint64_t bytes, uint64_t seed) {
  const Values v = random_values(1, 1 << 20, seed, 0.5f, DF_BF16);
  std::vector<uint16_t> some(v.data.size());
  for (size_t i = 0; i < some.size(); ++i) some[i] = to_half_bits(v.data[i], DF_BF16);
  char* data = static_cast<char*>(side.bytes(bytes));
  uint64_t done = std::min<uint64_t>(some.size() * 2, bytes);
  require(side.backend->copy(side.context, data, some.data(), done, DF_HOST_TO_DEVICE), "copy");
  while (done < bytes) {
    const uint64_t count = std::min(done, bytes - done);
    require(side.backend->copy(side.context, data + done, data, count, DF_DEVICE_TO_DEVICE), "copy");
    done += count;
  }
  require(side.backend->synchronize(side.context), "synchronize");
  return data;
}

namespace {

struct Form {
  bool dora = false;
  float dropout = 0;
  bool accumulate = false;
};

std::string name_of(const LayerShape& s, const Form& form) {
  return name_of(s) + " nf4 r64" + (form.dora ? " dora" : "") + (form.dropout > 0 ? " dropout" : "") +
         (form.accumulate ? " accumulate" : "");
}

// A layer as training runs it: NF4, rank 64. `plain` is a bf16 weight of the same shape.
struct Layer {
  DfAdapter adapter{};
  DfWeight plain{};
  DfLinearForward forward{};
  DfLinearBackward backward{};

  Layer(Side& side, const LayerShape& s, const Form& form) {
    set_weight(side, s);
    set_adapter(side, s, form);
    const auto matrix = [&](int64_t cols, uint64_t seed) {
      const auto bytes = static_cast<uint64_t>(s.tokens * cols) * 2;
      return bf16_matrix(random_device_bytes(side, bytes, seed), s.tokens, cols);
    };
    forward.adapters = &adapter;
    forward.adapter_count = 1;
    forward.accumulate = form.accumulate ? 1 : 0;
    forward.x = matrix(s.in, 9);
    forward.y = matrix(s.out, 10);
    forward.xa = matrix(64, 13);
    forward.scratch = side.scratch(DF_OP_LINEAR_FORWARD, &forward);
    backward.weight = forward.weight;
    backward.adapter = &adapter;
    backward.x = forward.x;
    backward.y = forward.y;
    backward.xa = forward.xa;
    backward.dy = matrix(s.out, 11);
    backward.dx = matrix(s.in, 12);
    backward.accumulate_dx = form.accumulate ? 1 : 0;
    backward.da = DfMatrix{side.bytes(static_cast<uint64_t>(s.in) * 256), DF_F32, 0, 64, s.in, s.in};
    backward.db = DfMatrix{side.bytes(static_cast<uint64_t>(s.out) * 256), DF_F32, 0, s.out, 64, 64};
    if (form.dora) backward.dmagnitude = static_cast<float*>(side.bytes(static_cast<uint64_t>(s.out) * 4));
    backward.scratch = side.scratch(DF_OP_LINEAR_BACKWARD, &backward);
  }

 private:
  void set_weight(Side& side, const LayerShape& s) {
    const auto values = static_cast<uint64_t>(s.out * s.in);
    DfWeight& w = forward.weight;
    w.format = DF_NF4;
    w.block_size = 64;
    w.nested_block_size = 256;
    w.out_features = s.out;
    w.in_features = s.in;
    w.data = random_device_bytes(side, values / 2, 1);
    w.absmax_q = static_cast<const uint8_t*>(random_device_bytes(side, values / 64, 2));
    w.absmax_nested = side.upload(random_values(1, s.out * s.in / 16384 + 1, 4, 0.01f, DF_F32).data);
    w.nested_code = side.upload(random_values(1, 256, 3, 0.3f, DF_F32).data);
    plain.format = DF_BF16;
    plain.out_features = s.out;
    plain.in_features = s.in;
    plain.data = random_device_bytes(side, values * 2, 14);
  }
  void set_adapter(Side& side, const LayerShape& s, const Form& form) {
    adapter.rank = 64;
    adapter.scale = 0.25f;
    adapter.dropout = form.dropout;
    adapter.a = side.matrix(random_values(64, s.in, 5, 0.01f, DF_F32), DF_F32);
    adapter.b = side.matrix(random_values(s.out, 64, 6, 0.01f, DF_F32), DF_F32);
    if (!form.dora) return;
    adapter.magnitude = side.upload(random_values(1, s.out, 7, 1.0f, DF_F32).data);
    adapter.row_scale = side.upload(random_values(1, s.out, 8, 1.0f, DF_F32).data);
  }
};

// The layer, and what is left of it when parts are left out: differences are the parts.
void time_layer(Side& side, const LayerShape& s, const Form& form, Report& report) {
  const Layer layer(side, s, form);
  const double tokens = static_cast<double>(s.tokens), wide = static_cast<double>(s.in + s.out);
  const double main = 2.0 * tokens * static_cast<double>(s.in) * static_cast<double>(s.out);
  const double low = 128.0 * tokens * wide;
  struct Part {
    std::string name;
    double work;
    const char* unit;
  };
  std::vector<Part> parts;
  std::vector<Side::Timed> timed;
  const auto forward = [&](const std::string& name, const DfLinearForward& call, double work) {
    parts.push_back({name, work, "TFLOP/s"});
    timed.push_back({[&side, call] { require(side.backend->linear_forward(side.context, &call), "linear_forward"); }});
  };
  const auto backward = [&](const std::string& name, const DfLinearBackward& call, double work, const char* unit) {
    parts.push_back({name, work, unit});
    timed.push_back(
        {[&side, call] { require(side.backend->linear_backward(side.context, &call), "linear_backward"); }});
  };
  DfLinearForward f = layer.forward;
  forward("forward " + name_of(s, form), f, main + low);
  f.adapter_count = 0;
  f.xa.data = nullptr;
  forward("  without the adapter", f, main);
  f.weight = layer.plain;
  forward("  its product alone", f, main);
  DfLinearBackward b = layer.backward;
  backward("backward " + name_of(s, form), b, main + 2 * low, "TFLOP/s");
  b.da.data = b.db.data = nullptr;
  b.dmagnitude = nullptr;
  backward("  its dx and dyb", b, main + low, "TFLOP/s");
  b.adapter = nullptr;
  backward("  its dx without the adapter", b, main, "TFLOP/s");
  b.weight = layer.plain;
  backward("  its product alone", b, main, "TFLOP/s");
  b = layer.backward;
  b.dmagnitude = nullptr;
  b.dx.data = b.db.data = nullptr;
  backward("  its dyb and da (bytes of dy and x)", b, tokens * wide * 2, "GB/s");
  b.da.data = nullptr;
  b.db = layer.backward.db;
  backward("  its db (bytes of dy)", b, tokens * static_cast<double>(s.out) * 2, "GB/s");
  const std::vector<double> seconds = side.seconds_in_turns(timed);
  for (size_t i = 0; i < parts.size(); ++i) report.timing(parts[i].name, seconds[i], parts[i].work, parts[i].unit);
  side.release_all();
}

}  // namespace

void time_layers(Side& side, Report& report) {
  for (const LayerShape& s : {LayerShape{16384, 4096, 4096}, LayerShape{16384, 4096, 1024},
                              LayerShape{16384, 4096, 14336}, LayerShape{16384, 14336, 4096},
                              LayerShape{2048, 4096, 14336}, LayerShape{8192, 2048, 2048}, LayerShape{8192, 2048, 256},
                              LayerShape{8192, 2048, 5632}, LayerShape{8192, 5632, 2048}}) {
    time_layer(side, s, Form{}, report);
  }
  time_layer(side, {16384, 4096, 4096}, Form{true, 0, true}, report);
  time_layer(side, {16384, 4096, 14336}, Form{true, 0.05f, true}, report);
}

}  // namespace df::kernels
