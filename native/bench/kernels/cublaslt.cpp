#include "bench/kernels/cublaslt.h"

#include <dlfcn.h>

#include <chrono>
#include <cstring>
#include <initializer_list>

namespace df::kernels {
namespace {

// From cuBLASLt's documentation; there are no headers here.
constexpr int kComputeF32 = 68, kRealF32 = 0, kRealBf16 = 14, kTransA = 3, kTransB = 4, kMostWorkspace = 1;
constexpr uint64_t kWorkspace = uint64_t{64} << 20;
constexpr int kSuggestions = 8;

struct Suggestion {
  uint64_t algorithm[8];
  size_t workspace;
  int status;
  float waves;
  int reserved[4];
};

}  // namespace

struct CublasLt::State {
  void* library = nullptr;
  void* handle = nullptr;
  int (*create)(void**) = nullptr;
  int (*describe)(void**, int, int) = nullptr;
  int (*set)(void*, int, const void*, size_t) = nullptr;
  int (*layout)(void**, int, uint64_t, uint64_t, int64_t) = nullptr;
  int (*preference)(void**) = nullptr;
  int (*prefer)(void*, int, const void*, size_t) = nullptr;
  int (*suggest)(void*, void*, void*, void*, void*, void*, void*, int, Suggestion*, int*) = nullptr;
  int (*multiply)(void*, void*, const void*, const void*, void*, const void*, void*, const void*, const void*, void*,
                  void*, void*, const uint64_t*, void*, size_t, void*) = nullptr;
  void *description = nullptr, *layout_a = nullptr, *layout_b = nullptr, *layout_c = nullptr;
  const void *a = nullptr, *b = nullptr;
  void *c = nullptr, *workspace = nullptr;
  Suggestion best{};
  int (*device_wait)() = nullptr;

  int call(const Suggestion& s) const {
    const float one = 1.0f, zero = 0.0f;
    return multiply(handle, description, &one, a, layout_a, b, layout_b, &zero, c, layout_c, c, layout_c,
                    s.algorithm, workspace, kWorkspace, nullptr);
  }
};

std::unique_ptr<CublasLt> CublasLt::open() {
  auto self = std::unique_ptr<CublasLt>(new CublasLt);
  self->state_ = std::make_unique<State>();
  State& s = *self->state_;
  for (const char* name : {"libcublasLt.so.13", "libcublasLt.so.12", "libcublasLt.so"}) {
    s.library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (s.library != nullptr) break;
  }
  void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  if (s.library == nullptr || driver == nullptr) return nullptr;
  const auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(s.library, name));
    return function != nullptr;
  };
  s.device_wait = reinterpret_cast<int (*)()>(dlsym(driver, "cuCtxSynchronize"));
  if (!find(s.create, "cublasLtCreate") || !find(s.describe, "cublasLtMatmulDescCreate") ||
      !find(s.set, "cublasLtMatmulDescSetAttribute") || !find(s.layout, "cublasLtMatrixLayoutCreate") ||
      !find(s.preference, "cublasLtMatmulPreferenceCreate") ||
      !find(s.prefer, "cublasLtMatmulPreferenceSetAttribute") ||
      !find(s.suggest, "cublasLtMatmulAlgoGetHeuristic") || !find(s.multiply, "cublasLtMatmul") ||
      s.device_wait == nullptr || s.create(&s.handle) != 0) {
    return nullptr;
  }
  return self;
}

CublasLt::~CublasLt() = default;

bool CublasLt::prepare(Side& side, int64_t m, int64_t n, int64_t k, const void* a, const void* b, bool b_rows_are_k,
                       void* c) {
  State& s = *state_;
  // Column-major: C^T [n,m] = B A^T. The first operand is B: [k,n] to be transposed, or [n,k] as it is.
  const int transposed = 1, plain = 0;
  void* preference = nullptr;
  if (s.describe(&s.description, kComputeF32, kRealF32) != 0) return false;
  s.set(s.description, kTransA, b_rows_are_k ? &plain : &transposed, sizeof(int));
  s.set(s.description, kTransB, &plain, sizeof(int));
  const auto nn = static_cast<uint64_t>(n), kk = static_cast<uint64_t>(k), mm = static_cast<uint64_t>(m);
  s.layout(&s.layout_a, kRealBf16, b_rows_are_k ? nn : kk, b_rows_are_k ? kk : nn, b_rows_are_k ? n : k);
  s.layout(&s.layout_b, kRealBf16, kk, mm, k);
  s.layout(&s.layout_c, kRealBf16, nn, mm, n);
  s.preference(&preference);
  s.prefer(preference, kMostWorkspace, &kWorkspace, sizeof kWorkspace);
  s.workspace = side.bytes(kWorkspace);  // released with the rest of the shape
  s.a = b;
  s.b = a;
  s.c = c;
  Suggestion found[kSuggestions];
  int count = 0;
  if (s.suggest(s.handle, s.description, s.layout_a, s.layout_b, s.layout_c, s.layout_c, preference, kSuggestions,
                found, &count) != 0 ||
      count == 0) {
    return false;
  }
  double fastest = 1e30;
  for (int i = 0; i < count; ++i) {
    if (s.call(found[i]) != 0) continue;
    wait();
    const auto start = std::chrono::steady_clock::now();
    for (int run = 0; run < 4; ++run) s.call(found[i]);
    wait();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (seconds < fastest) fastest = seconds, s.best = found[i];
  }
  return fastest < 1e30;
}

void CublasLt::run() const { state_->call(state_->best); }
void CublasLt::wait() const { state_->device_wait(); }

}  // namespace df::kernels
