/* Arguments of the ops. One struct an op; the CPU backend is their living definition.
 *
 * T = tokens (rows) of the packed micro-batch, h = hidden size. Activations are [T, features] of
 * the run's activation dtype (float32 on the CPU); parameters that train, gradients, statistics and
 * optimizer states are float32. Outputs may not overlap inputs unless a comment allows it. */
#ifndef DIFFERENTIAL_OPS_H
#define DIFFERENTIAL_OPS_H

#include <stdint.h>

#include "differential/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* out[t,:] = table[ids[t],:]. The caller has checked the ids against the table's rows. */
typedef struct DfEmbeddingForward {
  const int32_t* ids; /* [T] */
  DfWeight table;     /* F32/F16/BF16 */
  DfMatrix out;
} DfEmbeddingForward;

/* dtable[ids[t],:] += dout[t,:], rows added in ascending t (deterministic). */
typedef struct DfEmbeddingBackward {
  const int32_t* ids;
  DfMatrix dout;
  DfMatrix dtable; /* float32 */
} DfEmbeddingBackward;

typedef enum DfNormKind { DF_NORM_RMS = 0, DF_NORM_LAYER = 1 } DfNormKind;

/* s = x + residual (when residual.data); y = norm(s) * weight + bias.
 * sum (when sum.data) receives s; it may be x itself. rstd, mean: [T] statistics for backward. */
typedef struct DfNormForward {
  int32_t kind; /* DfNormKind */
  float eps;
  DfMatrix x;
  DfMatrix residual;
  DfMatrix sum;
  DfMatrix y;
  const float* weight;
  const float* bias; /* null for RMS */
  float* rstd;       /* null: not kept */
  float* mean;       /* LAYER only */
} DfNormForward;

/* dx (+)= gradient of the normalised input; dweight, dbias += when not null. */
typedef struct DfNormBackward {
  int32_t kind;
  int32_t accumulate_dx;
  DfMatrix x; /* the s of forward */
  DfMatrix dy;
  DfMatrix dx; /* may be dy itself when accumulate_dx is 0 */
  const float* weight;
  const float* rstd;
  const float* mean;
  float* dweight;
  float* dbias;
  DfScratch scratch;
} DfNormBackward;

/* y (+)= adapted linear. Rows are split into segments of ascending rows:
 * rows [segment_begin[k], segment_begin[k+1]) use adapters[segment_adapter[k]], -1 = none.
 * segment_count 0 means: all rows use adapters[0] if adapter_count is 1, else none.
 * xa (when data): receives drop(x) A^T [T, rank] for backward (single-adapter form only). */
typedef struct DfLinearForward {
  DfWeight weight;
  DfMatrix x;
  DfMatrix y;
  int32_t accumulate;
  int32_t adapter_count;
  const DfAdapter* adapters;      /* host array */
  const int64_t* segment_begin;   /* host, [segment_count + 1] */
  const int32_t* segment_adapter; /* host, [segment_count] */
  int32_t segment_count;
  int32_t reserved;
  DfMatrix xa;
  DfScratch scratch;
} DfLinearForward;

/* Backward of the single-adapter (or plain) form. What has a null pointer is not computed.
 *   dx (+)= dy' W + scale * mask o ((dy' B) A) / keep,     dy' = row_scale o dy (dy without DoRA)
 *   da += scale * (dy' B)^T drop(x)     db += scale * dy'^T xa
 *   dmagnitude[j] += sum_t dy[t,j] (y[t,j] - y_minus[t,j] - bias[j]) / magnitude[j]
 * dx may be x itself when accumulate_dx is 0: what reads x is computed first.
 * y_minus (when data): forward's output was y - y_minus. A layer that ends in a residual sum need not
 * keep or recompute its output: it is the difference of two residual streams that are kept anyway.
 *   dweight += dy^T x (no adapter only)     dbias += sum_t dy */
