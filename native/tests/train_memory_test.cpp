// What saves memory must not change results: checkpointing, pieces of the MLP, gradients in the places
// of spent inputs, blocks that wait on the host.
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "core/models/synthetic_model.h"
#include "core/train/longest_context.h"
#include "core/train/trainer.h"
#include "core/train/training_engine.h"
#include "op_test_util.h"
#include "tests/core_fixture.h"

namespace df::test {
namespace {

using nlohmann::json;

constexpr int64_t kContext = 40;

std::string model_config(const std::string& architecture, int layers) {
  const bool phi = architecture == "PhiForCausalLM";
  json c{{"architectures", {architecture}}, {"model_type", phi ? "phi" : "llama"}, {"vocab_size", 97},
         {"hidden_size", 64}, {"intermediate_size", 128}, {"num_hidden_layers", layers}, {"num_attention_heads", 4},
         {"num_key_value_heads", phi ? 4 : 2}, {"max_position_embeddings", 256}, {"rope_theta", 10000.0},
         {"hidden_act", phi ? "gelu_new" : "silu"}, {"tie_word_embeddings", false}, {"torch_dtype", "bfloat16"},
         {"bos_token_id", 1}, {"eos_token_id", 2}};
  if (phi) {
    c["layer_norm_eps"] = 1e-5;
    c["partial_rotary_factor"] = 0.5;
  } else {
    c["rms_norm_eps"] = 1e-5;
  }
  return c.dump();
}

MicroBatch two_sequences() {
  MicroBatch batch;
  batch.clear();
  const Examples examples = random_examples(2, kContext, 5);
  for (int64_t i = 0; i < 2; ++i) batch.add(examples, i, false);
  return batch;
}

// What a run is asked for, and what must not depend on how it saves memory.
struct Asked {
  std::string architecture = "LlamaForCausalLM", method = "qdora", checkpointing = "none";
  double dropout = 0;
  int accumulation = 1;
  int64_t mlp_rows = 0;
  bool cuda = false, embedding_on_host = true;
  Precision precision = Precision::kAuto;
  std::vector<float> start;  // parameters to begin with; then one step is made
};

const DfBackend* backend_of(const Asked& a) {
  return a.cuda ? cuda_backend() : open_backend("cpu", DF_TEST_BACKEND_DIR);
}

struct Outcome {
  std::vector<float> gradients, params;
  double loss = 0;
  uint64_t bytes = 0;
};

RunConfig run_config(const Asked& a) {
  return parse_run_config(json{{"method", a.method}, {"rank", 4}, {"contextLength", kContext}, {"microBatch", 2},
                               {"dropout", a.dropout}, {"gradientAccumulation", a.accumulation},
                               {"checkpointing", a.checkpointing}, {"optimizer", "adamw32"}}
                              .dump());
}

// Two steps: the gradients of the second, which started from an adapter that is no longer zero. Or one,
// from given parameters: an optimizer's step would turn the rounding of a tiny gradient into a whole one.
Outcome run(const Asked& a) {
  const Device device(backend_of(a), DfContextOptions{0, 2, 1, 0, 0}, a.precision);
  const ModelFolder folder = synthetic_model(model_config(a.architecture, 7), 3);
  const RunConfig config = run_config(a);
  EngineLimits limits = engine_limits(config, kContext);
  limits.mlp_rows = a.mlp_rows;
  limits.embedding_on_host = a.embedding_on_host;
  TrainingEngine engine(device, folder, config, limits);
  engine.allocate_and_load({});
  if (!a.start.empty()) engine.write_params(a.start);
  const MicroBatch batch = two_sequences();
  Outcome out;
  for (int64_t step = a.start.empty() ? 1 : 2; step <= 2; ++step) {
    engine.begin_step();
    engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), static_cast<uint64_t>(step));
    out.loss = engine.loss_sum();
    out.gradients = engine.read_gradients();
    engine.update(1e-2, engine.gradient_norm(), step);
  }
  engine.evaluate(batch);
  out.params = engine.read_params();
  out.bytes = engine.plan().total(DF_PLACE_DEVICE);
  return out;
}

