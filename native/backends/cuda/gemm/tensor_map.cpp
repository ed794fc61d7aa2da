#include "backends/cuda/gemm/tensor_map.h"

#include <cuda_runtime_api.h>
#include <cudaTypedefs.h>

namespace df::cuda {
namespace {

// The driver's function, without linking the driver: the plug-in loads on machines that have none.
PFN_cuTensorMapEncodeTiled_v12000 encoder() {
  static const auto function = [] {
    void* found = nullptr;
    cudaDriverEntryPointQueryResult result = cudaDriverEntryPointSymbolNotFound;
    const cudaError_t error =
        cudaGetDriverEntryPointByVersion("cuTensorMapEncodeTiled", &found, 12000, cudaEnableDefault, &result);
    if (error != cudaSuccess || result != cudaDriverEntryPointSuccess) found = nullptr;
    return reinterpret_cast<PFN_cuTensorMapEncodeTiled_v12000>(found);
  }();
  return function;
}

}  // namespace

DfStatus encode_tensor_map(const BoxedMatrix& m, CUtensorMap* map) {
  const auto encode = encoder();
  if (encode == nullptr) return fail(DF_UNSUPPORTED, "this driver has no bulk tensor copies; update it");
  const cuuint64_t sizes[2] = {static_cast<cuuint64_t>(m.cols), static_cast<cuuint64_t>(m.rows)};
  const cuuint64_t strides[1] = {static_cast<cuuint64_t>(m.ld) * 2};
  const cuuint32_t box[2] = {static_cast<cuuint32_t>(m.box_cols), static_cast<cuuint32_t>(m.box_rows)};
  const cuuint32_t step[2] = {1, 1};
  const CUresult result =
      encode(map, CU_TENSOR_MAP_DATA_TYPE_BFLOAT16, 2, const_cast<void*>(m.data), sizes, strides, box, step,
             CU_TENSOR_MAP_INTERLEAVE_NONE, CU_TENSOR_MAP_SWIZZLE_128B, CU_TENSOR_MAP_L2_PROMOTION_L2_256B,
             CU_TENSOR_MAP_FLOAT_OOB_FILL_NONE);
  if (result == CUDA_SUCCESS) return ok();
  return fail(DF_INTERNAL, "a matrix of %lld x %lld (ld %lld) was refused by the copy engine: driver error %d",
              static_cast<long long>(m.rows), static_cast<long long>(m.cols), static_cast<long long>(m.ld),
              static_cast<int>(result));
}

}  // namespace df::cuda
