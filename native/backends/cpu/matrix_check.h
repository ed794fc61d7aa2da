// Checks of arguments at the entry of an op. The messages name the op, the argument and the
// numbers, so that a wrong shape is found without a debugger.
#pragma once

#include <cstdint>

#include "backends/cpu/status_util.h"
#include "differential/types.h"

namespace df::cpu {

// A float32 matrix of this shape.
inline DfStatus check_f32(const DfMatrix& m, const char* op, const char* name, int64_t rows,
                          int64_t cols) {
  DF_REQUIRE(m.data != nullptr, "%s: %s has no data", op, name);
  if (m.dtype != DF_F32) {
    return fail(DF_UNSUPPORTED, "%s: %s has dtype %d; the CPU backend takes float32 here", op, name,
                m.dtype);
  }
  DF_REQUIRE(m.rows == rows && m.cols == cols, "%s: %s is %lld x %lld, expected %lld x %lld", op,
             name, static_cast<long long>(m.rows), static_cast<long long>(m.cols),
             static_cast<long long>(rows), static_cast<long long>(cols));
  DF_REQUIRE(m.ld >= m.cols, "%s: %s has ld %lld, less than its %lld columns", op, name,
             static_cast<long long>(m.ld), static_cast<long long>(m.cols));
  return ok();
}

// A float32 matrix that gives the op its shape.
inline DfStatus check_f32(const DfMatrix& m, const char* op, const char* name) {
  DF_REQUIRE(m.rows >= 0 && m.cols >= 0, "%s: %s is %lld x %lld", op, name,
             static_cast<long long>(m.rows), static_cast<long long>(m.cols));
  return check_f32(m, op, name, m.rows, m.cols);
}

inline DfStatus check_scratch(const DfScratch& scratch, const char* op, uint64_t needed) {
  DF_REQUIRE(needed == 0 || (scratch.data != nullptr && scratch.bytes >= needed),
             "%s: scratch has %llu bytes, %llu are needed", op,
             static_cast<unsigned long long>(scratch.data != nullptr ? scratch.bytes : 0),
             static_cast<unsigned long long>(needed));
  return ok();
}

inline float* f32_row(const DfMatrix& m, int64_t row) {
  return static_cast<float*>(m.data) + row * m.ld;
}

}  // namespace df::cpu

// Leaves the op with the status of a check that failed.
#define DF_CHECK(...)                                \
  do {                                               \
    const DfStatus df_check_status = (__VA_ARGS__);  \
    if (df_check_status.code != DF_OK) return df_check_status; \
  } while (0)
