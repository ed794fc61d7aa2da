#include "core/train/checkpoint_manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/util/json_guard.h"
#include "core/util/sha256.h"

namespace df {
namespace {

constexpr int64_t kVersion = 1;
constexpr size_t kMaxFiles = 1000;

}  // namespace

uint64_t CheckpointManifest::total_bytes() const {
  uint64_t sum = 0;
  for (const CheckpointFile& file : files) sum += file.bytes;
  return sum;
}

bool is_checkpoint_file_name(std::string_view name) {
  return !name.empty() && name.size() <= 200 && name[0] != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == '-';
         });
}

std::string manifest_text(const CheckpointManifest& manifest) {
  using nlohmann::ordered_json;
  ordered_json out;
  out["version"] = kVersion;
  out["step"] = manifest.step;
  out["files"] = ordered_json::array();
  for (const CheckpointFile& file : manifest.files) {
    ordered_json entry;
    entry["name"] = file.name;
    entry["bytes"] = file.bytes;
    entry["sha256"] = file.sha256;
    out["files"].push_back(std::move(entry));
  }
  return out.dump(2) + "\n";
}

CheckpointManifest parse_manifest(std::string_view text, const std::string& where) {
  const std::string file = where + "/" + kManifestName;
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root();
  root.integer("version", kVersion, kVersion);
  CheckpointManifest manifest;
  manifest.step = root.integer("step", 0, INT64_MAX);
  for (const JsonObject& entry : root.objects("files", kMaxFiles)) {
    CheckpointFile item;
    item.name = entry.text("name", 200);
    item.bytes = static_cast<uint64_t>(entry.integer("bytes", 0, INT64_MAX));
    item.sha256 = entry.text("sha256", 64);
    if (!is_checkpoint_file_name(item.name) || item.name == kManifestName) {
      throw Error(ErrorCode::kCorrupt, entry.field("name"), "it is not a checkpoint file name");
    }
    if (!is_sha256_hex(item.sha256)) {
      throw Error(ErrorCode::kCorrupt, entry.field("sha256"), "it is not a SHA-256");
    }
    if (!manifest.files.empty() && manifest.files.back().name >= item.name) {
      throw Error(ErrorCode::kCorrupt, entry.field("name"), "files are not in order");
    }
    manifest.files.push_back(std::move(item));
  }
  if (manifest_text(manifest) != text) {
    throw Error(ErrorCode::kCorrupt, file, "it is not in the form in which it was written");
  }
  manifest.sha256 = sha256_hex(text);
  return manifest;
}

}  // namespace df
