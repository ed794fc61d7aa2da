// cuBLASLt as the measure of products: opened when it is there, by its public names.
#pragma once

#include <cstdint>
#include <memory>

#include "bench/kernels/side.h"

namespace df::kernels {

class CublasLt {
 public:
  // Null when no library of that name can be opened.
  static std::unique_ptr<CublasLt> open();
  ~CublasLt();

  // Row-major bf16: c[m,n] = a[m,k] b^T with b [n,k], or a b with b [k,n] (b_rows_are_k). Queued on the
  // default stream with the best of the library's suggestions, which are timed once.
  bool prepare(Side& side, int64_t m, int64_t n, int64_t k, const void* a, const void* b, bool b_rows_are_k, void* c);
  void run() const;
  void wait() const;

 private:
  CublasLt() = default;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace df::kernels
