// Checks of matrices at the entry of an op: the CPU backend computes in float32.
#pragma once

#include <cstdint>

#include "backends/cpu/status_util.h"
#include "core/plugin/argument_check.h"
#include "differential/types.h"

namespace df::cpu {

using plugin::check_scratch;

// A float32 matrix of this shape.
inline DfStatus check_f32(const DfMatrix& m, const char* op, const char* name, int64_t rows,
                          int64_t cols) {
  DF_REQUIRE(m.data != nullptr, "%s: %s has no data", op, name);
  if (m.dtype != DF_F32) {
    return fail(DF_UNSUPPORTED, "%s: %s has dtype %d; the CPU backend takes float32 here", op, name,
                m.dtype);
  }
  return plugin::check_shape(m, op, name, rows, cols);
}

// A float32 matrix that gives the op its shape.
inline DfStatus check_f32(const DfMatrix& m, const char* op, const char* name) {
  DF_CHECK(plugin::check_extent(m, op, name));
  return check_f32(m, op, name, m.rows, m.cols);
}

inline float* f32_row(const DfMatrix& m, int64_t row) {
  return static_cast<float*>(m.data) + row * m.ld;
}

}  // namespace df::cpu
