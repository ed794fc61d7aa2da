// A backend context with C++ manners: owns it, and turns failing statuses into df::Error.
#pragma once

#include <cstdint>
#include <cstring>

#include "differential/backend.h"
#include "core/error.h"

namespace df {

// What activations are stored in. kAuto is the backend's default: float32 on the CPU, bfloat16 on a
// GPU that has it (compute capability 8.0), else float16. kFloat32 is for comparisons.
enum class Precision { kAuto, kFloat32, kBfloat16, kFloat16 };

class Device {
 public:
  Device(const DfBackend* backend, const DfContextOptions& options, Precision precision = Precision::kAuto);
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  const DfBackend& backend() const { return *backend_; }
  // True where pinned host memory is the device's own memory.
  bool shares_host_memory() const { return std::strcmp(backend_->name, "cpu") == 0; }
  DfContext* context() const { return context_; }
  int32_t activation_dtype() const { return activation_dtype_; }  // DfDtype

  // device.run(&DfBackend::rope, args): calls the op, throws what it reports.
  template <typename Args>
  void run(DfStatus (*DfBackend::*op)(DfContext*, const Args*), const Args& args) const {
    const auto function = backend_->*op;
    if (!function) throw_missing();
    const DfStatus status = function(context_, &args);
    if (status.code != DF_OK) throw_status(status);
  }

  template <typename Args>
  uint64_t workspace(DfOp op, const Args& args) const {
    return backend_->workspace(context_, op, &args);
  }

  void* allocate(DfPlace place, uint64_t bytes) const;
  void release(DfPlace place, void* data, uint64_t bytes) const;
  void upload(void* to, const void* from, uint64_t bytes) const { copy(to, from, bytes, DF_HOST_TO_DEVICE); }
  void download(void* to, const void* from, uint64_t bytes) const;  // waits
  void copy(void* to, const void* from, uint64_t bytes, DfCopyKind kind) const;
  void zero(void* data, uint64_t bytes) const;
  // Copies beside the ops (DfBackend::transfer).
  void transfer(void* to, const void* from, uint64_t bytes, int32_t slot) const;
  void transfer_wait(int32_t slot) const;
  void synchronize() const;
  uint64_t mapping_bytes(uint64_t pinned) const { return backend_->mapping_bytes(context_, pinned); }
  uint64_t context_bytes() const { return backend_->context_bytes(context_); }

 private:
  [[noreturn]] void throw_missing() const;
  [[noreturn]] void throw_status(const DfStatus& status) const;

  const DfBackend* backend_;
  DfContext* context_ = nullptr;
  int32_t activation_dtype_ = DF_F32;
};

}  // namespace df
