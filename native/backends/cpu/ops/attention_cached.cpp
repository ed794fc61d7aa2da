// Attention over the paged cache. Runs of rows of one sequence (prefill) go through the kernel that
// keeps queries in lanes; single rows (decode) through the one that keeps head_dim in lanes.
#include <algorithm>

#include "backends/cpu/context.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/ops/cache_pages.h"
#include "backends/cpu/simd/convert.h"

using namespace df::cpu;

namespace {

constexpr const char* kOp = "attention_cached";

// Shortest run that pays for the kernel of the prefill: half of the 16 lanes it computes.
constexpr int64_t kShortestRun = 8;

// One worker's part of the scratch.
struct Workplace {
  float* block;   // attention_block_floats
  float* k_page;  // a page in float32, where the cache is narrower
  float* v_page;
  float* scores;  // max_position + 1
};

int64_t page_floats(const DfKvCache& c) {
  return c.dtype == DF_F32 ? 0 : int64_t{c.page_tokens} * c.head_dim;
}

int64_t workplace_floats(const DfAttentionCached& a) {
  return attention_block_floats(a.cache.head_dim) + 2 * page_floats(a.cache) +
         (int64_t{a.max_position} + 1 + 15) / 16 * 16;
}

Workplace workplace_of(const DfAttentionCached& a, int worker) {
  Workplace w{};
  w.block = static_cast<float*>(a.scratch.data) + worker * workplace_floats(a);
  w.k_page = w.block + attention_block_floats(a.cache.head_dim);
  w.v_page = w.k_page + page_floats(a.cache);
  w.scores = w.v_page + page_floats(a.cache);
  return w;
}

struct Call {
  const DfAttentionCached& a;
  const AttentionKernels& kernels;
  const ConvertKernels& convert;
};

// Values of the first `count` positions of the page that starts at `position`, in float32.
const float* page_values(const Call& call, void* pages, int32_t sequence, int64_t position,
                         int32_t kv_head, int64_t count, float* room) {
  const DfKvCache& c = call.a.cache;
  const char* values = cache_values(c, pages, sequence, position, kv_head);
  if (c.dtype == DF_F32) return reinterpret_cast<const float*>(values);
  call.convert.row(values, c.dtype, room, DF_F32, count * c.head_dim);
  return room;
}

void attend_run(const Call& call, int64_t first, int64_t count, int32_t head, const Workplace& w) {
  const DfAttentionCached& a = call.a;
  const DfKvCache& c = a.cache;
  const int64_t column = int64_t{head} * c.head_dim;
  const int32_t kv_head = head / (a.heads / c.kv_heads);
  const int32_t sequence = a.row_sequence[first];
  AttentionBlock block;
  block.q = f32_row(a.q, first) + column;
  block.q_ld = a.q.ld;
  block.out = f32_row(a.out, first) + column;
  block.out_ld = a.out.ld;
  block.lse = nullptr;
  block.queries = static_cast<int32_t>(count);
  block.head_dim = c.head_dim;
  block.scale = a.scale;
  block.scratch = w.block;
  std::copy_n(a.row_position + first, count, block.position);
  const int64_t keys = int64_t{a.row_position[first + count - 1]} + 1;
  call.kernels.begin(&block);
  for (int64_t at = 0; at < keys; at += c.page_tokens) {
    const int64_t here = std::min<int64_t>(c.page_tokens, keys - at);
    const float* k = page_values(call, c.k, sequence, at, kv_head, here, w.k_page);
    const float* v = page_values(call, c.v, sequence, at, kv_head, here, w.v_page);
    call.kernels.keys(&block, {k, c.head_dim, v, c.head_dim, here, at, nullptr});
  }
  call.kernels.finish(&block);
}

void attend_row(const Call& call, int64_t row, int32_t head, const Workplace& w) {
  const DfAttentionCached& a = call.a;
  const DfKvCache& c = a.cache;
  const int64_t column = int64_t{head} * c.head_dim;
  const int32_t kv_head = head / (a.heads / c.kv_heads);
  const int32_t sequence = a.row_sequence[row];
  const int64_t keys = int64_t{a.row_position[row]} + 1;
  const float* q = f32_row(a.q, row) + column;
  float* out = f32_row(a.out, row) + column;
  for (int64_t at = 0; at < keys; at += c.page_tokens) {
    const int64_t here = std::min<int64_t>(c.page_tokens, keys - at);
    const float* k = page_values(call, c.k, sequence, at, kv_head, here, w.k_page);
    call.kernels.dots(q, k, c.head_dim, here, c.head_dim, a.scale, w.scores + at);
  }
  const float inverse = 1.0f / call.kernels.softmax_numerators(w.scores, keys);
  std::fill_n(out, c.head_dim, 0.0f);
  for (int64_t at = 0; at < keys; at += c.page_tokens) {
    const int64_t here = std::min<int64_t>(c.page_tokens, keys - at);
    const float* v = page_values(call, c.v, sequence, at, kv_head, here, w.v_page);
    call.kernels.weighted_sum(w.scores + at, v, c.head_dim, here, c.head_dim, out);
  }
  for (int32_t i = 0; i < c.head_dim; ++i) out[i] *= inverse;
}

// Rows of one sequence in ascending positions that lie side by side. Runs end at multiples of
// kQueryLanes rows, so the split depends on the arguments alone.
struct Run {
  int64_t first;
  int64_t count;
};

Run run_of(const DfAttentionCached& a, int64_t row) {
  const int64_t from = row / kQueryLanes * kQueryLanes;
  const int64_t to = std::min<int64_t>(from + kQueryLanes, a.q.rows);
  const auto follows = [&](int64_t r) {
    return a.row_sequence[r] == a.row_sequence[r - 1] && a.row_position[r] > a.row_position[r - 1];
  };
  Run run{row, 1};
  while (run.first > from && follows(run.first)) --run.first;
  run.count = row + 1 - run.first;
  while (run.first + run.count < to && follows(run.first + run.count)) ++run.count;
  return run;
}

DfStatus check(DfContext* context, const DfAttentionCached* args) {
  const DfAttentionCached& a = *args;
  DF_CHECK(check_cache(kOp, a.cache));
  DF_CHECK(check_heads(kOp, a.heads, a.cache.kv_heads, a.cache.head_dim));
  const int64_t width = int64_t{a.heads} * a.cache.head_dim;
  DF_CHECK(check_f32(a.q, kOp, "q", a.q.rows, width));
  DF_CHECK(check_f32(a.out, kOp, "out", a.q.rows, width));
  DF_CHECK(check_cache_rows(kOp, a.cache, a.row_sequence, a.row_position, a.q.rows));
  for (int64_t r = 0; r < a.q.rows; ++r) {
    DF_REQUIRE(a.row_position[r] <= a.max_position, "%s: row %lld has position %d, beyond %d", kOp,
               static_cast<long long>(r), a.row_position[r], a.max_position);
  }
  return check_scratch(a.scratch, kOp, df_cpu_attention_cached_workspace(context, args));
}

}  // namespace

