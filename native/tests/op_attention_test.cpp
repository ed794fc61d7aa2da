// Packed attention against a float64 softmax that holds every score, and central differences.
#include <numeric>

#include "op_gradient_util.h"

namespace df::test {
namespace {

struct AttentionCase {
  std::vector<int32_t> lengths;
  int32_t heads;
  int32_t kv_heads;
  int32_t head_dim;
  int64_t extra_ld;
  int32_t rows_before;  // rows that belong to no sequence
  int32_t rows_behind;
};

const AttentionCase kCases[] = {
    {{1}, 1, 1, 8, 0, 0, 0},         {{5, 1, 33}, 4, 2, 40, 0, 0, 0},
    {{64, 65, 31}, 8, 8, 40, 0, 0, 0}, {{130}, 6, 2, 80, 8, 0, 0},
    {{200, 0, 3}, 4, 1, 128, 0, 0, 0}, {{17, 2}, 2, 2, 5, 3, 2, 4},
    {{96, 256}, 3, 3, 32, 0, 0, 1},  {{70}, 2, 1, 64, 1, 0, 0},
    {{9, 40}, 2, 1, 3, 0, 1, 0},
};

std::string name_of(const AttentionCase& c) {
  return "heads " + std::to_string(c.heads) + "/" + std::to_string(c.kv_heads) + " head_dim " +
         std::to_string(c.head_dim) + " first length " + std::to_string(c.lengths[0]);
}

// Buffers of a case; the forward and backward ops run on them.
struct AttentionData {
  explicit AttentionData(const AttentionCase& test_case, float q_scale = 1.0f)
      : c(test_case),
        borders(1, c.rows_before),
        rows(c.rows_before + c.rows_behind +
             std::accumulate(c.lengths.begin(), c.lengths.end(), 0)),
        q(random(c.heads, 1, q_scale)),
        k(random(c.kv_heads, 2, 1.0f)),
        v(random(c.kv_heads, 3, 1.0f)),
        dout(random(c.heads, 4, 1.0f)),
        out(random(c.heads, 5, 1.0f)),
        dq(random(c.heads, 6, 1.0f)),
        dk(random(c.kv_heads, 7, 1.0f)),
        dv(random(c.kv_heads, 8, 1.0f)),
        lse(static_cast<size_t>(c.heads * rows), -1.0f) {
    for (const int32_t length : c.lengths) borders.push_back(borders.back() + length);
  }
  Matrix random(int32_t head_count, uint32_t seed, float scale) const {
    const int64_t width = int64_t{head_count} * c.head_dim;
    return Matrix::random(rows, width, width + c.extra_ld, seed, scale);
  }
  DfAttentionForward forward_args() {
    DfAttentionForward f{};
    f.q = q.view();
    f.k = k.view();
    f.v = v.view();
    f.out = out.view();
    f.lse = lse.data();
    f.heads = c.heads;
    f.kv_heads = c.kv_heads;
    f.head_dim = c.head_dim;
    f.scale = 1.0f / std::sqrt(static_cast<float>(c.head_dim));
    f.cu_seqlens = borders.data();
    f.cu_seqlens_host = borders.data();
    f.sequences = static_cast<int32_t>(c.lengths.size());
    f.max_seqlen = *std::max_element(c.lengths.begin(), c.lengths.end());
    f.key_end = key_end.empty() ? nullptr : key_end.data();
    return f;
  }
  void forward(DfContext* context) {
    DfAttentionForward f = forward_args();
    Scratch scratch(context, DF_OP_ATTENTION_FORWARD, &f);
    f.scratch = scratch.view();
    EXPECT_DF_OK(ops()->attention_forward(context, &f));
    EXPECT_TRUE(scratch.guard_intact());
  }
  void backward(DfContext* context) {
    DfAttentionBackward b{};
    b.forward = forward_args();
    b.dout = dout.view();
    b.dq = dq.view();
    b.dk = dk.view();
    b.dv = dv.view();
    Scratch scratch(context, DF_OP_ATTENTION_BACKWARD, &b);
    b.scratch = scratch.view();
    EXPECT_DF_OK(ops()->attention_backward(context, &b));
    EXPECT_TRUE(scratch.guard_intact());
  }

