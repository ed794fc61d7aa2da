// The parts of golden_check, one file each.
#pragma once

#include <filesystem>

#include "differential/backend.h"
#include "golden/report.h"

namespace df::golden {

inline constexpr double kTolerance = 1e-4;  // float32: logits, losses, gradients, parameters

// One model folder of the golden layout: base, full gradients, four adapter methods, NF4 states,
// greedy continuation, PEFT's own adapter files.
void check_model(const DfBackend& backend, const std::filesystem::path& directory, Report& report);
// nf4_flat.safetensors: packed codes, absmax, double quantization, dequantized values.
void check_nf4_flat(const DfBackend& backend, const std::filesystem::path& file, Report& report);
// nf4.safetensors of a model: the state of every linear module.
void check_nf4_modules(const DfBackend& backend, const std::filesystem::path& directory, Report& report);
// optimizers.safetensors: five steps of every AdamW.
void check_optimizers(const DfBackend& backend, const std::filesystem::path& file, Report& report);

}  // namespace df::golden
