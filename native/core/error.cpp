#include "core/error.h"

namespace df {

const char* error_code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidInput: return "INVALID_INPUT";
    case ErrorCode::kNotFound: return "NOT_FOUND";
    case ErrorCode::kUnsupported: return "UNSUPPORTED";
    case ErrorCode::kCorrupt: return "CORRUPT";
    case ErrorCode::kOutOfMemory: return "OUT_OF_MEMORY";
    case ErrorCode::kDiskFull: return "DISK_FULL";
    case ErrorCode::kReadOnly: return "READ_ONLY";
    case ErrorCode::kPermissionDenied: return "PERMISSION_DENIED";
    case ErrorCode::kNumeric: return "NUMERIC";
    case ErrorCode::kCancelled: return "CANCELLED";
    case ErrorCode::kEngine: return "ENGINE";
  }
  return "ENGINE";
}

}  // namespace df