  AttentionCase c;
  std::vector<int32_t> borders;
  int64_t rows;
  Matrix q, k, v, dout, out, dq, dk, dv;
  std::vector<float> lse;
  std::vector<int32_t> key_end;
};

// The same in float64, with every probability written down.
struct AttentionReference {
  explicit AttentionReference(const AttentionData& data)
      : d(data), q(d.q), k(d.k), v(d.v), dout(d.dout) {
    scale = 1.0 / std::sqrt(static_cast<double>(d.c.head_dim));
  }
  bool sees(int64_t begin, int64_t i, int64_t j) const {
    return j >= begin && j <= i && (d.key_end.empty() || i < d.key_end[static_cast<size_t>(j)]);
  }
  // Probabilities of query i over keys begin..i, and the log-sum-exp.
  std::vector<double> probabilities(int64_t begin, int64_t i, int32_t head, double* lse) const {
    const int64_t kv = head / (d.c.heads / d.c.kv_heads) * d.c.head_dim;
    std::vector<double> p;
    double top = -1e300;
    for (int64_t j = begin; j <= i; ++j) {
      double score = 0;
      for (int64_t e = 0; e < d.c.head_dim; ++e) {
        score += q.at(i, int64_t{head} * d.c.head_dim + e) * k.at(j, kv + e);
      }
      p.push_back(sees(begin, i, j) ? score * scale : -INFINITY);
      top = std::max(top, p.back());
    }
    double sum = 0;
    for (const double score : p) sum += std::exp(score - top);
    *lse = top + std::log(sum);
    for (double& score : p) score = std::exp(score - *lse);
    return p;
  }
  template <typename Fn>  // fn(begin, i, head)
  void for_each_query(const Fn& fn) const {
    for (size_t s = 0; s + 1 < d.borders.size(); ++s) {
      for (int64_t i = d.borders[s]; i < d.borders[s + 1]; ++i) {
        for (int32_t head = 0; head < d.c.heads; ++head) fn(int64_t{d.borders[s]}, i, head);
      }
    }
  }
  Reference forward(std::vector<double>* lse) const {
    Reference out(d.rows, q.cols);
    for_each_query([&](int64_t begin, int64_t i, int32_t head) {
      double total = 0;
      const std::vector<double> p = probabilities(begin, i, head, &total);
      if (lse != nullptr) (*lse)[static_cast<size_t>(head * d.rows + i)] = total;
      const int64_t kv = head / (d.c.heads / d.c.kv_heads) * d.c.head_dim;
      for (int64_t e = 0; e < d.c.head_dim; ++e) {
        double sum = 0;
        for (size_t j = 0; j < p.size(); ++j) {
          sum += p[j] * v.at(begin + static_cast<int64_t>(j), kv + e);
        }
        out.at(i, int64_t{head} * d.c.head_dim + e) = sum;
      }
    });
    return out;
  }
  void backward(Reference& dq, Reference& dk, Reference& dv) const {
    for_each_query([&](int64_t begin, int64_t i, int32_t head) {
      double total = 0;
      const std::vector<double> p = probabilities(begin, i, head, &total);
      const int64_t own = int64_t{head} * d.c.head_dim;
      const int64_t kv = head / (d.c.heads / d.c.kv_heads) * d.c.head_dim;
      std::vector<double> dp(p.size());
      double delta = 0;
      for (size_t j = 0; j < p.size(); ++j) {
        const int64_t key = begin + static_cast<int64_t>(j);
        for (int64_t e = 0; e < d.c.head_dim; ++e) {
          dp[j] += dout.at(i, own + e) * v.at(key, kv + e);
          dv.at(key, kv + e) += p[j] * dout.at(i, own + e);
        }
        delta += p[j] * dp[j];
      }
      for (size_t j = 0; j < p.size(); ++j) {
        const int64_t key = begin + static_cast<int64_t>(j);
        const double ds = p[j] * (dp[j] - delta) * scale;
        for (int64_t e = 0; e < d.c.head_dim; ++e) {
          dq.at(i, own + e) += ds * k.at(key, kv + e);
          dk.at(key, kv + e) += ds * q.at(i, own + e);
        }
      }
    });
  }

