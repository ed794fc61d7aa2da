#include "core/util/process_memory.h"

#include <cstdio>
#include <cstring>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace df {

uint64_t anonymous_resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/status", "re");
  if (!file) return 0;
  char line[256];
  uint64_t kib = 0;
  while (std::fgets(line, sizeof line, file)) {
    if (std::strncmp(line, "RssAnon:", 8) == 0) {
      unsigned long long value = 0;
      if (std::sscanf(line + 8, "%llu", &value) == 1) kib = value;
      break;
    }
  }
  std::fclose(file);
  return kib * 1024;
}

void return_freed_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace df
