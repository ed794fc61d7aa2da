// Model shapes that benchmarks know by name, as config.json texts.
#pragma once

#include <string>

namespace df::bench {

// "peers" (12 M parameters, small enough for a CPU), "base" (the bundled model), "tinyllama",
// "llama2-7b", "llama3-8b". Throws df::Error for others.
// `positions`: the longest context, when it is not 0.
std::string shape_config(const std::string& name, int64_t positions = 0);

}  // namespace df::bench
