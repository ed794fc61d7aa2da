#include "core/tensor/device.h"

namespace df {
namespace {

int32_t dtype_of(const DfBackend& backend, const DfContextOptions& options, Precision precision) {
  if (precision == Precision::kFloat32) return DF_F32;
  if (precision == Precision::kBfloat16) return DF_BF16;
  if (precision == Precision::kFloat16) return DF_F16;
  if (backend.activation_dtype != DF_BF16) return backend.activation_dtype;
  int32_t capability = options.plan_compute_capability;
  if (capability == 0) {
    DfDeviceInfo info{};
    if (backend.device_info(options.device, &info).code == DF_OK) capability = info.compute_capability;
  }
  constexpr int32_t kFirstWithBfloat16 = 80;
  return capability >= kFirstWithBfloat16 ? DF_BF16 : DF_F16;
}

}  // namespace

Device::Device(const DfBackend* backend, const DfContextOptions& options, Precision precision) : backend_(backend) {
  if (backend->abi_version != DF_ABI_VERSION || backend->struct_size < sizeof(DfBackend)) {
    throw Error(ErrorCode::kEngine, "backend",
                std::string("the backend '") + backend->name + "' speaks another ABI version",
                "build engine and backends from the same source");
  }
  const DfStatus status = backend->context_create(&options, &context_);
  if (status.code != DF_OK) throw_status(status);
  activation_dtype_ = dtype_of(*backend, options, precision);
}

Device::~Device() {
  if (context_) backend_->context_destroy(context_);
}

void Device::throw_missing() const {
  throw Error(ErrorCode::kUnsupported, "backend",
              std::string("the backend '") + backend_->name + "' has no such operation");
}

void Device::throw_status(const DfStatus& status) const {
  ErrorCode code = ErrorCode::kEngine;
  if (status.code == DF_OUT_OF_MEMORY) code = ErrorCode::kOutOfMemory;
  if (status.code == DF_UNSUPPORTED || status.code == DF_NOT_BUILT) code = ErrorCode::kUnsupported;
  throw Error(code, std::string("backend ") + backend_->name, status.message);
}

void* Device::allocate(DfPlace place, uint64_t bytes) const {
  void* data = nullptr;
  const DfStatus status = backend_->allocate(context_, place, bytes, &data);
  if (status.code != DF_OK) throw_status(status);
  return data;
}

void Device::release(DfPlace place, void* data, uint64_t bytes) const {
  backend_->release(context_, place, data, bytes);
}

void Device::copy(void* to, const void* from, uint64_t bytes, DfCopyKind kind) const {
  if (bytes == 0) return;
  const DfStatus status = backend_->copy(context_, to, from, bytes, kind);
  if (status.code != DF_OK) throw_status(status);
}

void Device::download(void* to, const void* from, uint64_t bytes) const {
  copy(to, from, bytes, DF_DEVICE_TO_HOST);
  synchronize();
}

void Device::zero(void* data, uint64_t bytes) const {
  if (bytes == 0) return;
  const DfStatus status = backend_->fill_zero(context_, data, bytes);
  if (status.code != DF_OK) throw_status(status);
}

void Device::transfer(void* to, const void* from, uint64_t bytes, int32_t slot) const {
  if (!backend_->transfer) throw_missing();
  const DfStatus status = backend_->transfer(context_, to, from, bytes, slot);
  if (status.code != DF_OK) throw_status(status);
}

void Device::transfer_wait(int32_t slot) const {
  if (!backend_->transfer_wait) throw_missing();
  const DfStatus status = backend_->transfer_wait(context_, slot);
  if (status.code != DF_OK) throw_status(status);
}

void Device::synchronize() const {
  const DfStatus status = backend_->synchronize(context_);
  if (status.code != DF_OK) throw_status(status);
}

}  // namespace df
