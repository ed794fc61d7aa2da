// Copies between the device and pinned memory that run beside the ops, on a stream of their own.
#pragma once

#include "backends/cuda/context.h"

namespace df::cuda {

DfStatus transfers_create(DfContext* context);
void transfers_destroy(DfContext* context);
// Blocks until every copy has ended.
DfStatus transfers_synchronize(DfContext* context);

}  // namespace df::cuda
