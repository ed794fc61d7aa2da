// Typed arrays from JavaScript as core values, with their checks.
#pragma once

#include <napi.h>

#include <vector>

#include "core/infer/label_trie.h"
#include "core/train/examples.h"

namespace df::addon {

// {tokens, offsets, promptTokens} (ExampleArrays).
Examples read_examples(const Napi::Value& value, const char* field);
// {tokens, offsets}: one token sequence an entry.
std::vector<Label> read_sequences(const Napi::Value& value, const char* field);
std::string read_text(const Napi::Value& value, const char* field);

}  // namespace df::addon
