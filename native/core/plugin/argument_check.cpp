#include "core/plugin/argument_check.h"

namespace df::plugin {

DfStatus check_shape(const DfMatrix& m, const char* op, const char* name, int64_t rows, int64_t cols) {
  DF_REQUIRE(m.rows == rows && m.cols == cols, "%s: %s is %lld x %lld, expected %lld x %lld", op,
             name, static_cast<long long>(m.rows), static_cast<long long>(m.cols),
             static_cast<long long>(rows), static_cast<long long>(cols));
  DF_REQUIRE(m.ld >= m.cols, "%s: %s has ld %lld, less than its %lld columns", op, name,
             static_cast<long long>(m.ld), static_cast<long long>(m.cols));
  return ok();
}

DfStatus check_extent(const DfMatrix& m, const char* op, const char* name) {
  DF_REQUIRE(m.rows >= 0 && m.cols >= 0, "%s: %s is %lld x %lld", op, name,
             static_cast<long long>(m.rows), static_cast<long long>(m.cols));
  return ok();
}

DfStatus check_scratch(const DfScratch& scratch, const char* op, uint64_t needed) {
  DF_REQUIRE(needed == 0 || (scratch.data != nullptr && scratch.bytes >= needed),
             "%s: scratch has %llu bytes, %llu are needed", op,
             static_cast<unsigned long long>(scratch.data != nullptr ? scratch.bytes : 0),
             static_cast<unsigned long long>(needed));
  return ok();
}

DfStatus check_weight(const DfWeight& weight, const char* op) {
  DF_REQUIRE(weight.out_features > 0 && weight.in_features > 0, "%s: the weight is %lld x %lld", op,
             static_cast<long long>(weight.out_features),
             static_cast<long long>(weight.in_features));
  DF_REQUIRE(weight.out_features <= (int64_t{1} << 40) / weight.in_features,
             "%s: a weight of %lld x %lld is too large", op,
             static_cast<long long>(weight.out_features),
             static_cast<long long>(weight.in_features));
  DF_REQUIRE(weight.data != nullptr, "%s: the weight has no data", op);
  switch (weight.format) {
    case DF_F32:
    case DF_F16:
    case DF_BF16:
      return ok();
    case DF_NF4:
      break;
    default:
      return fail(DF_UNSUPPORTED, "%s: weight format %d is not F32, F16, BF16 or NF4", op,
                  weight.format);
  }
  DF_REQUIRE(weight.block_size >= 2 && weight.block_size % 2 == 0,
             "%s: NF4 block_size is %d, give an even number", op, weight.block_size);
  DF_REQUIRE(weight_count(weight) % 2 == 0, "%s: an NF4 weight needs an even number of values", op);
  if (weight.nested_block_size == 0) {
    DF_REQUIRE(weight.absmax != nullptr, "%s: the NF4 weight has no absmax", op);
    return ok();
  }
  DF_REQUIRE(weight.nested_block_size > 0, "%s: nested_block_size is %d", op,
             weight.nested_block_size);
  DF_REQUIRE(weight.absmax_q != nullptr && weight.absmax_nested != nullptr &&
                 weight.nested_code != nullptr,
             "%s: the double-quantized weight needs absmax_q, absmax_nested and nested_code", op);
  return ok();
}

}  // namespace df::plugin
