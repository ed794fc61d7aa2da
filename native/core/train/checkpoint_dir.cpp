#include "core/train/checkpoint_dir.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "core/train/checkpoint_manifest.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"
#include "core/util/mapped_file.h"
#include "core/util/sha256.h"

namespace df {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTrash = ".trash";
constexpr std::string_view kStepPrefix = "step-";
constexpr std::string_view kTmpSuffix = ".tmp";
constexpr size_t kHashChunk = 8u << 20;

std::string step_name(int64_t step) { return std::string(kStepPrefix) + std::to_string(step); }

// -1 unless `name` is exactly what step_name() makes.
int64_t step_of(std::string_view name) {
  if (!name.starts_with(kStepPrefix)) return -1;
  const std::string_view digits = name.substr(kStepPrefix.size());
  int64_t step = -1;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), step);
  const bool whole = result.ec == std::errc() && result.ptr == digits.data() + digits.size();
  return whole && step >= 0 && step_name(step) == name ? step : -1;
}

bool is_tmp(std::string_view name) {
  if (!name.ends_with(kTmpSuffix)) return false;
  return step_of(name.substr(0, name.size() - kTmpSuffix.size())) >= 0;
}

bool is_real_directory(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::none) {
    throw_errno(error.value(), path.filename().string(), "looking at it");
  }
  return fs::is_directory(status);
}

std::vector<std::string> names_in(const fs::path& directory) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator it(directory, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  if (error) throw_errno(error.value(), printable(directory.filename().string()), "listing");
  std::sort(names.begin(), names.end());
  return names;
}

// A name under which a folder is out of sight until it is deleted.
fs::path hidden_name(const fs::path& root, const std::string& name) {
  const fs::path bin = root / kTrash;
  try {
    create_private_directory(bin);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kDiskFull) throw;
    // On a full disk even an empty folder is too much, and deleting is what helps.
    fs::path tmp = root / (name + std::string(kTmpSuffix));
    remove_tree(tmp);
    return tmp;
  }
  // A deletion that was interrupted may have left a folder of the same name.
  for (int suffix = 0;; ++suffix) {
    fs::path target = bin / (name + "-" + std::to_string(suffix));
    if (!path_exists(target)) return target;
  }
}

// Moves a checkpoint out of sight at once, then deletes it at leisure.
void trash(const fs::path& root, const fs::path& directory) {
  const fs::path target = hidden_name(root, directory.filename().string());
  rename_durable(directory, target);
  sync_directory(root);
  remove_tree(target);
}

class HashingSink final : public ByteSink {
 public:
  explicit HashingSink(ByteSink& target) : target_(target) {}
  void write(const void* data, size_t bytes) override {
    hash_.update(data, bytes);
    target_.write(data, bytes);
  }
  std::string hex() { return hash_.finish_hex(); }

 private:
  ByteSink& target_;
  Sha256 hash_;
};

void check_file(const fs::path& directory, const CheckpointFile& file) {
  const std::string field = directory.filename().string() + "/" + file.name;
  const auto fail = [&](ErrorCode code, const std::string& message) {
    throw Error(code, field, message, "An older checkpoint can be used instead.");
  };
  if (!path_exists(directory / file.name)) fail(ErrorCode::kNotFound, "it is missing");
  const MappedFile mapped = MappedFile::open(directory / file.name);
  if (mapped.size() != file.bytes) {
    fail(ErrorCode::kCorrupt, "it has " + std::to_string(mapped.size()) + " bytes instead of " +
                                  std::to_string(file.bytes));
  }
  Sha256 hash;
  for (size_t offset = 0; offset < mapped.size(); offset += kHashChunk) {
    const size_t bytes = std::min(kHashChunk, mapped.size() - offset);
    hash.update(mapped.data() + offset, bytes);
    mapped.release(mapped.data() + offset, bytes);
  }
  if (hash.finish_hex() != file.sha256) {
    fail(ErrorCode::kCorrupt, "its content is not what was saved (SHA-256 differs)");
  }
}

}  // namespace

CheckpointWriter::CheckpointWriter(fs::path root, int64_t step, uint64_t expected_bytes)
    : root_(std::move(root)),
      directory_(root_ / (step_name(step) + std::string(kTmpSuffix))),
      step_(step),
      expected_bytes_(expected_bytes) {
  if (step < 0) throw Error(ErrorCode::kInvalidInput, "step", "it must not be negative");
  with_needed_bytes(root_, expected_bytes, [&] {
    create_private_directory(root_);
    remove_tree(directory_);
    require_free_bytes(root_, expected_bytes, step_name(step));
    create_private_directory(directory_);
  });
}

