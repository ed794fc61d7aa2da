// differential_bench: training and generation on the CPU against the matmul ceiling measured in the
// same run. One JSON line a measurement, the result last.
//   --method qdora|qlora|dora|lora  --steps N (a round)  --rounds N  --threads N
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "backends/registry.h"
#include "bench/flops.h"
#include "core/error.h"
#include "core/infer/generation.h"
#include "core/models/model_info.h"
#include "core/train/run_checkpoint.h"
#include "core/train/training_engine.h"
#include "core/util/process_memory.h"
#include "core/rng/stream.h"

namespace fs = std::filesystem;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace {

// The peers' shape: 12 M parameters, micro-batch 8 x 256, rank 16.
constexpr const char* kConfig = R"({"architectures":["LlamaForCausalLM"],"model_type":"llama","vocab_size":8192,
"hidden_size":320,"intermediate_size":864,"num_hidden_layers":8,"num_attention_heads":8,"num_key_value_heads":8,
"max_position_embeddings":512,"rms_norm_eps":1e-5,"rope_theta":10000.0,"hidden_act":"silu","tie_word_embeddings":true,
"bos_token_id":1,"eos_token_id":2,"torch_dtype":"float32"})";
constexpr int64_t kSequence = 256;
constexpr int32_t kBatch = 8;

struct Options {
  std::string method = "qdora";
  int64_t steps = 8, rounds = 3;
  int32_t threads = 0;
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// A folder of its own under the system's temporary folder, removed at the end.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "differential-bench-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw df::Error(df::ErrorCode::kDiskFull, "tmp", "no temporary folder");
    path_ = pattern;
  }
  ~Scratch() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

df::MicroBatch random_batch(uint64_t index) {
  df::MicroBatch batch;
  const df::Philox rng(7, index);
  for (int32_t s = 0; s < kBatch; ++s) {
    for (int64_t t = 0; t < kSequence; ++t) {
      const auto at = static_cast<uint64_t>(s * kSequence + t);
      batch.ids.push_back(static_cast<int32_t>(rng.below(2 * at, 8192)));
      batch.positions.push_back(static_cast<int32_t>(t));
      batch.labels.push_back(t + 1 < kSequence ? static_cast<int32_t>(rng.below(2 * at + 1, 8192)) : -1);
      batch.loss_tokens += t + 1 < kSequence;
    }
    batch.cu_seqlens.push_back(static_cast<int32_t>(batch.ids.size()));
  }
  batch.max_seqlen = kSequence;
  return batch;
}

double ceiling(const df::Device& device) {
  double flops = 0;
  const DfStatus status = device.backend().matmul_ceiling(device.context(), 1024, &flops);
  if (status.code != DF_OK) throw df::Error(df::ErrorCode::kEngine, "matmul_ceiling", status.message);
  return flops;
}

df::RunConfig run_config(const Options& options) {
  return df::parse_run_config(json{{"method", options.method}, {"rank", 16}, {"contextLength", kSequence},
                                   {"microBatch", kBatch}, {"completionOnly", false}}.dump());
}

