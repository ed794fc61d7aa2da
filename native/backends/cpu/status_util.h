// Making DfStatus values.
#pragma once

#include <cstdarg>
#include <cstdio>

#include "differential/status.h"

namespace df::cpu {

inline DfStatus ok() { return DfStatus{DF_OK, {0}}; }

__attribute__((format(printf, 2, 3))) inline DfStatus fail(DfCode code, const char* format, ...) {
  DfStatus status{code, {0}};
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(status.message, sizeof status.message, format, arguments);
  va_end(arguments);
  return status;
}

}  // namespace df::cpu

// Leaves the op with DF_INVALID_ARGUMENT when a precondition does not hold.
#define DF_REQUIRE(condition, ...)                                            \
  do {                                                                        \
    if (!(condition)) return df::cpu::fail(DF_INVALID_ARGUMENT, __VA_ARGS__); \
  } while (0)
