// The one exception type of the core. It never crosses the ABI or the addon: both turn it into a
// status or a typed JavaScript error.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace df {

// Mirrors AppErrorCode on the TypeScript side; error_code_name() gives the wire spelling.
enum class ErrorCode {
  kInvalidInput,
  kNotFound,
  kUnsupported,
  kCorrupt,
  kOutOfMemory,
  kDiskFull,
  kReadOnly,
  kPermissionDenied,
  kNumeric,
  kCancelled,
  kEngine,
};

const char* error_code_name(ErrorCode code);

class Error : public std::runtime_error {
 public:
  // `field` names what is wrong ("config.json: hidden_size"), `hint` how to mend it. Neither holds
  // note text.
  Error(ErrorCode code, std::string field, const std::string& message, std::string hint = "")
      : std::runtime_error(message), code_(code), field_(std::move(field)), hint_(std::move(hint)) {}

  ErrorCode code() const { return code_; }
  const std::string& field() const { return field_; }
  const std::string& hint() const { return hint_; }

 private:
  ErrorCode code_;
  std::string field_;
  std::string hint_;
};

}  // namespace df
