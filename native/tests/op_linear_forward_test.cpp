// linear_forward on every path (decode, merged, layered) against float64.
#include "linear_test_util.h"

namespace df::test {
namespace {

class LinearOnIsa : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Isa, LinearOnIsa, testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return info.param; });

void run_single(DfContext* context, const LinearShape& s) {
  SCOPED_TRACE(name_of(s));
  WeightStorage weight(context, s, 11);
  AdapterStorage adapter(s, 21);
  Matrix x = Matrix::random(s.tokens, s.in, s.in + s.pad, 31);
  Matrix y = Matrix::random(s.tokens, s.out, s.out + s.pad, 41);
  Matrix xa(s.tokens, std::max(s.rank, 1), s.rank + s.pad + 1);
  Reference y_reference(s.tokens, s.out);
  if (s.accumulate) y_reference = Reference(y);
  Reference xa_reference(s.tokens, s.rank);

  DfLinearForward args{};
  args.weight = weight.view;
  args.x = x.view();
  args.y = y.view();
  args.accumulate = s.accumulate ? 1 : 0;
  args.adapter_count = s.rank > 0 ? 1 : 0;
  args.adapters = &adapter.view;
  if (s.rank > 0) args.xa = xa.view();
  Scratch scratch(context, DF_OP_LINEAR_FORWARD, &args);
  args.scratch = scratch.view();
  ASSERT_DF_OK(ops()->linear_forward(context, &args));

  reference_rows(Reference(weight.values), widen(weight.bias, s.bias),
                 s.rank > 0 ? &adapter.view : nullptr, Reference(adapter.a), Reference(adapter.b),
                 widen(adapter.row_scale, s.dora), Reference(x), 0, s.tokens, y_reference,
                 xa_reference);
  EXPECT_CLOSE(y, y_reference, 1e-6);
  if (s.rank > 0) EXPECT_CLOSE(xa, xa_reference, 1e-6);
  EXPECT_TRUE(scratch.guard_intact());
}

TEST_P(LinearOnIsa, PlainAndAdapted) {
  const TestContext context(GetParam());
  for (int32_t format : {DF_F32, DF_F16, DF_BF16, DF_NF4}) {
    for (int64_t tokens : {1, 3, 4, 6, 8, 9, 33}) {
      run_single(context.get(), {tokens, 64, 96, 0, false, 0, false, false, 0, format});
      run_single(context.get(), {tokens, 96, 50, 4, true, 0, true, false, 5, format});
      run_single(context.get(), {tokens, 160, 70, 16, true, 0, false, true, 0, format});
      run_single(context.get(), {tokens, 34, 21, 3, false, 0, true, true, 3, format});
    }
  }
}

TEST_P(LinearOnIsa, Dropout) {
  const TestContext context(GetParam());
  for (int32_t format : {DF_F32, DF_NF4}) {
    for (int64_t tokens : {1, 5, 40}) {
      run_single(context.get(), {tokens, 96, 64, 8, true, 0.1f, false, false, 0, format});
      run_single(context.get(), {tokens, 70, 33, 17, false, 0.5f, true, false, 2, format});
      run_single(context.get(), {tokens, 600, 64, 16, true, 0.05f, true, true, 0, format});
    }
  }
}

// Layers large enough for several tiles, panels and chunks.
TEST(LinearForward, LargeShapes) {
  const TestContext context("", 3);
  run_single(context.get(), {700, 320, 864, 16, true, 0, false, false, 0, DF_NF4});
  run_single(context.get(), {600, 864, 320, 16, true, 0.05f, false, false, 0, DF_NF4});
  run_single(context.get(), {9, 8192, 160, 16, true, 0, true, false, 0, DF_NF4});   // two panels
  run_single(context.get(), {9, 8192, 160, 16, true, 0.1f, true, true, 0, DF_NF4});
  run_single(context.get(), {2, 8192, 160, 64, true, 0, true, false, 0, DF_NF4});
  run_single(context.get(), {1, 2500, 40, 8, true, 0, true, false, 0, DF_NF4});  // rows off blocks
}