double distance(const std::vector<float>& a, const std::vector<float>& b) {
  double difference = 0, size = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    difference += std::pow(static_cast<double>(a[i]) - b[i], 2);
    size += std::pow(static_cast<double>(b[i]), 2);
  }
  return std::sqrt(difference / size);
}

class TrainMemory : public testing::TestWithParam<std::tuple<const char*, const char*>> {
 protected:
  Asked asked() const {
    Asked a;
    a.architecture = std::get<0>(GetParam());
    a.method = std::get<1>(GetParam());
    return a;
  }
};

TEST_P(TrainMemory, EveryCheckpointingGivesTheSameBits) {
  for (const double dropout : {0.0, 0.2}) {
    Asked a = asked();
    a.dropout = a.method == "full" ? 0 : dropout;
    const Outcome expected = run(a);
    ASSERT_TRUE(std::isfinite(expected.loss));
    for (const char* level : {"selective", "full", "offloaded"}) {
      a.checkpointing = level;
      const Outcome got = run(a);
      EXPECT_EQ(got.loss, expected.loss) << level;
      EXPECT_EQ(got.gradients, expected.gradients) << level;
      EXPECT_EQ(got.params, expected.params) << level;
    }
  }
}

TEST_P(TrainMemory, PiecesOfTheMlpGiveTheSameGradients) {
  for (const char* level : {"none", "selective", "full", "offloaded"}) {
    Asked a = asked();
    a.checkpointing = level;
    a.dropout = a.method == "full" ? 0 : 0.2;
    a.start = run(a).params;
    const Outcome whole = run(a);
    a.mlp_rows = 13;  // several pieces, the last one shorter
    const Outcome pieces = run(a);
    EXPECT_NEAR(pieces.loss, whole.loss, 1e-5 * whole.loss) << level;
    EXPECT_LT(distance(pieces.gradients, whole.gradients), 1e-4) << level;
    EXPECT_LE(pieces.bytes, whole.bytes) << level;
  }
}

