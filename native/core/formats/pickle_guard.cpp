#include "core/formats/pickle_guard.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/error.h"
#include "core/util/file_handle.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

namespace fs = std::filesystem;

constexpr size_t kHeadBytes = 512;
constexpr size_t kMaxFolderEntries = 10'000;
constexpr const char* kHint =
    "Pickle files can run code when they are read. Convert the model to safetensors, or get it in "
    "that format.";

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// GLOBAL: module '\n' name '\n'.
bool is_global_opcode(std::string_view text) {
  const size_t first = text.find('\n');
  if (text.empty() || text[0] != 'c' || first == text.npos || first < 2) return false;
  const size_t second = text.find('\n', first + 1);
  if (second == text.npos) return false;
  const std::string_view lines = text.substr(1, second - 1);
  return std::all_of(lines.begin(), lines.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '\n';
  });
}

// Protocols 0 and 1 have no marker: their streams begin with one of these ASCII opcodes (pickle.py)
// and are told from other text by what must follow it.
bool is_text_pickle(std::string_view head) {
  if (head.size() < 2) return false;
  if (is_global_opcode(head)) return true;
  const auto memoized = [](char c) { return c == 'p' || c == 'q'; };
  if (head[0] == '(') {
    if (is_global_opcode(head.substr(1))) return true;
    return head.size() > 3 && std::string_view("dlt").find(head[1]) != head.npos &&
           memoized(head[2]) && (head[2] == 'q' || std::isdigit(head[3]) != 0);
  }
  // Empty dict, list or tuple, memoized by BINPUT, then filled.
  return head.size() > 3 && std::string_view("}])").find(head[0]) != head.npos &&
         memoized(head[1]);
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

std::vector<uint8_t> read_head(const fs::path& path) {
  const FileHandle file = FileHandle::open_regular(path);
  std::vector<uint8_t> head(kHeadBytes);
  ssize_t done = 0;
  do {
    done = ::read(file.fd(), head.data(), head.size());
  } while (done < 0 && errno == EINTR);
  if (done < 0) throw_errno(errno, path.filename().string(), "reading");
  head.resize(static_cast<size_t>(done));
  return head;
}

[[noreturn]] void refuse(const std::string& field, const std::string& what) {
  throw Error(ErrorCode::kUnsupported, field, "it is " + what + ", and pickle is never read here",
              kHint);
}

}  // namespace

PickleSign pickle_sign(std::span<const uint8_t> head) {
  using namespace std::string_view_literals;
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  if (text.size() >= 2 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5) {
    return {"a pickle of protocol " + std::to_string(static_cast<int>(text[1])), true};
  }
  if (is_text_pickle(text)) return {"a pickle of protocol 0 or 1", true};
  for (const auto zip : {"PK\x03\x04"sv, "PK\x05\x06"sv, "PK\x06\x06"sv, "PK\x07\x08"sv}) {
    if (!starts_with(text, zip)) continue;
    return {"a zip archive, as PyTorch saves its pickles", text.find(".pkl") != text.npos};
  }
  if (text.size() > 262 && text.substr(257, 5) == "ustar") {
    return {"a tar archive, as old PyTorch versions save their pickles", false};
  }
  // gzip, bzip2, xz, zstd, lz4, zlib: what pickle tools wrap their files in.
  for (const auto packed : {"\x1f\x8b"sv, "BZh"sv, "\xfd\x37zXZ"sv, "\x28\xb5\x2f\xfd"sv,
                            "\x04\x22\x4d\x18"sv, "\x78\x9c"sv, "ZF0x"sv}) {
    if (starts_with(text, packed)) return {"a compressed file, as pickle tools write", false};
  }
  return {};
}

bool has_pickle_name(const fs::path& path) {
  static constexpr std::array<std::string_view, 8> kNames = {
      ".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".dill"};
  return std::find(kNames.begin(), kNames.end(), lower_extension(path)) != kNames.end();
}

void refuse_pickle_content(std::span<const uint8_t> head, const std::string& field) {
  const PickleSign sign = pickle_sign(head);
  if (!sign.what.empty()) refuse(field, sign.what);
}

void refuse_pickle_folder(const fs::path& directory) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored)) paths.push_back(it->path());
    if (paths.size() >= kMaxFolderEntries) break;
  }
  if (error) throw_errno(error.value(), printable(directory.filename().string()), "listing");
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    const std::string name = printable(path.filename().string());
    if (has_pickle_name(path)) refuse(name, "a PyTorch weight file by its name");
    const PickleSign sign = pickle_sign(read_head(path));
    if (sign.certain) refuse(name, sign.what);
  }
}

}  // namespace df
