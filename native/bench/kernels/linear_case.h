// One shape and form of a linear layer, run on any side.
#pragma once

#include <string>

#include "bench/kernels/report.h"
#include "bench/kernels/side.h"

namespace df::kernels {

struct LinearCase {
  int64_t tokens = 0, in = 0, out = 0;
  int32_t rank = 0;  // 0: no adapter
  int32_t format = DF_F32;
  bool dora = false;
  float dropout = 0;
  bool bias = false;
  bool accumulate = false;
  bool trained = false;  // dweight and dbias
  int64_t pad = 0;
};

std::string name_of(const LinearCase& c, int32_t dtype);

// The weight in the memory of `side`, quantized by the CPU backend so that every side has one.
struct LinearWeight {
  LinearWeight(Side& cpu, Side& side, const LinearCase& c, uint64_t seed);
  DfWeight view{};
};

DfAdapter linear_adapter(Side& side, const LinearCase& c, uint64_t seed);

// Forward and backward; every output that the case has. `rounding`: dtype the inputs are rounded to.
Outputs run_linear(Side& side, Side& cpu, const LinearCase& c, int32_t rounding);

}  // namespace df::kernels
