#include "tests/fuzz_targets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t bytes) {
  df::fuzz::manifest(data, bytes);
  return 0;
}
