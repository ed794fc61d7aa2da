// manifest.json of a checkpoint. For checkpoint_dir.cpp alone.
#pragma once

#include <string>
#include <string_view>

#include "core/train/checkpoint_dir.h"

namespace df {

inline constexpr const char* kManifestName = "manifest.json";

// Letters, digits, '.', '_', '-', not starting with a dot: no path out of the folder.
bool is_checkpoint_file_name(std::string_view name);

std::string manifest_text(const CheckpointManifest& manifest);
// `where` names the checkpoint in errors ("step-40"). The text must be exactly what manifest_text()
// makes of its content, so that every flipped bit shows.
CheckpointManifest parse_manifest(std::string_view text, const std::string& where);

}  // namespace df
