// The folder protocol of checkpoints. A folder root/step-N is either whole or not there:
//   step-N.tmp/ -> files, manifest.json (length and SHA-256 of each) -> fsync files and folder
//   -> rename to step-N -> fsync root.
// Deleting renames into root/.trash first, so that a half-deleted step is never visible.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/util/byte_sink.h"

namespace df {

struct CheckpointFile {
  std::string name;
  uint64_t bytes = 0;
  std::string sha256;
};

struct CheckpointManifest {
  int64_t step = 0;
  std::vector<CheckpointFile> files;  // sorted by name
  std::string sha256;                 // of manifest.json itself

  uint64_t total_bytes() const;
};

class CheckpointWriter {
 public:
  // Creates `root` if need be (its parent must exist) and an empty step-N.tmp; what an interrupted
  // save left there is removed. Throws kDiskFull with bytes needed and free when less than
  // 1.2 x `expected_bytes` are free.
  CheckpointWriter(std::filesystem::path root, int64_t step, uint64_t expected_bytes);
  // An unfinished writer leaves step-N.tmp for sweep_checkpoints().
  ~CheckpointWriter() = default;
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  // Names are flat: letters, digits, '.', '_', '-'. The callback streams the bytes.
  void add_file(const std::string& name, const std::function<void(ByteSink&)>& produce);
  void add_file(const std::string& name, std::string_view bytes);

  // Makes the checkpoint visible; a step-N that exists already is replaced. Returns the SHA-256 of
  // manifest.json, to be stored in the database row that commits the step.
  std::string finish();

 private:
  void commit(const std::string& manifest);

  std::filesystem::path root_;
  std::filesystem::path directory_;
  int64_t step_;
  uint64_t expected_bytes_;
  std::vector<CheckpointFile> files_;
  bool finished_ = false;
};

struct CheckpointEntry {
  int64_t step = 0;
  std::filesystem::path directory;
};

// Visible checkpoints, oldest first, unverified. A root that does not exist has none.
std::vector<CheckpointEntry> list_checkpoints(const std::filesystem::path& root);

// Removes step-N.tmp and .trash left by a process that died. Returns the names removed. Call it
// when no writer is at work in `root`.
std::vector<std::string> sweep_checkpoints(const std::filesystem::path& root);

// Reads every byte and compares with the manifest. Throws kCorrupt or kNotFound whose field is the
// first bad file ("step-40/adapter_model.safetensors"). With `manifest_sha256` the manifest itself
// must have that hash.
CheckpointManifest verify_checkpoint(const std::filesystem::path& directory,
                                     std::string_view manifest_sha256 = {});

// The newest checkpoint that verifies. `on_bad` hears of each newer one that does not.
std::optional<CheckpointEntry> newest_valid_checkpoint(
    const std::filesystem::path& root,
    const std::function<void(const CheckpointEntry&, const Error&)>& on_bad);

// Renames into .trash, then deletes. Absent is fine.
void remove_checkpoint(const std::filesystem::path& root, int64_t step);

}  // namespace df
