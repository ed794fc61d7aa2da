/* Value types of the backend ABI. Plain C, no STL.
 *
 * All matrices are row-major. `ld` is the distance between rows in elements. Pointers are in the
 * backend's device memory unless a comment says host. A null `data` means "not wanted". */
#ifndef DIFFERENTIAL_TYPES_H
#define DIFFERENTIAL_TYPES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum DfDtype {
  DF_F32 = 0,
  DF_F16 = 1,
  DF_BF16 = 2,
  DF_I32 = 3,
  DF_U8 = 4,
  DF_NF4 = 5 /* packed NormalFloat4, bitsandbytes layout: high nibble first */
} DfDtype;

/* Where a buffer lives. A backend without a separate device memory serves all from host memory. Ops
 * read and write pinned host memory in place, on a device at the speed of its bus. */
typedef enum DfPlace { DF_PLACE_DEVICE = 0, DF_PLACE_HOST_PINNED = 1 } DfPlace;

typedef struct DfMatrix {
  void* data;
  int32_t dtype; /* DfDtype */
  int32_t reserved;
  int64_t rows;
  int64_t cols;
  int64_t ld;
} DfMatrix;

/* A weight [out_features, in_features] of a linear layer or an embedding table.
 *
 * NF4 (QLoRA, arXiv 2305.14314, as bitsandbytes stores it): blocks of `block_size` consecutive
 * values of the flattened weight share one absmax. Without double quantization `absmax` holds
 * float32. With it `absmax_q` holds 8-bit codes into `nested_code` (256 entries), and
 *   absmax[i] = nested_code[absmax_q[i]] * absmax_nested[i / nested_block_size] + absmax_offset.
 */
typedef struct DfWeight {
  int32_t format; /* DF_F32, DF_F16, DF_BF16 or DF_NF4 */
  int32_t block_size;
  int32_t nested_block_size; /* 0: no double quantization */
  float absmax_offset;
  int64_t out_features;
  int64_t in_features;
  const void* data;
  const float* absmax;
  const uint8_t* absmax_q;
  const float* absmax_nested;
  const float* nested_code;
  const float* bias; /* [out_features] or null */
} DfWeight;

/* Counter-based randomness: a value is a pure function of (seed, stream, index), so dropout is the
 * same in forward, recompute, backward and after a resume. Generator: Philox-4x32-10
 * (Salmon et al., SC'11), key = seed, counter = (index / 4, stream). */
typedef struct DfRng {
  uint64_t seed;
  uint64_t stream;
} DfRng;

/* A low-rank adapter on one linear layer: LoRA, or DoRA when row_scale is set.
 *   y = row_scale o (W x + scale * B A drop(x)) + bias
 * row_scale = magnitude / ||W + scale*B*A||_row is constant within an optimizer step
 * (DoRA, arXiv 2402.09353, norm detached). rank 0: no adapter. */
typedef struct DfAdapter {
  int32_t rank;
  float scale;
  float dropout; /* probability of zeroing an input of A; 0 outside training */
  /* Row 0 of the call's x is row first_row of the dropout mask, so that a layer run over pieces of
   * its rows drops what it would have dropped in one call. Only without segments. */
  int32_t first_row;
  DfMatrix a;             /* [rank, in_features] */
  DfMatrix b;             /* [out_features, rank] */
  const float* magnitude; /* [out_features]; null for LoRA */
  const float* row_scale; /* [out_features]; null for LoRA */
  DfRng rng;
} DfAdapter;

/* Scratch the caller provides; its size comes from the op's workspace query. */
typedef struct DfScratch {
  void* data;
  uint64_t bytes;
} DfScratch;

#ifdef __cplusplus
}
#endif

#endif
