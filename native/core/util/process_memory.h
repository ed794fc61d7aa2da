// What this process really holds.
#pragma once

#include <cstdint>

namespace df {

// Anonymous resident memory in bytes (RssAnon of /proc/self/status): what the process allocated and
// touched, without mapped files. 0 where the system does not tell.
uint64_t anonymous_resident_bytes();

}  // namespace df
