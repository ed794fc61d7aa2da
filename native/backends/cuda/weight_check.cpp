// Checks of weights and adapters, before a kernel reads them.
#include "backends/cuda/matrix_check.h"

namespace df::cuda {

DfStatus check_weight(const DfWeight& weight, const char* op) {
  DF_REQUIRE(weight.out_features > 0 && weight.in_features > 0, "%s: the weight is %lld x %lld", op,
             static_cast<long long>(weight.out_features),
             static_cast<long long>(weight.in_features));
  DF_REQUIRE(weight.out_features <= (int64_t{1} << 40) / weight.in_features,
             "%s: a weight of %lld x %lld is too large", op,
             static_cast<long long>(weight.out_features),
             static_cast<long long>(weight.in_features));
  DF_REQUIRE(weight.data != nullptr, "%s: the weight has no data", op);
  if (is_float(weight.format)) return ok();
  if (weight.format != DF_NF4) {
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

DfStatus check_adapter(const DfAdapter& adapter, const DfWeight& weight, const char* op) {
  if (adapter.rank == 0) return ok();
  DF_REQUIRE(adapter.rank > 0 && adapter.rank <= 4096, "%s: rank %d, give 1 to 4096", op,
             adapter.rank);
  DF_REQUIRE(adapter.dropout >= 0.0f && adapter.dropout < 1.0f, "%s: dropout %g is not in [0, 1)",
             op, static_cast<double>(adapter.dropout));
  DF_CHECK(check_matrix(adapter.a, op, "adapter.a", DF_F32, adapter.rank, weight.in_features));
  return check_matrix(adapter.b, op, "adapter.b", DF_F32, weight.out_features, adapter.rank);
}

}  // namespace df::cuda