typedef struct DfLinearBackward {
  DfWeight weight;
  const DfAdapter* adapter; /* host pointer or null */
  DfMatrix x;
  DfMatrix y; /* forward's output with bias; needed for dmagnitude only */
  DfMatrix xa;
  DfMatrix dy;
  DfMatrix dx;
  int32_t accumulate_dx;
  int32_t reserved;
  DfMatrix dweight; /* float32 [out,in] */
  float* dbias;
  DfMatrix da; /* float32 [rank,in] */
  DfMatrix db; /* float32 [out,rank] */
  float* dmagnitude;
  DfScratch scratch;
  DfMatrix y_minus; /* dtype of y; null data: y is the output itself */
} DfLinearBackward;

/* Rotary embedding (arXiv 2104.09864) in Hugging Face's half-split form, in place on q and k:
 * the first rotary_dim of every head turn by table[position]; inverse != 0 turns back (backward).
 * table: [max_position, rotary_dim] float32, cos in the first half of a row, sin in the second. */
typedef struct DfRope {
  DfMatrix q; /* [T, heads*head_dim] */
  DfMatrix k; /* [T, kv_heads*head_dim]; data may be null */
  const int32_t* positions;
  const float* table;
  int32_t heads;
  int32_t kv_heads;
  int32_t head_dim;
  int32_t rotary_dim;
  int32_t inverse;
} DfRope;

/* Softmax attention over the packed micro-batch, grouped queries (head h reads kv head
 * h / (heads/kv_heads)). Query i of a sequence sees key j iff j <= i, both lie in the same
 * sequence [cu_seqlens[s], cu_seqlens[s+1]), and (key_end == null or i < key_end[j]).
 * key_end (rows, absolute) makes a prefix tree out of a sequence: with nodes in depth-first order
 * a node's key_end is the end of its subtree, so siblings do not see each other.
 * lse: [heads, T] log-sum-exp of the scaled scores; needed by backward. */
typedef struct DfAttentionForward {
  DfMatrix q;
  DfMatrix k;
  DfMatrix v;
  DfMatrix out;
  float* lse; /* null: not kept */
  int32_t heads;
  int32_t kv_heads;
  int32_t head_dim;
  float scale;
  const int32_t* cu_seqlens;      /* device, [sequences + 1] */
  const int32_t* cu_seqlens_host; /* the same on the host */
  int32_t sequences;
  int32_t max_seqlen;
  const int32_t* key_end; /* device [T], or null */
  DfScratch scratch;
} DfAttentionForward;

/* dq, dk, dv are overwritten. key_end is not supported here (scoring needs no gradient). */
typedef struct DfAttentionBackward {
  DfAttentionForward forward; /* q, k, v, out, lse as forward left them */
  DfMatrix dout;
  DfMatrix dq;
  DfMatrix dk;
  DfMatrix dv;
  DfScratch scratch;
} DfAttentionBackward;

/* Paged key/value cache of one layer: pages [page][kv_head][page_tokens][head_dim].
 * block_table[s * max_blocks + i]: page that holds positions [i*page_tokens, (i+1)*page_tokens) of
 * sequence s. */
typedef struct DfKvCache {
  void* k;
  void* v;
  int32_t dtype;
  int32_t page_tokens;
  int32_t kv_heads;
  int32_t head_dim;
  int32_t max_blocks;
  int32_t reserved;
  const int32_t* block_table;
} DfKvCache;

/* Writes row r's k and v at position row_position[r] of sequence row_sequence[r]. */
typedef struct DfKvAppend {
  DfMatrix k;
  DfMatrix v;
  const int32_t* row_sequence;
  const int32_t* row_position;
  DfKvCache cache;
} DfKvAppend;

/* Row r attends to positions 0..row_position[r] of its sequence in the cache (its own included:
 * append first). Serves prefill and decode. */
