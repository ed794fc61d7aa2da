// AdamW with 8-bit states and the sum of squares, against the CPU backend, and their speed.
#include <cmath>
#include <string>

#include "bench/step/step_ops.h"
#include "core/quant/dynamic_map.h"

namespace df::step {
namespace {

using kernels::Output;
using kernels::Outputs;
using kernels::random_values;
using kernels::Report;
using kernels::require;
using kernels::Side;
using kernels::Values;

struct States {
  DfAdamW8 args{};
  DfMatrix param, m_q, v_q, m_absmax, v_absmax;
};

DfMatrix bytes_of(Side& side, int64_t count) {
  return DfMatrix{side.upload(std::vector<uint8_t>(static_cast<size_t>(count), 0)), DF_U8, 0, 1, count, count};
}

States states_of(Side& side, int64_t count, const Values& gradient) {
  States s;
  const int64_t blocks = (count + 255) / 256;
  s.param = side.matrix(random_values(1, count, 1, 0.02f, DF_F32), DF_F32);
  s.m_q = bytes_of(side, count);
  s.v_q = bytes_of(side, count);
  s.m_absmax = side.matrix(Values{1, blocks, std::vector<float>(static_cast<size_t>(blocks), 0.0f)}, DF_F32);
  s.v_absmax = side.matrix(Values{1, blocks, std::vector<float>(static_cast<size_t>(blocks), 0.0f)}, DF_F32);
  s.args.param = static_cast<float*>(s.param.data);
  s.args.grad = static_cast<const float*>(side.matrix(gradient, DF_F32).data);
  s.args.m_q = static_cast<uint8_t*>(s.m_q.data);
  s.args.v_q = static_cast<uint8_t*>(s.v_q.data);
  s.args.m_absmax = static_cast<float*>(s.m_absmax.data);
  s.args.v_absmax = static_cast<float*>(s.v_absmax.data);
  s.args.m_map = side.upload(std::vector<float>(dynamic_map_signed().begin(), dynamic_map_signed().end()));
  s.args.v_map = side.upload(std::vector<float>(dynamic_map_unsigned().begin(), dynamic_map_unsigned().end()));
  s.args.count = count;
  s.args.hyper = DfAdamHyper{1e-3f, 0.9f, 0.999f, 1e-8f, 0.01f, 0.5f, 1};
  return s;
}

std::vector<float> codes(Side& side, const DfMatrix& m) {
  std::vector<uint8_t> raw(static_cast<size_t>(m.cols));
  require(side.backend->copy(side.context, raw.data(), m.data, raw.size(), DF_DEVICE_TO_HOST), "copy");
  require(side.backend->synchronize(side.context), "synchronize");
  return {raw.begin(), raw.end()};
}

Outputs run(Side& side, int64_t count) {
  Values gradient = random_values(1, count, 7, 1.0f, DF_F32);
  for (size_t i = 5; i < gradient.data.size(); i += 97) gradient.data[i] *= 1e-4f;
  if (count > 300) gradient.data[299] = INFINITY;
  States s = states_of(side, count, gradient);
  for (int step = 1; step <= 4; ++step) {
    s.args.hyper.step = step;
    require(side.backend->adamw8(side.context, &s.args), "adamw8");
  }
  Outputs out{{"param", side.download(s.param).data}, {"m_q", codes(side, s.m_q)},
              {"v_q", codes(side, s.v_q)}, {"m_absmax", side.download(s.m_absmax).data},
              {"v_absmax", side.download(s.v_absmax).data}};
  side.release_all();
  return out;
}

}  // namespace

void check_optimizer(Side& cpu, const DfBackend* device, Report& report) {
  Side side(device, DF_F32);
  for (const int64_t count : {1, 255, 256, 257, 1000, 4096, 70001}) {
    const Outputs actual = run(side, count);
    const std::string name = "adamw8 of " + std::to_string(count);
    // Codes may differ by one where the sums of the two processors round apart.
    report.compare(name, actual, run(cpu, count), 2e-4);
    report.same_bits(name, actual, run(side, count));
  }
}

void time_optimizer(const DfBackend* device, Report& report) {
  Side side(device, DF_F32);
  for (const int64_t count : {int64_t{4096}, int64_t{64} * 2048, int64_t{64} * 14336, int64_t{1} << 26}) {
    States s = states_of(side, count, random_values(1, count, 7, 1.0f, DF_F32));
    report.timing("adamw8 of " + std::to_string(count),
                  side.seconds([&] { require(side.backend->adamw8(side.context, &s.args), "adamw8"); }),
                  16.0 * static_cast<double>(count), "GB/s");
    double* result = static_cast<double*>(side.bytes(8));
    const DfSumSquares q{s.args.grad, count, result};
    report.timing("sum_squares of " + std::to_string(count),
                  side.seconds([&] { require(side.backend->sum_squares(side.context, &q), "sum_squares"); }),
                  4.0 * static_cast<double>(count), "GB/s");
    side.release_all();
  }
}

}  // namespace df::step
