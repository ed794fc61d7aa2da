// NF4 against bitsandbytes, bit for bit: packed codes, absmax, double quantization, values.
#include <cstring>

#include "core/quant/dynamic_map.h"
#include "core/quant/nf4_table.h"
#include "golden_util.h"
#include "op_gradient_util.h"
#include "op_test_util.h"

namespace df::test {
namespace {

// An NF4 weight whose parts live in vectors.
struct Nf4Storage {
  Nf4Storage(int64_t rows, int64_t cols, int32_t block, int32_t nested)
      : packed(static_cast<size_t>((rows * cols + 1) / 2)),
        absmax(static_cast<size_t>((rows * cols + block - 1) / block)),
        absmax_q(absmax.size()),
        absmax_nested(nested > 0 ? (absmax.size() + static_cast<size_t>(nested) - 1) /
                                       static_cast<size_t>(nested)
                                 : 0) {
    weight.format = DF_NF4;
    weight.block_size = block;
    weight.nested_block_size = nested;
    weight.out_features = rows;
    weight.in_features = cols;
    weight.data = packed.data();
    weight.absmax = nested == 0 ? absmax.data() : nullptr;
    weight.absmax_q = absmax_q.data();
    weight.absmax_nested = absmax_nested.data();
    weight.nested_code = dynamic_map_signed().data();
  }
  std::vector<uint8_t> packed;
  std::vector<float> absmax;
  std::vector<uint8_t> absmax_q;
  std::vector<float> absmax_nested;
  DfWeight weight{};
};

DfMatrix matrix_of(const std::vector<float>& values, int64_t rows, int64_t cols) {
  return DfMatrix{const_cast<float*>(values.data()), DF_F32, 0, rows, cols, cols};
}

DfStatus quantize(DfContext* context, const DfMatrix& values, Nf4Storage& to) {
  DfQuantizeNf4 args{};
  args.values = values;
  args.weight = to.weight;
  args.absmax_offset = &to.weight.absmax_offset;
  Scratch scratch(context, DF_OP_QUANTIZE_NF4, &args);
  args.scratch = scratch.view();
  const DfStatus status = ops()->quantize_nf4(context, &args);
  EXPECT_TRUE(scratch.guard_intact());
  return status;
}

std::vector<float> dequantize(DfContext* context, const DfWeight& weight) {
  std::vector<float> out(static_cast<size_t>(weight.out_features * weight.in_features));
  const DfDequantize args{weight, matrix_of(out, weight.out_features, weight.in_features)};
  EXPECT_DF_OK(ops()->dequantize(context, &args));
  return out;
}

template <typename T>
void expect_same(const std::vector<T>& actual, const std::vector<T>& reference, const char* what) {
  ASSERT_EQ(actual.size(), reference.size()) << what;
  EXPECT_TRUE(same_bytes(actual.data(), reference.data(), actual.size() * sizeof(T))) << what;
}

// `name("packed")` gives the tensor's full name.
template <typename Name>
void expect_module(const std::string& isa, const SafetensorsFile& file, const Name& name,
                   const std::vector<float>& values, int64_t rows, int64_t cols) {
  const TestContext context(isa);
  Nf4Storage stored(rows, cols, 64, 256);
  ASSERT_DF_OK(quantize(context.get(), matrix_of(values, rows, cols), stored));
  expect_same(stored.packed, tensor_values<uint8_t>(file, name("packed")), "packed");
  expect_same(stored.absmax_q, tensor_values<uint8_t>(file, name("absmax_q")), "absmax_q");
  expect_same(stored.absmax_nested, tensor_values<float>(file, name("absmax_nested")),
              "absmax_nested");
  expect_same({stored.weight.absmax_offset}, tensor_values<float>(file, name("absmax_offset")),
              "absmax_offset");
  const auto& map = dynamic_map_signed();
  expect_same(std::vector<float>(map.begin(), map.end()),
              tensor_values<float>(file, name("nested_code")), "nested_code");
  expect_same(dequantize(context.get(), stored.weight), tensor_values<float>(file, name("dequant")),
              "dequant");
}

class QuantOnIsa : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Isa, QuantOnIsa, testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return info.param; });

