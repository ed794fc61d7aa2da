// Making DfStatus values, in every backend the same way.
#pragma once

#include <cstdarg>
#include <cstdio>

#include "differential/status.h"

namespace df::plugin {

inline DfStatus ok() { return DfStatus{DF_OK, {0}}; }

__attribute__((format(printf, 2, 3))) inline DfStatus fail(DfCode code, const char* format, ...) {
  DfStatus status{code, {0}};
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(status.message, sizeof status.message, format, arguments);
  va_end(arguments);
  return status;
}

}  // namespace df::plugin

// Leaves the op with DF_INVALID_ARGUMENT when a precondition does not hold.
#define DF_REQUIRE(condition, ...)                                               \
  do {                                                                           \
    if (!(condition)) return df::plugin::fail(DF_INVALID_ARGUMENT, __VA_ARGS__); \
  } while (0)

// Leaves the op with the status of a check that failed.
#define DF_CHECK(...)                                          \
  do {                                                         \
    const DfStatus df_check_status = (__VA_ARGS__);            \
    if (df_check_status.code != DF_OK) return df_check_status; \
  } while (0)
