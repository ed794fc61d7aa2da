// Instruction sets the kernels are compiled for, and the best one this process may run.
#pragma once

#include <cstdint>

namespace df::cpu {

enum class Isa : int32_t { kScalar = 0, kAvx2 = 1, kAvx512 = 2 };

// Best instruction set of the CPU and operating system.
Isa detect_isa();

// detect_isa(), or the lower one that DIFFERENTIAL_ISA=scalar|avx2|avx512 names. A value the CPU
// cannot run, or that is none of the three, gives false and leaves *out alone.
bool choose_isa(Isa* out);

const char* isa_name(Isa isa);

// Hardware threads this process may use: CPU affinity, bounded by the cgroup's CPU quota.
int allowed_threads();

// "AMD EPYC 9R14" as the kernel reports it.
void cpu_model_name(char* out, uint64_t size);

}  // namespace df::cpu