TEST_P(QuantOnIsa, MatchesBitsandbytesFixture) {
  const auto file = SafetensorsFile::open(fixture_path("quant/nf4_double.safetensors"));
  expect_module(
      GetParam(), file, [](const std::string& part) { return part; },
      tensor_values<float>(file, "w"), 32, 64);
}

TEST_P(QuantOnIsa, MatchesBitsandbytesOnFlatGolden) {
  const auto path = golden_path("decoder/nf4_flat.safetensors");
  DF_SKIP_WITHOUT(path);
  const auto file = SafetensorsFile::open(path);
  const auto values = tensor_values<float>(file, "w");
  const TestContext context(GetParam());
  Nf4Storage once(250, 256, 64, 0);
  ASSERT_DF_OK(quantize(context.get(), matrix_of(values, 250, 256), once));
  expect_same(once.packed, tensor_values<uint8_t>(file, "packed"), "packed");
  expect_same(once.absmax, tensor_values<float>(file, "absmax"), "absmax");
  expect_same(dequantize(context.get(), once.weight), tensor_values<float>(file, "dequant"),
              "dequant");
  expect_same(std::vector<float>(std::begin(kNf4Values), std::end(kNf4Values)),
              tensor_values<float>(file, "code"), "code");

  Nf4Storage twice(250, 256, 64, 256);
  ASSERT_DF_OK(quantize(context.get(), matrix_of(values, 250, 256), twice));
  expect_same(twice.absmax_q, tensor_values<uint8_t>(file, "dq.absmax_q"), "dq.absmax_q");
  expect_same(twice.absmax_nested, tensor_values<float>(file, "dq.nested_absmax"), "dq.absmax");
  expect_same({twice.weight.absmax_offset}, tensor_values<float>(file, "dq.offset"), "dq.offset");
  expect_same(dequantize(context.get(), twice.weight), tensor_values<float>(file, "dq.dequant"),
              "dq.dequant");
}

TEST(Quant, MatchesBitsandbytesOnGoldenModels) {
  for (const char* model : {"llama-untied-gqa", "llama3-tied-ropescaled", "phi2"}) {
    const auto folder = golden_path("decoder") / model;
    DF_SKIP_WITHOUT(folder / "nf4.safetensors");
    const auto file = SafetensorsFile::open(folder / "nf4.safetensors");
    const auto weights = SafetensorsFile::open(folder / "model/model.safetensors");
    int modules = 0;
    for (const TensorView& tensor : file.tensors()) {
      const std::string suffix = ".packed";
      if (!tensor.name.ends_with(suffix)) continue;
      const std::string prefix = tensor.name.substr(0, tensor.name.size() - suffix.size());
      const std::string module = prefix.substr(std::strlen("nf4."));
      SCOPED_TRACE(std::string(model) + " " + module);
      const TensorView* weight = weights.find(module + ".weight");
      ASSERT_NE(weight, nullptr);
      expect_module(
          "", file, [&](const std::string& part) { return prefix + "." + part; },
          tensor_values<float>(weights, module + ".weight"), weight->shape[0], weight->shape[1]);
      ++modules;
    }
    EXPECT_GT(modules, 0);
  }
}

// Straight from the definition, one value at a time.
std::vector<float> plain_dequantize(const Nf4Storage& stored) {
  const int64_t count = stored.weight.out_features * stored.weight.in_features;
  std::vector<float> out(static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) {
    const uint8_t byte = stored.packed[static_cast<size_t>(i / 2)];
    const int code = i % 2 == 0 ? byte >> 4 : byte & 15;
    out[static_cast<size_t>(i)] =
        kNf4Values[code] * stored.absmax[static_cast<size_t>(i / stored.weight.block_size)];
  }
  return out;
}