TEST(LinearForward, AbsmaxWithoutDoubleQuantization) {
  const TestContext context;
  const LinearShape s{5, 96, 64, 0, false, 0, false, false, 0, DF_NF4};
  WeightStorage weight(context.get(), s, 3, false);
  Matrix x = Matrix::random(s.tokens, s.in, s.in, 4);
  Matrix y(s.tokens, s.out);
  DfLinearForward args{};
  args.weight = weight.view;
  args.x = x.view();
  args.y = y.view();
  Scratch scratch(context.get(), DF_OP_LINEAR_FORWARD, &args);
  args.scratch = scratch.view();
  ASSERT_DF_OK(ops()->linear_forward(context.get(), &args));
  Reference reference(s.tokens, s.out);
  Reference none(0, 0);
  reference_rows(Reference(weight.values), {}, nullptr, none, none, {}, Reference(x), 0, s.tokens,
                 reference, none);
  EXPECT_CLOSE(y, reference, 1e-6);
}

struct Segments {
  std::vector<int64_t> begin;
  std::vector<int32_t> adapter;
};

void run_segments(DfContext* context, const LinearShape& s, const Segments& segments) {
  SCOPED_TRACE(name_of(s) + " segments " + std::to_string(segments.adapter.size()));
  WeightStorage weight(context, s, 11);
  LinearShape second = s;
  second.rank = 2 * s.rank + 1;
  second.dora = !s.dora;
  AdapterStorage first_adapter(s, 21);
  AdapterStorage second_adapter(second, 22);
  const AdapterStorage* storages[] = {&first_adapter, &second_adapter};
  const DfAdapter adapters[] = {first_adapter.view, second_adapter.view};
  Matrix x = Matrix::random(s.tokens, s.in, s.in + s.pad, 31);
  Matrix y = Matrix::random(s.tokens, s.out, s.out + s.pad, 41);
  Reference reference(s.tokens, s.out);
  if (s.accumulate) reference = Reference(y);

  DfLinearForward args{};
  args.weight = weight.view;
  args.x = x.view();
  args.y = y.view();
  args.accumulate = s.accumulate ? 1 : 0;
  args.adapter_count = 2;
  args.adapters = adapters;
  args.segment_begin = segments.begin.data();
  args.segment_adapter = segments.adapter.data();
  args.segment_count = static_cast<int32_t>(segments.adapter.size());
  Scratch scratch(context, DF_OP_LINEAR_FORWARD, &args);
  args.scratch = scratch.view();
  ASSERT_DF_OK(ops()->linear_forward(context, &args));
  EXPECT_TRUE(scratch.guard_intact());

  for (size_t k = 0; k < segments.adapter.size(); ++k) {
    const int32_t index = segments.adapter[k];
    const AdapterStorage& storage = *storages[index < 0 ? 0 : index];
    Reference xa(s.tokens, storage.view.rank);
    reference_rows(Reference(weight.values), widen(weight.bias, s.bias),
                   index < 0 ? nullptr : &storage.view, Reference(storage.a), Reference(storage.b),
                   widen(storage.row_scale, storage.view.row_scale != nullptr), Reference(x),
                   segments.begin[k], segments.begin[k + 1], reference, xa);
  }
  EXPECT_CLOSE(y, reference, 1e-6);
}

TEST_P(LinearOnIsa, SegmentsWithTheirOwnAdapters) {
  const TestContext context(GetParam());
  for (int32_t format : {DF_F32, DF_NF4}) {
    for (bool accumulate : {false, true}) {
      LinearShape s{4, 96, 70, 4, true, 0, true, accumulate, 3, format};
      run_segments(context.get(), s, {{0, 1, 3, 4}, {1, -1, 0}});
      s.tokens = 50;
      run_segments(context.get(), s, {{0, 17, 17, 20, 50}, {0, 1, -1, 1}});
      run_segments(context.get(), s, {{0, 50}, {1}});
      run_segments(context.get(), s, {{0, 50}, {-1}});
      s.bias = false;
      run_segments(context.get(), s, {{0, 30, 50}, {-1, 0}});
    }
  }
}

