// What this process really holds.
#pragma once

#include <cstdint>

namespace df {

// Anonymous resident memory in bytes (RssAnon of /proc/self/status): what the process allocated and
// touched, without mapped files. 0 where the system does not tell.
uint64_t anonymous_resident_bytes();

// Gives freed heap memory back to the system, where the C library can. After a checkpoint or a model
// was read: the buffers of the reading are freed, and a plan must not be exceeded by what is not used.
void return_freed_memory();

}  // namespace df