typedef struct DfAttentionCached {
  DfMatrix q;
  DfMatrix out;
  const int32_t* row_sequence;
  const int32_t* row_position;
  int32_t heads;
  int32_t max_position; /* largest row_position, for scratch */
  float scale;
  int32_t reserved;
  DfKvCache cache;
  DfScratch scratch;
} DfAttentionCached;

/* rope, then kv_append of the turned keys and of v: append.k is rope.k. One pass instead of two. */
typedef struct DfRopeAppend {
  DfRope rope;
  DfKvAppend append;
} DfRopeAppend;

typedef enum DfActivation { DF_SILU = 0, DF_GELU_TANH = 1 } DfActivation;

/* With up.data: out = act(gate) * up (SwiGLU); without: out = act(gate). */
typedef struct DfActivationForward {
  int32_t kind; /* DfActivation */
  int32_t reserved;
  DfMatrix gate;
  DfMatrix up;
  DfMatrix out; /* may be gate */
} DfActivationForward;

/* The magnitude's gradient of the linear layer that made a value v (DoRA), taken where v and its
 * gradient are at hand anyway: gradient[j] += sum_t dv[t,j] (v[t,j] - bias[j]) / magnitude[j]. */
typedef struct DfMagnitude {
  float* gradient; /* [cols]; null: not wanted */
  const float* magnitude;
  const float* bias; /* null: none */
} DfMagnitude;

typedef struct DfActivationBackward {
  int32_t kind;
  int32_t reserved;
  DfMatrix gate;
  DfMatrix up;
  DfMatrix dout;
  DfMatrix dgate; /* may be gate or dout */
  DfMatrix dup;   /* may be up */
  DfMagnitude gate_magnitude;
  DfMagnitude up_magnitude; /* needs dup */
  DfScratch scratch;        /* for the magnitudes */
} DfActivationBackward;

/* What a block computes from one input, for a few rows: y[p] = linear_forward(parts[p]) for layers that
 * share x. With norm.weight, x is norm.y and norm_forward runs first. With out.data there are two parts,
 * gate and up, and out = act(gate) * up, each of the two rounded to its dtype first. A backend may leave
 * norm.y, and with out the y of the parts, unwritten: what counts is norm.sum and the last results. */
typedef struct DfLinearGroup {
  DfNormForward norm;           /* weight null: none */
  const DfLinearForward* parts; /* host, [count]; no accumulate, no xa */
  int32_t count;                /* 1 to 3 */
  int32_t activation;           /* DfActivation */
  DfMatrix out;
} DfLinearGroup;

/* out = a + b; out may be a or b. */
typedef struct DfAdd {
  DfMatrix a;
  DfMatrix b;
  DfMatrix out;
} DfAdd;

/* Softmax cross-entropy over a chunk of logits [rows, V] (float32 or the activation dtype).
 * labels < 0 are ignored. loss_sum[0] += sum of the rows' losses (float64, device memory).
 * row_loss (when not null): each row's loss, 0 for ignored. with_gradient: logits are overwritten
 * by gradient_scale * (softmax - onehot), zero rows where ignored. */
typedef struct DfCrossEntropy {
  DfMatrix logits;
  const int32_t* labels;
  double* loss_sum;
  float* row_loss;
  float gradient_scale;
  int32_t with_gradient;
} DfCrossEntropy;

/* out[i] = log_softmax(logits[rows[i], :])[tokens[i]]. */
typedef struct DfGatherLogprob {
  DfMatrix logits;
  const int32_t* rows;
  const int32_t* tokens;
  float* out;
  int64_t count;
  DfScratch scratch; /* workspace query: logits.rows and .cols matter */
} DfGatherLogprob;

/* Greedy choice: token[i] = the lowest index of the largest logit of row i (float32), logprob[i] its
 * log-probability, log_softmax(logits[i, :])[token[i]]. A row with a NaN gives logprob NaN. */
