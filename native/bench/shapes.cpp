#include "bench/shapes.h"

#include <nlohmann/json.hpp>

#include "core/error.h"

namespace df::bench {
namespace {

struct Shape {
  const char* name;
  int vocabulary, hidden, intermediate, layers, heads, kv_heads, positions;
  double rope_theta;
  bool tied;
};

constexpr Shape kShapes[] = {
    {"peers", 8192, 320, 864, 8, 8, 8, 512, 10000, true},
    {"base", 4096, 256, 704, 6, 8, 4, 1024, 10000, true},
    {"tinyllama", 32000, 2048, 5632, 22, 32, 4, 2048, 10000, false},
    {"llama2-7b", 32000, 4096, 11008, 32, 32, 32, 4096, 10000, false},
    {"llama3-8b", 128256, 4096, 14336, 32, 32, 8, 8192, 500000, false},
};

}  // namespace

std::string shape_config(const std::string& name, int64_t positions) {
  std::string known;
  for (const Shape& s : kShapes) {
    known += std::string(known.empty() ? "" : ", ") + s.name;
    if (name != s.name) continue;
    return nlohmann::json{{"architectures", {"LlamaForCausalLM"}},
                          {"model_type", "llama"},
                          {"vocab_size", s.vocabulary},
                          {"hidden_size", s.hidden},
                          {"intermediate_size", s.intermediate},
                          {"num_hidden_layers", s.layers},
                          {"num_attention_heads", s.heads},
                          {"num_key_value_heads", s.kv_heads},
                          {"max_position_embeddings", positions > 0 ? positions : s.positions},
                          {"rms_norm_eps", 1e-5},
                          {"rope_theta", s.rope_theta},
                          {"hidden_act", "silu"},
                          {"tie_word_embeddings", s.tied},
                          {"bos_token_id", 1},
                          {"eos_token_id", 2},
                          {"torch_dtype", "bfloat16"}}
        .dump();
  }
  throw Error(ErrorCode::kInvalidInput, "--shape", "there is no shape " + name, "use one of " + known);
}

}  // namespace df::bench