TEST_P(QuantOnIsa, OddShapesAndBlocks) {
  const TestContext context(GetParam());
  const struct {
    int64_t rows, cols, ld;
    int32_t block;
  } cases[] = {{1, 2, 2, 64},      {3, 172, 180, 64},  {4, 33, 33, 64},       {5, 70, 71, 32},
               {2, 1000, 1000, 2}, {7, 90, 90, 128}, {2, 5000, 5000, 4096}};
  for (const auto& c : cases) {
    SCOPED_TRACE(std::to_string(c.rows) + "x" + std::to_string(c.cols) + " block " +
                 std::to_string(c.block));
    Matrix values = Matrix::random(c.rows, c.cols, c.ld, 7);
    Nf4Storage stored(c.rows, c.cols, c.block, 0);
    ASSERT_DF_OK(quantize(context.get(), values.view(), stored));
    for (int64_t i = 0; i < c.rows * c.cols; ++i) {
      const float absmax = stored.absmax[static_cast<size_t>(i / c.block)];
      const float value = values.at(i / c.cols, i % c.cols);
      const uint8_t byte = stored.packed[static_cast<size_t>(i / 2)];
      ASSERT_EQ(i % 2 == 0 ? byte >> 4 : byte & 15, nf4_code(value * (1.0f / absmax))) << i;
      ASSERT_LE(std::fabs(value), absmax);
    }
    expect_same(dequantize(context.get(), stored.weight), plain_dequantize(stored), "values");
  }
}

TEST_P(QuantOnIsa, HalfInputsAndZeroBlocks) {
  const TestContext context(GetParam());
  Matrix values = Matrix::random(4, 64, 64, 3);
  for (int64_t c = 0; c < 64; ++c) values.at(2, c) = 0.0f;
  std::vector<uint16_t> half(4 * 64);
  const DfMatrix half_view{half.data(), DF_BF16, 0, 4, 64, 64};
  const DfConvert narrow{values.view(), half_view};
  ASSERT_DF_OK(ops()->convert(context.get(), &narrow));
  const DfConvert widen{half_view, values.view()};
  ASSERT_DF_OK(ops()->convert(context.get(), &widen));

  Nf4Storage from_half(4, 64, 64, 0);
  Nf4Storage from_float(4, 64, 64, 0);
  ASSERT_DF_OK(quantize(context.get(), half_view, from_half));
  ASSERT_DF_OK(quantize(context.get(), values.view(), from_float));
  expect_same(from_half.packed, from_float.packed, "packed");
  EXPECT_EQ(from_half.absmax[2], 0.0f);
  for (size_t i = 2 * 32; i < 3 * 32; ++i) EXPECT_EQ(from_half.packed[i], 0);
  for (float value : dequantize(context.get(), from_half.weight)) EXPECT_TRUE(std::isfinite(value));
}

TEST(Quant, TwoWaysThroughTheDynamicMap) {
  for (const auto* map : {&dynamic_map_signed(), &dynamic_map_unsigned()}) {
    for (size_t code = 0; code < 256; ++code) {
      EXPECT_EQ(dynamic_code(map->data(), (*map)[code]), static_cast<int>(code));
    }
    for (size_t code = 1; code < 256; ++code) EXPECT_LT((*map)[code - 1], (*map)[code]);
    EXPECT_EQ(map->back(), 1.0f);
  }
  EXPECT_EQ(dynamic_map_unsigned().front(), 0.0f);
  EXPECT_LT(dynamic_map_signed().front(), -0.99f);
}

TEST(Quant, RefusesWhatItCannotRead) {
  const TestContext context;
  Matrix values = Matrix::random(3, 3, 3, 1);
  Nf4Storage stored(3, 3, 64, 0);
  expect_refused(quantize(context.get(), values.view(), stored), DF_INVALID_ARGUMENT, "even");
  Nf4Storage other(2, 4, 64, 0);
  expect_refused(quantize(context.get(), values.view(), other), DF_INVALID_ARGUMENT, "shape");
  other.weight.block_size = 63;
  expect_refused(quantize(context.get(), values.view(), other), DF_INVALID_ARGUMENT, "block_size");
  DfDequantize args{other.weight, values.view()};
  args.weight.format = DF_I32;
  expect_refused(ops()->dequantize(context.get(), &args), DF_UNSUPPORTED, "format");
}

}  // namespace
}  // namespace df::test
