// The check of an adapter, before a kernel reads it.
#include "backends/cuda/matrix_check.h"

namespace df::cuda {

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
