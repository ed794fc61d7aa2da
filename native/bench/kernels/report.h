// What the program prints and writes: one line a check or a timing, and JSON.
#pragma once

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/kernels/side.h"

namespace df::kernels {

struct Output {
  std::string name;
  std::vector<float> values;
};
using Outputs = std::vector<Output>;

class Report {
 public:
  // ||actual - reference|| / ||reference|| for each output; NaN fails.
  void compare(const std::string& check, const Outputs& actual, const Outputs& reference, double tolerance);
  void same_bits(const std::string& check, const Outputs& first, const Outputs& second);
  // work: FLOP (unit "TFLOP/s") or bytes ("GB/s") of one call.
  void timing(const std::string& name, double seconds, double work, const char* unit, double beside = 0);
  int failures() const { return failures_; }
  void write(const std::string& path) const;

 private:
  int failures_ = 0;
  nlohmann::json checks_ = nlohmann::json::array();
  nlohmann::json timings_ = nlohmann::json::array();
};

void check_linear(Side& cpu, const DfBackend* device, Report& report);
void check_attention(Side& cpu, const DfBackend* device, Report& report);
void check_cached(Side& cpu, const DfBackend* device, Report& report);
void check_decode(Side& cpu, const DfBackend* device, Report& report);
void time_products(const DfBackend* device, Report& report);
void time_layers(Side& side, Report& report);
void time_attention(const DfBackend* device, Report& report);
void time_decode(const DfBackend* device, Report& report, int64_t fewest_rows = 1, int64_t most_rows = 64);

}  // namespace df::kernels
