// Checks and timings of what a training step does besides its big products.
#pragma once

#include "bench/kernels/report.h"

namespace df::step {

void check_dora(kernels::Side& cpu, const DfBackend* device, kernels::Report& report);
// `once`: every call a single time, for a profiler.
void time_dora(const DfBackend* device, kernels::Report& report, bool once);
void time_flash(const DfBackend* device, kernels::Report& report);
void check_optimizer(kernels::Side& cpu, const DfBackend* device, kernels::Report& report);
void time_optimizer(const DfBackend* device, kernels::Report& report);

}  // namespace df::step
