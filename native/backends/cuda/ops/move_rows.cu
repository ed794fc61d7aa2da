// Gathering and scattering of whole rows, moved as units of 16 or 2 bytes.
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"

using namespace df::cuda;

namespace {

template <typename Unit>
struct MoveRows {
  const Unit* from;
  Unit* to;
  int64_t from_ld, to_ld;  // in units
  const int32_t* rows;
  bool gather;
  template <int N>
  __device__ void apply(int64_t row, int64_t col) const {
    const int64_t source = gather ? rows[row] : row;
    const int64_t target = gather ? row : rows[row];
    to[target * to_ld + col] = from[source * from_ld + col];
  }
};

template <typename Unit>
DfStatus move(const DfContext* context, const char* op, const DfMatrix& from, const DfMatrix& to,
              const int32_t* rows, int64_t count, bool gather) {
  const int64_t each = static_cast<int64_t>(sizeof(Unit)) / dtype_bytes(from.dtype);
  const MoveRows<Unit> f{static_cast<const Unit*>(from.data), static_cast<Unit*>(to.data),
                         from.ld / each, to.ld / each, rows, gather};
  return launch_each<1>(context, op, count, from.cols / each, false, true, f);
}

DfStatus move_rows(const DfContext* context, const char* op, const DfMatrix& from,
                   const DfMatrix& to, const int32_t* rows, int64_t count, bool gather) {
  DF_REQUIRE(count == 0 || rows != nullptr, "%s: rows is missing", op);
  const bool wide = aligned_to(from, 16) && aligned_to(to, 16) &&
                    from.cols * dtype_bytes(from.dtype) % 16 == 0;
  if (wide) return move<uint4>(context, op, from, to, rows, count, gather);
  if (from.dtype == DF_F32) return move<uint32_t>(context, op, from, to, rows, count, gather);
  return move<uint16_t>(context, op, from, to, rows, count, gather);
}

}  // namespace

DfStatus df_cuda_gather_rows(DfContext* context, const DfGatherRows* args) {
  constexpr const char* kOp = "gather_rows";
  const DfGatherRows& g = *args;
  DF_CHECK(check_activations(context, g.in, kOp, "in"));
  DF_CHECK(check_matrix(g.out, kOp, "out", g.in.dtype, g.out.rows, g.in.cols));
  return move_rows(context, kOp, g.in, g.out, g.rows, g.out.rows, true);
}

DfStatus df_cuda_scatter_rows(DfContext* context, const DfScatterRows* args) {
  constexpr const char* kOp = "scatter_rows";
  const DfScatterRows& s = *args;
  DF_CHECK(check_activations(context, s.values, kOp, "values"));
  DF_CHECK(check_matrix(s.out, kOp, "out", s.values.dtype, s.out.rows, s.values.cols));
  return move_rows(context, kOp, s.values, s.out, s.rows, s.values.rows, false);
}
