// CPU against CUDA on random inputs: the CPU backend defines every op, CUDA must agree with it, in
// float32 to rounding and in bfloat16 to the rounding of its inputs and outputs.
#include <array>
#include <cstring>

#include "linear_test_util.h"

namespace df::test {
namespace {

TEST(Cuda, CanBeUsedHere) {
  const char* reason = nullptr;
  if (cuda_backend(&reason) == nullptr) {
    GTEST_SKIP() << "the CUDA cases of all op tests are left out: " << reason;
  }
  DfDeviceInfo info{};
  ASSERT_DF_OK(cuda_backend()->device_info(0, &info));
  EXPECT_GE(info.compute_capability, 75);
  EXPECT_GT(info.total_bytes, 0u);
  EXPECT_LE(info.free_bytes, info.total_bytes);
}

// Values rounded to bfloat16, as float32 and as the two bytes a GPU reads.
class Half {
 public:
  explicit Half(Matrix& m) : matrix_(m), stored_(static_cast<size_t>((m.rows() + 1) * m.ld())) { round(); }
  DfMatrix view() { return DfMatrix{stored_.data(), DF_BF16, 0, matrix_.rows(), matrix_.cols(), matrix_.ld()}; }
  // What an op left in the two bytes, as float32.
  Matrix widened() const {
    Matrix out(matrix_.rows(), matrix_.cols(), matrix_.ld());
    for (int64_t r = 0; r < out.rows(); ++r) {
      for (int64_t c = 0; c < out.cols(); ++c) {
        const uint32_t bits = uint32_t{stored_[static_cast<size_t>(r * out.ld() + c)]} << 16;
        std::memcpy(&out.at(r, c), &bits, 4);
      }
    }
    return out;
  }