TEST(LinearForward, SameBitsWithEveryThreadCount) {
  for (const LinearShape& s : {LinearShape{1100, 320, 864, 16, true, 0, true, false, 0, DF_NF4},
                               LinearShape{1000, 333, 500, 16, true, 0.1f, true, false, 0, DF_NF4},
                               LinearShape{7, 320, 864, 16, true, 0, true, false, 0, DF_NF4},
                               LinearShape{64, 2048, 3000, 0, false, 0, false, false, 0, DF_F32},
                               LinearShape{130, 40, 50, 0, false, 0, false, false, 0, DF_F32}}) {
    SCOPED_TRACE(name_of(s));
    std::unique_ptr<Matrix> first;
    for (int threads : {1, 2, 3, 5}) {
      const TestContext context("", threads);
      WeightStorage weight(context.get(), s, 11);
      AdapterStorage adapter(s, 21);
      Matrix x = Matrix::random(s.tokens, s.in, s.in, 31);
      Matrix y(s.tokens, s.out);
      DfLinearForward args{};
      args.weight = weight.view;
      args.x = x.view();
      args.y = y.view();
      args.adapter_count = s.rank > 0 ? 1 : 0;
      args.adapters = &adapter.view;
      Scratch scratch(context.get(), DF_OP_LINEAR_FORWARD, &args);
      args.scratch = scratch.view();
      ASSERT_DF_OK(ops()->linear_forward(context.get(), &args));
      if (first == nullptr) first = std::make_unique<Matrix>(y);
      EXPECT_TRUE(same_bits(y, *first)) << threads;
    }
  }
}

TEST(LinearForward, ScratchOfFewerRowsIsNeverLarger) {
  const TestContext context;
  for (int32_t format : {DF_F32, DF_NF4}) {
    for (float dropout : {0.0f, 0.1f}) {
      uint64_t before = 0;
      for (int64_t tokens : {1, 2, 8, 9, 64, 2048}) {
        const LinearShape s{tokens, 320, 864, 16, true, dropout, false, true, 0, format};
        DfAdapter adapter{};
        adapter.rank = s.rank;
        adapter.dropout = dropout;
        adapter.a = DfMatrix{nullptr, DF_F32, 0, s.rank, s.in, s.in};
        adapter.b = DfMatrix{nullptr, DF_F32, 0, s.out, s.rank, s.rank};
        DfLinearForward args{};
        args.weight = DfWeight{format, 64, 256, 0, s.out, s.in, nullptr, nullptr, nullptr,
                               nullptr, nullptr, nullptr};
        args.x = DfMatrix{nullptr, DF_F32, 0, tokens, s.in, s.in};
        args.y = DfMatrix{nullptr, DF_F32, 0, tokens, s.out, s.out};
        args.accumulate = 1;
        args.adapter_count = 1;
        args.adapters = &adapter;
        const uint64_t bytes = ops()->workspace(context.get(), DF_OP_LINEAR_FORWARD, &args);
        EXPECT_GE(bytes, before) << tokens;
        before = bytes;
      }
    }
  }
}

TEST(LinearForward, Refusals) {
  const TestContext context;
  const LinearShape s{4, 32, 16, 4};
  WeightStorage weight(context.get(), s, 1);
  AdapterStorage adapter(s, 2);
  Matrix x = Matrix::random(4, 32, 32, 3);
  Matrix y(4, 16);
  DfLinearForward args{};
  args.weight = weight.view;
  args.x = x.view();
  args.y = y.view();
  args.adapter_count = 1;
  args.adapters = &adapter.view;
  expect_refused(ops()->linear_forward(context.get(), &args), DF_INVALID_ARGUMENT, "scratch");
  Scratch scratch(context.get(), DF_OP_LINEAR_FORWARD, &args);
  args.scratch = scratch.view();
  args.x.cols = 31;
  expect_refused(ops()->linear_forward(context.get(), &args), DF_INVALID_ARGUMENT, "x is");
  args.x = x.view();
  args.x.dtype = DF_BF16;
  expect_refused(ops()->linear_forward(context.get(), &args), DF_UNSUPPORTED, "float32");
  args.x = x.view();
  args.adapter_count = 2;
  const DfAdapter two[] = {adapter.view, adapter.view};
  args.adapters = two;
  expect_refused(ops()->linear_forward(context.get(), &args), DF_INVALID_ARGUMENT, "segments");
  const int64_t begin[] = {0, 2, 5};
  const int32_t index[] = {0, 2};
  args.segment_begin = begin;
  args.segment_adapter = index;
  args.segment_count = 2;
  expect_refused(ops()->linear_forward(context.get(), &args), DF_INVALID_ARGUMENT, "cover");
  args.adapter_count = 1;
  args.segment_count = 0;
  adapter.view.dropout = 1.0f;
  args.adapters = &adapter.view;
  expect_refused(ops()->linear_forward(context.get(), &args), DF_INVALID_ARGUMENT, "dropout");
}

}  // namespace
}  // namespace df::test