  const AttentionData& d;
  Reference q, k, v, dout;
  double scale;
};

void expect_forward(const AttentionData& d, double tolerance) {
  std::vector<double> lse(d.lse.size(), -1.0);
  const Reference out = AttentionReference(d).forward(&lse);
  EXPECT_CLOSE(d.out, out, tolerance);
  std::vector<float> actual = d.lse;
  for (int64_t head = 0; head < d.c.heads; ++head) {
    for (int64_t row = 0; row < d.rows; ++row) {
      // Rows of no sequence: the output is zero, their lse means nothing.
      if (row < d.borders.front() || row >= d.borders.back()) {
        actual[static_cast<size_t>(head * d.rows + row)] = -1.0f;
      }
    }
  }
  EXPECT_LE(relative_error(actual, lse), 1e-6);
}

TEST(OpAttention, ForwardMatchesFloat64) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const AttentionCase& c : kCases) {
      for (const float q_scale : {1.0f, 20.0f}) {
        SCOPED_TRACE(isa + " " + name_of(c) + " q scale " + std::to_string(q_scale));
        AttentionData d(c, q_scale);
        d.forward(context.get());
        // Scores of 20 times the size carry 20 times the rounding into the exponent.
        expect_forward(d, q_scale == 1.0f ? 2e-6 : 1e-5);
      }
    }
  }
}

TEST(OpAttention, BackwardMatchesFloat64) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const AttentionCase& c : kCases) {
      SCOPED_TRACE(isa + " " + name_of(c));
      AttentionData d(c);
      d.forward(context.get());
      d.backward(context.get());
      Reference dq(d.rows, d.q.cols()), dk(d.rows, d.k.cols()), dv(d.rows, d.k.cols());
      AttentionReference(d).backward(dq, dk, dv);
      // A sequence of one row has no gradient into its scores.
      if (d.rows > 1) {
        EXPECT_CLOSE(d.dq, dq, 5e-6);
        EXPECT_CLOSE(d.dk, dk, 5e-6);
      }
      EXPECT_CLOSE(d.dv, dv, 5e-6);
    }
  }
}

TEST(OpAttention, ReferenceGradientIsTheCentralDifference) {
  const AttentionData d({{6, 3}, 4, 2, 3, 0, 0, 0});
  AttentionReference reference(d);
  Reference dq(d.rows, d.q.cols()), dk(d.rows, d.k.cols()), dv(d.rows, d.k.cols());
  reference.backward(dq, dk, dv);
  const auto loss = [&] { return dot(reference.forward(nullptr), reference.dout); };
  const Reference numeric_q = numeric_gradient(reference.q, loss);
  const Reference numeric_k = numeric_gradient(reference.k, loss);
  const Reference numeric_v = numeric_gradient(reference.v, loss);
  for (size_t i = 0; i < dq.values.size(); ++i) {
    EXPECT_NEAR(dq.values[i], numeric_q.values[i], 1e-8);
  }
  for (size_t i = 0; i < dk.values.size(); ++i) {
    EXPECT_NEAR(dk.values[i], numeric_k.values[i], 1e-8);
    EXPECT_NEAR(dv.values[i], numeric_v.values[i], 1e-8);
  }
}

// Ends of the subtrees of a random tree over `length` nodes in depth-first order; node 0 is the
// root and the first `trunk` nodes form a chain, as a prompt does.
std::vector<int32_t> random_tree(int32_t length, int32_t trunk, uint32_t seed) {
  std::mt19937 generator(seed);
  std::vector<int32_t> parent(static_cast<size_t>(length), -1);
  for (int32_t i = 1; i < length; ++i) {
    // The parent of a node is the node before it or one of that node's ancestors.
    int32_t p = i - 1;
    while (i > trunk && p >= trunk && generator() % 2 == 0) p = parent[static_cast<size_t>(p)];
    parent[static_cast<size_t>(i)] = p;
  }
  std::vector<int32_t> end(static_cast<size_t>(length));
  for (int32_t i = length - 1; i >= 0; --i) {
    int32_t last = i + 1;
    for (int32_t j = i + 1; j < length; ++j) {
      int32_t p = j;
      while (p > i) p = parent[static_cast<size_t>(p)];
      if (p == i) last = j + 1;
    }
    end[static_cast<size_t>(i)] = last;
  }
  return end;
}

TEST(OpAttention, KeyEndMakesPrefixTrees) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const int32_t trunk : {1, 20, 100}) {
      SCOPED_TRACE(isa + " trunk " + std::to_string(trunk));
      AttentionData d({{150, 230}, 4, 2, 40, 0, 3, 0});
      d.key_end.assign(static_cast<size_t>(d.rows), 0);
      for (size_t s = 0; s < d.c.lengths.size(); ++s) {
        const std::vector<int32_t> tree = random_tree(d.c.lengths[s], trunk, 9);
        for (size_t i = 0; i < tree.size(); ++i) {
          d.key_end[static_cast<size_t>(d.borders[s]) + i] = d.borders[s] + tree[i];
        }
      }
      d.forward(context.get());
      expect_forward(d, 2e-6);
    }
  }
}

