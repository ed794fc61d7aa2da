// Loops over matrices that are worked on element by element.
#pragma once

#include <algorithm>
#include <cstdint>

#include "backends/cpu/parallel.h"

namespace df::cpu {

// Elements a chunk holds: enough to hide the cost of handing it out, few enough for its inputs to
// stay in the second-level cache.
constexpr int64_t kChunkElements = 16 * 1024;

constexpr int64_t rows_per_chunk(int64_t cols) {
  return std::max<int64_t>(kChunkElements / std::max<int64_t>(cols, 1), 1);
}

// fn(row, column, count) over spans of a rows x cols matrix. `dense`: every operand has ld == cols,
// so a span may run over row ends.
template <typename Fn>
void for_each_span(DfContext* context, int64_t rows, int64_t cols, bool dense, const Fn& fn) {
  if (dense) {
    parallel_for(context, rows * cols, kChunkElements,
                 [&](int64_t begin, int64_t end) { fn(int64_t{0}, begin, end - begin); });
    return;
  }
  parallel_for(context, rows, rows_per_chunk(cols), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) fn(row, int64_t{0}, cols);
  });
}

}  // namespace df::cpu
