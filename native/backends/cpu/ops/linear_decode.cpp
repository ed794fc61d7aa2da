#include "backends/cpu/ops/linear_decode.h"

#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/linear_parts.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/simd/gemv.h"
#include "backends/cpu/simd/low_rank.h"
#include "backends/cpu/weight_view.h"

namespace df::cpu {
namespace {

// Weights a chunk reads; its rows are a multiple of four, which the kernels take together.
constexpr int64_t kChunkWeights = 24 * 1024;
constexpr int64_t kMostChunkRows = 256;

// NF4 blocks whose absmax a thread holds at once.
constexpr int64_t kMostBlocks = 4096;

int64_t chunk_rows(int64_t cols) {
  return std::clamp(kChunkWeights / cols / 4 * 4, int64_t{4}, kMostChunkRows);
}

// NF4 rows the kernel can read in place; others go through a buffer of floats.
bool reads_in_place(const DfWeight& weight) {
  return weight.format != DF_NF4 ||
         (weight.in_features % kNf4Step == 0 && weight.block_size % kNf4Step == 0 &&
          weight.in_features / weight.block_size < kMostBlocks - 2);
}

struct Pieces {
  float* x = nullptr;   // NF4: [T, in] with split pairs
  float* xa = nullptr;  // [T, widest rank]
};

Pieces cut(const DfLinearForward& args, ScratchCutter& cutter) {
  Pieces pieces;
  const int64_t tokens = std::min(args.x.rows, kDecodeRows);
  if (args.weight.format == DF_NF4) pieces.x = cutter.floats(tokens * args.weight.in_features);
  const int64_t wide = widest_rank(args);
  if (wide > 0) pieces.xa = cutter.floats(tokens * wide);
  return pieces;
}

// out[t][j] of rows [first, first + rows) by way of a float buffer, a span of columns at a time.
void dot_through_buffer(Isa isa, const DfWeight& weight, int64_t first, int64_t rows,
                        const GemvRows& call) {
  constexpr int64_t kSpan = 2048;
  float values[kSpan];
  float part[kGemvTokens];
  for (int64_t j = 0; j < rows; ++j) {
    for (int64_t col = 0; col < weight.in_features; col += kSpan) {
      const int64_t count = std::min(kSpan, weight.in_features - col);
      read_weight(isa, weight, (first + j) * weight.in_features + col, count, values);
      gemv_kernels(isa).f32(
          GemvRows{values, count, 0, 1, count, call.x + col, call.x_ld, call.tokens, 0, nullptr,
                   part, 1});
      for (int t = 0; t < call.tokens; ++t) {
        float& sum = call.out[t * call.out_ld + j];
        sum = col == 0 ? part[t] : sum + part[t];
      }
    }
  }
}

// Products of weight rows [first, first + rows) with up to four activation rows.
void dot_rows(Isa isa, const DfWeight& weight, int64_t first, int64_t rows, GemvRows call) {
  const GemvKernels& kernels = gemv_kernels(isa);
  const int64_t cols = weight.in_features;
  call.rows = rows;
  call.cols = cols;
  call.weight_ld = cols;
  if (weight.format == DF_NF4) {
    if (!reads_in_place(weight)) {
      dot_through_buffer(isa, weight, first, rows, call);
      return;
    }
    float absmax[kMostBlocks];
    call.weight = weight.data;
    call.block_size = weight.block_size;
    call.absmax = absmax;
    const int64_t step = std::clamp((kMostBlocks - 2) * weight.block_size / cols, int64_t{1}, rows);
    float* out = call.out;
    for (int64_t done = 0; done < rows; done += step) {
      call.first_row = first + done;
      call.rows = std::min(step, rows - done);
      call.out = out + done;
      const int64_t block = call.first_row * cols / weight.block_size;
      const int64_t last = ((call.first_row + call.rows) * cols - 1) / weight.block_size;
      expand_absmax(weight, block, last - block + 1, absmax);
      kernels.nf4(call);
    }
    return;
  }
  const int64_t bytes = weight.format == DF_F32 ? 4 : 2;
  call.weight = static_cast<const char*>(weight.data) + first * cols * bytes;
  (weight.format == DF_F32   ? kernels.f32
   : weight.format == DF_F16 ? kernels.f16
                             : kernels.bf16)(call);
}

// xa[t] = x[t] A^T of the row's own adapter; rows of xa without an adapter stay unset.
void low_rank_inputs(DfContext* context, const DfLinearForward& args, int64_t wide, float* xa) {
  const auto dot = gemv_kernels(context->isa).f32;
  for (int64_t t = 0; t < args.x.rows; ++t) {
    const DfAdapter* adapter = adapter_of_row(args, t);
    if (!has_adapter(adapter)) continue;
    const int64_t grain = std::max<int64_t>(kChunkWeights / adapter->a.cols, 1);
    parallel_for(context, adapter->rank, grain, [&](int64_t begin, int64_t end) {
      dot(GemvRows{f32_row(adapter->a, begin), adapter->a.ld, 0, end - begin, adapter->a.cols,
                   f32_row(args.x, t), args.x.ld, 1, 0, nullptr, xa + t * wide + begin, wide});
    });
    if (args.xa.data != nullptr) {
      std::copy_n(xa + t * wide, adapter->rank, f32_row(args.xa, t));
    }
  }
}

// y of one activation row and the weight rows of a chunk, from the products with the bare weight.
void finish(DfContext* context, const DfLinearForward& args, int64_t t, int64_t first, int64_t rows,
            const float* products, const float* xa) {
  const DfAdapter* adapter = adapter_of_row(args, t);
  float* y = f32_row(args.y, t) + first;
  float low_rank[kMostChunkRows];
  const bool adapted = has_adapter(adapter);
  if (adapted) {
    gemv_kernels(context->isa)
        .f32(GemvRows{f32_row(adapter->b, first), adapter->b.ld, 0, rows, adapter->rank, xa, 0, 1,
                      0, nullptr, low_rank, rows});
  }
  const float* bias = args.weight.bias != nullptr ? args.weight.bias + first : nullptr;
  const float* scale =
      adapted && adapter->row_scale != nullptr ? adapter->row_scale + first : nullptr;
  for (int64_t j = 0; j < rows; ++j) {
    float value = products[j];
    if (adapted) value += adapter->scale * low_rank[j];
    if (scale != nullptr) value *= scale[j];
    if (bias != nullptr) value += bias[j];
    y[j] = args.accumulate != 0 ? y[j] + value : value;
  }
}

}  // namespace

const DfAdapter* adapter_of_row(const DfLinearForward& args, int64_t row) {
  if (args.segment_count == 0) return args.adapter_count == 1 ? &args.adapters[0] : nullptr;
  for (int32_t k = 0; k < args.segment_count; ++k) {
    if (row >= args.segment_begin[k] && row < args.segment_begin[k + 1]) {
      const int32_t index = args.segment_adapter[k];
      return index < 0 ? nullptr : &args.adapters[index];
    }
  }
  return nullptr;
}

int64_t widest_rank(const DfLinearForward& args) {
  int64_t wide = 0;
  for (int32_t k = 0; k < args.adapter_count; ++k) {
    wide = std::max(wide, wide_rank(args.adapters[k].rank));
  }
  return wide;
}

bool can_decode(const DfLinearForward& args) {
  if (args.x.rows > kDecodeRows) return false;
  for (int32_t k = 0; k < args.adapter_count; ++k) {
    if (args.adapters[k].dropout > 0) return false;
  }
  return true;
}

void cut_decode_scratch(const DfLinearForward& args, ScratchCutter& cutter) { cut(args, cutter); }

void linear_decode(DfContext* context, const DfLinearForward& args) {
  ScratchCutter cutter(args.scratch);
  const Pieces pieces = cut(args, cutter);
  const DfWeight& weight = args.weight;
  const int64_t tokens = args.x.rows;
  const int64_t wide = widest_rank(args);
  if (wide > 0) low_rank_inputs(context, args, wide, pieces.xa);
  const float* x = static_cast<const float*>(args.x.data);
  int64_t x_ld = args.x.ld;
  if (weight.format == DF_NF4 && reads_in_place(weight)) {
    for (int64_t t = 0; t < tokens; ++t) {
      gemv_kernels(context->isa)
          .split_pairs(f32_row(args.x, t), weight.in_features, pieces.x + t * weight.in_features);
    }
    x = pieces.x;
    x_ld = weight.in_features;
  }
  const int64_t grain = chunk_rows(weight.in_features);
  parallel_for(context, weight.out_features, grain, [&](int64_t begin, int64_t end) {
    float products[kGemvTokens * kMostChunkRows];
    GemvRows call{};
    call.x_ld = x_ld;
    call.out = products;
    call.out_ld = kMostChunkRows;
    for (int64_t first = 0; first < tokens; first += kGemvTokens) {
      call.tokens = static_cast<int32_t>(std::min<int64_t>(kGemvTokens, tokens - first));
      call.x = x + first * x_ld;
      dot_rows(context->isa, weight, begin, end - begin, call);
      for (int64_t t = first; t < first + call.tokens; ++t) {
        finish(context, args, t, begin, end - begin, products + (t - first) * kMostChunkRows,
               pieces.xa + t * wide);
      }
    }
  });
}

}  // namespace df::cpu
