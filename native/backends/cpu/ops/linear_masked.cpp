// The mask is made once, row by row; da walks down the columns of x with the bits, and the low-rank
// gradient is added to dx through them.
#include "backends/cpu/ops/linear_masked.h"

#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/linear_parts.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/simd/dropout.h"
#include "backends/cpu/simd/low_rank.h"

namespace df::cpu {
namespace {

constexpr int64_t kBlockCols = kMaskBits;  // one word of a row
constexpr int64_t kStripRows = 32;
constexpr int64_t kPassRanks = 128;

DropoutMask mask_of(const DfLinearBackward& args) {
  const DfAdapter& adapter = *args.adapter;
  return dropout_mask(adapter.rng.seed, adapter.rng.stream, adapter.dropout);
}

void make_rows(Isa isa, const DfLinearBackward& args, uint64_t* words, int64_t begin, int64_t end) {
  const int64_t in = args.weight.in_features;
  const int64_t row_words = mask_words(in);
  for (int64_t row = begin; row < end; ++row) {
    dropout_kernels(isa).make_mask(mask_of(args), static_cast<uint64_t>((args.adapter->first_row + row) * in), in,
                                   words + row * row_words);
  }
}

// Rows [begin, end) of dx.
void add_rows(Isa isa, const DfLinearBackward& args, const float* dyb, const uint64_t* words,
              int64_t begin, int64_t end) {
  constexpr int64_t kRows = 4;
  constexpr int64_t kCols = 512;
  const DfAdapter& adapter = *args.adapter;
  const DropoutKernels& drop = dropout_kernels(isa);
  const DropoutMask mask = mask_of(args);
  const int64_t in = args.weight.in_features;
  const int64_t row_words = mask_words(in);
  float gradient[kRows * kCols];
  RankUpdate product{};
  product.rank = adapter.rank;
  product.left_ld = wide_rank(adapter.rank);
  product.left_scale = 1.0f;
  product.right_ld = adapter.a.ld;
  product.y = gradient;
  product.y_ld = kCols;
  for (int64_t row = begin; row < end; row += kRows) {
    product.rows = std::min(kRows, end - row);
    product.left = dyb + row * product.left_ld;
    for (int64_t col = 0; col < in; col += kCols) {
      product.cols = std::min(kCols, in - col);
      product.right = static_cast<const float*>(adapter.a.data) + col;
      low_rank_kernels(isa).rank_update(product);
      for (int64_t r = 0; r < product.rows; ++r) {
        drop.apply(words + (row + r) * row_words + col / kMaskBits, mask.factor,
                   gradient + r * kCols, f32_row(args.dx, row + r) + col, product.cols, true);
      }
    }
  }
}

// da[r, i] += sum over t of dyb[t, r] * drop(x)[t, i], for one block of columns i.
void sum_block(Isa isa, const DfLinearBackward& args, const float* dyb, const uint64_t* words,
               int64_t block) {
  const int64_t wide = wide_rank(args.adapter->rank);
  const int64_t row_words = mask_words(args.weight.in_features);
  const float factor = mask_of(args).factor;
  const int64_t col = block * kBlockCols;
  const int64_t cols = std::min(kBlockCols, args.weight.in_features - col);
  float kept[kStripRows * kBlockCols];
  for (int64_t rank = 0; rank < wide; rank += kPassRanks) {
    const int64_t ranks = std::min(kPassRanks, wide - rank);
    float sums[kBlockCols * kPassRanks] = {};
    for (int64_t row = 0; row < args.x.rows; row += kStripRows) {
      const int64_t rows = std::min(kStripRows, args.x.rows - row);
      for (int64_t r = 0; r < rows; ++r) {
        const float* x = f32_row(args.x, row + r) + col;
        for (int64_t line = 0; line < cols; line += 16) {
          __builtin_prefetch(x + kStripRows * args.x.ld + line);
        }
        dropout_kernels(isa).apply(words + (row + r) * row_words + block, factor, x,
                                   kept + r * kBlockCols, cols, false);
      }
      low_rank_kernels(isa).outer_sum(OuterSum{kept, kBlockCols, rows, cols,
                                               dyb + row * wide + rank, wide, ranks, sums,
                                               kPassRanks});
    }
    for (int64_t r = 0; r < std::min(ranks, args.adapter->rank - rank); ++r) {
      float* da = f32_row(args.da, rank + r) + col;
      for (int64_t c = 0; c < cols; ++c) da[c] += sums[c * kPassRanks + r];
    }
  }
}

}  // namespace

int64_t masked_words(const DfLinearBackward& args) {
  return args.dy.rows * mask_words(args.weight.in_features);
}

void masked_sum_da(DfContext* context, const DfLinearBackward& args, const float* dyb, uint64_t* words) {
  if (args.dx.data == nullptr && args.da.data == nullptr) return;
  parallel_for(context, args.dy.rows, 64, [&](int64_t begin, int64_t end) {
    make_rows(context->isa, args, words, begin, end);
  });
  if (args.da.data == nullptr) return;
  parallel_for(context, mask_words(args.weight.in_features), 1, [&](int64_t begin, int64_t end) {
    for (int64_t block = begin; block < end; ++block) {
      sum_block(context->isa, args, dyb, words, block);
    }
  });
}

void masked_add_dx(DfContext* context, const DfLinearBackward& args, const float* dyb, const uint64_t* words) {
  parallel_for(context, args.dy.rows, 64, [&](int64_t begin, int64_t end) {
    add_rows(context->isa, args, dyb, words, begin, end);
  });
}

}  // namespace df::cpu