uint64_t df_cpu_attention_cached_workspace(DfContext* context, const DfAttentionCached* args) {
  return static_cast<uint64_t>(pool_of(context).threads()) * sizeof(float) *
         static_cast<uint64_t>(workplace_floats(*args));
}

DfStatus df_cpu_attention_cached(DfContext* context, const DfAttentionCached* args) {
  DF_CHECK(check(context, args));
  const DfAttentionCached& a = *args;
  const Call call{a, attention_kernels(context->isa), convert_kernels(context->isa)};
  const int32_t group = a.heads / a.cache.kv_heads;
  parallel_for_worker(
      context, a.q.rows * a.cache.kv_heads, 1, [&](int64_t from, int64_t to, int worker) {
        const Workplace w = workplace_of(a, worker);
        for (int64_t task = from; task < to; ++task) {
          const int64_t row = task / a.cache.kv_heads;
          const Run run = run_of(a, row);
          const bool together = run.count >= kShortestRun;
          if (together && row != run.first) continue;  // its first row's task does it
          const int32_t head = static_cast<int32_t>(task % a.cache.kv_heads) * group;
          for (int32_t h = head; h < head + group; ++h) {
            together ? attend_run(call, run.first, run.count, h, w) : attend_row(call, row, h, w);
          }
        }
      });
  return ok();
}