// Trees side by side, one ending in the first row of a block: whole tiles of keys drop out, but not
// for the last row that still sees them.
TEST(OpAttention, KeyEndMakesForests) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    for (const int32_t first_tree : {64, 65, 96, 97}) {
      SCOPED_TRACE(isa + " first tree " + std::to_string(first_tree));
      AttentionData d({{200}, 2, 1, 32, 0, 0, 0});
      d.key_end.assign(200, 200);
      std::fill_n(d.key_end.begin(), first_tree, first_tree);
      d.forward(context.get());
      expect_forward(d, 2e-6);
    }
  }
}

// Scoring a branch in the tree is scoring it alone behind the trunk.
TEST(OpAttention, SiblingsDoNotSeeEachOther) {
  TestContext context;
  constexpr int32_t kTrunk = 40, kBranch = 5;
  AttentionData tree({{kTrunk + 2 * kBranch}, 2, 2, 40, 0, 0, 0});
  tree.key_end.assign(static_cast<size_t>(tree.rows), kTrunk + 2 * kBranch);
  std::fill_n(tree.key_end.begin() + kTrunk, kBranch, kTrunk + kBranch);
  tree.forward(context.get());
  AttentionData alone({{kTrunk + kBranch}, 2, 2, 40, 0, 0, 0});
  for (int64_t r = 0; r < alone.rows; ++r) {
    const int64_t from = r < kTrunk ? r : r + kBranch;
    for (int64_t e = 0; e < alone.q.cols(); ++e) {
      alone.q.at(r, e) = tree.q.at(from, e);
      alone.k.at(r, e) = tree.k.at(from, e);
      alone.v.at(r, e) = tree.v.at(from, e);
    }
  }
  alone.forward(context.get());
  for (int64_t r = kTrunk; r < alone.rows; ++r) {
    for (int64_t e = 0; e < alone.q.cols(); ++e) {
      EXPECT_NEAR(alone.out.at(r, e), tree.out.at(r + kBranch, e), 1e-6);
    }
  }
}

TEST(OpAttention, SameBitsOnAnyNumberOfThreads) {
  const AttentionCase c{{70, 33, 128}, 8, 2, 40, 0, 0, 0};
  TestContext one("", 1);
  AttentionData expected(c);
  expected.forward(one.get());
  expected.backward(one.get());
  for (const int threads : thread_counts()) {
    TestContext context("", threads);
    AttentionData d(c);
    d.forward(context.get());
    d.backward(context.get());
    EXPECT_TRUE(same_bits(d.out, expected.out));
    EXPECT_EQ(d.lse, expected.lse);
    EXPECT_TRUE(same_bits(d.dq, expected.dq));
    EXPECT_TRUE(same_bits(d.dk, expected.dk));
    EXPECT_TRUE(same_bits(d.dv, expected.dv));
  }
}

TEST(OpAttention, NanReachesTheOutput) {
  for (const std::string& isa : instruction_sets()) {
    TestContext context(isa);
    AttentionData d({{40}, 1, 1, 32, 0, 0, 0});
    d.k.at(10, 3) = NAN;
    d.forward(context.get());
    EXPECT_FALSE(std::isnan(d.out.at(9, 0)));
    for (int64_t row = 10; row < 40; ++row) EXPECT_TRUE(std::isnan(d.out.at(row, 0))) << row;
  }
}

TEST(OpAttention, RefusesWrongArguments) {
  TestContext context;
  AttentionData d({{9}, 4, 2, 8, 0, 0, 0});
  DfAttentionForward f = d.forward_args();
  expect_refused(ops()->attention_forward(context.get(), &f), DF_INVALID_ARGUMENT, "scratch");
  f.kv_heads = 3;
  expect_refused(ops()->attention_forward(context.get(), &f), DF_INVALID_ARGUMENT,
                 "4 heads cannot share 3");
  f = d.forward_args();
  f.k.cols = 15;
  expect_refused(ops()->attention_forward(context.get(), &f), DF_INVALID_ARGUMENT,
                 "k is 9 x 15, expected 9 x 16");
  f = d.forward_args();
  f.max_seqlen = 8;
  expect_refused(ops()->attention_forward(context.get(), &f), DF_INVALID_ARGUMENT,
                 "sequence 0 has 9 rows");
  DfAttentionBackward b{};
  b.forward = d.forward_args();
  d.key_end.assign(9, 9);
  b.forward.key_end = d.key_end.data();
  expect_refused(ops()->attention_backward(context.get(), &b), DF_UNSUPPORTED, "key_end");
}

}  // namespace
}  // namespace df::test
