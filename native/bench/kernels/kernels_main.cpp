// Checks every kernel of a device backend against the CPU backend, and times it.
//   cuda_kernels BACKEND_FOLDER OUT.json [check|time|products|decode]
#include <cstdio>
#include <cstring>
#include <exception>

#include "backends/registry.h"
#include "bench/kernels/report.h"

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s BACKEND_FOLDER OUT.json [check|time|products|decode]\n", argv[0]);
    return 2;
  }
  const char* what = argc > 3 ? argv[3] : "all";
  const DfBackend* device = df::open_backend("cuda", argv[1]);
  df::kernels::Report report;
  if (std::strcmp(what, "check") == 0 || std::strcmp(what, "all") == 0) {
    df::kernels::Side cpu(df::open_backend("cpu", argv[1]), DF_F32);
    df::kernels::check_attention(cpu, device, report);
    report.write(argv[2]);
    df::kernels::check_linear(cpu, device, report);
    report.write(argv[2]);
    std::printf("%d checks failed\n", report.failures());
    std::fflush(stdout);
  }
  if (std::strcmp(what, "vector") == 0) df::kernels::time_decode(device, report, 1, 2);
  if (std::strcmp(what, "tile") == 0) df::kernels::time_decode(device, report, 8, 64);
  if (std::strcmp(what, "decode") == 0) {  // the kernels of a decode step alone
    df::kernels::Side cpu(df::open_backend("cpu", argv[1]), DF_F32);
    df::kernels::check_decode(cpu, device, report);
    df::kernels::check_cached(cpu, device, report);
    report.write(argv[2]);
    std::printf("%d checks failed\n", report.failures());
    df::kernels::time_decode(device, report);
  }
  if (std::strcmp(what, "time") == 0 || std::strcmp(what, "all") == 0) {
    df::kernels::time_attention(device, report);
    df::kernels::time_decode(device, report);
    report.write(argv[2]);
  }
  if (std::strcmp(what, "products") == 0 || std::strcmp(what, "time") == 0 || std::strcmp(what, "all") == 0) {
    df::kernels::time_products(device, report);
  }
  report.write(argv[2]);
  return report.failures() == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
