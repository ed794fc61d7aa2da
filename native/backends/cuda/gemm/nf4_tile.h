// Products of three to 32 rows with NF4 weights: what decoding for many sequences does. Layers that
// read the same rows go in one launch.
#pragma once

#include "backends/cuda/context.h"
#include "backends/cuda/status.h"

namespace df::cuda {

inline constexpr int64_t kNf4TileRows = 32;  // at most
inline constexpr int kNf4TileParts = 3;

bool nf4_tile_takes(const DfContext* context, const DfWeight& weight, const DfMatrix& x);

// Whether these layers together are faster here than by nf4_rows.
bool nf4_tile_wins(const DfContext* context, const DfWeight* const* weights, int count, int64_t rows);

// y[p] (+)= x W_p^T + bias_p for layers of the same in_features and quantization.
DfStatus nf4_tile(DfContext* context, const DfMatrix& x, const DfWeight* const* weights, const DfMatrix* y, int count,
                  bool accumulate);

}  // namespace df::cuda
