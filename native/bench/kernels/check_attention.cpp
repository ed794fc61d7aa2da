// The attention ops against the CPU backend.
#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "bench/kernels/report.h"

namespace df::kernels {
namespace {

struct PackedCase {
  std::vector<int32_t> lengths;
  int32_t heads, kv_heads, head_dim;
  int32_t first = 0, spare = 0;  // rows before and behind all sequences
  int64_t pad = 0;
  bool tree = false;
};

std::string name_of(const PackedCase& c, int32_t dtype) {
  std::string name = "dtype " + std::to_string(dtype) + " heads " + std::to_string(c.heads) + "/" +
                     std::to_string(c.kv_heads) + " head_dim " + std::to_string(c.head_dim) + " lengths";
  for (const int32_t length : c.lengths) name += " " + std::to_string(length);
  return name + (c.tree ? " tree" : "") + (c.pad > 0 ? " pad" : "") + (c.spare > 0 ? " spare" : "");
}

std::vector<PackedCase> packed_cases() {
  return {
      {{100, 1, 37, 64}, 4, 2, 64},
      {{100, 1, 37, 64, 128, 129}, 8, 2, 128},
      {{300}, 4, 4, 128, 5, 9},
      {{513, 255}, 4, 1, 64, 3, 0},
      {{70, 33}, 3, 3, 40, 2, 5},
      {{50}, 2, 1, 80, 0, 0, 8},
      {{90, 20}, 2, 1, 33, 0, 0, 3},
      {{200, 150}, 4, 2, 64, 0, 4, 0, true},
      {{333}, 4, 2, 128, 0, 0, 8, true},
      {{1, 1, 2, 3}, 2, 2, 128},
      {{40}, 2, 1, 256},
      {{30}, 1, 1, 512},
      {{1100, 948}, 8, 2, 128},
      {{2048}, 4, 1, 64},
  };
}

// Ends of the subtrees of a random tree over the rows of each sequence.
std::vector<int32_t> tree_ends(const std::vector<int32_t>& borders) {
  std::mt19937 generator(9);
  std::vector<int32_t> end(static_cast<size_t>(borders.back()) + 64, 0);
  for (size_t s = 0; s + 1 < borders.size(); ++s) {
    const int32_t first = borders[s], length = borders[s + 1] - first, trunk = std::min(length, 40);
    std::vector<int32_t> parent(static_cast<size_t>(length), -1);
    for (int32_t i = 1; i < length; ++i) {
      int32_t p = i - 1;
      while (i > trunk && p >= trunk && generator() % 2 == 0) p = parent[static_cast<size_t>(p)];
      parent[static_cast<size_t>(i)] = p;
    }
    std::vector<int32_t> last(static_cast<size_t>(length));
    for (int32_t i = length - 1; i >= 0; --i) {
      last[static_cast<size_t>(i)] = std::max(last[static_cast<size_t>(i)], i + 1);
      if (i == 0) break;
      int32_t& up = last[static_cast<size_t>(parent[static_cast<size_t>(i)])];
      up = std::max(up, last[static_cast<size_t>(i)]);
    }
    for (int32_t i = 0; i < length; ++i) end[static_cast<size_t>(first + i)] = first + last[static_cast<size_t>(i)];
  }
  return end;
}

Outputs run_packed(Side& side, const PackedCase& c, int32_t rounding) {
  std::vector<int32_t> borders{c.first};
  for (const int32_t length : c.lengths) borders.push_back(borders.back() + length);
  const int64_t rows = borders.back() + c.spare, width = int64_t{c.heads} * c.head_dim;
  const int64_t kv_width = int64_t{c.kv_heads} * c.head_dim;
  const auto input = [&](int64_t cols, uint64_t seed) {
    return side.matrix(random_values(rows, cols, seed, 1.0f, rounding), side.dtype, c.pad);
  };
  DfAttentionForward f{};
  f.q = input(width, 1);
  f.k = input(kv_width, 2);
  f.v = input(kv_width, 3);
  f.out = side.output(rows, width, side.dtype, c.pad);
  f.lse = side.upload(std::vector<float>(static_cast<size_t>(c.heads * rows), 0.0f));
  f.heads = c.heads;
  f.kv_heads = c.kv_heads;
  f.head_dim = c.head_dim;
  f.scale = 1.0f / std::sqrt(static_cast<float>(c.head_dim));
  f.cu_seqlens = side.upload(borders);
  f.cu_seqlens_host = borders.data();
  f.sequences = static_cast<int32_t>(c.lengths.size());
  f.max_seqlen = *std::max_element(c.lengths.begin(), c.lengths.end());
  if (c.tree) f.key_end = side.upload(tree_ends(borders));
  f.scratch = side.scratch(DF_OP_ATTENTION_FORWARD, &f);
  require(side.backend->attention_forward(side.context, &f), "attention_forward");
  Outputs outputs{{"out", side.download(f.out).data}, {"lse", side.download(f.lse, c.heads * rows)}};
  if (!c.tree) {
    DfAttentionBackward b{};
    b.forward = f;
    b.dout = input(width, 4);
    b.dq = side.output(rows, width, side.dtype, c.pad);
    b.dk = side.output(rows, kv_width, side.dtype, c.pad);
    b.dv = side.output(rows, kv_width, side.dtype, c.pad);
    b.scratch = side.scratch(DF_OP_ATTENTION_BACKWARD, &b);
    require(side.backend->attention_backward(side.context, &b), "attention_backward");
    outputs.push_back({"dq", side.download(b.dq).data});
    outputs.push_back({"dk", side.download(b.dk).data});
    outputs.push_back({"dv", side.download(b.dv).data});
  }
  side.release_all();
  return outputs;
}

struct CachedCase {
  std::vector<int32_t> lengths;
  int32_t heads, kv_heads, head_dim, page_tokens;
  int32_t dtype;
  bool decode;  // the last row of each sequence alone
};

std::vector<CachedCase> cached_cases() {
  return {
      {{77, 41, 91}, 4, 2, 64, 16, DF_BF16, false}, {{77, 410, 91}, 8, 2, 128, 16, DF_BF16, true},
      {{700, 41}, 8, 1, 128, 64, DF_F32, true},     {{50, 3}, 3, 3, 40, 5, DF_F16, false},
      {{300}, 16, 1, 80, 16, DF_F32, true},         {{900, 10, 256, 257}, 32, 8, 128, 16, DF_BF16, true},
      {{2100}, 32, 8, 128, 32, DF_BF16, true},      {{1, 2, 63, 64, 65, 500, 129, 16, 17}, 16, 2, 64, 32, DF_F16, true},
      {std::vector<int32_t>(40, 90), 8, 4, 128, 32, DF_BF16, true},
  };
}

Outputs run_cached(Side& side, const CachedCase& c, int32_t rounding) {
  const auto sequences = static_cast<int32_t>(c.lengths.size());
  const int32_t longest = *std::max_element(c.lengths.begin(), c.lengths.end());
  DfKvCache cache{};
  cache.dtype = c.dtype;
  cache.page_tokens = c.page_tokens;
  cache.kv_heads = c.kv_heads;
  cache.head_dim = c.head_dim;
  cache.max_blocks = (longest + c.page_tokens - 1) / c.page_tokens;
  std::vector<int32_t> table(static_cast<size_t>(sequences * cache.max_blocks));
  for (size_t i = 0; i < table.size(); ++i) table[i] = static_cast<int32_t>(i);
  std::shuffle(table.begin(), table.end(), std::mt19937(5));
  cache.block_table = side.upload(table);
  const uint64_t bytes = table.size() * static_cast<uint64_t>(c.kv_heads * c.page_tokens * c.head_dim) * 4;
  const std::vector<char> poison(bytes, static_cast<char>(0xff));
  cache.k = side.upload(poison);
  cache.v = side.upload(poison);
  std::vector<int32_t> sequence, position, query_sequence, query_position;
  for (int32_t s = 0; s < sequences; ++s) {
    for (int32_t i = 0; i < c.lengths[static_cast<size_t>(s)]; ++i) {
      sequence.push_back(s), position.push_back(i);
      if (c.decode && i + 1 < c.lengths[static_cast<size_t>(s)]) continue;
      query_sequence.push_back(s), query_position.push_back(i);
    }
  }
  const auto rows = static_cast<int64_t>(sequence.size()), width = int64_t{c.kv_heads} * c.head_dim;
  const DfKvAppend append{side.matrix(random_values(rows, width, 1, 1.0f, rounding), side.dtype),
                          side.matrix(random_values(rows, width, 2, 1.0f, rounding), side.dtype),
                          side.upload(sequence), side.upload(position), cache};
  require(side.backend->kv_append(side.context, &append), "kv_append");
  DfAttentionCached a{};
  const auto queries = static_cast<int64_t>(query_sequence.size());
  a.q = side.matrix(random_values(queries, int64_t{c.heads} * c.head_dim, 3, 1.0f, rounding), side.dtype);
  a.out = side.output(queries, int64_t{c.heads} * c.head_dim, side.dtype);
  a.row_sequence = side.upload(query_sequence);
  a.row_position = side.upload(query_position);
  a.heads = c.heads;
  a.max_position = longest - 1;
  a.scale = 1.0f / std::sqrt(static_cast<float>(c.head_dim));
  a.cache = cache;
  a.scratch = side.scratch(DF_OP_ATTENTION_CACHED, &a);
  require(side.backend->attention_cached(side.context, &a), "attention_cached");
  Outputs outputs{{"out", side.download(a.out).data}};
  side.release_all();
  return outputs;
}

}  // namespace

void check_attention(Side& cpu, const DfBackend* device, Report& report) {
  for (const int32_t dtype : {DF_F32, DF_BF16, DF_F16}) {
    Side side(device, dtype);
    const double tolerance = dtype == DF_F32 ? 2e-5 : dtype == DF_F16 ? 3e-3 : 1.2e-2;
    for (const PackedCase& c : packed_cases()) {
      const Outputs actual = run_packed(side, c, dtype);
      report.compare("attention " + name_of(c, dtype), actual, run_packed(cpu, c, dtype), tolerance);
      report.same_bits("attention " + name_of(c, dtype), actual, run_packed(side, c, dtype));
    }
  }
  check_cached(cpu, device, report);
}

void check_cached(Side& cpu, const DfBackend* device, Report& report) {
  for (const int32_t dtype : {DF_F32, DF_BF16, DF_F16}) {
    Side side(device, dtype);
    const double tolerance = dtype == DF_F32 ? 2e-5 : dtype == DF_F16 ? 3e-3 : 1.2e-2;
    int index = 0;
    for (const CachedCase& c : cached_cases()) {
      const std::string name = "cached " + std::to_string(index++) + " dtype " + std::to_string(dtype);
      const Outputs actual = run_cached(side, c, dtype);
      report.compare(name, actual, run_cached(cpu, c, dtype), tolerance);
      report.same_bits(name, actual, run_cached(side, c, dtype));
    }
  }
}

}  // namespace df::kernels
