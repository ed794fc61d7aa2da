// What forward and backward of a linear layer share.
#pragma once

#include <algorithm>

#include "backends/cuda/gemm/drop_mask.h"
#include "backends/cuda/gemm/factors.h"
#include "backends/cuda/gemm/gemm.h"
#include "backends/cuda/gemm/panel.h"
#include "backends/cuda/launch.h"
#include "backends/cuda/matrix_check.h"
#include "backends/cuda/scratch.h"

namespace df::cuda {

inline bool has_adapter(const DfAdapter* adapter) { return adapter != nullptr && adapter->rank > 0; }

// Low-rank factors in scratch have rows of whole 16-byte vectors.
inline int64_t padded_rank(int64_t rank) { return round_up(rank, 8); }

// Rows of a panel. A 16-bit panel is the whole weight, so that each product is one launch and sums
// over k are rounded once; float32 panels are bounded, for they are for comparisons, not for speed.
inline int64_t panel_rows(const DfWeight& weight, int32_t dtype) {
  constexpr int64_t kFloatPanel = int64_t{64} << 20;
  if (dtype != DF_F32) return weight.out_features;
  return std::min(weight.out_features, std::max<int64_t>(kFloatPanel / (weight.in_features * 4), 128));
}

inline uint64_t panel_bytes(const DfWeight& weight, int32_t dtype, const float* row_scale) {
  if (panel_is_weight(weight, dtype, row_scale)) return 0;
  return static_cast<uint64_t>(panel_rows(weight, dtype) * weight.in_features * dtype_bytes(dtype));
}

inline void* column(void* data, int32_t dtype, int64_t col) {
  return static_cast<char*>(data) + col * dtype_bytes(dtype);
}
inline const void* column(const void* data, int32_t dtype, int64_t col) {
  return static_cast<const char*>(data) + col * dtype_bytes(dtype);
}

// Rows [begin, begin + rows) of a matrix.
inline DfMatrix rows_of(const DfMatrix& m, int64_t begin, int64_t rows) {
  DfMatrix part = m;
  if (part.data != nullptr) part.data = static_cast<char*>(m.data) + begin * m.ld * dtype_bytes(m.dtype);
  part.rows = rows;
  return part;
}

inline bool drops(const DfAdapter* adapter) { return has_adapter(adapter) && adapter->dropout > 0; }

// The adapter's mask over [rows, cols] as a product takes it; `bits` is drop_mask_bytes of scratch.
inline GemmDropout mask_view(const DfAdapter& adapter, Drop what, const uint32_t* bits, int64_t rows,
                             int64_t cols) {
  return GemmDropout{what, dropout_of(adapter.rng, adapter.dropout).factor, bits, drop_mask_words(cols), rows,
                     cols};
}

// out [rows, rank] = alpha * x p^T, p [rank, columns]: the narrow product of forward (p = A) and of
// backward (p = B^T), cut into pieces where x has few rows. `partials`: gemm_partial_bytes.
struct NarrowProduct {
  DfMatrix x;
  const void* p;
  int64_t p_ld;
  int64_t rank;
  float alpha;
  GemmDropout dropout;
  void* out;
  int64_t out_ld;
  float* partials;
};
DfStatus narrow_product(DfContext* context, const NarrowProduct& product);

// out[i, r] += alpha * row_scale[i] * sum over rows t of left[t, i] right[t, r], in float32; transposed: out[r, i].
// `partials`: gemm_splits(columns of left, rank, rows) x columns x rank numbers.
struct RowSums {
  DfMatrix left;
  const void* right;
  int64_t right_ld;
  int64_t rank;
  GemmDropout dropout;  // of left
  float alpha;
  const float* row_scale;  // may be null
  void* out;
  int64_t out_ld;
  bool transposed;
  float* partials;
};
DfStatus row_sums(DfContext* context, const RowSums& sums);

}  // namespace df::cuda
