// This test program started again, to run one of its disabled tests in a process of its own.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>

namespace df::test {

// Runs the test `name` ("Suite.Case") with these settings added to the environment. Standard output goes
// nowhere; `descriptor` (above 3), where given, becomes the child's descriptor 3.
pid_t start_self(const std::string& name, const std::map<std::string, std::string>& settings, int descriptor = -1);

// The wait status of such a child.
int wait_for(pid_t child);

}  // namespace df::test
