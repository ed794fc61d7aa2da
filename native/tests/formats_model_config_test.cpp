#include "core/formats/model_config.h"

#include <nlohmann/json.hpp>

#include "formats_test_util.h"

namespace df::test {
namespace {

using nlohmann::json;

json mistral() {
  return json::parse(R"({
    "architectures": ["MistralForCausalLM"], "model_type": "mistral", "vocab_size": 32000,
    "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
    "num_attention_heads": 32, "num_key_value_heads": 8, "max_position_embeddings": 32768,
    "rms_norm_eps": 1e-05, "rope_theta": 1000000.0, "sliding_window": null, "hidden_act": "silu",
    "bos_token_id": 1, "eos_token_id": 2, "tie_word_embeddings": false,
    "torch_dtype": "bfloat16"})");
}

// The published config.json shape of microsoft/phi-2.
json phi2() {
  return json::parse(R"({
    "architectures": ["PhiForCausalLM"], "model_type": "phi", "vocab_size": 51200,
    "hidden_size": 2560, "intermediate_size": 10240, "num_hidden_layers": 32,
    "num_attention_heads": 32, "num_key_value_heads": null, "max_position_embeddings": 2048,
    "layer_norm_eps": 1e-05, "rope_theta": 10000.0, "rope_scaling": null,
    "partial_rotary_factor": 0.4, "hidden_act": "gelu_new", "qk_layernorm": false,
    "resid_pdrop": 0.1, "embd_pdrop": 0.0, "attention_dropout": 0.0, "bos_token_id": 50256,
    "eos_token_id": 50256, "tie_word_embeddings": false, "torch_dtype": "float16"})");
}

Error refused(const json& config) {
  return error_of([&] { parse_model_config(config.dump()); });
}

TEST(FormatsModelConfigTest, ReadsLlamaWithNestedRopeParameters) {
  const ModelConfig config = parse_model_config(slurp(data_path("config_llama3.json")));
  EXPECT_EQ(config.architecture, Architecture::kLlama);
  EXPECT_EQ(config.vocab_size, 384);
  EXPECT_EQ(config.hidden_size, 96);
  EXPECT_EQ(config.intermediate_size, 256);
  EXPECT_EQ(config.layers, 3);
  EXPECT_EQ(config.heads, 6);
  EXPECT_EQ(config.kv_heads, 2);
  EXPECT_EQ(config.head_dim, 16);
  EXPECT_EQ(config.rotary_dim, 16);
  EXPECT_EQ(config.query_width(), 96);
  EXPECT_EQ(config.kv_width(), 32);
  EXPECT_EQ(config.max_position_embeddings, 131072);
  EXPECT_EQ(config.norm, NormKind::kRms);
  EXPECT_DOUBLE_EQ(config.norm_eps, 1e-5);
  EXPECT_DOUBLE_EQ(config.rope_theta, 500000.0);
  EXPECT_EQ(config.rope_scaling.kind, RopeScalingKind::kLlama3);
  EXPECT_DOUBLE_EQ(config.rope_scaling.factor, 8.0);
  EXPECT_DOUBLE_EQ(config.rope_scaling.low_freq_factor, 1.0);
  EXPECT_DOUBLE_EQ(config.rope_scaling.high_freq_factor, 4.0);
  EXPECT_EQ(config.rope_scaling.original_max_position_embeddings, 64);
  EXPECT_EQ(config.activation, Activation::kSilu);
  EXPECT_TRUE(config.tie_word_embeddings);
  EXPECT_EQ(config.bos_token_id, 1);
  EXPECT_EQ(config.eos_token_ids, std::vector<int64_t>{2});
  EXPECT_EQ(config.pad_token_id, 0);
  EXPECT_EQ(config.dtype, TensorDtype::kF32);
  EXPECT_FALSE(config.bnb.has_value());
}

TEST(FormatsModelConfigTest, ReadsPhi) {
  const ModelConfig tiny = parse_model_config(slurp(data_path("config_phi.json")));
  EXPECT_EQ(tiny.architecture, Architecture::kPhi);
  EXPECT_EQ(tiny.rotary_dim, 8);
  const ModelConfig config = parse_model_config(phi2().dump());
  EXPECT_EQ(config.kv_heads, 32);
  EXPECT_EQ(config.head_dim, 80);
  EXPECT_EQ(config.rotary_dim, 32);
  EXPECT_EQ(config.norm, NormKind::kLayer);
  EXPECT_EQ(config.activation, Activation::kGeluNew);
  EXPECT_TRUE(config.parallel_block && config.attention_bias && config.mlp_bias &&
              config.head_bias);
  EXPECT_EQ(config.dtype, TensorDtype::kF16);
}

TEST(FormatsModelConfigTest, ReadsMistralWhoseWindowCutsNothing) {
  json config = mistral();
  EXPECT_EQ(parse_model_config(config.dump()).kv_heads, 8);
  config["sliding_window"] = 32768;
  EXPECT_EQ(parse_model_config(config.dump()).architecture, Architecture::kMistral);
  config["sliding_window"] = 4096;
  const Error error = refused(config);
  EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
  EXPECT_EQ(error.field(), "config.json: sliding_window");
  EXPECT_NE(error.hint().find("4096"), std::string::npos);
  config.erase("sliding_window");
  config.erase("num_key_value_heads");
  EXPECT_EQ(refused(config).field(), "config.json: num_key_value_heads");
}

