#include <algorithm>

#include "core/error.h"
#include "core/infer/generation.h"
#include "core/tensor/device.h"
#include "core/train/training_engine.h"
#include "golden/checks.h"

namespace df::golden {
namespace {

namespace fs = std::filesystem;

struct Batch {
  MicroBatch micro;
  std::vector<size_t> logit_rows;  // rows of the padded reference that the micro-batch holds
};

// The reference batch is right-padded; ours is packed: the unmasked tokens of every row.
Batch read_batch(const SafetensorsFile& base) {
  const auto ids = integers(base, "input_ids");
  const auto labels = integers(base, "labels");
  const auto mask = integers(base, "attention_mask");
  const auto& shape = base.find("input_ids")->shape;
  const auto columns = static_cast<size_t>(shape[1]);
  Batch batch;
  for (size_t row = 0; row < static_cast<size_t>(shape[0]); ++row) {
    size_t length = 0;
    while (length < columns && mask[row * columns + length] == 1) ++length;
    for (size_t t = 0; t < length; ++t) {
      batch.logit_rows.push_back(row * columns + t);
      batch.micro.ids.push_back(static_cast<int32_t>(ids[row * columns + t]));
      batch.micro.positions.push_back(static_cast<int32_t>(t));
      // Hugging Face shifts: row t is scored against labels[t+1].
      const int64_t next = t + 1 < length ? labels[row * columns + t + 1] : -100;
      batch.micro.labels.push_back(next < 0 ? -1 : static_cast<int32_t>(next));
      if (next >= 0) ++batch.micro.loss_tokens;
    }
    batch.micro.cu_seqlens.push_back(static_cast<int32_t>(batch.micro.ids.size()));
    batch.micro.max_seqlen = std::max(batch.micro.max_seqlen, static_cast<int32_t>(length));
  }
  return batch;
}

class ModelCheck {
 public:
  ModelCheck(const DfBackend& backend, const fs::path& directory, Report& report)
      : backend_(backend),
        directory_(directory),
        name_(directory.filename().string()),
        report_(report),
        folder_(ModelFolder::open(directory / "model")),
        base_(SafetensorsFile::open(directory / "base.safetensors")),
        batch_(read_batch(base_)),
        device_(&backend, DfContextOptions{0, 0, 1, 0, 0}, Precision::kFloat32) {}

  void full() {
    RunConfig config;
    config.method = Method::kFull;
    TrainingEngine engine(device_, folder_, config, limits());
    engine.allocate_and_load({});
    report_.compare(name_ + "/base/logits", engine.logits(batch_.micro), unmasked_reference(base_), kTolerance);
    const double loss = gradients(engine);
    report_.compare(name_ + "/base/loss", {static_cast<float>(loss)}, floats(base_, "loss"), kTolerance);
    if (!fs::exists(directory_ / "full_grads.safetensors")) return;
    const auto file = SafetensorsFile::open(directory_ / "full_grads.safetensors");
    const auto computed = engine.read_gradients();
    for (const TrainableTensor& t : engine.tensors()) {
      compare_part(name_ + "/full/grad." + t.name, computed, t, file, "grad." + t.name);
    }
  }

  // Every checkpointing level must give what "none" gives.
  void method(const std::string& kind, Checkpointing checkpointing) {
    RunConfig config;
    const std::vector<std::string> kinds{"full", "lora", "qlora", "dora", "qdora"};
    config.method = static_cast<Method>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
    // What the reference was made with: PEFT's own configuration says rank and alpha.
    const PeftAdapter adapter = PeftAdapter::open(directory_ / kind / "peft_adapter");
    config.rank = static_cast<int32_t>(adapter.config().rank);
    config.alpha = adapter.config().alpha;
    config.target_modules = adapter.config().target_modules;
    config.learning_rate = 1e-3;
    config.checkpointing = checkpointing;
    TrainingEngine engine(device_, folder_, config, limits());
    engine.allocate_and_load({});
    const auto golden = SafetensorsFile::open(directory_ / kind / "golden.safetensors");
    engine.write_params(stored_params(engine, golden, "init."));
    constexpr const char* kLevels[] = {"/", " [selective checkpointing]/", " [full checkpointing]/",
                                        " [offloaded checkpointing]/"};
    const std::string prefix = name_ + "/" + kind + kLevels[static_cast<int>(checkpointing)];
    report_.compare(prefix + "logits", engine.logits(batch_.micro), unmasked_reference(golden), kTolerance);
    const double loss = gradients(engine);
    report_.compare(prefix + "loss", {static_cast<float>(loss)}, floats(golden, "loss"), kTolerance);
    const auto computed = engine.read_gradients();
    for (const TrainableTensor& t : engine.tensors()) {
      compare_part(prefix + "grad." + t.name, computed, t, golden, "grad." + golden_name(t.name));
    }
    three_steps(engine, golden, prefix, config.learning_rate);
    if (checkpointing == Checkpointing::kNone) peft_files(engine, kind, golden);
  }

