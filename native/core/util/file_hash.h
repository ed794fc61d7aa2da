// SHA-256 of a file's bytes.
#pragma once

#include <filesystem>
#include <string>

namespace df {

// Throws kNotFound when the file cannot be read.
std::string file_sha256(const std::filesystem::path& path);

}  // namespace df
