// Shared by the tests of file formats and checkpoints.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/formats/safetensors.h"

namespace df::test {

// A folder that is gone after the test.
class TempDir {
 public:
  // kMemory: on a memory file system where there is one, for tests that sync thousands of times.
  enum class Kind { kDisk, kMemory };

  explicit TempDir(Kind kind = Kind::kDisk);
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// Small real files under native/tests/data/formats.
std::filesystem::path data_path(const std::string& name);

void spit(const std::filesystem::path& path, std::string_view bytes);
std::string slurp(const std::filesystem::path& path);

// header_length + header + data, without any checks.
std::string raw_safetensors(std::string_view header, std::string_view data);

class StringSink final : public ByteSink {
 public:
  void write(const void* data, size_t bytes) override {
    text.append(static_cast<const char*>(data), bytes);
  }
  std::string text;
};

std::vector<TensorEntry> entries_of(const SafetensorsFile& file);

// The df::Error that `action` throws; a test failure when it throws none, or one without a field.
Error error_of(const std::function<void()>& action);

// What went wrong in `action`, or "" when it threw a proper df::Error within two seconds of work.
std::string refusal_fault(const std::function<void()>& action);

// Runs `body` in a child process that may allocate at most `extra_bytes` more than the process has
// now (no limit under AddressSanitizer, which reserves its own terabytes). `body` writes what went
// wrong; the result is that text, or how the child died.
std::string run_limited(uint64_t extra_bytes, const std::function<void(std::ostream&)>& body);

}  // namespace df::test