  // Twelve prompt tokens, twenty-four greedy ones, through the key/value cache.
  void greedy() {
    SessionSpec spec;
    spec.device.precision = Precision::kFloat32;
    spec.model_dir = directory_ / "model";
    spec.max_rows = 128;
    spec.max_tokens = 512;
    const ResidentModel model(backend_, spec, {});
    const auto expected = integers(base_, "greedy24_from_first12");
    GenerateRequest request;
    for (size_t i = 0; i < 12; ++i) request.tokens.push_back(static_cast<int32_t>(expected[i]));
    request.max_new_tokens = static_cast<int32_t>(expected.size()) - 12;
    Generation generation(model, {request});
    const auto results = generation.run([](int32_t, int32_t, float) {});
    std::vector<int64_t> tokens(expected.begin(), expected.begin() + 12);
    tokens.insert(tokens.end(), results[0].tokens.begin(), results[0].tokens.end());
    tokens.resize(expected.size(), -1);
    report_.identical(name_ + "/base/greedy24_from_first12", tokens.data(), expected.data(),
                      expected.size() * sizeof(int64_t));
  }

 private:
  EngineLimits limits() const { return {batch_.micro.tokens(), batch_.micro.max_seqlen}; }

  std::vector<float> unmasked_reference(const SafetensorsFile& file) const {
    const TensorView* tensor = file.find("logits");
    if (!tensor) throw Error(ErrorCode::kNotFound, "logits", "no logits in " + file.path().filename().string());
    const auto all = floats(file, "logits");
    const auto vocabulary = static_cast<size_t>(tensor->shape.back());
    std::vector<float> out;
    for (const size_t row : batch_.logit_rows) {
      out.insert(out.end(), all.begin() + static_cast<int64_t>(row * vocabulary),
                 all.begin() + static_cast<int64_t>((row + 1) * vocabulary));
    }
    return out;
  }

  double gradients(TrainingEngine& engine) {
    engine.begin_step();
    engine.micro_step(batch_.micro, 1.0f / static_cast<float>(batch_.micro.loss_tokens), 1);
    return engine.loss_sum() / static_cast<double>(batch_.micro.loss_tokens);
  }

  // "model.layers.0.mlp.fc1.lora_A" -> "base_model.model.model.layers.0.mlp.fc1.lora_A.default.weight"
  static std::string golden_name(const std::string& name) {
    const size_t dot = name.rfind('.');
    std::string part = name.substr(dot + 1);
    if (part == "magnitude") part = "lora_magnitude_vector";
    return "base_model.model." + name.substr(0, dot) + "." + part + ".default.weight";
  }

  static std::vector<float> stored_params(const TrainingEngine& engine, const SafetensorsFile& file,
                                          const std::string& prefix) {
    std::vector<float> params(engine.trainable_parameters());
    for (const TrainableTensor& t : engine.tensors()) {
      const auto values = floats(file, prefix + golden_name(t.name));
      std::copy(values.begin(), values.end(), params.begin() + static_cast<int64_t>(t.offset));
    }
    return params;
  }

  void compare_part(const std::string& name, const std::vector<float>& flat, const TrainableTensor& t,
                    const SafetensorsFile& file, const std::string& reference) {
    const auto begin = flat.begin() + static_cast<int64_t>(t.offset);
    report_.compare(name, {begin, begin + static_cast<int64_t>(t.count)}, floats(file, reference), kTolerance);
  }

  void three_steps(TrainingEngine& engine, const SafetensorsFile& golden, const std::string& prefix, double rate) {
    std::vector<float> losses, norms;
    for (int64_t step = 1; step <= 3; ++step) {
      losses.push_back(static_cast<float>(gradients(engine)));
      const double norm = engine.gradient_norm();
      norms.push_back(static_cast<float>(norm));
      engine.update(rate, norm, step);
    }
    report_.compare(prefix + "step_losses", losses, floats(golden, "step_losses"), kTolerance);
    report_.compare(prefix + "step_grad_norms", norms, floats(golden, "step_grad_norms"), kTolerance);
    const auto params = engine.read_params();
    for (const TrainableTensor& t : engine.tensors()) {
      compare_part(prefix + "after3." + t.name, params, t, golden, "after3." + golden_name(t.name));
    }
  }

  // The folder PEFT wrote after the three steps must load to the same parameters.
  void peft_files(const TrainingEngine& engine, const std::string& kind, const SafetensorsFile& golden) {
    const PeftAdapter stored = PeftAdapter::open(directory_ / kind / "peft_adapter");
    std::vector<float> params(engine.adapter().elements);
    read_peft(stored, engine.adapter(), params.data());
    report_.compare(name_ + "/" + kind + "/peft_adapter", params, stored_params(engine, golden, "after3."), 0);
  }

  const DfBackend& backend_;
  fs::path directory_;
  std::string name_;
  Report& report_;
  ModelFolder folder_;
  SafetensorsFile base_;
  Batch batch_;
  Device device_;
};

}  // namespace

void check_model(const DfBackend& backend, const fs::path& directory, Report& report) {
  ModelCheck check(backend, directory, report);
  check.full();
  for (const char* kind : {"lora", "dora", "qlora", "qdora"}) {
    if (!fs::exists(directory / kind / "golden.safetensors")) continue;
    for (const auto level : {Checkpointing::kNone, Checkpointing::kSelective, Checkpointing::kFull,
                             Checkpointing::kOffloaded}) {
      check.method(kind, level);
    }
  }
  check_nf4_modules(backend, directory, report);
  check.greedy();
}

}  // namespace df::golden