// On a GPU, in its own precision: every way to save memory, the embedding on the host among them, and
// copies that run beside the ops.
TEST_P(TrainMemory, OnCudaTheBitsAreTheSame) {
  const char* reason = nullptr;
  if (cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
  Asked a = asked();
  a.cuda = true;
  a.dropout = a.method == "full" ? 0 : 0.2;
  const Outcome expected = run(a);
  ASSERT_TRUE(std::isfinite(expected.loss));
  for (const char* level : {"selective", "full", "offloaded"}) {
    a.checkpointing = level;
    const Outcome got = run(a);
    EXPECT_EQ(got.loss, expected.loss) << level;
    EXPECT_EQ(got.gradients, expected.gradients) << level;
    EXPECT_EQ(got.params, expected.params) << level;
  }
  a.embedding_on_host = false;
  const Outcome on_device = run(a);
  EXPECT_EQ(on_device.gradients, expected.gradients);
  a.start = expected.params;
  for (const Precision precision : {Precision::kFloat32, Precision::kBfloat16}) {
    a.precision = precision;
    a.mlp_rows = 0;
    const Outcome whole = run(a);
    a.mlp_rows = 13;
    EXPECT_LT(distance(run(a).gradients, whole.gradients), precision == Precision::kFloat32 ? 1e-4 : 1e-2);
  }
}

// With accumulation gradients keep places of their own; with one micro-batch a step they take those
// of spent inputs.
TEST_P(TrainMemory, GradientsInThePlacesOfInputsAreTheSame) {
  Asked a = asked();
  a.checkpointing = "full";
  const Outcome spending = run(a);
  a.accumulation = 2;
  const Outcome apart = run(a);
  EXPECT_EQ(spending.gradients, apart.gradients);
  EXPECT_EQ(spending.params, apart.params);
  if (a.method != "full") {
    EXPECT_LT(spending.bytes, apart.bytes);
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, TrainMemory,
                         testing::Combine(testing::Values("LlamaForCausalLM", "PhiForCausalLM"),
                                          testing::Values("full", "qlora", "qdora")));

TEST(TrainMemory, AStepOfOneMicroBatchTakesNoSecond) {
  const Device device(open_backend("cpu", DF_TEST_BACKEND_DIR), DfContextOptions{0, 2, 1, 0, 0});
  const ModelFolder folder = synthetic_model(model_config("LlamaForCausalLM", 3), 3);
  const RunConfig config = run_config({});
  TrainingEngine engine(device, folder, config, engine_limits(config, kContext));
  engine.allocate_and_load({});
  const MicroBatch batch = two_sequences();
  engine.begin_step();
  engine.micro_step(batch, 1.0f, 1);
  EXPECT_THROW(engine.micro_step(batch, 1.0f, 2), Error);
}

// In bfloat16 the magnitude's gradient of a layer that ends in a residual sum comes from the difference
// of two rounded streams. Its error must be of the size of the other gradients' errors.
TEST(TrainMemory, MagnitudesFromDifferencesOnCuda) {
  const char* reason = nullptr;
  if (cuda_backend(&reason) == nullptr) GTEST_SKIP() << reason;
  json shape = json::parse(model_config("LlamaForCausalLM", 16));
  shape["hidden_size"] = 256;
  shape["intermediate_size"] = 512;
  shape["max_position_embeddings"] = 512;
  const ModelFolder folder = synthetic_model(shape.dump(), 3);
  RunConfig config = parse_run_config(R"({"method":"dora","rank":8,"contextLength":512,"microBatch":8})");
  const Examples examples = random_examples(8, 500, 9);
  MicroBatch batch;
  batch.clear();
  for (int64_t i = 0; i < 8; ++i) batch.add(examples, i, false);
  std::vector<float> params;
  const auto gradients = [&](Precision precision) {
    const Device device(cuda_backend(), DfContextOptions{0, 2, 1, 0, 0}, precision);
    TrainingEngine engine(device, folder, config, engine_limits(config, 512));
    engine.allocate_and_load({});
    if (!params.empty()) engine.write_params(params);
    for (int64_t step = 1; step <= 3; ++step) {
      engine.begin_step();
      engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), 1);
      if (!params.empty()) break;
      engine.update(1e-2, engine.gradient_norm(), step);
    }
    if (params.empty()) params = engine.read_params();
    std::map<std::string, std::vector<float>> magnitudes;
    const auto all = engine.read_gradients();
    for (const TrainableTensor& t : engine.tensors()) {
      const size_t dot = t.name.rfind('.');
      if (t.name.substr(dot) != ".magnitude") continue;
      auto& kind = magnitudes[t.name.substr(t.name.rfind('.', dot - 1) + 1)];
      kind.insert(kind.end(), all.begin() + static_cast<int64_t>(t.offset),
                  all.begin() + static_cast<int64_t>(t.offset + t.count));
    }
    return magnitudes;
  };
  gradients(Precision::kFloat32);  // makes an adapter that is no longer zero
  const auto exact = gradients(Precision::kFloat32), half = gradients(Precision::kBfloat16);
  double direct = 0, difference = 0;
  for (const auto& [kind, values] : half) {
    const double error = distance(values, exact.at(kind));
    std::printf("  %s: relative error %.2e\n", kind.c_str(), error);
    const bool residual = kind == "o_proj.magnitude" || kind == "down_proj.magnitude";
    double& most = residual ? difference : direct;
    most = std::max(most, error);
  }
  EXPECT_LT(difference, 0.05);
  EXPECT_LT(difference, 3 * direct);
}

// No two buffers whose moments meet share a byte, in every kind of plan.
TEST(TrainMemory, BuffersThatLiveTogetherLieApart) {
  const Device device(open_backend("cpu", DF_TEST_BACKEND_DIR), DfContextOptions{0, 2, 1, 0, 0});
  for (const char* level : {"none", "selective", "full", "offloaded"}) {
    const ModelFolder folder = synthetic_model(model_config("LlamaForCausalLM", 7), 3);
    Asked a;
    a.checkpointing = level;
    const RunConfig config = run_config(a);
    const TrainingEngine engine(device, folder, config, engine_limits(config, kContext));
    const auto& buffers = engine.plan().buffers();
    for (size_t i = 0; i < buffers.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        const auto &x = buffers[i], &y = buffers[j];
        if (x.place != y.place || !x.bytes || !y.bytes || !x.lifetime.meets(y.lifetime)) continue;
        ASSERT_TRUE(x.offset + x.bytes <= y.offset || y.offset + y.bytes <= x.offset) << x.name << " and " << y.name;
      }
    }
  }
}

