// Pickle files run code when they are read, so they are recognised and refused, never parsed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace df {

struct PickleSign {
  std::string what;      // "a zip archive, as PyTorch saves its pickles"; "" when there is no sign
  bool certain = false;  // false: a container that could hold something else
};

// What the first bytes of a file give away. Only for files that are not what they should be: the
// first bytes of a valid safetensors file are a length, which can be any bytes.
PickleSign pickle_sign(std::span<const uint8_t> head);
// .bin, .pt, .pth, .pkl and their like, any case.
bool has_pickle_name(const std::filesystem::path& path);

// Throws kUnsupported at any sign of pickle, whatever the name of the file.
void refuse_pickle_content(std::span<const uint8_t> head, const std::string& field);
// For a folder that has no safetensors: throws kUnsupported naming the first pickle file in it, by
// name or for certain by content; returns when there is none.
void refuse_pickle_folder(const std::filesystem::path& directory);

}  // namespace df
