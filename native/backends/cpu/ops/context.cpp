// Device query and the life of a context.
#include <cstdio>
#include <cstring>
#include <new>

#include "backends/cpu/context.h"
#include "backends/cpu/gemm.h"
#include "backends/cpu/memory_info.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/status_util.h"

using df::cpu::fail;
using df::cpu::ok;

int32_t df_cpu_device_count() { return 1; }

DfStatus df_cpu_device_info(int32_t device, DfDeviceInfo* out) {
  DF_REQUIRE(device == 0, "device %d does not exist: the CPU backend has device 0 only", device);
  DF_REQUIRE(out != nullptr, "device_info needs a place for its result");
  std::memset(out, 0, sizeof *out);
  df::cpu::Isa isa = df::cpu::detect_isa();
  df::cpu::choose_isa(&isa);
  df::cpu::cpu_model_name(out->name, sizeof out->name);
  std::snprintf(out->isa, sizeof out->isa, "%s", df::cpu::isa_name(isa));
  df::cpu::gemm_library_name(out->library, sizeof out->library);
  out->total_bytes = df::cpu::total_bytes();
  out->free_bytes = df::cpu::available_bytes();
  out->threads = df::cpu::allowed_threads();
  return ok();
}

DfStatus df_cpu_context_create(const DfContextOptions* options, DfContext** out) {
  DF_REQUIRE(options != nullptr && out != nullptr, "context_create needs options and a result");
  *out = nullptr;
  DF_REQUIRE(options->device == 0, "device %d does not exist: the CPU backend has device 0 only",
             options->device);
  DF_REQUIRE(options->threads >= 0 && options->threads <= 1024,
             "threads is %d: give 0 (all allowed) to 1024", options->threads);
  df::cpu::Isa isa = df::cpu::Isa::kScalar;
  DF_REQUIRE(df::cpu::choose_isa(&isa),
             "DIFFERENTIAL_ISA names an instruction set this CPU cannot run: set scalar, avx2 or "
             "avx512 (the best here is %s), or unset it",
             df::cpu::isa_name(df::cpu::detect_isa()));
  const int threads = options->threads > 0 ? options->threads : df::cpu::allowed_threads();
  try {
    const uint64_t before = df::cpu::resident_bytes();
    DfContext* context = new DfContext(threads, isa, options->deterministic != 0);
    df::cpu::gemm_warm_up(context);
    const uint64_t after = df::cpu::resident_bytes();
    context->resident_bytes = after > before ? after - before : 0;
    context->limit_bytes = options->memory_limit_bytes;
    *out = context;
    return ok();
  } catch (const std::bad_alloc&) {
    return fail(DF_OUT_OF_MEMORY, "no memory for a CPU context of %d threads", threads);
  } catch (const std::exception& error) {
    return fail(DF_INTERNAL, "cannot start %d threads: %s", threads, error.what());
  }
}

void df_cpu_context_destroy(DfContext* context) { delete context; }

uint64_t df_cpu_context_bytes(DfContext* context) { return context->resident_bytes; }

DfStatus df_cpu_synchronize(DfContext*) { return ok(); }