typedef struct DfGreedy {
  DfMatrix logits; /* [rows, V] float32 */
  int32_t* token;  /* [rows], in device memory or in DF_PLACE_HOST_PINNED: no copy is needed then */
  float* logprob;  /* [rows], likewise */
} DfGreedy;

/* out[i,:] = in[rows[i],:]. */
typedef struct DfGatherRows {
  DfMatrix in;
  const int32_t* rows;
  DfMatrix out;
} DfGatherRows;

/* in[rows[i],:] = values[i,:] for distinct rows; the other rows stay. */
typedef struct DfScatterRows {
  DfMatrix values;
  const int32_t* rows;
  DfMatrix out;
} DfScatterRows;

/* Values of any float dtype to another. */
typedef struct DfConvert {
  DfMatrix in;
  DfMatrix out;
} DfConvert;

/* Blockwise NF4 of `values` (flattened, any float dtype): writes weight.data and, without double
 * quantization, weight.absmax; with it weight.absmax_q, .absmax_nested and *absmax_offset (host).
 * Codes, order of operations and rounding are bitsandbytes'. weight.nested_code is an input.
 * rows*cols must be even. May be called for the whole tensor only. */
typedef struct DfQuantizeNf4 {
  DfMatrix values;
  DfWeight weight;      /* const pointers are written through */
  float* absmax_offset; /* host */
  DfScratch scratch;
} DfQuantizeNf4;

/* out = dequantized weight [out_features, in_features] of any format. */
typedef struct DfDequantize {
  DfWeight weight;
  DfMatrix out;
} DfDequantize;

/* norm_sq[j] = sum_i W[j,i]^2, once at load. */
typedef struct DfWeightNormSq {
  DfWeight weight;
  float* norm_sq;
  DfScratch scratch;
} DfWeightNormSq;

/* row_scale[j] = magnitude[j] / ||W + s B A||_j without materialising W + sBA:
 *   ||W||^2 + 2s rowsum((W A^T) o B) + s^2 rowsum((B A A^T) o B)      (arXiv 2603.22276)
 * accumulated in float32 or better, clamped at 0. magnitude_init (when not null) receives the norm
 * itself: at B = 0 it is DoRA's initial magnitude. */
typedef struct DfDoraRowScale {
  DfWeight weight;
  const float* norm_sq;
  DfMatrix a;
  DfMatrix b;
  float scale;
  int32_t reserved;
  const float* magnitude;
  float* row_scale;
  float* magnitude_init;
  DfScratch scratch;
} DfDoraRowScale;

/* result[0] (float64, device) += sum of squares of n float32 values, in a fixed order. Non-finite
 * input gives a non-finite result: the NaN guard reads it. */
typedef struct DfSumSquares {
  const float* values;
  int64_t count;
  double* result;
} DfSumSquares;

typedef struct DfAdamHyper {
  float learning_rate;
  float beta1;
  float beta2;
  float eps;
  float weight_decay;
  float gradient_scale; /* clip coefficient, applied to the gradient first */
  int64_t step;         /* 1-based */
} DfAdamHyper;

/* AdamW as torch.optim.AdamW: p *= 1 - lr*wd; debiased moments; eps outside the square root. */
typedef struct DfAdamW32 {
  float* param;
  const float* grad;
  float* m;
  float* v;
  int64_t count;
  DfAdamHyper hyper;
} DfAdamW32;

/* AdamW with 8-bit blockwise states as bitsandbytes' (block 256, dynamic maps, arXiv 2110.02861):
 * m_q, v_q are codes into m_map (signed) and v_map (unsigned), both [256]. */
typedef struct DfAdamW8 {
  float* param;
  const float* grad;
  uint8_t* m_q;
  uint8_t* v_q;
  float* m_absmax;
  float* v_absmax;
  const float* m_map;
  const float* v_map;
  int64_t count;
  DfAdamHyper hyper;
} DfAdamW8;

#ifdef __cplusplus
}
#endif

#endif
