// What the linear ops share: the weight as float32 panels, the adapter's packed factors, and the
// products with them.
#pragma once

#include <cstdint>

#include "backends/cpu/cpu_features.h"
#include "differential/status.h"
#include "differential/types.h"

struct DfContext;

namespace df::cpu {

// A weight as the big products see it: W, or row_scale o W, or row_scale o (W + scale * B A).
struct PanelSource {
  const DfWeight* weight;
  const DfAdapter* adapter = nullptr;  // null: the bare weight
  bool with_scale = false;             // fold the adapter's row scale in
  bool with_product = false;           // fold scale * B A in
};

// The weight's own memory serves as the panel: float32 and nothing to fold in.
bool panel_is_weight(const PanelSource& source);

// Rows of a panel, so that a layer of any size needs a bounded scratch: 4 MB stay in the caches of
// the cores that share them.
int64_t panel_rows(const DfWeight& weight);

// Rows [first, first + rows) into out [rows, in_features].
void build_panel(DfContext* context, const PanelSource& source, int64_t first, int64_t rows,
                 float* out);

// A^T as [in_features, wide_rank], zero behind the rank.
void pack_a(DfContext* context, const DfAdapter& adapter, float* out);

// factor * row_scale o B as [out_features, wide_rank].
void pack_b(DfContext* context, const DfAdapter& adapter, float factor, float* out);

// out[rows, wide_rank] = drop(x) * packed, packed [x.cols, wide]. adapter null: no dropout. The
// dropout index of row r is (adapter->first_row + first_row + r) * x.cols + column.
void project(DfContext* context, const DfMatrix& x, const float* packed, int64_t wide,
             const DfAdapter* adapter, int64_t first_row, float* out, int64_t out_ld);

// Shapes and pointers of an adapter against its weight.
DfStatus check_adapter(const DfAdapter& adapter, const DfWeight& weight, const char* op);

inline bool has_adapter(const DfAdapter* adapter) {
  return adapter != nullptr && adapter->rank > 0;
}

}  // namespace df::cpu
