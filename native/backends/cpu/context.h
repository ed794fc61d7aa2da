// What a DfContext of the CPU backend holds: its threads, its instruction set and what it keeps in
// memory for itself. One context serves one stream of calls: ops are synchronous, so two threads
// may not call the same context at once.
#pragma once

#include <cstdint>

#include "differential/backend.h"
#include "backends/cpu/cpu_features.h"
#include "backends/cpu/parallel.h"

struct DfContext {
  DfContext(int thread_count, df::cpu::Isa chosen, bool is_deterministic)
      : pool(thread_count), isa(chosen), deterministic(is_deterministic) {}

  df::cpu::ThreadPool pool;
  df::cpu::Isa isa;    // which kernel tables the ops use
  bool deterministic;  // the ops always are; kept because the caller asked
  uint64_t limit_bytes = 0;      // resident_bytes included; 0: none
  uint64_t allocated_bytes = 0;
  uint64_t resident_bytes = 0;  // pool stacks and packing buffers, measured at creation
};
