#include "backends/cpu/cpu_features.h"

#include <sched.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace df::cpu {

Isa detect_isa() {
  // The built-in checks also ask the operating system whether it saves the wide registers.
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vl");
  return avx512 ? Isa::kAvx512 : avx2 ? Isa::kAvx2 : Isa::kScalar;
}

bool choose_isa(Isa* out) {
  const Isa best = detect_isa();
  const char* wanted = std::getenv("DIFFERENTIAL_ISA");
  if (wanted == nullptr || *wanted == '\0') {
    *out = best;
    return true;
  }
  for (Isa isa : {Isa::kScalar, Isa::kAvx2, Isa::kAvx512}) {
    if (std::strcmp(wanted, isa_name(isa)) == 0 && isa <= best) {
      *out = isa;
      return true;
    }
  }
  return false;
}

const char* isa_name(Isa isa) {
  switch (isa) {
    case Isa::kAvx512:
      return "avx512";
    case Isa::kAvx2:
      return "avx2";
    case Isa::kScalar:
      break;
  }
  return "scalar";
}

int allowed_threads() {
  int threads = 1;
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) threads = std::max(CPU_COUNT(&set), 1);
  // A container often sees all CPUs and may use only a share of their time (cgroup v2 cpu.max:
  // "quota period" or "max period"). More threads than the share would be throttled.
  if (std::FILE* file = std::fopen("/sys/fs/cgroup/cpu.max", "re")) {
    double quota = 0;
    double period = 0;
    if (std::fscanf(file, "%lf %lf", &quota, &period) == 2 && quota > 0 && period > 0) {
      threads = std::clamp(static_cast<int>(quota / period + 0.5), 1, threads);
    }
    std::fclose(file);
  }
  return threads;
}

void cpu_model_name(char* out, uint64_t size) {
  std::snprintf(out, size, "CPU");
  std::FILE* file = std::fopen("/proc/cpuinfo", "re");
  if (file == nullptr) return;
  char line[256];
  while (std::fgets(line, sizeof line, file) != nullptr) {
    if (std::strncmp(line, "model name", 10) != 0) continue;
    const char* value = std::strchr(line, ':');
    if (value == nullptr) break;
    value += std::strspn(value, ": \t");
    std::snprintf(out, size, "%.*s", static_cast<int>(std::strcspn(value, "\n")), value);
    break;
  }
  std::fclose(file);
}

}  // namespace df::cpu
