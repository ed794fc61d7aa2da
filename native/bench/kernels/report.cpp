#include "bench/kernels/report.h"

#include <cmath>
#include <cstring>
#include <fstream>

namespace df::kernels {

void Report::compare(const std::string& check, const Outputs& actual, const Outputs& reference, double tolerance) {
  for (size_t k = 0; k < reference.size(); ++k) {
    double gap = 0, norm = 0;
    for (size_t i = 0; i < reference[k].values.size(); ++i) {
      const double a = actual[k].values[i], r = reference[k].values[i];
      gap += (a - r) * (a - r);
      norm += r * r;
    }
    const double error = norm > 0 ? std::sqrt(gap / norm) : std::sqrt(gap);
    const bool good = error <= tolerance;
    if (!good) ++failures_;
    if (!good || checks_.size() < 4) {
      std::printf("%-6s %-72s %-10s error %.3g (at most %.3g)\n", good ? "ok" : "FAILED", check.c_str(),
                  reference[k].name.c_str(), error, tolerance);
    }
    // JSON has no NaN.
    checks_.push_back({{"check", check}, {"output", reference[k].name}, {"tolerance", tolerance}, {"passed", good},
                       {"error", std::isfinite(error) ? nlohmann::json(error) : nlohmann::json("not finite")}});
  }
}

void Report::same_bits(const std::string& check, const Outputs& first, const Outputs& second) {
  for (size_t k = 0; k < first.size(); ++k) {
    const bool good = first[k].values.size() == second[k].values.size() &&
                      std::memcmp(first[k].values.data(), second[k].values.data(), first[k].values.size() * 4) == 0;
    if (!good) {
      ++failures_;
      std::printf("FAILED %-72s %-10s differs between two runs\n", check.c_str(), first[k].name.c_str());
    }
    checks_.push_back({{"check", check + ", twice"}, {"output", first[k].name}, {"passed", good}});
  }
}

void Report::timing(const std::string& name, double seconds, double work, const char* unit, double beside) {
  const double scale = std::strcmp(unit, "GB/s") == 0 ? 1e-9 : 1e-12;
  const double rate = work / seconds * scale;
  std::printf("%-64s %10.1f us %8.1f %s", name.c_str(), seconds * 1e6, rate, unit);
  if (beside > 0) std::printf("   beside %.1f us (%.0f %%)", beside * 1e6, beside / seconds * 100);
  std::printf("\n");
  std::fflush(stdout);
  nlohmann::json line{{"name", name}, {"microseconds", seconds * 1e6}, {"rate", rate}, {"unit", unit}};
  if (beside > 0) line["besideMicroseconds"] = beside * 1e6;
  timings_.push_back(line);
}

void Report::write(const std::string& path) const {
  std::ofstream file(path);
  file << nlohmann::json{{"failures", failures_}, {"checks", checks_}, {"timings", timings_}}.dump(1) << "\n";
}

}  // namespace df::kernels