json train(const Options& options, const DfBackend& backend, const fs::path& model) {
  const uint64_t before = df::anonymous_resident_bytes();
  const df::Device device(&backend, DfContextOptions{0, options.threads, 1, 0});
  const df::ModelFolder folder = df::ModelFolder::open(model);
  const df::RunConfig config = run_config(options);
  df::TrainingEngine engine(device, folder, config, df::engine_limits(config, kSequence));
  engine.allocate_and_load({});
  const double flops = df::bench::adapter_step_flops_per_token(folder.config(), config, kSequence);
  const double tokens = static_cast<double>(kBatch * kSequence);
  std::vector<double> shares, rates, ceilings, times;
  int64_t step = 0;
  uint64_t peak = 0;
  for (int64_t round = 0; round < options.rounds; ++round) {
    const double limit_before = ceiling(device);
    std::vector<double> seconds;
    for (int64_t i = 0; i < options.steps + 1; ++i) {
      const df::MicroBatch batch = random_batch(static_cast<uint64_t>(step));
      const auto start = Clock::now();
      engine.begin_step();
      engine.micro_step(batch, 1.0f / static_cast<float>(batch.loss_tokens), static_cast<uint64_t>(step));
      engine.update(2e-4, engine.gradient_norm(), ++step);
      device.synchronize();
      if (i > 0) seconds.push_back(seconds_since(start));  // the first step of a round warms up
      peak = std::max(peak, df::anonymous_resident_bytes());
    }
    const double limit = std::max(limit_before, ceiling(device));
    const double rate = tokens / median(seconds);
    times.insert(times.end(), seconds.begin(), seconds.end());
    shares.push_back(rate * flops / limit);
    rates.push_back(rate);
    ceilings.push_back(limit);
    std::printf("%s\n", json{{"type", "round"}, {"method", options.method}, {"tokensPerS", rate},
                             {"sgemmGflops", limit / 1e9}, {"share", shares.back()}}.dump().c_str());
  }
  return {{"trainTokensPerS", median(rates)},
          {"trainFlopShareOfSgemm", median(shares)},
          {"sgemmGflops", median(ceilings) / 1e9},
          {"flopsPerToken", flops},
          {"stepMsMin", *std::min_element(times.begin(), times.end()) * 1000},
          {"stepMsMedian", median(times) * 1000},
          {"stepMsMax", *std::max_element(times.begin(), times.end()) * 1000},
          {"planBytes", engine.planned_bytes()},
          {"peakBytes", peak > before ? peak - before : 0}};
}

// One sequence, 32 prompt tokens, 128 new ones, greedy, on the NF4 base.
double decode(const Options& options, const DfBackend& backend, const fs::path& model) {
  df::SessionSpec spec;
  spec.model_dir = model;
  spec.quantize = options.method[0] == 'q';
  spec.device.threads = options.threads;
  spec.max_rows = 256;
  spec.max_tokens = 512;
  const df::ResidentModel resident(backend, spec, {});
  df::GenerateRequest request;
  for (int32_t i = 0; i < 32; ++i) request.tokens.push_back(100 + i);
  request.max_new_tokens = 128;
  std::vector<double> rates;
  for (int round = 0; round < 5; ++round) {
    df::Generation generation(resident, {request});
    const auto results = generation.run([](int32_t, int32_t, float) {});
    rates.push_back(static_cast<double>(results[0].tokens.size() - 1) / (results[0].decode_ms / 1000));
  }
  return median(rates);
}

Options parse(int argc, char** argv) {
  Options o;
  const std::map<std::string, int64_t*> numbers{{"--steps", &o.steps}, {"--rounds", &o.rounds}};
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--method") {
      o.method = argv[i + 1];
    } else if (name == "--threads") {
      o.threads = std::atoi(argv[i + 1]);
    } else if (numbers.count(name)) {
      *numbers.at(name) = std::max(1L, std::atol(argv[i + 1]));
    } else {
      throw df::Error(df::ErrorCode::kInvalidInput, name, "unknown option " + name,
                      "use --method, --steps, --rounds, --threads");
    }
  }
  return o;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = parse(argc, argv);
    const DfBackend& backend = *df::open_backend("cpu", DF_TEST_BACKEND_DIR);
    DfDeviceInfo info{};
    backend.device_info(0, &info);
    const Scratch scratch;
    std::ofstream(scratch.path() / "shape.json") << kConfig;
    df::init_model(scratch.path() / "shape.json", scratch.path() / "model", 1);
    json result = train(options, backend, scratch.path() / "model");
    result["type"] = "result";
    result["method"] = options.method;
    result["device"] = info.name;
    result["isa"] = info.isa;
    result["library"] = info.library;
    result["decodeTokensPerS"] = decode(options, backend, scratch.path() / "model");
    std::printf("%s\n", result.dump().c_str());
    return 0;
  } catch (const df::Error& error) {
    std::fprintf(stderr, "error: %s\n%s\n", error.what(), error.hint().c_str());
    return 1;
  }
}
