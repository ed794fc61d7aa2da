// Where a writer streams its bytes: a file, a hash, or both.
#pragma once

#include <cstddef>

namespace df {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  // Takes all bytes or throws df::Error.
  virtual void write(const void* data, size_t bytes) = 0;
};

}  // namespace df
