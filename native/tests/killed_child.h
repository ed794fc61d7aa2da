// A training run in a process of its own, which the test may kill at any moment.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>

namespace df::test {

// Runs the spec in the file `spec` on the examples of random_examples() that every child makes alike. The
// events arrive as lines, also those sent before the blow fell; `on_event` returns true when the child is to
// be killed now (SIGKILL). Returns true when the child came to its end by itself, with exit code 0.
bool train_in_child(const std::filesystem::path& spec, const std::function<bool(const std::string&)>& on_event);

}  // namespace df::test
