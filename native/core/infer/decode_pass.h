// The decoder over one row a sequence, with the ops that do several things at once where the backend
// has them. The same results as Decoder::forward up to rounding.
#pragma once

#include <vector>

#include "core/models/decoder.h"

namespace df {

// Fills activations.n_last like Decoder::forward; attention is cached.
void decode_pass(const Decoder& decoder, const DecoderInput& input, const std::vector<BlockAdapters>& adapters,
                 const std::vector<DfKvCache>& caches);

}  // namespace df
