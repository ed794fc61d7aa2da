// Checks the ops of a training step besides its big products against the CPU backend, and times them.
//   cuda_step_ops BACKEND_FOLDER OUT.json check|time|once|check-attention|time-attention|time-flash
#include <cstdio>
#include <cstring>
#include <exception>

#include "backends/registry.h"
#include "bench/step/step_ops.h"

int main(int argc, char** argv) try {
  if (argc < 4) {
    std::fprintf(stderr, "usage: %s BACKEND_FOLDER OUT.json check|time|once|check-attention|time-attention|time-flash\n", argv[0]);
    return 2;
  }
  const auto wants = [&](const char* what) { return argc == 4 && std::strcmp(argv[3], what) == 0; };
  const DfBackend* device = df::open_backend("cuda", argv[1]);
  df::kernels::Report report;
  if (wants("check")) {
    df::kernels::Side cpu(df::open_backend("cpu", argv[1]), DF_F32);
    df::step::check_dora(cpu, device, report);
    df::step::check_optimizer(cpu, device, report);
    report.write(argv[2]);
  }
  if (wants("check-attention")) {
    df::kernels::Side cpu(df::open_backend("cpu", argv[1]), DF_F32);
    df::kernels::check_attention(cpu, device, report);
  }
  if (wants("time-attention")) df::kernels::time_attention(device, report);
  if (wants("time-flash")) df::step::time_flash(device, report);
  if (wants("once")) df::step::time_dora(device, report, true);
  if (wants("time")) {
    df::step::time_dora(device, report, false);
    df::step::time_optimizer(device, report);
  }
  std::printf("%d checks failed\n", report.failures());
  report.write(argv[2]);
  return report.failures() == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