 private:
  void round() {
    for (int64_t r = 0; r < matrix_.rows(); ++r) {
      for (int64_t c = 0; c < matrix_.cols(); ++c) {
        uint32_t bits = 0;
        std::memcpy(&bits, &matrix_.at(r, c), 4);
        bits = (bits + 0x7fffu + ((bits >> 16) & 1u)) & 0xffff0000u;
        std::memcpy(&matrix_.at(r, c), &bits, 4);
        stored_[static_cast<size_t>(r * matrix_.ld() + c)] = static_cast<uint16_t>(bits >> 16);
      }
    }
  }
  Matrix& matrix_;
  std::vector<uint16_t> stored_;
};

constexpr double kHalfTolerance = 6e-3;  // two roundings of 2^-9 and their sums

// Shapes with and without whole vectors, short and long.
struct Shape {
  int64_t rows, cols, ld;
};
const Shape kShapes[] = {{1, 1, 1}, {3, 7, 9}, {5, 64, 64}, {33, 200, 208}, {64, 1024, 1024}, {7, 4096, 4096}, {2, 9000, 9000}};

class Agreement : public testing::Test {
 protected:
  void SetUp() override {
    const char* reason = nullptr;
    if (cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
    gpu = std::make_unique<TestContext>("cuda");
    cpu_context = std::make_unique<TestContext>();
  }
  std::unique_ptr<TestContext> gpu, cpu_context;
};

TEST_F(Agreement, NormsInBfloat16) {
  for (const int32_t kind : {DF_NORM_RMS, DF_NORM_LAYER}) {
    for (const Shape& s : kShapes) {
      SCOPED_TRACE(std::to_string(kind) + " " + std::to_string(s.rows) + "x" + std::to_string(s.cols));
      Matrix x = Matrix::random(s.rows, s.cols, s.ld, 1), residual = Matrix::random(s.rows, s.cols, s.ld, 2);
      Matrix dy = Matrix::random(s.rows, s.cols, s.ld, 3), sum(s.rows, s.cols, s.ld), y(s.rows, s.cols, s.ld);
      Matrix dx = Matrix::random(s.rows, s.cols, s.ld, 4);
      Half hx(x), hresidual(residual), hdy(dy), hdx(dx), hsum(sum), hy(y);
      const auto weight = random_values(s.cols, 5), bias = random_values(s.cols, 6);
      const auto run = [&](DfContext* c, bool half, std::vector<float>& dweight) {
        std::vector<float> rstd(static_cast<size_t>(s.rows)), mean(rstd);
        DfNormForward f{kind, 1e-5f, half ? hx.view() : x.view(), half ? hresidual.view() : residual.view(),
                        half ? hsum.view() : sum.view(), half ? hy.view() : y.view(), weight.data(),
                        kind == DF_NORM_LAYER ? bias.data() : nullptr, rstd.data(), mean.data()};
        ASSERT_DF_OK(ops()->norm_forward(c, &f));
        DfNormBackward b{};
        b.kind = kind;
        b.accumulate_dx = 1;
        b.x = f.sum;
        b.dy = half ? hdy.view() : dy.view();
        b.dx = half ? hdx.view() : dx.view();
        b.weight = weight.data();
        b.rstd = rstd.data();
        b.mean = mean.data();
        b.dweight = dweight.data();
        Scratch scratch(c, DF_OP_NORM_BACKWARD, &b);
        b.scratch = scratch.view();
        ASSERT_DF_OK(ops()->norm_backward(c, &b));
        EXPECT_TRUE(scratch.guard_intact());
      };
      std::vector<float> dweight(static_cast<size_t>(s.cols)), half_dweight(dweight);
      run(cpu_context->get(), false, dweight);
      run(gpu->get(), true, half_dweight);
      EXPECT_LE(relative_error(hsum.widened(), Reference(sum)), kHalfTolerance);
      EXPECT_LE(relative_error(hy.widened(), Reference(y)), kHalfTolerance);
      if (s.cols == 1) continue;  // the gradient of one column is rounding error
      EXPECT_LE(relative_error(hdx.widened(), Reference(dx)), 2 * kHalfTolerance);
      EXPECT_LE(relative_error(half_dweight, std::vector<double>(dweight.begin(), dweight.end())), 2 * kHalfTolerance);
    }
  }
}

TEST_F(Agreement, ActivationsAndSumsInBfloat16) {
  for (const int32_t kind : {DF_SILU, DF_GELU_TANH}) {
    for (const Shape& s : kShapes) {
      SCOPED_TRACE(std::to_string(kind) + " " + std::to_string(s.rows) + "x" + std::to_string(s.cols));
      Matrix gate = Matrix::random(s.rows, s.cols, s.ld, 1, 3.0f), up = Matrix::random(s.rows, s.cols, s.ld, 2);
      Matrix dout = Matrix::random(s.rows, s.cols, s.ld, 3), out(s.rows, s.cols, s.ld);
      Matrix dgate(s.rows, s.cols, s.ld), dup(s.rows, s.cols, s.ld), added(s.rows, s.cols, s.ld);
      Half hgate(gate), hup(up), hdout(dout), hout(out), hdgate(dgate), hdup(dup), hadded(added);
      const DfActivationForward f{kind, 0, gate.view(), up.view(), out.view()};
      const DfActivationForward hf{kind, 0, hgate.view(), hup.view(), hout.view()};
      ASSERT_DF_OK(ops()->activation_forward(cpu_context->get(), &f));
      ASSERT_DF_OK(ops()->activation_forward(gpu->get(), &hf));
      EXPECT_LE(relative_error(hout.widened(), Reference(out)), kHalfTolerance);
      const DfActivationBackward b{kind, 0, gate.view(), up.view(), dout.view(), dgate.view(), dup.view(), {}, {}, {}};
      const DfActivationBackward hb{kind, 0, hgate.view(), hup.view(), hdout.view(), hdgate.view(), hdup.view(), {}, {}, {}};
      ASSERT_DF_OK(ops()->activation_backward(cpu_context->get(), &b));
      ASSERT_DF_OK(ops()->activation_backward(gpu->get(), &hb));
      EXPECT_LE(relative_error(hdgate.widened(), Reference(dgate)), kHalfTolerance);
      EXPECT_LE(relative_error(hdup.widened(), Reference(dup)), kHalfTolerance);
      const DfAdd a{gate.view(), up.view(), added.view()};
      const DfAdd ha{hgate.view(), hup.view(), hadded.view()};
      ASSERT_DF_OK(ops()->add(cpu_context->get(), &a));
      ASSERT_DF_OK(ops()->add(gpu->get(), &ha));
      EXPECT_LE(relative_error(hadded.widened(), Reference(added)), kHalfTolerance);
    }
  }
}

TEST_F(Agreement, RowsAndEmbeddings) {
  for (const Shape& s : kShapes) {
    SCOPED_TRACE(std::to_string(s.rows) + "x" + std::to_string(s.cols));
    const int64_t count = 3 * s.rows;
    std::mt19937 generator(9);
    std::vector<int32_t> ids(static_cast<size_t>(count)), distinct(static_cast<size_t>(s.rows));
    for (int32_t& id : ids) id = static_cast<int32_t>(generator() % static_cast<uint32_t>(s.rows));
    for (size_t i = 0; i < distinct.size(); ++i) distinct[i] = static_cast<int32_t>(distinct.size() - 1 - i);
    Matrix table = Matrix::random(s.rows, s.cols, s.cols, 1), dout = Matrix::random(count, s.cols, s.cols, 2);
    const auto run = [&](DfContext* c) {
      Matrix out(count, s.cols), dtable = Matrix::random(s.rows, s.cols, 0, 3), moved(s.rows, s.cols);
      DfWeight w{};
      w.format = DF_F32;
      w.out_features = s.rows;
      w.in_features = s.cols;
      w.data = table.data();
      const DfEmbeddingForward f{ids.data(), w, out.view()};
      EXPECT_DF_OK(ops()->embedding_forward(c, &f));
      const DfEmbeddingBackward b{ids.data(), dout.view(), dtable.view()};
      EXPECT_DF_OK(ops()->embedding_backward(c, &b));
      const DfScatterRows scatter{table.view(), distinct.data(), moved.view()};
      EXPECT_DF_OK(ops()->scatter_rows(c, &scatter));
      Matrix gathered(count, s.cols);
      const DfGatherRows gather{moved.view(), ids.data(), gathered.view()};
      EXPECT_DF_OK(ops()->gather_rows(c, &gather));
      return std::array<Matrix, 3>{std::move(out), std::move(dtable), std::move(gathered)};
    };
    const auto expected = run(cpu_context->get()), actual = run(gpu->get());
    // Rows are added in the same order, so the sums have the same bits.
    for (size_t i = 0; i < 3; ++i) EXPECT_TRUE(same_bits(actual[i], expected[i])) << i;
  }
}

TEST_F(Agreement, LossInBfloat16) {
  for (const Shape& s : kShapes) {
    SCOPED_TRACE(std::to_string(s.rows) + "x" + std::to_string(s.cols));
    Matrix logits = Matrix::random(s.rows, s.cols, s.ld, 1, 4.0f);
    Half half(logits);
    std::vector<int32_t> labels(static_cast<size_t>(s.rows));
    for (size_t i = 0; i < labels.size(); ++i) labels[i] = i % 4 == 1 ? -1 : static_cast<int32_t>(i * 31 % static_cast<size_t>(s.cols));
    double loss = 1, half_loss = 1;
    const DfCrossEntropy c{logits.view(), labels.data(), &loss, nullptr, 0.25f, 1};
    const DfCrossEntropy h{half.view(), labels.data(), &half_loss, nullptr, 0.25f, 1};
    ASSERT_DF_OK(ops()->cross_entropy(cpu_context->get(), &c));
    ASSERT_DF_OK(ops()->cross_entropy(gpu->get(), &h));
    EXPECT_NEAR(half_loss, loss, 1e-4 * loss);  // the inputs are the same numbers
    EXPECT_LE(relative_error(half.widened(), Reference(logits)), kHalfTolerance);
  }
}

TEST_F(Agreement, LinearLayersInBfloat16) {
  const LinearShape shapes[] = {{5, 64, 48, 0},           {70, 128, 96, 8, true, 0.0f, true, false, 0, DF_NF4},
                                {33, 256, 200, 16, false, 0.2f}, {300, 512, 768, 64, true, 0.1f, false, true, 0, DF_NF4},
                                {260, 1024, 256, 64, true, 0.0f, false, false, 0, DF_BF16}};
  for (const LinearShape& s : shapes) {
    SCOPED_TRACE(name_of(s));
    WeightStorage weight(cpu_context->get(), s, 1);
    AdapterStorage adapter(s, 5);
    Matrix x = Matrix::random(s.tokens, s.in, 0, 9), y = Matrix::random(s.tokens, s.out, 0, 10);
    Matrix xa(s.tokens, s.rank);
    Half hx(x), hy(y), hxa(xa);
    const auto run = [&](DfContext* c, DfMatrix in, DfMatrix out, DfMatrix inner) {
      DfLinearForward f{};
      f.weight = weight.view;
      f.x = in;
      f.y = out;
      f.accumulate = s.accumulate ? 1 : 0;
      if (s.rank > 0) {
        f.adapters = &adapter.view;
        f.adapter_count = 1;
        f.xa = inner;
      }
      Scratch scratch(c, DF_OP_LINEAR_FORWARD, &f);
      f.scratch = scratch.view();
      ASSERT_DF_OK(ops()->linear_forward(c, &f));
      EXPECT_TRUE(scratch.guard_intact());
    };
    run(cpu_context->get(), x.view(), y.view(), xa.view());
    run(gpu->get(), hx.view(), hy.view(), hxa.view());
    EXPECT_LE(relative_error(hy.widened(), Reference(y)), 2 * kHalfTolerance);
    EXPECT_LE(relative_error(hxa.widened(), Reference(xa)), 2 * kHalfTolerance);
  }
}

// Packed sequences, grouped heads, every family of kernels: 32 and 80 have none of Hopper's own.
TEST_F(Agreement, AttentionInBfloat16) {
  const std::vector<int32_t> borders{0, 70, 71, 200, 460};
  const int64_t rows = borders.back();
  for (const int32_t dim : {16, 32, 64, 80, 128}) {
    SCOPED_TRACE("head_dim " + std::to_string(dim));
    constexpr int32_t kHeads = 4, kKvHeads = 2;
    Matrix q = Matrix::random(rows, kHeads * dim, 0, 1), k = Matrix::random(rows, kKvHeads * dim, 0, 2);
    Matrix v = Matrix::random(rows, kKvHeads * dim, 0, 3), dout = Matrix::random(rows, kHeads * dim, 0, 4);
    Matrix out(rows, q.cols()), dq(rows, q.cols()), dk(rows, k.cols()), dv(rows, k.cols());
    Half hq(q), hk(k), hv(v), hdout(dout), hout(out), hdq(dq), hdk(dk), hdv(dv);
    const auto run = [&](DfContext* c, DfAttentionBackward b) {
      std::vector<float> lse(static_cast<size_t>(rows * kHeads));
      DfAttentionForward& f = b.forward;
      f.lse = lse.data();
      f.heads = kHeads;
      f.kv_heads = kKvHeads;
      f.head_dim = dim;
      f.scale = 1.0f / std::sqrt(static_cast<float>(dim));
      f.cu_seqlens = f.cu_seqlens_host = borders.data();
      f.sequences = static_cast<int32_t>(borders.size()) - 1;
      f.max_seqlen = 260;
      Scratch forward_scratch(c, DF_OP_ATTENTION_FORWARD, &f);
      f.scratch = forward_scratch.view();
      EXPECT_DF_OK(ops()->attention_forward(c, &f));
      Scratch scratch(c, DF_OP_ATTENTION_BACKWARD, &b);
      b.scratch = scratch.view();
      EXPECT_DF_OK(ops()->attention_backward(c, &b));
      return lse;
    };
    DfAttentionBackward b{};
    b.forward.q = q.view(), b.forward.k = k.view(), b.forward.v = v.view(), b.forward.out = out.view();
    b.dout = dout.view(), b.dq = dq.view(), b.dk = dk.view(), b.dv = dv.view();
    const auto lse = run(cpu_context->get(), b);
    b.forward.q = hq.view(), b.forward.k = hk.view(), b.forward.v = hv.view(), b.forward.out = hout.view();
    b.dout = hdout.view(), b.dq = hdq.view(), b.dk = hdk.view(), b.dv = hdv.view();
    const auto half_lse = run(gpu->get(), b);
    EXPECT_LE(relative_error(half_lse, std::vector<double>(lse.begin(), lse.end())), 1e-3);
    EXPECT_LE(relative_error(hout.widened(), Reference(out)), kHalfTolerance);
    EXPECT_LE(relative_error(hdq.widened(), Reference(dq)), 2 * kHalfTolerance);
    EXPECT_LE(relative_error(hdk.widened(), Reference(dk)), 2 * kHalfTolerance);
    EXPECT_LE(relative_error(hdv.widened(), Reference(dv)), 2 * kHalfTolerance);
  }
}

}  // namespace
}  // namespace df::test
