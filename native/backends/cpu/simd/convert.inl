#include "backends/cpu/simd/convert.h"
#include "backends/cpu/simd/vec_half.h"
#include "differential/types.h"

namespace df::cpu::DF_ISA {
namespace {

DF_INLINE Vec load_any(const void* from, int32_t dtype, int64_t at) {
  if (dtype == DF_F32) return load((const float*)from + at);
  const uint16_t* halfs = (const uint16_t*)from + at;
  return dtype == DF_BF16 ? load_bf16(halfs) : load_f16(halfs);
}
DF_INLINE void store_any(void* to, int32_t dtype, int64_t at, Vec v) {
  if (dtype == DF_F32) {
    store((float*)to + at, v);
  } else if (dtype == DF_BF16) {
    store_bf16((uint16_t*)to + at, v);
  } else {
    store_f16((uint16_t*)to + at, v);
  }
}

void row(const void* from, int32_t from_dtype, void* to, int32_t to_dtype, int64_t count) {
  int64_t at = 0;
  for (; at + kLanes <= count; at += kLanes) {
    store_any(to, to_dtype, at, load_any(from, from_dtype, at));
  }
  if (at == count) return;
  // The last values go through a full vector of copies.
  const uint64_t from_bytes = from_dtype == DF_F32 ? 4 : 2;
  const uint64_t to_bytes = to_dtype == DF_F32 ? 4 : 2;
  float in[kLanes] __attribute__((aligned(64))) = {};
  float out[kLanes] __attribute__((aligned(64)));
  __builtin_memcpy(in, (const char*)from + (uint64_t)at * from_bytes,
                   (uint64_t)(count - at) * from_bytes);
  store_any(out, to_dtype, 0, load_any(in, from_dtype, 0));
  __builtin_memcpy((char*)to + (uint64_t)at * to_bytes, out, (uint64_t)(count - at) * to_bytes);
}

}  // namespace

extern const ConvertKernels kConvertKernels = {row};

}  // namespace df::cpu::DF_ISA