TEST(TrainMemory, OffloadedBlocksTakeTheHostsMemory) {
  const Device device(open_backend("cpu", DF_TEST_BACKEND_DIR), DfContextOptions{0, 2, 1, 0, 0});
  const auto totals = [&](const char* level) {
    const ModelFolder folder = synthetic_model(model_config("LlamaForCausalLM", 7), 3);
    Asked a;
    a.method = "qlora";
    a.checkpointing = level;
    const RunConfig config = run_config(a);
    const TrainingEngine engine(device, folder, config, engine_limits(config, kContext));
    return std::pair{engine.plan().total(DF_PLACE_DEVICE), engine.plan().total(DF_PLACE_HOST_PINNED)};
  };
  const auto full = totals("full"), offloaded = totals("offloaded");
  EXPECT_EQ(full.second, 0u);
  EXPECT_LT(offloaded.first, full.first);
  EXPECT_GE(offloaded.second, 5u * 2 * kContext * 64 * sizeof(float));  // seven blocks, two on the device
}

TEST(TrainMemory, TheLongestContextIsThatOfThePlan) {
  const Device device(open_backend("cpu", DF_TEST_BACKEND_DIR), DfContextOptions{0, 2, 1, 0, 0});
  const ModelFolder folder = synthetic_model(model_config("LlamaForCausalLM", 7), 3);
  RunConfig config = run_config({});
  const auto bytes = [&](int64_t context) {
    config.context_length = static_cast<int32_t>(context);
    return TrainingEngine(device, folder, config, engine_limits(config, 0)).planned_bytes();
  };
  const uint64_t limit = bytes(120);
  EXPECT_EQ(longest_context(device, folder, config, {limit, 0}, 8), 120);
  EXPECT_EQ(longest_context(device, folder, config, {limit - 1, 0}, 8), 112);
  EXPECT_EQ(longest_context(device, folder, config, {uint64_t{1} << 40, 0}, 8), 256);  // the model's positions
  EXPECT_EQ(longest_context(device, folder, config, {1, 0}, 8), 0);
}

TEST(TrainMemory, ALimitedContextRefusesMore) {
  const DfBackend* backend = open_backend("cpu", DF_TEST_BACKEND_DIR);
  DfContextOptions options{0, 1, 1, 0, 0};
  DfContext* context = nullptr;
  ASSERT_DF_OK(backend->context_create(&options, &context));
  const uint64_t own = backend->context_bytes(context);
  backend->context_destroy(context);
  options.memory_limit_bytes = own + (uint64_t{64} << 20);  // own bytes differ a little from run to run
  ASSERT_DF_OK(backend->context_create(&options, &context));
  void *first = nullptr, *second = nullptr;
  ASSERT_DF_OK(backend->allocate(context, DF_PLACE_DEVICE, 40 << 20, &first));
  const DfStatus refused = backend->allocate(context, DF_PLACE_DEVICE, 40 << 20, &second);
  EXPECT_EQ(refused.code, DF_OUT_OF_MEMORY);
  EXPECT_NE(std::string(refused.message).find("allowed"), std::string::npos) << refused.message;
  backend->release(context, DF_PLACE_DEVICE, first, 40 << 20);
  EXPECT_DF_OK(backend->allocate(context, DF_PLACE_DEVICE, 40 << 20, &second));
  backend->release(context, DF_PLACE_DEVICE, second, 40 << 20);
  backend->context_destroy(context);
}

// The CPU as a device with memory of its own, whose system gives no page-locked memory.
const DfBackend* card_without_pinned_memory() {
  static const DfBackend table = [] {
    DfBackend t = *open_backend("cpu", DF_TEST_BACKEND_DIR);
    t.name = "card";
    t.allocate = [](DfContext* context, int32_t place, uint64_t bytes, void** out) {
      if (place == DF_PLACE_HOST_PINNED) return DfStatus{DF_OUT_OF_MEMORY, "no page-locked memory"};
      return open_backend("cpu", DF_TEST_BACKEND_DIR)->allocate(context, place, bytes, out);
    };
    return t;
  }();
  return &table;
}