void CheckpointWriter::add_file(const std::string& name,
                                const std::function<void(ByteSink&)>& produce) {
  const std::string field = step_name(step_) + "/" + printable(name);
  const bool twice = std::any_of(files_.begin(), files_.end(),
                                 [&](const CheckpointFile& file) { return file.name == name; });
  if (finished_ || twice || name == kManifestName || !is_checkpoint_file_name(name)) {
    throw Error(ErrorCode::kInvalidInput, field, "a checkpoint cannot take a file of this name");
  }
  with_needed_bytes(root_, expected_bytes_, [&] {
    FileWriter writer(directory_ / name, field);
    HashingSink sink(writer);
    produce(sink);
    writer.close();
    files_.push_back({name, writer.bytes_written(), sink.hex()});
  });
}

void CheckpointWriter::add_file(const std::string& name, std::string_view bytes) {
  add_file(name, [&](ByteSink& sink) { sink.write(bytes.data(), bytes.size()); });
}

std::string CheckpointWriter::finish() {
  if (finished_) throw Error(ErrorCode::kEngine, step_name(step_), "it is finished already");
  CheckpointManifest manifest{step_, files_, ""};
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const CheckpointFile& a, const CheckpointFile& b) { return a.name < b.name; });
  const std::string text = manifest_text(manifest);
  with_needed_bytes(root_, expected_bytes_, [&] { commit(text); });
  finished_ = true;
  return sha256_hex(text);
}

void CheckpointWriter::commit(const std::string& manifest) {
  FileWriter writer(directory_ / kManifestName, step_name(step_) + "/" + kManifestName);
  writer.write(manifest.data(), manifest.size());
  writer.close();
  sync_directory(directory_);

  const fs::path target = root_ / step_name(step_);
  if (!path_exists(target)) {
    rename_durable(directory_, target);
    return;
  }
  // A step that is saved again, by a run that resumed from an earlier one, is swapped with the new
  // folder: a whole step-N is there at every moment. Where the file system has no swap, the old one
  // goes first.
  if (!exchange_durable(directory_, target)) {
    trash(root_, target);
    rename_durable(directory_, target);
    return;
  }
  try {
    remove_tree(directory_);
  } catch (const Error&) {
    // The save is done; what is left of the old folder is out of sight and swept at the next start.
  }
}

std::vector<CheckpointEntry> list_checkpoints(const fs::path& root) {
  std::vector<CheckpointEntry> entries;
  if (!path_exists(root)) return entries;
  for (const std::string& name : names_in(root)) {
    const int64_t step = step_of(name);
    if (step >= 0 && is_real_directory(root / name)) entries.push_back({step, root / name});
  }
  std::sort(entries.begin(), entries.end(),
            [](const CheckpointEntry& a, const CheckpointEntry& b) { return a.step < b.step; });
  return entries;
}

std::vector<std::string> sweep_checkpoints(const fs::path& root) {
  std::vector<std::string> removed;
  if (!path_exists(root)) return removed;
  for (const std::string& name : names_in(root)) {
    if (!is_tmp(name) && name != kTrash) continue;
    remove_tree(root / name);
    removed.push_back(name);
  }
  if (!removed.empty()) sync_directory(root);
  return removed;
}

CheckpointManifest verify_checkpoint(const fs::path& path, std::string_view manifest_sha256) {
  const fs::path directory = path.has_filename() ? path : path.parent_path();
  const std::string where = directory.filename().string();
  const std::string field = where + "/" + kManifestName;
  if (!path_exists(directory / kManifestName)) {
    throw Error(ErrorCode::kNotFound, field, "it is missing",
                "An older checkpoint can be used instead.");
  }
  const std::string text =
      read_small_file(directory / kManifestName, field, JsonLimits{}.max_bytes);
  const CheckpointManifest manifest = parse_manifest(text, where);
  if (manifest.step != step_of(where)) {
    throw Error(ErrorCode::kCorrupt, field + ": step", "it is not the step of the folder");
  }
  if (!manifest_sha256.empty() && manifest.sha256 != manifest_sha256) {
    throw Error(ErrorCode::kCorrupt, field, "it is not the manifest that was committed");
  }
  for (const CheckpointFile& file : manifest.files) check_file(directory, file);
  return manifest;
}

std::optional<CheckpointEntry> newest_valid_checkpoint(
    const fs::path& root, const std::function<void(const CheckpointEntry&, const Error&)>& on_bad) {
  std::vector<CheckpointEntry> entries = list_checkpoints(root);
  for (; !entries.empty(); entries.pop_back()) {
    try {
      verify_checkpoint(entries.back().directory);
      return entries.back();
    } catch (const Error& error) {
      if (on_bad) on_bad(entries.back(), error);
    }
  }
  return std::nullopt;
}

void remove_checkpoint(const fs::path& root, int64_t step) {
  const fs::path directory = root / step_name(step);
  if (path_exists(directory)) trash(root, directory);
}

}  // namespace df
