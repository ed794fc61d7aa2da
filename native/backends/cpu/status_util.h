// Statuses as every backend makes them.
#pragma once

#include "core/plugin/status_util.h"

namespace df::cpu {

using plugin::fail;
using plugin::ok;

}  // namespace df::cpu
