// What the fuzzers run, shared with the test that replays their corpus. Each takes any bytes and
// either accepts them, with its invariants checked, or throws df::Error, which is swallowed; anything
// else that escapes is a finding.
#pragma once

#include <cstddef>
#include <cstdint>

namespace df::fuzz {

void safetensors(const uint8_t* data, size_t bytes);
void model_config(const uint8_t* data, size_t bytes);
void peft_config(const uint8_t* data, size_t bytes);
void manifest(const uint8_t* data, size_t bytes);

}  // namespace df::fuzz
