/* The backend ABI: a table of functions that a plug-in returns from differential_backend().
 *
 * Growth: the table only grows at its end; `struct_size` tells the engine what a plug-in has, and a
 * null entry means DF_UNSUPPORTED. DF_ABI_VERSION changes only when an existing entry changes.
 * Ops are asynchronous in the order of the calls on a context; `synchronize` waits. */
#ifndef DIFFERENTIAL_BACKEND_H
#define DIFFERENTIAL_BACKEND_H

#include <stddef.h>
#include <stdint.h>

#include "differential/ops.h"
#include "differential/status.h"
#include "differential/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define DF_ABI_VERSION 2

#define DF_TRANSFER_SLOTS 8

typedef struct DfContext DfContext; /* one device, one stream of ops */
typedef struct DfGraph DfGraph;     /* recorded ops of one context */

typedef struct DfDeviceInfo {
  char name[128];
  char isa[64];           /* "avx512", "sm_90"... */
  char library[128];      /* matmul library and the core type it runs */
  uint64_t total_bytes;
  uint64_t free_bytes;
  int32_t threads;        /* CPU: hardware threads this process may use */
  int32_t compute_capability; /* CUDA: 90 for 9.0; 0 on the CPU */
} DfDeviceInfo;

typedef struct DfContextOptions {
  int32_t device;
  int32_t threads;       /* CPU: 0 = all allowed */
  int32_t deterministic; /* bit-identical reruns on the same device */
  /* CUDA: non-zero makes a context that only plans, for a card of this compute capability (90 for
   * 9.0) that need not be here. No device is touched: workspace and context_bytes answer,
   * everything else reports DF_UNSUPPORTED. The field was reserved (0) before. */
  int32_t plan_compute_capability;
  /* Most device memory this context may hold, its own bytes (context_bytes) included; 0: no limit.
   * Allocations beyond it report DF_OUT_OF_MEMORY, as a device of that size would. */
  uint64_t memory_limit_bytes;
} DfContextOptions;

/* Device memory in use, and what a backend itself has allocated and not yet released. */
typedef struct DfMemoryUse {
  uint64_t used_bytes;        /* by this process; by everybody where whole_device is set */
  int32_t whole_device;       /* 1: the driver tells no figure of this process alone */
  int32_t reserved;
  uint64_t held_allocations;  /* of the whole process, contexts' own included */
  uint64_t held_device_bytes;
  uint64_t held_pinned_bytes;
} DfMemoryUse;

typedef enum DfCopyKind { DF_HOST_TO_DEVICE = 0, DF_DEVICE_TO_HOST = 1, DF_DEVICE_TO_DEVICE = 2 } DfCopyKind;

/* Names an op for the workspace query. */
typedef enum DfOp {
  DF_OP_NORM_BACKWARD = 0,
  DF_OP_LINEAR_FORWARD,
  DF_OP_LINEAR_BACKWARD,
  DF_OP_ATTENTION_FORWARD,
  DF_OP_ATTENTION_BACKWARD,
  DF_OP_ATTENTION_CACHED,
  DF_OP_GATHER_LOGPROB,
  DF_OP_QUANTIZE_NF4,
  DF_OP_WEIGHT_NORM_SQ,
  DF_OP_DORA_ROW_SCALE,
  DF_OP_ACTIVATION_BACKWARD
} DfOp;