TEST(TrainMemory, WithoutPinnedMemoryTheEmbeddingGoesToTheDevice) {
  const TemporaryFolder folder;
  const auto model = tiny_model(folder.path(), false);
  const Examples train = random_examples(8, 20, 51);
  const auto spec = tiny_spec(model, folder.path() / "run",
                              R"({"method":"lora","contextLength":32,"microBatch":4,"maxSteps":2})");
  std::vector<std::string> notices;
  std::map<std::string, double> losses;
  for (const DfBackend* backend : {open_backend("cpu", DF_TEST_BACKEND_DIR), card_without_pinned_memory()}) {
    TrainSpec own = spec;
    own.checkpoints_dir = folder.path() / backend->name;
    Trainer trainer(*backend, own, train, Examples{});
    trainer.run([&](const std::string& text) {
      const json event = json::parse(text);
      if (event["type"] == "notice") notices.push_back(event["code"]);
      if (event["type"] == "step") losses[backend->name] = event["loss"];
    });
  }
  EXPECT_EQ(notices, std::vector<std::string>{"EMBEDDING_ON_DEVICE"});
  EXPECT_EQ(losses.at("card"), losses.at("cpu"));
  // What needs the host's memory says so.
  TrainSpec offloaded = spec;
  offloaded.config.optimizer = OptimizerKind::kPagedAdamW32;
  Trainer trainer(*card_without_pinned_memory(), offloaded, train, Examples{});
  try {
    trainer.run([](const std::string&) {});
    FAIL() << "paged states without page-locked memory";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfMemory);
    EXPECT_NE(std::string(error.what()).find("page-locked"), std::string::npos) << error.what();
  }
}

// A copy out and back beside an op that overwrites its source afterwards.
TEST(Transfer, EndsBeforeItsWait) {
  for (const bool cuda : {false, true}) {
    Asked a;
    a.cuda = cuda;
    if (cuda && cuda_backend() == nullptr) continue;
    const Device device(backend_of(a), DfContextOptions{0, 2, 1, 0, 0});
    constexpr uint64_t kCount = 3 << 20, kBytes = kCount * sizeof(float);
    std::vector<float> values(kCount), back(kCount);
    for (size_t i = 0; i < kCount; ++i) values[i] = static_cast<float>(i % 1009);
    void* on_device = device.allocate(DF_PLACE_DEVICE, kBytes);
    void* on_host = device.allocate(DF_PLACE_HOST_PINNED, kBytes);
    for (int32_t round = 0; round < 4; ++round) {
      device.upload(on_device, values.data(), kBytes);
      device.transfer(on_host, on_device, kBytes, round);
      device.transfer_wait(round);
      device.zero(on_device, kBytes);
      device.transfer(on_device, on_host, kBytes, round);
      device.transfer_wait(round);
      device.download(back.data(), on_device, kBytes);
      EXPECT_EQ(back, values) << round;
    }
    EXPECT_THROW(device.transfer(on_host, on_device, kBytes, DF_TRANSFER_SLOTS), Error);
    EXPECT_THROW(device.transfer_wait(-1), Error);
    device.release(DF_PLACE_DEVICE, on_device, kBytes);
    device.release(DF_PLACE_HOST_PINNED, on_host, kBytes);
  }
}

TEST(BackwardMoments, FollowTheOrderOfBackward) {
  for (const int64_t layers : {1, 7, 101, 300}) {
    const BackwardMoments m(layers);
    for (int64_t layer = 0; layer < layers; ++layer) {
      const Lifetime here = m.at(layer, Part::kMlp);
      EXPECT_TRUE(m.until(layer, Part::kMlp).meets(here));
      EXPECT_TRUE(m.from(layer, Part::kMlp).meets(here));
      EXPECT_TRUE(m.each(Part::kMlp).meets(here));
      EXPECT_TRUE(kBackward.meets(here));
      EXPECT_FALSE((kForward | kFinal | kHead | kUpdate | kLoad).meets(here));
      if (layer + 1 == layers) continue;
      EXPECT_TRUE(m.from(layer + 1, Part::kInputs).meets(m.from(layer, Part::kInputs)));
      if (layers <= 101) {
        EXPECT_FALSE(m.until(layer + 1, Part::kInputs).meets(m.from(layer, Part::kRestoreInputs)));
      }
    }
  }
}

}  // namespace
}  // namespace df::test
