// differential_bench: training and generation of a synthetic model against the matmul ceiling measured
// in the same run. One JSON line a round, the result last.
//   --backend cpu|cuda  --shape peers|base|tinyllama|llama2-7b|llama3-8b  --method qdora|qlora|...
//   --seq N --batch N --rank N --checkpointing none|selective|full --optimizer adamw32|adamw8
//   --precision auto|float32  --steps N (a round, after --warmup N that are not counted)  --rounds N  --threads N
//   --train 0 (leaves training out)
//   --decode 1,32 (sequences generated together; 0 leaves generation out)  --context 32,2048 (tokens of the
//   prompt)  --panes 1,2 (2: half of the rows with an adapter)  --new N (tokens)  --graphs 0 (op by op)
//   --staggered N (each sequence ends N tokens before the one ahead of it)
//   --profile 1 (one more step, or generation without recording, op by op)
//   --mlp-rows N (rows of a piece of the MLP; 0: the engine's choice)
//   --memory-limit N (bytes of device memory, the context included)
//   --positions N (the model's longest context, in place of the shape's)
//   --longest N (no run: the longest context within --memory-limit; N: bytes of host memory, 1: any)
//   --plan 90 (no run: the buffers planned for a card of compute capability 9.0)
#include <cstdio>
#include <cstring>

#include "backends/registry.h"
#include "bench/decode_bench.h"
#include "bench/train_bench.h"
#include "core/error.h"
#include "core/train/plan_report.h"

int main(int argc, char** argv) {
  try {
    const df::bench::Options options = df::bench::parse_options(argc, argv);
    if (options.longest > 0) {
      const DfBackend& backend =
          options.plan > 0 ? *df::planning_backend(options.backend) : *df::open_backend(options.backend);
      std::printf("%s\n", df::bench::longest_bench(options, backend).dump().c_str());
      return 0;
    }
    if (options.plan > 0) {
      std::printf("%s\n", df::bench::plan_bench(options, *df::planning_backend(options.backend)).dump().c_str());
      return 0;
    }
    const DfBackend& backend = *df::open_backend(options.backend);
    const DfDeviceInfo info = df::device_info(backend, 0);
    nlohmann::json result{{"type", "result"},         {"method", options.method}, {"shape", options.shape},
                          {"seq", options.sequence},  {"batch", options.batch},   {"rank", options.rank},
                          {"checkpointing", options.checkpointing},
                          {"device", info.name},      {"isa", info.isa},          {"library", info.library}};
    if (options.train > 0) result.update(df::bench::train_bench(options, backend));
    if (options.decode != "0") {
      result["decode"] = df::bench::decode_bench(options, backend);
      result["decodeTokensPerS"] = result["decode"][0]["tokensPerS"];  // the first combination, for tables
      result["decodeSequences"] = result["decode"][0]["batch"];
    }
    std::printf("%s\n", result.dump().c_str());
    return 0;
  } catch (const df::Error& error) {
    std::fprintf(stderr, "error: %s\n%s\n", error.what(), error.hint().c_str());
    return 1;
  }
}