TEST(FormatsModelConfigTest, ReadsBothSpellingsOfRope) {
  json config = json::parse(slurp(data_path("config_llama.json")));
  const json nested = config["rope_parameters"];
  config.erase("rope_parameters");
  config["rope_theta"] = 12345.0;
  EXPECT_DOUBLE_EQ(parse_model_config(config.dump()).rope_theta, 12345.0);
  config["rope_scaling"] = {{"type", "linear"}, {"factor", 2.5}};
  const ModelConfig linear = parse_model_config(config.dump());
  EXPECT_EQ(linear.rope_scaling.kind, RopeScalingKind::kLinear);
  EXPECT_DOUBLE_EQ(linear.rope_scaling.factor, 2.5);
  config["rope_parameters"] = nested;
  EXPECT_EQ(refused(config).field(), "config.json: rope_scaling");
  config.erase("rope_scaling");
  EXPECT_EQ(refused(config).field(), "config.json: rope_theta");
}

TEST(FormatsModelConfigTest, RefusesOtherRopeByName) {
  for (const char* type : {"dynamic", "yarn", "longrope", "su", "mrope", "proportional"}) {
    json config = json::parse(slurp(data_path("config_llama.json")));
    config["rope_parameters"]["rope_type"] = type;
    config["rope_parameters"]["factor"] = 2.0;
    const Error error = refused(config);
    EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
    EXPECT_EQ(error.field(), "config.json: rope_parameters.rope_type");
    EXPECT_NE(std::string(error.what()).find(type), std::string::npos);
  }
}

TEST(FormatsModelConfigTest, RefusesOtherArchitecturesByName) {
  json config = mistral();
  config["architectures"] = {"Qwen2ForCausalLM"};
  const Error error = refused(config);
  EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
  EXPECT_NE(std::string(error.what()).find("Qwen2ForCausalLM"), std::string::npos);
  config.erase("architectures");
  EXPECT_EQ(parse_model_config(config.dump()).architecture, Architecture::kMistral);
  config["architectures"] = {"LlamaForCausalLM"};
  EXPECT_EQ(refused(config).field(), "config.json: model_type");
}

TEST(FormatsModelConfigTest, ReadsTokenIdsOfEveryForm) {
  json config = mistral();
  config["eos_token_id"] = {2, 7};
  config["pad_token_id"] = -1;
  config["bos_token_id"] = nullptr;
  const ModelConfig parsed = parse_model_config(config.dump());
  EXPECT_EQ(parsed.eos_token_ids, (std::vector<int64_t>{2, 7}));
  EXPECT_FALSE(parsed.pad_token_id || parsed.bos_token_id);
}

TEST(FormatsModelConfigTest, RecognisesBitsandbytes) {
  json config = mistral();
  config["quantization_config"] = {{"quant_method", "bitsandbytes"},
                                   {"load_in_4bit", true},
                                   {"bnb_4bit_quant_type", "nf4"},
                                   {"bnb_4bit_use_double_quant", true},
                                   {"llm_int8_skip_modules", {"lm_head"}}};
  const ModelConfig parsed = parse_model_config(config.dump());
  ASSERT_TRUE(parsed.bnb);
  EXPECT_TRUE(parsed.bnb->double_quantization);
  EXPECT_EQ(parsed.bnb->skip_modules, std::vector<std::string>{"lm_head"});
  const auto refused_with = [&](const char* key, const json& value) {
    json changed = config;
    changed["quantization_config"][key] = value;
    const Error error = refused(changed);
    EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
    EXPECT_EQ(error.field(), std::string("config.json: quantization_config.") + key);
  };
  refused_with("quant_method", "gptq");
  refused_with("bnb_4bit_quant_type", "fp4");
  refused_with("load_in_8bit", true);
  refused_with("load_in_4bit", false);
  refused_with("bnb_4bit_quant_storage", "bfloat16");
}

TEST(FormatsModelConfigTest, WritesWhatItReads) {
  json scaled = json::parse(slurp(data_path("config_llama.json")));
  scaled["rope_parameters"] = {{"rope_type", "linear"}, {"rope_theta", 1e4}, {"factor", 4.0}};
  scaled["attention_bias"] = true;
  scaled["eos_token_id"] = {2, 3};
  for (const std::string& text :
       {slurp(data_path("config_llama.json")), slurp(data_path("config_llama3.json")),
        slurp(data_path("config_phi.json")), phi2().dump(), mistral().dump(), scaled.dump()}) {
    const ModelConfig config = parse_model_config(text);
    const std::string once = to_json(config);
    const ModelConfig again = parse_model_config(once);
    EXPECT_EQ(to_json(again), once);
    EXPECT_EQ(again.rotary_dim, config.rotary_dim);
    EXPECT_EQ(again.rope_scaling.kind, config.rope_scaling.kind);
    EXPECT_EQ(again.attention_bias, config.attention_bias);
    EXPECT_EQ(again.eos_token_ids, config.eos_token_ids);
    EXPECT_EQ(again.head_dim, config.head_dim);
  }
}

TEST(FormatsModelConfigTest, EveryRotaryShareSurvivesWriting) {
  ModelConfig config = parse_model_config(phi2().dump());
  for (int64_t rotary = 2; rotary <= 80; rotary += 2) {
    config.rotary_dim = rotary;
    EXPECT_EQ(parse_model_config(to_json(config)).rotary_dim, rotary);
  }
}

}  // namespace
}  // namespace df::test
