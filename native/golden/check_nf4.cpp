#include "core/formats/model_folder.h"
#include "core/plan/arena.h"
#include "core/quant/dynamic_map.h"
#include "core/tensor/device.h"
#include "core/tensor/matrix.h"
#include "golden/checks.h"

namespace df::golden {
namespace {

// Quantizes one weight on the backend and fetches every part of the result.
struct Quantized {
  std::vector<uint8_t> packed, absmax_q;
  std::vector<float> absmax, absmax_nested, dequantized;
  float offset = 0;
};

Quantized quantize(const Device& device, const std::vector<float>& values, int64_t rows, int64_t cols, bool nested) {
  const auto n = static_cast<uint64_t>(rows * cols);
  const uint64_t blocks = (n + 63) / 64, groups = (blocks + 255) / 256;
  DfWeight w{};
  w.format = DF_NF4;
  w.block_size = 64;
  w.nested_block_size = nested ? 256 : 0;
  w.out_features = rows;
  w.in_features = cols;
  DfQuantizeNf4 q{matrix(nullptr, rows, cols), w, nullptr, {}};
  MemoryPlanner plan;
  const auto add = [&](uint64_t bytes) { return plan.add("golden", Component::kWeights, bytes); };
  const uint64_t scratch = device.workspace(DF_OP_QUANTIZE_NF4, q);
  const BufferId source = add(n * 4), packed = add(n / 2), absmax = add(blocks * 4), absmax_q = add(blocks),
                 nested_id = add(groups * 4), map = add(1024), out = add(n * 4), scratch_id = add(scratch);
  plan.solve();
  const Arena arena(device, plan);
  device.upload(arena.at(source), values.data(), n * 4);
  device.upload(arena.at(map), dynamic_map_signed().data(), 1024);
  Quantized r;
  q.values.data = arena.at(source);
  q.weight.data = arena.at(packed);
  q.weight.absmax = nested ? nullptr : arena.as<float>(absmax);
  q.weight.absmax_q = arena.as<uint8_t>(absmax_q);
  q.weight.absmax_nested = arena.as<float>(nested_id);
  q.weight.nested_code = arena.as<float>(map);
  q.absmax_offset = &r.offset;
  q.scratch = {arena.at(scratch_id), scratch};
  device.run(&DfBackend::quantize_nf4, q);
  device.synchronize();
  w = q.weight;
  w.absmax_offset = r.offset;
  device.run(&DfBackend::dequantize, DfDequantize{w, matrix(arena.at(out), rows, cols)});
  r.packed.resize(n / 2);
  r.absmax.resize(blocks);
  r.absmax_q.resize(blocks);
  r.absmax_nested.resize(groups);
  r.dequantized.resize(n);
  device.download(r.packed.data(), arena.at(packed), r.packed.size());
  device.download(r.absmax.data(), arena.at(absmax), blocks * 4);
  device.download(r.absmax_q.data(), arena.at(absmax_q), blocks);
  device.download(r.absmax_nested.data(), arena.at(nested_id), groups * 4);
  device.download(r.dequantized.data(), arena.at(out), n * 4);
  return r;
}

// Identical bytes between a result and a tensor of the file.
template <typename T>
void same(Report& report, const std::string& label, const std::vector<T>& x, const SafetensorsFile& file,
          const std::string& name) {
  const TensorView* reference = file.find(name);
  if (!reference || reference->bytes != x.size() * sizeof(T)) {
    report.failed(label, reference ? "has another size than the reference" : "the reference lacks " + name);
    return;
  }
  report.identical(label, x.data(), reference->data, reference->bytes);
}

}  // namespace

void check_nf4_flat(const DfBackend& backend, const std::filesystem::path& path, Report& report) {
  const Device device(&backend, DfContextOptions{0, 0, 1, 0, 0});
  const auto file = SafetensorsFile::open(path);
  const auto values = floats(file, "w");
  const auto n = static_cast<int64_t>(values.size());
  const Quantized plain = quantize(device, values, 1, n, false);
  same(report, "nf4_flat/packed", plain.packed, file, "packed");
  same(report, "nf4_flat/absmax", plain.absmax, file, "absmax");
  same(report, "nf4_flat/dequant", plain.dequantized, file, "dequant");
  const Quantized nested = quantize(device, values, 1, n, true);
  same(report, "nf4_flat/dq.absmax_q", nested.absmax_q, file, "dq.absmax_q");
  same(report, "nf4_flat/dq.nested_absmax", nested.absmax_nested, file, "dq.nested_absmax");
  same(report, "nf4_flat/dq.offset", std::vector<float>{nested.offset}, file, "dq.offset");
  same(report, "nf4_flat/dq.dequant", nested.dequantized, file, "dq.dequant");
}

void check_nf4_modules(const DfBackend& backend, const std::filesystem::path& directory, Report& report) {
  if (!std::filesystem::exists(directory / "nf4.safetensors")) return;
  const Device device(&backend, DfContextOptions{0, 0, 1, 0, 0});
  const auto file = SafetensorsFile::open(directory / "nf4.safetensors");
  const ModelFolder folder = ModelFolder::open(directory / "model");
  const std::string suffix = ".packed";
  for (const TensorView& tensor : file.tensors()) {
    if (!tensor.name.ends_with(suffix)) continue;
    const std::string state = tensor.name.substr(0, tensor.name.size() - suffix.size());  // nf4.MODULE
    const std::string weight = state.substr(4) + ".weight";
    const TensorView& source = folder.at(weight);
    const Quantized q = quantize(device, floats(SafetensorsFile::open(folder.files().front()), weight),
                                 source.shape[0], source.shape[1], true);
    const std::string label = directory.filename().string() + "/" + state;
    same(report, label + ".packed", q.packed, file, state + ".packed");
    same(report, label + ".absmax_q", q.absmax_q, file, state + ".absmax_q");
    same(report, label + ".absmax_nested", q.absmax_nested, file, state + ".absmax_nested");
    same(report, label + ".absmax_offset", std::vector<float>{q.offset}, file, state + ".absmax_offset");
    same(report, label + ".dequant", q.dequantized, file, state + ".dequant");
  }
}

}  // namespace df::golden
