// Options of differential_bench.
#pragma once

#include <cstdint>
#include <string>

#include "core/tensor/device.h"

namespace df::bench {

struct Options {
  std::string backend = "cpu", shape = "peers", method = "qdora", checkpointing = "none", optimizer = "adamw32",
              precision = "auto", decode = "1", context = "32", panes = "1";
  int64_t sequence = 256, batch = 8, rank = 16, steps = 8, rounds = 3, threads = 0, profile = 0, plan = 0,
          train = 1, new_tokens = 128, graphs = 1, staggered = 0, mlp_rows = 0, positions = 0, longest = 0, warmup = 1;
  uint64_t memory_limit = 0;  // bytes of device memory, the context included; 0: all there is

  Precision activation_precision() const { return precision == "float32" ? Precision::kFloat32 : Precision::kAuto; }
};

// Throws df::Error naming an option that is not known.
Options parse_options(int argc, char** argv);

}  // namespace df::bench