typedef struct DfBackend {
  uint32_t abi_version;
  uint32_t struct_size;
  const char* name;           /* "cpu", "cuda" */
  int32_t activation_dtype;   /* DfDtype the backend trains in by default */

  int32_t (*device_count)(void);
  DfStatus (*device_info)(int32_t device, DfDeviceInfo* out);

  DfStatus (*context_create)(const DfContextOptions* options, DfContext** out);
  void (*context_destroy)(DfContext* context);
  /* Bytes the context and its libraries hold for themselves (thread stacks, packing buffers,
   * handles): part of the memory plan. They are resident after context_create. */
  uint64_t (*context_bytes)(DfContext* context);
  DfStatus (*synchronize)(DfContext* context);

  /* Memory is zero-filled and resident on return: the plan is what is really taken. */
  DfStatus (*allocate)(DfContext* context, int32_t place, uint64_t bytes, void** out);
  void (*release)(DfContext* context, int32_t place, void* data, uint64_t bytes);
  DfStatus (*copy)(DfContext* context, void* to, const void* from, uint64_t bytes, int32_t kind);
  DfStatus (*fill_zero)(DfContext* context, void* data, uint64_t bytes);

  /* Scratch bytes of an op for arguments whose shapes, formats and ranks are set (data pointers
   * may be null). Never larger for smaller T: the planner asks for the largest. */
  uint64_t (*workspace)(DfContext* context, int32_t op, const void* arguments);

  DfStatus (*embedding_forward)(DfContext*, const DfEmbeddingForward*);
  DfStatus (*embedding_backward)(DfContext*, const DfEmbeddingBackward*);
  DfStatus (*norm_forward)(DfContext*, const DfNormForward*);
  DfStatus (*norm_backward)(DfContext*, const DfNormBackward*);
  DfStatus (*linear_forward)(DfContext*, const DfLinearForward*);
  DfStatus (*linear_backward)(DfContext*, const DfLinearBackward*);
  DfStatus (*rope)(DfContext*, const DfRope*);
  DfStatus (*attention_forward)(DfContext*, const DfAttentionForward*);
  DfStatus (*attention_backward)(DfContext*, const DfAttentionBackward*);
  DfStatus (*kv_append)(DfContext*, const DfKvAppend*);
  DfStatus (*attention_cached)(DfContext*, const DfAttentionCached*);
  DfStatus (*activation_forward)(DfContext*, const DfActivationForward*);
  DfStatus (*activation_backward)(DfContext*, const DfActivationBackward*);
  DfStatus (*add)(DfContext*, const DfAdd*);
  DfStatus (*cross_entropy)(DfContext*, const DfCrossEntropy*);
  DfStatus (*gather_logprob)(DfContext*, const DfGatherLogprob*);
  DfStatus (*gather_rows)(DfContext*, const DfGatherRows*);
  DfStatus (*scatter_rows)(DfContext*, const DfScatterRows*);
  DfStatus (*convert)(DfContext*, const DfConvert*);
  DfStatus (*quantize_nf4)(DfContext*, const DfQuantizeNf4*);
  DfStatus (*dequantize)(DfContext*, const DfDequantize*);
  DfStatus (*weight_norm_sq)(DfContext*, const DfWeightNormSq*);
  DfStatus (*dora_row_scale)(DfContext*, const DfDoraRowScale*);
  DfStatus (*sum_squares)(DfContext*, const DfSumSquares*);
  DfStatus (*adamw32)(DfContext*, const DfAdamW32*);
  DfStatus (*adamw8)(DfContext*, const DfAdamW8*);
  /* Measures the matmul ceiling on this device: best FLOP/s of an n*n*n float32 product. */
  DfStatus (*matmul_ceiling)(DfContext*, int64_t n, double* flops_per_second);

  /* A copy beside the ops: it begins when the ops queued so far have ended, and runs while later ones
   * do. Host memory must be DF_PLACE_HOST_PINNED. Until transfer_wait(slot), later ops must not write
   * `from` nor touch `to`. slot: 0 to DF_TRANSFER_SLOTS - 1; a slot may be used again after its wait,
   * and several copies may share one: the wait is for all of them. */
  DfStatus (*transfer)(DfContext*, void* to, const void* from, uint64_t bytes, int32_t slot);
  /* Ops queued from now on begin after the slot's copies have ended. Does not block the host. */
  DfStatus (*transfer_wait)(DfContext*, int32_t slot);
  DfStatus (*memory_use)(int32_t device, DfMemoryUse* out);
  DfStatus (*greedy)(DfContext*, const DfGreedy*);
  /* Ops of a decode step that other entries offer one by one; scratch is that of their parts. */
  DfStatus (*linear_group)(DfContext*, const DfLinearGroup*);
  DfStatus (*rope_append)(DfContext*, const DfRopeAppend*);

  /* A recorded sequence of ops, replayed by one call: where launching costs more than computing (one
   * row at a time). Ops called between graph_begin and graph_end are recorded, not run. They must be
   * ops alone: no copy, no allocation, no synchronize. Every pointer and size is recorded as it is, so
   * what changes between replays has to lie in device memory, and all of it must live as long as the
   * graph. graph_begin fails with DF_UNSUPPORTED where a backend cannot record; when an op or
   * graph_end fails, nothing is recorded, the context goes on, and graph_end must still be called once
   * (*out is null then). graph_end also prepares the first replay. */
  DfStatus (*graph_begin)(DfContext*);
  DfStatus (*graph_end)(DfContext*, DfGraph** out);
  DfStatus (*graph_launch)(DfContext*, DfGraph*);
  void (*graph_release)(DfContext*, DfGraph*);

  /* Device memory that one allocation of `bytes` of pinned host memory takes: what the device needs to
   * find its pages. Part of the memory plan. */
  uint64_t (*mapping_bytes)(DfContext*, uint64_t bytes);
} DfBackend;

/* The only exported symbol of a plug-in. Static storage; never null. */
typedef const DfBackend* (*DfBackendEntry)(void);
#define DF_BACKEND_ENTRY "differential_backend"

#ifdef __cplusplus
}
#endif

#endif
