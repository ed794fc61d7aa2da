#include "backends/cpu/memory_info.h"

#include <sys/sysinfo.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace df::cpu {
namespace {

// A file that holds one number; UINT64_MAX when it is absent or says "max".
uint64_t read_number(const char* path) {
  std::FILE* file = std::fopen(path, "re");
  if (file == nullptr) return UINT64_MAX;
  unsigned long long value = 0;
  const int fields = std::fscanf(file, "%llu", &value);
  std::fclose(file);
  return fields == 1 ? value : UINT64_MAX;
}

uint64_t cgroup_limit() { return read_number("/sys/fs/cgroup/memory.max"); }

}  // namespace

uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  unsigned long long total = 0;
  unsigned long long resident = 0;
  const int fields = std::fscanf(file, "%llu %llu", &total, &resident);
  std::fclose(file);
  return fields == 2 ? resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

uint64_t available_bytes() {
  uint64_t available = UINT64_MAX;
  if (std::FILE* file = std::fopen("/proc/meminfo", "re")) {
    char line[128];
    unsigned long long kibibytes = 0;
    while (std::fgets(line, sizeof line, file) != nullptr) {
      if (std::sscanf(line, "MemAvailable: %llu kB", &kibibytes) != 1) continue;
      available = kibibytes * 1024;
      break;
    }
    std::fclose(file);
  }
  const uint64_t limit = cgroup_limit();
  const uint64_t used = read_number("/sys/fs/cgroup/memory.current");
  if (limit != UINT64_MAX && used != UINT64_MAX) {
    available = std::min(available, limit > used ? limit - used : 0);
  }
  return available;
}

uint64_t total_bytes() {
  uint64_t total = 0;
  struct sysinfo memory;
  if (sysinfo(&memory) == 0) total = uint64_t{memory.totalram} * memory.mem_unit;
  return std::min(total, cgroup_limit());
}

}  // namespace df::cpu
