// The linear ops against the CPU backend: every weight format, adapter form and flag, in shapes that
// take every kernel, with unaligned rows and odd sizes among them.
#include <memory>

#include "bench/kernels/linear_case.h"
#include "bench/kernels/report.h"

namespace df::kernels {
namespace {

double tolerance(int32_t dtype) { return dtype == DF_F32 ? 2e-5 : dtype == DF_F16 ? 3e-3 : 1.2e-2; }

std::vector<LinearCase> cases() {
  std::vector<LinearCase> list;
  const auto add = [&](LinearCase c) { list.push_back(c); };
  for (const int32_t format : {DF_F32, DF_BF16, DF_F16, DF_NF4}) {
    LinearCase c;
    c.tokens = 300, c.in = 256, c.out = 192, c.format = format;
    add(c);
    c.rank = 16, c.dora = true, c.bias = true;
    add(c);
    c.dropout = 0.3f, c.accumulate = true;
    add(c);
  }
  for (const int64_t tokens : {1, 3, 8, 16, 17, 33, 64, 100}) {
    LinearCase c;
    c.tokens = tokens, c.in = 512, c.out = 320, c.format = DF_NF4;
    add(c);
    c.rank = 8, c.dora = true;
    add(c);
    c.format = DF_BF16, c.bias = true, c.accumulate = true;
    add(c);
  }
  // Odd sizes and rows that are not aligned.
  for (const int32_t format : {DF_F32, DF_BF16, DF_NF4}) {
    LinearCase c;
    c.tokens = 131, c.in = 70, c.out = 93, c.rank = 5, c.dora = true, c.format = format, c.pad = 3, c.bias = true;
    add(c);
    c.dropout = 0.5f;
    add(c);
    c.tokens = 7;
    add(c);
  }
  // Tails of the large tiles; a rank beyond one tile; long sums cut into pieces.
  LinearCase c;
  c.tokens = 1030, c.in = 1088, c.out = 776, c.rank = 64, c.format = DF_NF4;
  add(c);
  c.dora = true, c.dropout = 0.1f, c.accumulate = true;
  add(c);
  c.rank = 136, c.format = DF_BF16, c.bias = true;
  add(c);
  c = LinearCase{};
  c.tokens = 4096, c.in = 512, c.out = 1024, c.rank = 64, c.dora = true, c.format = DF_NF4;
  add(c);
  c = LinearCase{};
  c.tokens = 600, c.in = 384, c.out = 512, c.format = DF_BF16, c.trained = true, c.bias = true;
  add(c);
  c.format = DF_F32, c.in = 100, c.out = 50;
  add(c);
  return list;
}

// Rows with adapters of their own: lengths of the segments, -1 = none.
struct SegmentCase {
  std::vector<int64_t> rows;
  std::vector<int32_t> adapters;
  int32_t format;
  bool accumulate;
  int64_t in = 256, out = 320;
};

std::vector<SegmentCase> segment_cases() {
  return {
      {{1, 1, 1, 1}, {0, -1, 1, 0}, DF_NF4, false},  {{3, 9, 2}, {1, 0, -1}, DF_BF16, true},
      {{100, 70, 5, 1, 90}, {0, 1, -1, 0, -1}, DF_NF4, false}, {{30, 0, 40}, {1, 0, -1}, DF_NF4, true},
      {{20}, {1}, DF_F32, false}, {{2, 3}, {-1, 1}, DF_NF4, false, 70, 93},
  };
}

Outputs run_segments(Side& side, Side& cpu, const SegmentCase& c, int32_t rounding) {
  LinearCase shape;
  shape.in = c.in, shape.out = c.out, shape.format = c.format, shape.bias = true;
  std::vector<int64_t> begin{0};
  for (const int64_t rows : c.rows) begin.push_back(begin.back() + rows);
  shape.tokens = begin.back();
  const LinearWeight weight(cpu, side, shape, 5);
  const DfMatrix x = side.matrix(random_values(shape.tokens, shape.in, 6, 1.0f, rounding), side.dtype);
  DfMatrix y = side.output(shape.tokens, shape.out, side.dtype);
  if (c.accumulate) y = side.matrix(random_values(shape.tokens, shape.out, 7, 1.0f, rounding), side.dtype);
  std::vector<DfAdapter> adapters;
  for (int k = 0; k < 2; ++k) {
    LinearCase with = shape;
    with.rank = k == 0 ? 8 : 24;
    with.dora = k == 1;
    adapters.push_back(linear_adapter(side, with, 20 + static_cast<uint64_t>(k)));
  }
  DfLinearForward f{};
  f.weight = weight.view;
  f.x = x;
  f.y = y;
  f.accumulate = c.accumulate ? 1 : 0;
  f.adapter_count = 2;
  f.adapters = adapters.data();
  f.segment_begin = begin.data();
  f.segment_adapter = c.adapters.data();
  f.segment_count = static_cast<int32_t>(c.rows.size());
  f.scratch = side.scratch(DF_OP_LINEAR_FORWARD, &f);
  require(side.backend->linear_forward(side.context, &f), "linear_forward with segments");
  Outputs out{{"y", side.download(y).data}};
  side.release_all();
  return out;
}

}  // namespace

void check_linear(Side& cpu, const DfBackend* device, Report& report) {
  for (const int32_t dtype : {DF_F32, DF_BF16, DF_F16}) {
    Side side(device, dtype);
    for (const LinearCase& c : cases()) {
      const Outputs reference = run_linear(cpu, cpu, c, dtype);
      const Outputs actual = run_linear(side, cpu, c, dtype);
      report.compare("linear " + name_of(c, dtype), actual, reference, tolerance(dtype));
      report.same_bits("linear " + name_of(c, dtype), actual, run_linear(side, cpu, c, dtype));
    }
    int index = 0;
    for (const SegmentCase& c : segment_cases()) {
      report.compare("segments " + std::to_string(index++) + " dtype " + std::to_string(dtype),
                     run_segments(side, cpu, c, dtype), run_segments(cpu, cpu, c, dtype), tolerance(dtype));
    }
  }
  // Layers of a large model, in the kernels that they take.
  Side side(device, DF_BF16);
  for (const int64_t out : {4096, 1024}) {
    LinearCase c;
    c.tokens = 2048, c.in = 4096, c.out = out, c.rank = 64, c.dora = true, c.format = DF_NF4, c.accumulate = true;
    report.compare("linear " + name_of(c, DF_BF16), run_linear(side, cpu, c, DF_BF16),
                   run_linear(cpu, cpu, c, DF_BF16), tolerance(DF_BF16));
  }
  // Long enough that blocks share tiles (gemm_pingpong.cu).
  LinearCase c;
  c.tokens = 16384, c.in = 2048, c.out = 4096, c.rank = 64, c.format = DF_BF16;
  report.compare("linear " + name_of(c, DF_BF16), run_linear(side, cpu, c, DF_BF16),
                 run_linear(cpu, cpu, c, DF_BF16), tolerance(DF_BF16));
}

}  // namespace df::kernels
