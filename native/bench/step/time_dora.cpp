// dora_row_scale over the linear layers of whole models.
#include <random>

#include "bench/step/step_ops.h"
#include "core/quant/dynamic_map.h"

namespace df::step {
namespace {

using kernels::random_values;
using kernels::Report;
using kernels::require;
using kernels::Side;

struct Layer {
  int64_t out, in;
  int count;  // in a block
};

// Codes and scales at random: their values do not matter to the time.
DfWeight random_nf4(Side& side, int64_t out, int64_t in) {
  std::mt19937 generator(static_cast<uint32_t>(out * 31 + in));
  std::vector<uint32_t> codes(static_cast<size_t>(out * in / 8));
  for (uint32_t& word : codes) word = generator();
  std::vector<uint8_t> absmax(static_cast<size_t>(out * in / 64));
  for (uint8_t& byte : absmax) byte = static_cast<uint8_t>(generator());
  DfWeight w{};
  w.format = DF_NF4;
  w.out_features = out;
  w.in_features = in;
  w.data = side.upload(codes);
  w.block_size = 64;
  w.nested_block_size = 256;
  w.absmax_q = side.upload(absmax);
  w.absmax_nested = side.upload(std::vector<float>(absmax.size() / 256 + 1, 0.01f));
  w.absmax_offset = 0.03f;
  w.nested_code = side.upload(std::vector<float>(dynamic_map_signed().begin(), dynamic_map_signed().end()));
  return w;
}

double time_layer(Side& side, const Layer& layer, int64_t rank, Report& report, bool once) {
  // Two sets of weights of a large layer, so that the second-level cache does not hold them.
  std::vector<DfDoraRowScale> calls;
  for (int copy = 0; copy < 3; ++copy) {
    DfDoraRowScale d{};
    d.weight = random_nf4(side, layer.out, layer.in);
    d.norm_sq = side.upload(std::vector<float>(static_cast<size_t>(layer.out), 4.0f));
    d.a = side.matrix(random_values(rank, layer.in, 1, 0.02f, DF_F32), DF_F32);
    d.b = side.matrix(random_values(layer.out, rank, 2, 0.02f, DF_F32), DF_F32);
    d.scale = 0.25f;
    d.magnitude = d.norm_sq;
    d.row_scale = side.upload(std::vector<float>(static_cast<size_t>(layer.out), 0.0f));
    calls.push_back(d);
  }
  const DfScratch scratch = side.scratch(DF_OP_DORA_ROW_SCALE, &calls[0]);
  for (DfDoraRowScale& call : calls) call.scratch = scratch;
  if (once) {
    require(side.backend->dora_row_scale(side.context, &calls[0]), "dora_row_scale");
    side.release_all();
    return 0;
  }
  size_t at = 0;
  const double seconds = side.seconds([&] {
    require(side.backend->dora_row_scale(side.context, &calls[at++ % calls.size()]), "dora_row_scale");
  });
  const double work = 2.0 * static_cast<double>(layer.out * layer.in * rank);
  report.timing("dora_row_scale NF4 r" + std::to_string(rank) + " " + std::to_string(layer.in) + " -> " +
                    std::to_string(layer.out), seconds, work, "TFLOP/s");
  side.release_all();
  return seconds * layer.count;
}

}  // namespace

void time_dora(const DfBackend* device, Report& report, bool once) {
  Side side(device, DF_BF16);
  double large = 0, small = 0;
  for (const Layer& layer : {Layer{4096, 4096, 2}, {1024, 4096, 2}, {14336, 4096, 2}, {4096, 14336, 1}}) {
    large += time_layer(side, layer, 64, report, once) * 32;
  }
  for (const Layer& layer : {Layer{2048, 2048, 2}, {256, 2048, 2}, {5632, 2048, 2}, {2048, 5632, 1}}) {
    small += time_layer(side, layer, 64, report, once) * 22;
  }
  if (once) return;
  report.timing("dora_row_scale, all layers of Llama-3-8B", large, 2.0 * 6.98e9 * 64, "TFLOP/s");
  report.timing("dora_row_scale, all layers of TinyLlama", small, 2.0 * 0.969e9 * 64, "TFLOP/s");
}

}  // namespace df::step
