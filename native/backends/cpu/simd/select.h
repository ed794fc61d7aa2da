// One kernel table an instruction set; the context's set picks at run time.
#pragma once

#include "backends/cpu/cpu_features.h"

// Defines `const Table& function(Isa)` over the tables named `table` in the namespaces of the sets.
#if defined(__x86_64__)
#define DF_SELECT_KERNELS(Table, table, function) \
  namespace df::cpu {                             \
  namespace scalar {                              \
  extern const Table table;                       \
  }                                               \
  namespace avx2 {                                \
  extern const Table table;                       \
  }                                               \
  namespace avx512 {                              \
  extern const Table table;                       \
  }                                               \
  const Table& function(Isa isa) {                \
    switch (isa) {                                \
      case Isa::kAvx512:                          \
        return avx512::table;                     \
      case Isa::kAvx2:                            \
        return avx2::table;                       \
      case Isa::kScalar:                          \
        break;                                    \
    }                                             \
    return scalar::table;                         \
  }                                               \
  }
#else
#define DF_SELECT_KERNELS(Table, table, function)           \
  namespace df::cpu {                                       \
  namespace scalar {                                        \
  extern const Table table;                                 \
  }                                                         \
  const Table& function(Isa) { return scalar::table; }      \
  }
#endif
