#include "golden/report.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/models/host_tensor.h"

namespace df::golden {

void Report::line(const std::string& name, double error, double tolerance, bool ok, const std::string& why) {
  ++compared_;
  if (!ok) ++failed_;
  nlohmann::json j{{"type", "tensor"}, {"name", name}, {"error", error}, {"tolerance", tolerance}, {"ok", ok}};
  if (!why.empty()) j["why"] = why;
  std::printf("%s\n", j.dump().c_str());
}

void Report::compare(const std::string& name, const std::vector<float>& x, const std::vector<float>& reference,
                     double tolerance) {
  if (x.size() != reference.size()) {
    failed(name, "has " + std::to_string(x.size()) + " values, the reference " + std::to_string(reference.size()));
    return;
  }
  double difference = 0, norm = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    const double d = static_cast<double>(x[i]) - reference[i];
    difference += d * d;
    norm += static_cast<double>(reference[i]) * reference[i];
  }
  const double error = norm > 0 ? std::sqrt(difference / norm) : std::sqrt(difference);
  const bool ok = error <= tolerance;
  if (!(error <= worst_)) worst_ = error;
  line(name, error, tolerance, ok);
}

void Report::identical(const std::string& name, const void* x, const void* reference, uint64_t bytes) {
  const auto* a = static_cast<const uint8_t*>(x);
  const auto* b = static_cast<const uint8_t*>(reference);
  uint64_t different = 0;
  for (uint64_t i = 0; i < bytes; ++i) different += a[i] != b[i];
  line(name, static_cast<double>(different), 0, different == 0, different ? "bytes that differ" : "");
}

void Report::failed(const std::string& name, const std::string& why) { line(name, INFINITY, 0, false, why); }

void Report::finish() const {
  const nlohmann::json j{{"type", "result"}, {"compared", compared_}, {"failed", failed_}, {"worst", worst_}};
  std::printf("%s\n", j.dump().c_str());
}

std::vector<float> floats(const SafetensorsFile& file, const std::string& name) {
  const TensorView* tensor = file.find(name);
  if (!tensor) throw Error(ErrorCode::kNotFound, name, file.path().filename().string() + " has no tensor " + name);
  return read_float32(*tensor);
}

std::vector<int64_t> integers(const SafetensorsFile& file, const std::string& name) {
  const TensorView* tensor = file.find(name);
  if (!tensor || tensor->dtype != TensorDtype::kI64) {
    throw Error(ErrorCode::kNotFound, name, file.path().filename().string() + " has no I64 tensor " + name);
  }
  std::vector<int64_t> values(static_cast<size_t>(tensor->elements()));
  std::memcpy(values.data(), tensor->data, tensor->bytes);
  return values;
}

}  // namespace df::golden
