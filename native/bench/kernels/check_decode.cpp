// The kernels of a decode step against the CPU backend: few rows, sizes with and without tails.
#include "bench/kernels/linear_case.h"

namespace df::kernels {

void check_decode(Side& cpu, const DfBackend* device, Report& report) {
  for (const int32_t dtype : {DF_BF16, DF_F16}) {
    Side side(device, dtype);
    for (const int64_t tokens : {1, 2, 3, 8, 19, 32, 40}) {
      if (tokens <= 8) {
        LinearCase c;
        c.tokens = tokens, c.in = 1152, c.out = 1003, c.format = dtype, c.bias = true, c.accumulate = tokens == 3;
        const Outputs actual = run_linear(side, cpu, c, dtype);
        report.compare("few rows " + name_of(c, dtype), {actual[0]}, {run_linear(cpu, cpu, c, dtype)[0]}, 8e-3);
        report.same_bits("few rows " + name_of(c, dtype), {actual[0]}, {run_linear(side, cpu, c, dtype)[0]});
      }
      for (const auto& [in, out] : {std::pair<int64_t, int64_t>{256, 16}, {768, 1003}, {2816, 520}, {4096, 4096},
                                    {14336, 320}, {320, 300}}) {
        if (tokens > 3 && in == 4096 && dtype == DF_F16) continue;
        LinearCase c;
        c.tokens = tokens, c.in = in, c.out = out, c.format = DF_NF4, c.bias = tokens % 2 == 0;
        c.accumulate = in == 768;
        const Outputs reference = run_linear(cpu, cpu, c, dtype);
        const Outputs actual = run_linear(side, cpu, c, dtype);
        report.compare("few rows " + name_of(c, dtype), {actual[0]}, {reference[0]}, 8e-3);
        report.same_bits("few rows " + name_of(c, dtype), {actual[0]}, {run_linear(side, cpu, c, dtype)[0]});
      }
    }
  }
}

}  // namespace df::kernels
