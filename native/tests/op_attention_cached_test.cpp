// The paged cache: kv_append and attention over it, against a float64 softmax.
#include "op_gradient_util.h"

namespace df::test {
namespace {

struct CachedCase {
  int32_t heads;
  int32_t kv_heads;
  int32_t head_dim;
  int32_t page_tokens;
  int32_t dtype;
  int64_t extra_ld;
};

const CachedCase kCases[] = {
    {2, 2, 40, 16, DF_F32, 0},  {4, 2, 64, 8, DF_F32, 5},  {8, 1, 80, 64, DF_F32, 0},
    {3, 3, 7, 5, DF_F32, 2},    {2, 1, 128, 1, DF_F32, 0}, {4, 2, 40, 16, DF_BF16, 0},
    {4, 4, 33, 16, DF_F16, 0},
};

std::string name_of(const CachedCase& c) {
  return "heads " + std::to_string(c.heads) + "/" + std::to_string(c.kv_heads) + " head_dim " +
         std::to_string(c.head_dim) + " page " + std::to_string(c.page_tokens) + " dtype " +
         std::to_string(c.dtype);
}

// What the cache's dtype makes of a value.
float stored(int32_t dtype, float value) {
  if (dtype == DF_F32) return value;
  if (dtype == DF_F16) return static_cast<float>(static_cast<_Float16>(value));
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  bits = (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000u;
  std::memcpy(&value, &bits, sizeof bits);
  return value;
}

// Sequences of different lengths whose pages lie in shuffled order.
class CachedData {
 public:
  CachedData(const CachedCase& test_case, std::vector<int32_t> sequence_lengths)
      : c(test_case), lengths(std::move(sequence_lengths)) {
    for (const int32_t length : lengths) {
      max_blocks = std::max(max_blocks, (length + c.page_tokens - 1) / c.page_tokens);
    }
    const int64_t pages = max_blocks * static_cast<int64_t>(lengths.size());
    table.resize(static_cast<size_t>(pages));
    for (size_t i = 0; i < table.size(); ++i) table[i] = static_cast<int32_t>(i);
    std::shuffle(table.begin(), table.end(), std::mt19937(5));
    const int64_t bytes = pages * c.kv_heads * c.page_tokens * c.head_dim * 4;
    k_pages.assign(static_cast<size_t>(bytes), 0xff);  // NaN where nothing was appended
    v_pages = k_pages;
    for (size_t s = 0; s < lengths.size(); ++s) {
      const uint32_t seed = 100 + static_cast<uint32_t>(s);
      k.push_back(Matrix::random(lengths[s], width(), width() + c.extra_ld, seed));
      v.push_back(Matrix::random(lengths[s], width(), width() + c.extra_ld, seed + 50));
    }
  }
  int64_t width() const { return int64_t{c.kv_heads} * c.head_dim; }
  DfKvCache cache() {
    return {k_pages.data(), v_pages.data(), c.dtype, c.page_tokens, c.kv_heads,
            c.head_dim,     max_blocks,     0,       table.data()};
  }
  void append_all(DfContext* context) {
    for (size_t s = 0; s < lengths.size(); ++s) {
      std::vector<int32_t> sequence(static_cast<size_t>(lengths[s]), static_cast<int32_t>(s));
      std::vector<int32_t> position(static_cast<size_t>(lengths[s]));
      for (size_t i = 0; i < position.size(); ++i) position[i] = static_cast<int32_t>(i);
      DfKvAppend args{k[s].view(), v[s].view(), sequence.data(), position.data(), cache()};
      ASSERT_DF_OK(ops()->kv_append(context, &args));
    }
  }

  CachedCase c;
  std::vector<int32_t> lengths;
  int32_t max_blocks = 1;
  std::vector<int32_t> table;
  std::vector<unsigned char> k_pages, v_pages;
  std::vector<Matrix> k, v;
};

struct Rows {
  std::vector<int32_t> sequence, position;
};

Reference cached_reference(const CachedData& d, const Matrix& q, const Rows& rows) {
  Reference out(q.rows(), q.cols());
  const double scale = 1.0 / std::sqrt(static_cast<double>(d.c.head_dim));
  for (int64_t r = 0; r < q.rows(); ++r) {
    const Matrix& k = d.k[static_cast<size_t>(rows.sequence[static_cast<size_t>(r)])];
    const Matrix& v = d.v[static_cast<size_t>(rows.sequence[static_cast<size_t>(r)])];
    for (int32_t head = 0; head < d.c.heads; ++head) {
      const int64_t own = int64_t{head} * d.c.head_dim;
      const int64_t kv = head / (d.c.heads / d.c.kv_heads) * d.c.head_dim;
      std::vector<double> p;
      double sum = 0;
      for (int64_t j = 0; j <= rows.position[static_cast<size_t>(r)]; ++j) {
        double score = 0;
        for (int64_t e = 0; e < d.c.head_dim; ++e) {
          score += static_cast<double>(q.at(r, own + e)) * stored(d.c.dtype, k.at(j, kv + e));
        }
        p.push_back(std::exp(score * scale));
        sum += p.back();
      }
      for (int64_t e = 0; e < d.c.head_dim; ++e) {
        for (size_t j = 0; j < p.size(); ++j) {
          out.at(r, own + e) +=
              p[j] / sum * stored(d.c.dtype, v.at(static_cast<int64_t>(j), kv + e));
        }
      }
    }
  }
  return out;
}

Matrix attend(DfContext* context, CachedData& d, Matrix& q, Rows& rows) {
  Matrix out(q.rows(), q.cols(), q.ld());
  DfAttentionCached args{};
  args.q = q.view();
  args.out = out.view();
  args.row_sequence = rows.sequence.data();
  args.row_position = rows.position.data();
  args.heads = d.c.heads;
  args.max_position = *std::max_element(rows.position.begin(), rows.position.end());
  args.scale = 1.0f / std::sqrt(static_cast<float>(d.c.head_dim));
  args.cache = d.cache();
  Scratch scratch(context, DF_OP_ATTENTION_CACHED, &args);
  args.scratch = scratch.view();
  EXPECT_DF_OK(ops()->attention_cached(context, &args));
  EXPECT_TRUE(scratch.guard_intact());
  return out;
}

Matrix queries(const CachedCase& c, const Rows& rows) {
  const int64_t width = int64_t{c.heads} * c.head_dim;
  return Matrix::random(static_cast<int64_t>(rows.sequence.size()), width, width + c.extra_ld, 7);
}

// A prefill of one sequence, tails of another, and single rows of a third, in one call.
Rows mixed_rows() {
  Rows rows;
  for (int32_t i = 0; i < 77; ++i) rows.sequence.push_back(0), rows.position.push_back(i);
  for (int32_t i = 30; i < 41; ++i) rows.sequence.push_back(1), rows.position.push_back(i);
  for (const int32_t i : {0, 90, 12, 13}) rows.sequence.push_back(2), rows.position.push_back(i);
  return rows;
}

TEST(OpAttentionCached, MatchesFloat64) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const CachedCase& c : kCases) {
      SCOPED_TRACE(isa + " " + name_of(c));
      CachedData d(c, {77, 41, 91});
      d.append_all(context.get());
      Rows rows = mixed_rows();
      Matrix q = queries(c, rows);
      const Matrix out = attend(context.get(), d, q, rows);
      EXPECT_CLOSE(out, cached_reference(d, q, rows), 2e-6);
    }
  }
}

