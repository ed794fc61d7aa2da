// Comparisons of tensors with golden ones, one JSON line each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/formats/safetensors.h"

namespace df::golden {

class Report {
 public:
  // ||x - ref|| / ||ref|| over the whole tensor (the absolute norm where ref is 0). NaN never passes.
  void compare(const std::string& name, const std::vector<float>& x, const std::vector<float>& reference,
               double tolerance);
  // Bytes or integers that must be identical.
  void identical(const std::string& name, const void* x, const void* reference, uint64_t bytes);
  void failed(const std::string& name, const std::string& why);

  int64_t compared() const { return compared_; }
  int64_t failures() const { return failed_; }
  double worst() const { return worst_; }
  // The last line: {"type":"result",...}.
  void finish() const;

 private:
  void line(const std::string& name, double error, double tolerance, bool ok, const std::string& why = "");

  int64_t compared_ = 0, failed_ = 0;
  double worst_ = 0;  // largest error as a share of its tolerance's kind: relative errors only
};

std::vector<float> floats(const SafetensorsFile& file, const std::string& name);
std::vector<int64_t> integers(const SafetensorsFile& file, const std::string& name);

}  // namespace df::golden