TEST(OpAttentionCached, DecodingGivesWhatPrefillGave) {
  TestContext context;
  const CachedCase c{4, 2, 40, 16, DF_F32, 0};
  CachedData d(c, {50});
  d.append_all(context.get());
  Rows all;
  for (int32_t i = 0; i < 50; ++i) all.sequence.push_back(0), all.position.push_back(i);
  Matrix q = queries(c, all);
  const Matrix together = attend(context.get(), d, q, all);
  for (int32_t i = 0; i < 50; ++i) {
    Rows one{{0}, {i}};
    Matrix row(1, q.cols());
    for (int64_t e = 0; e < q.cols(); ++e) row.at(0, e) = q.at(i, e);
    const Matrix out = attend(context.get(), d, row, one);
    for (int64_t e = 0; e < q.cols(); ++e) EXPECT_NEAR(out.at(0, e), together.at(i, e), 1e-6);
  }
}

TEST(OpAttentionCached, SameBitsOnAnyNumberOfThreads) {
  const CachedCase c{8, 4, 40, 16, DF_F32, 0};
  TestContext one("", 1);
  CachedData expected_data(c, {77, 41, 91});
  expected_data.append_all(one.get());
  Rows rows = mixed_rows();
  Matrix q = queries(c, rows);
  const Matrix expected = attend(one.get(), expected_data, q, rows);
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    CachedData d(c, {77, 41, 91});
    d.append_all(context.get());
    EXPECT_EQ(d.k_pages, expected_data.k_pages);
    EXPECT_EQ(d.v_pages, expected_data.v_pages);
    EXPECT_TRUE(same_bits(attend(context.get(), d, q, rows), expected));
  }
}

TEST(OpAttentionCached, RefusesWrongArguments) {
  TestContext context;
  CachedData d({4, 2, 8, 4, DF_F32, 0}, {6});
  Rows rows{{0}, {8}};
  Matrix q = queries(d.c, rows);
  DfAttentionCached args{};
  args.q = q.view();
  args.out = q.view();
  args.row_sequence = rows.sequence.data();
  args.row_position = rows.position.data();
  args.heads = 4;
  args.max_position = 8;
  args.cache = d.cache();
  expect_refused(ops()->attention_cached(context.get(), &args), DF_INVALID_ARGUMENT,
                 "position 8, outside the 8 of its pages");
  rows.position[0] = 5;
  args.max_position = 4;
  expect_refused(ops()->attention_cached(context.get(), &args), DF_INVALID_ARGUMENT,
                 "position 5, beyond 4");
  args.max_position = 5;
  expect_refused(ops()->attention_cached(context.get(), &args), DF_INVALID_ARGUMENT, "scratch");
  args.cache.dtype = DF_U8;
  expect_refused(ops()->attention_cached(context.get(), &args), DF_INVALID_ARGUMENT, "dtype 4");
}

}  // namespace
}  // namespace df::test
